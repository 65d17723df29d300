"""By what quotes for a measure are compared: its usual posts, and the questions asked of every contractor."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Measure, MeasureUnit
from oss.core.named_values import NamedValue


class LineUnit(models.TextChoices):
    """What a post counts: the units of measures, and work at one price or by the hour."""

    SQUARE_METRE = MeasureUnit.SQUARE_METRE.value, MeasureUnit.SQUARE_METRE.label
    METRE = MeasureUnit.METRE.value, MeasureUnit.METRE.label
    PIECE = MeasureUnit.PIECE.value, MeasureUnit.PIECE.label
    LUMP_SUM = "sum", _("lump sum")
    HOUR = "h", _("hour")
    KILOWATT_PEAK = MeasureUnit.KILOWATT_PEAK.value, MeasureUnit.KILOWATT_PEAK.label
    KILOWATT_HOUR = MeasureUnit.KILOWATT_HOUR.value, MeasureUnit.KILOWATT_HOUR.label
    LITRE = MeasureUnit.LITRE.value, MeasureUnit.LITRE.label


class CatalogueItem(NamedValue):
    """A post that quotes for a measure usually hold; lines that name the same one stand on one row."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="catalogue_items", verbose_name=_("measure")
    )
    unit = models.CharField(_("unit"), max_length=5, choices=LineUnit.choices)

    class Meta(NamedValue.Meta):
        verbose_name = _("usual post of a quote")
        verbose_name_plural = _("usual posts of quotes")
        ordering = ["measure__position", "position", "name"]
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["measure", "name"], name="catalogue_item_name_once"),
            models.CheckConstraint(
                condition=Q(unit__in=LineUnit.values), name="catalogue_item_unit_is_known"
            ),
        )


class ComparisonQuestion(NamedValue):
    """What is asked of every quote for a measure: is it included, or with what (`asks_value`)."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="comparison_questions", verbose_name=_("measure")
    )
    asks_value = models.BooleanField(
        _("asks a value"),
        default=False,
        help_text=_("A material, a thickness, a performance: it is typed, and not answered by yes or no."),
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("comparison question")
        verbose_name_plural = _("comparison questions")
        ordering = ["measure__position", "position", "name"]
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["measure", "name"], name="comparison_question_once"),
        )
