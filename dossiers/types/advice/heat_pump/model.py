"""What an advice on a heat pump asks of the dwelling."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.types.advice.model import YES_OR_NO


class Emission(models.TextChoices):
    RADIATORS = "radiators", _("radiators")
    LOW = "low", _("low-temperature radiators")
    FLOOR = "floor", _("floor heating")
    CONVECTOR = "convector", _("fan convectors")
    MIXED = "mixed", _("mixed")


class Connection(models.TextChoices):
    SINGLE = "1x230", "1 × 230 V"
    THREE = "3x230", "3 × 230 V"
    NEUTRAL = "3n400", "3N 400 V"


@pghistory.track()
class HeatPumpDetail(Detail):
    """Heating, connection and room for a heat pump, as measured or told; `source` says by whom."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="heat_pump", editable=False
    )
    emission = models.CharField(_("heat emission"), max_length=9, choices=Emission.choices, blank=True)
    supply_temperature = models.PositiveSmallIntegerField(
        _("supply temperature (°C)"), null=True, blank=True, validators=[MaxValueValidator(95)]
    )
    installed_power = models.DecimalField(
        _("installed power (kW)"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    heat_loss = models.DecimalField(
        _("heat loss (kW)"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    figures_source = models.CharField(
        _("source of these figures"),
        max_length=120,
        blank=True,
        help_text=_("Own entry: who measured, when."),
    )
    connection = models.CharField(_("connection"), max_length=5, choices=Connection.choices, blank=True)
    amperes = models.PositiveSmallIntegerField(
        _("connection (A)"), null=True, blank=True, validators=[MaxValueValidator(250)]
    )
    gas_grid = models.BooleanField(_("gas grid in the street"), null=True, blank=True, choices=YES_OR_NO)
    outdoor_unit = models.CharField(_("place of the outdoor unit"), max_length=200, blank=True)
    keeps_distance = models.BooleanField(
        _("two metres from the boundary"), null=True, blank=True, choices=YES_OR_NO
    )
    noise = models.CharField(_("noise"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("heat pump")
        verbose_name_plural = _("heat pumps")
        constraints = (
            only_of(DossierType.ADVICE, name="heat_pump_detail_of_advice"),
            models.CheckConstraint(
                condition=models.Q(emission__in=["", *Emission.values])
                & models.Q(connection__in=["", *Connection.values]),
                name="heat_pump_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=models.Q(installed_power=None, heat_loss=None) | ~models.Q(figures_source=""),
                name="heat_pump_figures_have_a_source",
                violation_error_message=_("Say where the figures come from."),
            ),
        )
