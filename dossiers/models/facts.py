"""Facts that a stage asks for, and that are answered without a value."""

import pghistory
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier, DossierQuerySet
from oss.staff.models import User


class WhyNoValue(models.TextChoices):
    """Why there is no value."""

    UNKNOWN = "unknown", _("not known")
    NOT_APPLICABLE = "n/a", _("does not apply")
    NOT_TOLD = "not_told", _("the client does not want to say")
    LATER = "later", _("comes later")


@pghistory.track()
class FactWithoutValue(models.Model):
    """The answer to a requirement of the dossier where no value can be given; gone once there is one.

    `fact` names the requirement (`dossiers.flows.requirements`).
    """

    # CASCADE: part of its dossier.
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="facts_without_value")
    fact = models.CharField(max_length=40)
    why = models.CharField(_("why"), max_length=8, choices=WhyNoValue.choices)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    told_at = models.DateTimeField(db_default=Now())
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("fact without a value")
        verbose_name_plural = _("facts without a value")
        constraints = (
            models.UniqueConstraint(fields=["dossier", "fact"], name="fact_without_value_once"),
            models.CheckConstraint(
                condition=models.Q(why__in=WhyNoValue.values), name="fact_without_value_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(why=WhyNoValue.LATER, expected_on__isnull=False)
                | (~models.Q(why=WhyNoValue.LATER) & models.Q(expected_on=None)),
                name="only_what_comes_later_has_a_day",
                violation_error_message=_("Say on which day it is expected."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.fact}"


def with_facts_without_value(dossiers: DossierQuerySet) -> DossierQuerySet:
    """With their names (`Dossier.facts_answered_without_value`), read along with the dossiers."""
    told = FactWithoutValue.objects.filter(dossier=models.OuterRef("pk")).order_by().values("fact")
    return dossiers.annotate(told_without_value=ArraySubquery(told))
