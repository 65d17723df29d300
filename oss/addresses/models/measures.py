"""The one list of what can be done to a building: works, studies and crafts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.core.named_values import NamedValue


class MeasureKind(models.TextChoices):
    WORK = "work", _("work")
    STUDY = "study", _("study")
    CRAFT = "craft", _("craft")


class MeasureUnit(models.TextChoices):
    SQUARE_METRE = "m2", "m²"
    METRE = "m", "m"
    PIECE = "piece", _("piece")
    KILOWATT_PEAK = "kWp", "kWp"
    KILOWATT_HOUR = "kWh", "kWh"
    LITRE = "l", "l"


class MeasurePart(models.TextChoices):
    """Whose it mostly is in an apartment building."""

    BOTH = "both", _("private or shared")
    PRIVATE = "private", _("private parts")
    SHARED = "shared", _("shared parts")


class Measure(NamedValue):
    """A work or study that can be advised, quoted and done, or a craft of a contractor.

    `unit` is what its quantity counts; empty for a study or a craft. `premium` and `oslo` are the categories
    under which a premium and a report count it; empty until somebody fills them in.
    """

    kind = models.CharField(_("kind"), max_length=5, choices=MeasureKind.choices, default=MeasureKind.WORK)
    unit = models.CharField(_("unit"), max_length=5, choices=MeasureUnit.choices, blank=True)
    part = models.CharField(
        _("parts of the building"), max_length=7, choices=MeasurePart.choices, default=MeasurePart.BOTH
    )
    premium = models.CharField(_("premium category"), max_length=60, blank=True)
    oslo = models.CharField(_("OSLO category"), max_length=120, blank=True)
    touches_street = models.BooleanField(
        _("can touch façade or roof at the street"),
        default=False,
        db_default=False,
        help_text=_("Permit and street furniture are asked only of a dossier with such a work."),
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="measure_name_once"),
            models.CheckConstraint(condition=Q(kind__in=MeasureKind.values), name="measure_kind_is_known"),
            models.CheckConstraint(
                condition=Q(unit__in=["", *MeasureUnit.values]), name="measure_unit_is_known"
            ),
            models.CheckConstraint(condition=Q(part__in=MeasurePart.values), name="measure_part_is_known"),
        )
