"""Addresses, as the register has them, and the buildings over them.

Addresses are filled by imports and are not history-tracked. Buildings are proposed by an import and
corrected by staff.
"""

from collections.abc import Sequence
from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from oss.addresses import notation
from oss.addresses.models.construction import Construction
from oss.addresses.models.geography import StatisticalSector
from oss.addresses.models.streets import Municipality, Street
from oss.addresses.readings import AddressReading, Door, WrittenNumber
from oss.addresses.text_search import NaturalOrder
from oss.core.narrowing import asked_once
from oss.core.text_search import SearchText, fold, fragments
from oss.staff.models import User


class BuildingQuerySet(models.QuerySet["Building"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_building") else self.none()

    def with_label(self) -> Self:
        """Street and municipality come along: `label` costs no query."""
        return self.select_related("street__municipality")

    def matching(self, text: str) -> Self:
        """Any address of the building matches, or every word stands in its name."""
        return self.meeting(notation.read(text), fragments(text, "folded"))

    def meeting(self, reading: AddressReading, in_name: Sequence[Q]) -> Self:
        at_address = Address.objects.meeting(reading).order_by().filter(building__isnull=False)
        named = Building.objects.order_by().alias(folded=SearchText("name"))
        keys = at_address.values("building").union(named.filter(*in_name).values("pk"))
        return self.filter(asked_once(keys))


@pghistory.track(exclude=["house_order"])
class Building(Construction):
    """What holds several addresses: an apartment building, or Bruul 12–14 as one. Empty is unknown."""

    name = models.CharField(_("name"), max_length=80, blank=True)
    street = models.ForeignKey(
        Street, on_delete=models.PROTECT, related_name="buildings", verbose_name=_("street")
    )
    house_numbers = models.CharField(
        _("house numbers"), max_length=40, help_text=_("“12”, or “12–14” for several.")
    )
    is_several = models.BooleanField(
        _("one or several buildings"),
        null=True,
        blank=True,
        choices=((False, _("one building")), (True, _("several buildings"))),
    )
    typology = models.CharField(
        _("typology"),
        max_length=60,
        blank=True,
        db_default="",
        help_text=_("Of the apartment building, in a few words."),
    )
    dwelling_units = models.PositiveSmallIntegerField(_("dwelling units"), null=True, blank=True)
    shops = models.PositiveSmallIntegerField(_("shops"), null=True, blank=True)
    offices = models.PositiveSmallIntegerField(_("offices"), null=True, blank=True)
    cellars = models.PositiveSmallIntegerField(_("cellars"), null=True, blank=True)
    parking_spaces = models.PositiveSmallIntegerField(_("parking spaces"), null=True, blank=True)
    garages = models.PositiveSmallIntegerField(_("garages"), null=True, blank=True)
    capakeys = ArrayField(
        models.CharField(max_length=17),
        verbose_name=_("cadastral parcels"),
        blank=True,
        default=list,
        db_default=[],
    )
    house_order = models.GeneratedField(
        expression=NaturalOrder("house_numbers"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = BuildingQuerySet.as_manager()

    class Meta(Construction.Meta):
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ("street__name", "house_numbers", "pk")
        indexes = (GinIndex(OpClass(SearchText("name"), name="gin_trgm_ops"), name="building_name_search"),)

    def __str__(self) -> str:
        return self.label

    @property
    def municipality(self) -> Municipality:
        return self.street.municipality

    @property
    def label(self) -> str:
        where = f"{self.short_label}, {self.municipality.name}"
        return f"{self.name} ({where})" if self.name else where

    @property
    def short_label(self) -> str:
        """Without the municipality: "Bruul 12–14"."""
        return f"{self.street.name} {self.house_numbers}"

    def own_address(self) -> "Address | None":
        """That of the building itself, without a box; its first where it has none. One query, or two."""
        there = self.addresses.in_use().in_order()
        return there.filter(box_number="").first() or there.first()


class AddressStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    IN_USE = "in_use", _("in use")
    RETIRED = "retired", _("retired")
    REJECTED = "rejected", _("rejected")
    REMOVED = "removed", _("removed from the register")


class AddressQuerySet(models.QuerySet["Address"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_address") else self.none()

    def in_use(self) -> Self:
        return self.filter(status=AddressStatus.IN_USE)

    def verified(self) -> Self:
        return self.filter(is_verified=True)

    def unverified(self) -> Self:
        return self.filter(is_verified=False)

    def with_label(self) -> Self:
        """Street and municipality come along: `label` costs no query."""
        return self.select_related("street__municipality")

    def in_the_house_of(self, address: "Address") -> Self:
        """Of the same building, and of the same street and number; with the address itself."""
        same = Q(street=address.street_id, house_number=address.house_number)
        return self.filter(same | Q(building=address.building_id) if address.building_id else same)

    def in_order(self) -> Self:
        """As one walks through the street: 2 before 12, the house before its boxes."""
        return self.order_by("street__name", "street_id", "house_order", "box_order", "pk")

    def matching(self, text: str) -> Self:
        """Every fragment of `text` is found, in any order and notation; the most exact hits first.

        A number begins a house number, a box or a postcode ("28" finds house 28 and postcode 2800), or is
        part of the street's name; after "bus" it begins a box. Accents count for nothing and a misspelt
        street is found.
        """
        return self.meeting(notation.read(text))

    def meeting(self, reading: AddressReading) -> Self:
        found = self
        if reading.names:
            found = found.filter(street__in=Street.objects.with_names(reading))
        for number in reading.numbers:
            wanted = holds([number], ())
            for door in number.doors:
                if not number.is_plain and (not door.left or door.left.isdigit()):
                    wanted |= at_door(door)
            if reading.names and number.is_plain:
                wanted |= Q(street__in=Street.objects.numbered(number.text))
            found = found.filter(wanted)
        found = found.filter(holds((), reading.boxes))
        if reading.sure_postcode:
            found = found.filter(postcode=reading.sure_postcode)
        in_order = ("street__name", "street_id", "house_order", "box_order", "pk")
        return found.order_by(*_by_exactness(reading), *in_order)


def holds(numbers: Sequence[WrittenNumber], boxes: Sequence[str]) -> Q:
    """Every part of a number begins a house number, a box or a postcode; every box is one or begins one, also
    behind a zero."""
    found = Q()
    for number in numbers:
        for fragment in number.fragments:
            found &= Q(search__contains=f" {fragment}")
    for box in boxes:
        begins = Q(search__contains=f" bus {fold(box)}") | Q(search__contains=f" bus 0{fold(box)}")
        found &= begins | Q(box_order=NaturalOrder(Value(box)))
    return found


def at_door(door: Door) -> Q:
    """The house with this number and box; with any box where none was written."""
    found = Q(house_order__in=[NaturalOrder(Value(house)) for house in door.houses])
    return (
        found
        if door.box is None
        else found & Q(box_order__in=[NaturalOrder(Value(box)) for box in door.boxes])
    )


class Address(models.Model):
    """One address of the register; an apartment is an address with a box."""

    register_id = models.BigIntegerField(_("register id"), null=True, blank=True)
    register_version = models.CharField(
        _("version in the register"), max_length=25, blank=True, db_default=""
    )
    street = models.ForeignKey(
        Street,
        on_delete=models.PROTECT,
        related_name="addresses",
        db_index=False,  # address_in_order begins with it
        verbose_name=_("street"),
    )
    house_number = models.CharField(_("house number"), max_length=11)
    box_number = models.CharField(_("box"), max_length=35, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4)
    status = models.CharField(
        _("status"), max_length=10, choices=AddressStatus.choices, default=AddressStatus.IN_USE
    )
    is_verified = models.BooleanField(
        _("verified"), default=True, help_text=_("The address stands in the official register.")
    )
    unverified_reason = models.CharField(_("why it is not in the register"), max_length=200, blank=True)
    lambert72_x = models.DecimalField(
        _("x (Lambert 72)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    lambert72_y = models.DecimalField(
        _("y (Lambert 72)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude (WGS 84)"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    latitude = models.DecimalField(
        _("latitude (WGS 84)"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    sector = models.ForeignKey(
        StatisticalSector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("statistical sector"),
    )
    capakeys = ArrayField(
        models.CharField(max_length=17),
        verbose_name=_("cadastral parcels"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_("Their capakey, such as 12403D0009/00N009."),
    )
    building = models.ForeignKey(
        Building,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("building"),
    )
    search = models.GeneratedField(
        expression=SearchText(
            Concat(
                "house_number",
                Case(
                    When(box_number="", then=Value(" ")),
                    default=Concat(Value(" bus "), "box_number", Value(" ")),
                    output_field=models.TextField(),
                ),
                "postcode",
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    house_order = models.GeneratedField(
        expression=NaturalOrder("house_number"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    box_order = models.GeneratedField(
        expression=NaturalOrder("box_number"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = (
            models.UniqueConstraint(fields=["register_id"], name="address_register_id_once"),
            models.CheckConstraint(
                condition=Q(is_verified=True, register_id__isnull=False)
                | (Q(is_verified=False, register_id__isnull=True) & ~Q(unverified_reason="")),
                name="address_has_a_register_id_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(house_number__regex=r"^[A-Z0-9](.{0,8}[A-Z0-9])?$"),
                name="address_house_number_as_the_register_writes_it",
            ),
            models.CheckConstraint(
                condition=Q(postcode__regex=r"^[1-9][0-9]{3}$"), name="address_postcode_has_four_digits"
            ),
            models.CheckConstraint(
                condition=Q(status__in=AddressStatus.values), name="address_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(lambert72_x__isnull=True, lambert72_y__isnull=True)
                | Q(lambert72_x__isnull=False, lambert72_y__isnull=False),
                name="address_position_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="address_coordinates_are_whole",
            ),
        )
        indexes = (
            models.Index(fields=["street", "house_order", "box_order"], name="address_in_order"),
            models.Index(
                fields=["house_number", "postcode"],
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
                name="address_by_number",
            ),
            models.Index(
                fields=["postcode", "street"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="address_by_postcode",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As the register writes it: "Bruul 42 bus 5B, 2800 Mechelen"; says so when it is not in there."""
        line = self.register_line
        return line if self.is_verified else str(_("%(label)s (not verified)") % {"label": line})

    @property
    def is_removed(self) -> bool:
        """The register had it and removed it: what hangs on it must be linked to another."""
        return self.status == AddressStatus.REMOVED

    @property
    def register_line(self) -> str:
        """As the register writes it, whether it knows the address or not."""
        return f"{self.short_label}, {self.postcode} {self.street.municipality.name}"

    @property
    def short_label(self) -> str:
        """Without the municipality: "Bruul 42 bus 5B"."""
        box = f" bus {self.box_number}" if self.box_number else ""
        return f"{self.street.name} {self.house_number}{box}"


def _by_exactness(reading: AddressReading) -> list[models.expressions.Combinable]:
    """Exact numbers and names before those that only begin so, before the rest."""
    order: list[models.expressions.Combinable] = []
    for number in reading.numbers:
        is_there = Q(postcode=number.text)
        for door in number.doors:
            is_there |= at_door(door)
        begins = When(house_number__istartswith=number.fragments[0], then=Value(1))
        order.append(Case(When(is_there, then=Value(0)), begins, default=Value(2)))
    order += [
        Case(When(box_order=NaturalOrder(Value(box)), then=Value(0)), default=Value(1))
        for box in reading.boxes
    ]
    if reading.names:
        order.append(
            Case(
                When(street__search=f" {reading.phrase}", then=Value(0)),
                When(street__search__startswith=f" {reading.phrase}", then=Value(1)),
                When(street__search__contains=f" {reading.names[0]}", then=Value(2)),
                default=Value(3),
            )
        )
        order.append(TrigramWordSimilarity(reading.phrase, "street__search").desc())
    return order
