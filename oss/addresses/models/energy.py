"""Energy certificates, dated energy data and asbestos certificates."""

from datetime import date
from decimal import Decimal

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.addresses.epc import label_of
from oss.addresses.models.findings import Finding, is_current
from oss.core.parameters import Figures
from oss.core.partial_dates import EDTF, PartialDateField


class CertificateKind(models.TextChoices):
    EPC = "epc", _("EPC")
    EPB = "epb", _("EPB")


class Basis(models.TextChoices):
    REAL = "real", _("real")
    ESTIMATED = "estimated", _("estimated")


@pghistory.track()
class EnergyCertificate(Finding):
    """Its label is not stored: it follows from the score (`oss.addresses.epc`)."""

    kind = models.CharField(
        _("kind"), max_length=3, choices=CertificateKind.choices, default=CertificateKind.EPC
    )
    basis = models.CharField(
        _("score"),
        max_length=9,
        choices=Basis.choices,
        default=Basis.REAL,
        help_text=_("Estimated: by the renovation adviser, without a certificate."),
    )
    is_common_parts = models.BooleanField(_("of the common parts"), default=False)
    score = models.DecimalField(
        _("energy score, kWh/(m² year)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    e_level = models.SmallIntegerField(_("E-level"), null=True, blank=True)
    issued_on = models.DateField(_("made on"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Left empty: ten years after it was made.")
    )
    number = models.CharField(_("certificate number"), max_length=40, blank=True)

    class Meta(Finding.Meta):
        verbose_name = _("energy certificate")
        verbose_name_plural = _("energy certificates")
        ordering = ("-issued_on", "-pk")
        constraints = (
            *Finding.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=CertificateKind.values) & Q(basis__in=Basis.values),
                name="energy_certificate_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(is_common_parts=False) | Q(building__isnull=False),
                name="common_parts_certificate_of_a_building",
                violation_error_message=_("Only a building has common parts: add this certificate there."),
            ),
            models.CheckConstraint(
                condition=Q(is_common_parts=True) | Q(score__isnull=False) | Q(e_level__isnull=False),
                name="energy_certificate_says_something",
                violation_error_message=_("Fill in the energy score or the E-level."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("issued_on")),
                name="energy_certificate_ends_after_it_was_made",
                violation_error_message=_("It is valid until a day after it was made: check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.REAL) | Q(number=""),
                name="an_estimate_has_no_number",
                violation_error_message=_("An estimate has no certificate number: choose “real”."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[place, "issued_on", "number"],
                    condition=~Q(number=""),
                    name=f"certificate_number_once_per_{place}_and_day",
                    violation_error_message=_("This certificate stands here already."),
                )
                for place in ("address", "building")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.issued_on:%d/%m/%Y}"

    def label(self, figures: Figures) -> str:
        """ "" where there is no score, or where it is of the common parts, which get no label."""
        if self.score is None or self.is_common_parts:
            return ""
        return label_of(self.score, on=self.issued_on, figures=figures)

    @property
    def is_valid(self) -> bool:
        return is_current(self.valid_until, timezone.localdate())

    def was_valid(self, on: date) -> bool:
        return self.issued_on <= on and is_current(self.valid_until, on)


class HeatingCarrier(models.TextChoices):
    GAS = "gas", _("natural gas")
    OIL = "oil", _("fuel oil")
    ELECTRIC = "electric", _("electric")
    HEAT_PUMP = "heat_pump", _("heat pump")
    HEAT_NETWORK = "network", _("heat network")
    WOOD = "wood", _("wood or pellets")
    NONE = "none", _("none")


class ConsumptionUnit(models.TextChoices):
    KWH = "kwh", _("kWh")
    LITRE = "l", _("litre")
    CUBIC_METRE = "m3", _("m³")


@pghistory.track()
class EnergyReading(Finding):
    """Floor area, heating and yearly consumption as they were at one time, with where that is known from."""

    known_on = PartialDateField(_("date"))
    floor_area = models.DecimalField(
        _("useful floor area, m²"),
        max_digits=8,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(1))],
    )
    heating = models.CharField(_("heating"), max_length=9, choices=HeatingCarrier.choices, blank=True)
    consumption = models.DecimalField(
        _("yearly consumption for heating"),
        max_digits=9,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    consumption_unit = models.CharField(_("unit"), max_length=3, choices=ConsumptionUnit.choices, blank=True)

    class Meta(Finding.Meta):
        verbose_name = _("energy data")
        verbose_name_plural = _("energy data")
        ordering = ("-known_on", "-pk")
        constraints = (
            *Finding.Meta.constraints,
            models.CheckConstraint(condition=Q(known_on__regex=EDTF), name="energy_reading_date_is_edtf"),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="energy_reading_has_a_source",
                violation_error_message=_("Say where this is known from."),
            ),
            models.CheckConstraint(
                condition=Q(heating__in=["", *HeatingCarrier.values])
                & Q(consumption_unit__in=["", *ConsumptionUnit.values]),
                name="energy_reading_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(floor_area__isnull=False) | ~Q(heating="") | Q(consumption__isnull=False),
                name="energy_reading_says_something",
                violation_error_message=_("Fill in the floor area, the heating or the consumption."),
            ),
            models.CheckConstraint(
                condition=Q(consumption=None, consumption_unit="")
                | (Q(consumption__gte=0) & ~Q(consumption_unit="")),
                name="consumption_has_a_unit",
                violation_error_message=_("Fill in the consumption and its unit together."),
            ),
            models.CheckConstraint(
                condition=Q(floor_area=None) | Q(floor_area__gte=1), name="floor_area_is_positive"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} · {self.known_on}"


class AsbestosResult(models.TextChoices):
    SAFE = "safe", _("asbestos-safe")
    NOT_SAFE = "not_safe", _("not asbestos-safe")
    FREE = "free", _("no asbestos found")


@pghistory.track()
class AsbestosCertificate(Finding):
    """The asbestos certificate (OVAM) of a dwelling, or of the common parts of a building."""

    issued_on = models.DateField(_("made on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=8, choices=AsbestosResult.choices)
    number = models.CharField(_("certificate number"), max_length=40, blank=True)

    class Meta(Finding.Meta):
        verbose_name = _("asbestos certificate")
        verbose_name_plural = _("asbestos certificates")
        ordering = ("-issued_on", "-pk")
        constraints = (
            *Finding.Meta.constraints,
            models.CheckConstraint(
                condition=Q(result__in=AsbestosResult.values), name="asbestos_result_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("issued_on")),
                name="asbestos_certificate_ends_after_it_was_made",
                violation_error_message=_("It is valid until a day after it was made: check both dates."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_result_display()} · {self.issued_on:%d/%m/%Y}"

    @property
    def is_valid(self) -> bool:
        return is_current(self.valid_until, timezone.localdate())
