"""What buildings and dwellings have in common, as staff found out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1000, 2100


class Detachment(models.TextChoices):
    OPEN = "open", _("detached")
    HALF_OPEN = "half_open", _("semi-detached")
    CLOSED = "closed", _("terraced")


class Heritage(models.TextChoices):
    NONE = "none", _("no heritage")
    INVENTORY = "inventory", _("listed in the inventory")
    PROTECTED = "protected", _("protected monument")
    TOWNSCAPE = "townscape", _("in a protected townscape")


class Construction(models.Model):
    """What a building and a dwelling both have; empty is unknown."""

    detachment = models.CharField(
        _("type of construction"), max_length=9, choices=Detachment.choices, blank=True, db_default=""
    )
    construction_year = models.PositiveSmallIntegerField(_("construction year"), null=True, blank=True)
    heritage = models.CharField(
        _("heritage"), max_length=9, choices=Heritage.choices, blank=True, db_default=""
    )
    storeys = models.PositiveSmallIntegerField(
        _("storeys"), null=True, blank=True, help_text=_("Without cellar and attic.")
    )

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(construction_year=None)
                | Q(construction_year__gte=FIRST_YEAR, construction_year__lte=LAST_YEAR),
                name="%(class)s_construction_year_has_four_digits",
                violation_error_message=_("Write the construction year with four digits, for example 1974."),
            ),
            models.CheckConstraint(
                condition=Q(storeys=None) | Q(storeys__gte=1, storeys__lte=99),
                name="%(class)s_has_one_to_ninety_nine_storeys",
                violation_error_message=_("A building has at least one storey, and fewer than a hundred."),
            ),
            models.CheckConstraint(
                condition=Q(detachment__in=["", *Detachment.values]) & Q(heritage__in=["", *Heritage.values]),
                name="%(class)s_construction_is_of_the_lists",
            ),
        )
