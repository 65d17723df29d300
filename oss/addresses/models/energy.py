"""Energy certificates, dated energy data and asbestos certificates."""

from datetime import date
from decimal import Decimal

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.duties import asbestos_certificate_ends
from oss.addresses.epc import LABELS, label_of
from oss.addresses.models.findings import Finding, is_current
from oss.core.parameters import Figures
from oss.core.partial_dates import EDTF, PartialDate, PartialDateField

PRECISIONS = ("year", "month", "day")


class CertificateKind(models.TextChoices):
    EPC = "epc", _("EPC")
    EPB = "epb", _("EPB")


class Basis(models.TextChoices):
    REAL = "real", _("real")
    ESTIMATED = "estimated", _("estimated")


@pghistory.track()
class EnergyCertificate(Finding):
    """Its label follows from the score (`oss.addresses.epc`); only where that is unknown it is typed.

    `issued_on` is a partial date: kept as the first day it can stand for, and how precisely it is known.
    """

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
    typed_label = models.CharField(
        _("label"),
        max_length=2,
        choices=[(label, label) for label in LABELS],
        blank=True,
        db_default="",
        default="",
        help_text=_("Only where the score is unknown: with a score, the label follows from it."),
    )
    e_level = models.SmallIntegerField(_("E-level"), null=True, blank=True)
    issued_from = models.DateField(_("made on"), db_column="issued_on")
    issued_precision = models.CharField(
        max_length=5,
        choices=[(one, one) for one in PRECISIONS],
        default=PRECISIONS[-1],
        db_default=PRECISIONS[-1],
        editable=False,
    )
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("Left empty: ten years after it was made, where that day is known."),
    )
    number = models.CharField(_("certificate number"), max_length=40, blank=True)

    class Meta(Finding.Meta):
        verbose_name = _("energy certificate")
        verbose_name_plural = _("energy certificates")
        ordering = ("-issued_from", "-pk")
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
                condition=Q(is_common_parts=True)
                | Q(score__isnull=False)
                | Q(e_level__isnull=False)
                | ~Q(typed_label=""),
                name="energy_certificate_says_something",
                violation_error_message=_("Fill in the energy score, the label or the E-level."),
            ),
            models.CheckConstraint(
                condition=Q(typed_label__in=["", *LABELS]), name="typed_label_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(typed_label="") | Q(score=None, is_common_parts=False),
                name="a_label_is_typed_where_no_score_says_it",
                violation_error_message=_(
                    "The label follows from the score, and common parts have none: leave the label empty."
                ),
            ),
            models.CheckConstraint(
                condition=Q(issued_precision="day")
                | Q(issued_precision="month", issued_from__day=1)
                | Q(issued_precision="year", issued_from__day=1, issued_from__month=1),
                name="energy_certificate_date_fits_its_precision",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("issued_from")),
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
                    fields=[place, "issued_from", "number"],
                    condition=~Q(number=""),
                    name=f"certificate_number_once_per_{place}_and_day",
                    violation_error_message=_("This certificate stands here already."),
                )
                for place in ("address", "building")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.made}"

    @property
    def issued_on(self) -> PartialDate | None:
        """The day it was made, as precise as it is known; None on a new one."""
        first, precision = self.issued_from, self.issued_precision
        if first is None:
            return None
        known = PRECISIONS.index(precision) + 1
        return PartialDate(*(first.year, first.month, first.day)[:known])

    @issued_on.setter
    def issued_on(self, known: PartialDate | date) -> None:
        """A day in the year 25 is kept too: whoever checks says what is wrong with it."""
        if isinstance(known, PartialDate):
            parts = (known.year, known.month, known.day)
            self.issued_precision = PRECISIONS[sum(part is not None for part in parts) - 1]
            self.issued_from = known.earliest
        else:
            self.issued_precision, self.issued_from = PRECISIONS[-1], known

    @property
    def made(self) -> PartialDate:
        """`issued_on` of one that was recorded."""
        known = self.issued_on
        assert known is not None  # the column is not null  # noqa: S101
        return known

    def label(self, figures: Figures) -> str:
        """ "" where neither score nor label is known, or where it is of the common parts, which get none.

        The bands of the first day that it can have been made on say the label of a score.
        """
        if self.is_common_parts:
            return ""
        if self.score is None:
            return self.typed_label
        return label_of(self.score, on=self.made.earliest, figures=figures)

    def ends_on(self, figures: Figures) -> PartialDate | None:
        """As precise as it is known when it was made; None where it has no end, or none is known."""
        if self.valid_until is not None:
            return PartialDate.of(self.valid_until)
        years = figures.find("epc_years_valid", on=self.made.earliest)
        if years is None or self.basis != Basis.REAL or self.made.day is not None:
            return None
        return PartialDate(self.made.year + years.value, self.made.month)

    def was_valid(self, on: date, figures: Figures) -> bool:
        """Certainly: one that is known to the year was made on its last day, and ends on its first."""
        ends = self.ends_on(figures)
        return self.made.latest <= on and is_current(ends.earliest if ends else None, on)


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
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("Left empty: by the term of its result, counted from the day it was made."),
    )
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

    def ends_on(self, figures: Figures) -> date | None:
        """Its last day: the one that was typed, or else by the dated terms; None where it stays valid."""
        if self.valid_until is not None:
            return self.valid_until
        return asbestos_certificate_ends(
            self.issued_on,
            none_found=self.result == AsbestosResult.FREE,
            has_risk=self.result == AsbestosResult.NOT_SAFE,
            figures=figures,
        )
