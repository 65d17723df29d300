"""What staff know of the dwelling at an address."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.models.construction import Construction
from oss.addresses.models.places import Address
from oss.staff.models import User


class DwellingType(models.TextChoices):
    HOUSE = "house", _("single-family house")
    APARTMENT = "apartment", _("apartment")
    APARTMENT_BUILDING = "apartment_building", _("apartment building")
    STUDIO = "studio", _("studio")
    ROOM = "room", _("room")
    MIXED = "mixed", _("mixed use")


class DwellingQuerySet(models.QuerySet["Dwelling"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_dwelling") else self.none()


@pghistory.track()
class Dwelling(Construction):
    """What staff know of the house or apartment at an address; made when there is something to note.

    The address itself is the register's and has no history.
    """

    address = models.OneToOneField(
        Address, models.PROTECT, primary_key=True, related_name="dwelling", editable=False
    )
    type = models.CharField(
        _("type of dwelling"), max_length=18, choices=DwellingType.choices, blank=True, db_default=""
    )
    position = models.CharField(
        _("position in the building"),
        max_length=80,
        blank=True,
        db_default="",
        help_text=_("For example: second floor, at the back."),
    )
    deed_on = models.DateField(
        _("notarial deed of the last transfer"),
        null=True,
        blank=True,
        help_text=_("The renovation duty counts from this day."),
    )
    is_rented = models.BooleanField(
        _("rented out"), null=True, blank=True, choices=((True, _("yes")), (False, _("no")))
    )

    objects = DwellingQuerySet.as_manager()

    class Meta(Construction.Meta):
        verbose_name = _("dwelling")
        verbose_name_plural = _("dwellings")
        constraints = (
            *Construction.Meta.constraints,
            models.CheckConstraint(
                condition=Q(type__in=["", *DwellingType.values]), name="dwelling_type_is_of_the_list"
            ),
        )

    def __str__(self) -> str:
        return str(self.address)

    @classmethod
    def known_at(cls, address: Address) -> "Dwelling":
        """What is noted of it; where nothing is, that which stands for it."""
        return cls.objects.filter(pk=address.pk).first() or cls.unknown_at(address)

    @classmethod
    def unknown_at(cls, address: Address) -> "Dwelling":
        """Not stored: what stands for a dwelling of which nothing is known; all of it can be shown."""
        return cls(address=address, detachment="", heritage="", type="", position="")
