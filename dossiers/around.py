"""What lies around the site of a dossier: doors that it may be about too, and other dossiers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.bare import standing_of
from dossiers.flows.profiles import profile_of
from dossiers.models import Dossier, Scope, Stakeholder
from oss.addresses.models import Address
from oss.core.components import EmptyState, ListTable, TableButton, TableCell, TableColumn, TableRow
from oss.staff.models import User

MOST = 50
MOST_DOORS = 500


@dataclass(frozen=True)
class Proposed:
    """`house`: the building's own address, for an apartment. `doors`: the apartments, for a dossier on the
    common parts; `hidden` is how many there are for another one. `street`: the houses of the street, where a
    street or group asks it."""

    house: Address | None = None
    doors: list[Address] = field(default_factory=list)
    hidden: int = 0
    street: list[Address] = field(default_factory=list)


def proposed_for(dossier: Dossier, there: Collection[Address], user: User) -> Proposed:
    """What it is not about yet, besides the addresses that are `there`; one query, and one for the street."""
    site = dossier.site_address
    if site is None:
        return Proposed()
    known = {site.pk, *(one.pk for one in there)}
    profile = profile_of(dossier)
    street = _street_of(site, known, user) if profile is not None and profile.is_collective else []
    around = Address.objects.visible_to(user).in_use().in_the_house_of(site).with_label().in_order()
    others = [one for one in around[:MOST_DOORS] if one.pk not in known]
    own = (one for one in others if not one.box_number and one.house_number == site.house_number)
    house = next(own, None) if site.box_number else None
    doors = [one for one in others if one.box_number]
    if dossier.scope == Scope.PRIVATE:
        return Proposed(house, hidden=0 if site.box_number else len(doors), street=street)
    return Proposed(house, doors, street=street)


def _street_of(site: Address, known: Collection[int], user: User) -> list[Address]:
    """Its houses; apartments are proposed by the door."""
    houses = Address.objects.visible_to(user).in_use().filter(street=site.street_id, box_number="")
    return [one for one in houses.with_label().in_order()[:MOST_DOORS] if one.pk not in known]


def dossiers_around(found: Dossier, user: User, related: Mapping[int, str], *, may_relate: bool) -> ListTable:
    """Those of other journeys on its site or in the house around it; three queries. `related` says how by the
    key of those that are; of the others that can be changed each is proposed."""
    columns = (_("Number"), _("What"), _("Address"), _("Stage"), _("Main contact"), _("Related"))
    return ListTable(
        caption=_("Other dossiers at this address and in this building"),
        columns=tuple(TableColumn(one) for one in columns),
        rows=tuple(_rows(found, found.site_address, user, related, may_relate)) if found.site_address else (),
        empty=EmptyState("folder", _("No other dossier is known at this address or in this building.")),
    )


def proposed_relation(found: Dossier, other: Dossier) -> str:
    """The code of what two dossiers around one house most likely have to do with each other."""
    here, there = found.site_address, other.site_address
    if (found.scope == Scope.PRIVATE) != (other.scope == Scope.PRIVATE):
        return "apartment_building"
    if _owner(found.main_contact) == _owner(other.main_contact) != (None, None):
        return "same_owner"
    if here is None or there is None or here == there:
        return "other"
    return "neighbours" if bool(here.box_number) == bool(there.box_number) else "apartment_building"


def _owner(contact: Stakeholder | None) -> tuple[int | None, int | None]:
    return (contact.person_id, contact.organisation_id) if contact else (None, None)


def _rows(
    found: Dossier, site: Address, user: User, related: Mapping[int, str], may_relate: bool
) -> list[TableRow]:
    around = Address.objects.visible_to(user).in_the_house_of(site).with_label().in_order()
    doors = {one.pk: one for one in around[:MOST_DOORS]}
    links = Dossier.additional_addresses.through.objects.filter(address__in=doors)
    beside = dict(links.order_by("-address").values_list("dossier", "address"))
    dossiers = Dossier.objects.listed_for(user).about(list(doors)).exclude(journey=found.journey_id)
    return [
        TableRow(
            (
                TableCell(one.number, one.flow.icon, one.type),
                TableCell(str(one.subtype or one.get_type_display())),
                _where(one, doors, beside, site),
                TableCell(standing_of(one, user).label, detail="" if one.is_active else _("deactivated")),
                TableCell(_contact(one)),
                _relation(one, related, may_relate),
            ),
            reverse("dossier", args=[one.number]),
        )
        for one in dossiers.for_list().order_by("-opened_on", "-pk")[:MOST]
    ]


def _relation(dossier: Dossier, related: Mapping[int, str], may_relate: bool) -> TableCell:
    if dossier.pk in related:
        return TableCell(related[dossier.pk], "link")
    if not may_relate or not dossier.is_active:
        return TableCell("–", quiet=True)
    label = _("Relate %(number)s") % {"number": dossier.number}
    return TableCell(
        _("Relate"), button=TableButton("relate-proposed", "proposed", str(dossier.pk), "link", label)
    )


def _contact(dossier: Dossier) -> str:
    if dossier.is_anonymous:
        return _("anonymous")
    return dossier.main_contact.name if dossier.main_contact else "–"


def _where(dossier: Dossier, doors: dict[int, Address], beside: dict[int, int], site: Address) -> TableCell:
    on_site = dossier.site_address_id in doors
    door = doors[dossier.site_address_id if on_site and dossier.site_address_id else beside[dossier.pk]]
    words = _("this address") if door == site else door.short_label
    return TableCell(words, detail="" if on_site else _("besides its site"))
