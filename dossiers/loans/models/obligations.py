"""What was promised with a loan, or what the law asks of who has it: each with its term."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.loans.models.reading import OnLoanQuerySet
from dossiers.models.dossier import Dossier
from oss.documents.models import Document
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, known_to


class ObligationKind(models.TextChoices):
    RENOVATION = "renovation", _("duty to renovate (law)")
    LABEL = "label", _("commitment to a label (contract)")
    DOMICILE = "domicile", _("domicile")
    LETTING = "letting", _("condition of letting")
    RENT = "rent", _("rent")
    NO_SALE = "no_sale", _("not to sell")


OF_THE_LAW = (ObligationKind.RENOVATION,)
"""Of these everybody may know: they follow from the law, not from a loan."""


class ObligationQuerySet(OnLoanQuerySet):
    def told_to(self, user: User) -> Self:
        """As `visible_to`; who is of no financial role reads what the law asks, on loans they may know."""
        if user.has_perm(READ_FINANCIAL):
            return self.visible_to(user)
        if not user.has_perm("dossiers.view_dossier"):
            return self.none()
        return self.filter(known_to(user, "dossier__case_file"), kind__in=OF_THE_LAW)

    def unmet(self) -> Self:
        return self.filter(met_on=None)


@pghistory.track()
class Obligation(models.Model):
    """From `starts_on` for so many `months`; that of the law has its term from the parameter of today.

    `basis`: by which law, rule or article. The last day is computed (`dossiers.loans.duties`). `checked_on`:
    when somebody last looked.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="obligations", editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=ObligationKind.choices)
    basis = models.CharField(
        _("legal basis"), max_length=200, help_text=_("By which law, rule or article of the contract.")
    )
    starts_on = models.DateField(_("from"))
    months = models.PositiveSmallIntegerField(
        _("term in months"), null=True, blank=True, help_text=_("Empty: still to be filled in.")
    )
    proof = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof")
    )
    met_on = models.DateField(_("met on"), null=True, blank=True)
    is_checked_yearly = models.BooleanField(_("to be checked each year"), default=False)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    created = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ObligationKind.values), name="obligation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(met_on=None) | Q(met_on__gte=models.F("starts_on")),
                name="obligation_met_once_it_began",
                violation_error_message=_("It cannot be met before it began: check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(months__gt=0), name="obligation_term_above_zero"
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())
