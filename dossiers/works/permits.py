"""What is asked for a permit, and what became of it: the same on all that needs one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.works.models import PermitKind

PERMIT_DAYS = ("permit_asked_on", "permit_granted_on", "permit_refused_on")


class PermitAsked(models.Model):
    permit = models.CharField(
        _("permit needed"), max_length=6, choices=PermitKind.choices, blank=True, db_default=""
    )
    permit_asked_on = models.DateField(_("permit asked on"), null=True, blank=True)
    permit_number = models.CharField(_("number of the permit"), max_length=30, blank=True, db_default="")
    permit_granted_on = models.DateField(_("permit granted on"), null=True, blank=True)
    permit_refused_on = models.DateField(_("permit refused on"), null=True, blank=True)
    permit_refused_because = models.CharField(
        _("why it was refused"), max_length=200, blank=True, db_default=""
    )

    class Meta:
        abstract = True


def permit_constraints(of: str) -> tuple[models.CheckConstraint, ...]:
    """`of`: what their names begin with."""
    return (
        models.CheckConstraint(
            condition=Q(permit_granted_on=None) | Q(permit_refused_on=None),
            name=f"{of}_permit_granted_or_refused",
            violation_error_message=_("A permit is granted or refused: empty one of the two dates."),
        ),
        models.CheckConstraint(
            condition=Q(permit_refused_on=None) | ~Q(permit_refused_because=""),
            name=f"{of}_permit_refused_says_why",
            violation_error_message=_("Write down why the permit was refused."),
        ),
    )
