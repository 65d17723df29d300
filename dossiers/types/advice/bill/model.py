"""The energy bill of a client, and the comparison of suppliers."""

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.types.advice.model import YES_OR_NO


class Switched(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    LATER = "later", _("later")


@pghistory.track()
class BillDetail(Detail):
    """Contract and yearly use as the client shows them; what the comparison gave, as it was told that day."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="energy_bill", editable=False
    )
    supplier = models.CharField(_("supplier now"), max_length=80, blank=True)
    contract = models.CharField(_("contract now"), max_length=120, blank=True)
    electricity = models.PositiveIntegerField(_("electricity (kWh a year)"), null=True, blank=True)
    gas = models.PositiveIntegerField(_("gas (kWh a year)"), null=True, blank=True)
    use_source = models.CharField(_("source of the yearly use"), max_length=120, blank=True)
    social_tariff = models.BooleanField(_("social tariff"), null=True, blank=True, choices=YES_OR_NO)
    cut_off = models.BooleanField(_("a cut-off threatens"), default=False)
    compared_on = models.DateField(_("V-test done on"), null=True, blank=True)
    gain = models.DecimalField(
        _("gain (€ a year)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("As the V-test told it on that day."),
    )
    switched = models.CharField(_("client switched"), max_length=5, choices=Switched.choices, blank=True)

    class Meta:
        verbose_name = _("energy bill")
        verbose_name_plural = _("energy bills")
        constraints = (
            only_of(DossierType.ADVICE, name="bill_detail_of_advice"),
            models.CheckConstraint(
                condition=models.Q(switched__in=["", *Switched.values]), name="bill_switched_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=models.Q(electricity=None, gas=None) | ~models.Q(use_source=""),
                name="bill_use_has_a_source",
                violation_error_message=_("Say where the yearly use comes from."),
            ),
            models.CheckConstraint(
                condition=models.Q(gain=None) | models.Q(compared_on__isnull=False),
                name="bill_gain_is_of_a_day",
                violation_error_message=_("Say on which day the V-test told it."),
            ),
        )
