"""What the pages of an address and of a building show, read in a number of queries that does not grow."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from oss.addresses.epc import LABELS
from oss.addresses.finding_kinds import KINDS, label_cell, place_name, unit_name
from oss.addresses.models import Address, Building, Dwelling, EnergyCertificate
from oss.addresses.panels import LinkedCase, Section, cases_of, done_at, occupants_of, place_sections
from oss.core.components import PersonChip, TableCell, Text
from oss.core.parameters import Figures
from oss.staff.models import User

UNKNOWN = "–"


@dataclass(frozen=True)
class Unit:
    """One address of a building, with what is known of it."""

    address: Address
    door: TableCell
    url: str
    label: TableCell
    people: list[PersonChip]
    cases: list[LinkedCase]
    done: list[tuple[str, str]]


def sections_of_address(address: Address, figures: Figures, user: User, *, may_change: bool) -> list[Section]:
    """Its own findings and those of the building around it."""
    wanted = Q(address=address)
    if address.building_id:
        wanted |= Q(building=address.building_id)

    def where(finding: Any) -> str:
        return _("building") if finding.address_id is None else _("this address")

    found = {kind.name: kind.model.objects.visible_to(user).filter(wanted) for kind in KINDS.values()}
    return _sections(address, found, figures, user, where=where, may_change=may_change)


def sections_of_building(
    building: Building, figures: Figures, user: User, *, may_change: bool
) -> list[Section]:
    """Those of the building as a whole."""
    found = {
        kind.name: kind.model.objects.visible_to(user).select_related("address").of(building)
        for kind in KINDS.values()
    }
    return _sections(building, found, figures, user, where=place_name, may_change=may_change)


def _sections(
    place: Address | Building,
    found: dict[str, Any],
    figures: Figures,
    user: User,
    *,
    where: Callable[[Any], str],
    may_change: bool,
) -> list[Section]:
    """With those of higher packages, each at its place."""
    sections = [
        Section(
            kind.name,
            kind.heading,
            kind.table(list(found[kind.name]), figures, where=where, may_change=may_change),
            kind.add,
            kind.url_to_add(place) if may_change else "",
        )
        for kind in KINDS.values()
    ]
    for one in place_sections():
        sections.insert(one.position, one.of(place, user))
    return sections


def units_of(building: Building, figures: Figures, user: User) -> list[Unit]:
    """In the order of the doors; five queries and those of the panels, for one unit or sixty."""
    addresses = list(building.addresses.visible_to(user).with_label().select_related("dwelling").in_order())
    keys = [address.pk for address in addresses]
    people, cases = occupants_of(keys, user), cases_of(keys, user)
    certificates: dict[int, EnergyCertificate] = {}
    for one in EnergyCertificate.objects.visible_to(user).filter(address__in=keys):
        if one.address_id and one.label(figures):
            certificates.setdefault(one.address_id, one)  # newest first
    done = done_at(keys, user)
    return [
        Unit(
            address,
            TableCell(unit_name(address), detail=_position(address)),
            reverse("address", args=[address.pk]),
            label_cell(certificates[address.pk].label(figures) if address.pk in certificates else ""),
            people.get(address.pk, []),
            cases.get(address.pk, []),
            done[address.pk],
        )
        for address in addresses
    ]


def _position(address: Address) -> str:
    dwelling = getattr(address, "dwelling", None)
    return dwelling.position if dwelling else ""


def labels_of(units: list[Unit]) -> list[tuple[TableCell, int]]:
    """How many units have each label, best first, those without one last."""
    counted = Counter(str(unit.label.text) for unit in units)
    known = [(label_cell(label), counted[label]) for label in LABELS if counted[label]]
    unknown = len(units) - sum(number for _label, number in known)
    return [*known, (TableCell(_("no label")), unknown)] if unknown else known


def characteristics(
    row: Dwelling | Building, names: Iterable[str], around: Building | None = None
) -> list[tuple[Text, str]]:
    """Label and value of each field; "–" where it is unknown.

    What a dwelling does not say itself, the building `around` it says, if it knows.
    """
    shown = []
    for name in names:
        value = _value(row, name)
        if value == UNKNOWN and around is not None and (of_building := _value(around, name)) != UNKNOWN:
            value = _("%(value)s (building)") % {"value": of_building}
        shown.append((_verbose(type(row), name), value))
    return shown


def _verbose(model: Any, name: str) -> Text:
    verbose: Text = model._meta.get_field(name).verbose_name
    return verbose


def _value(row: Any, name: str) -> str:
    value = getattr(row, name, None)
    if value in (None, "", []):
        return UNKNOWN
    if isinstance(value, list):
        return ", ".join(map(str, value))
    display = getattr(row, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    return f"{value:%d/%m/%Y}" if hasattr(value, "year") else str(value)
