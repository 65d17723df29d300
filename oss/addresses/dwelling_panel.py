"""The dwelling at an address, for pages that are about something else: what is known, and what is not yet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from oss.addresses.finding_kinds import label_cell
from oss.addresses.forms import DwellingKindForm
from oss.addresses.models import Address, Building, Dwelling, DwellingType, EnergyCertificate
from oss.addresses.operations.describing import MAY_DESCRIBE
from oss.addresses.panels import Section, associations_of, place_sections
from oss.addresses.reading import UNKNOWN, characteristics
from oss.core.components import TableCell, Text
from oss.core.parameters import Figures, known_figures
from oss.staff.models import User

IN_A_BUILDING = {DwellingType.APARTMENT, DwellingType.STUDIO, DwellingType.ROOM}
OTHER_UNITS = ("shops", "offices", "cellars", "parking_spaces", "garages")
OF_A_BUILDING = ("dwelling_units", "storeys", "is_several", "typology")
MOST = 5


@dataclass(frozen=True)
class Fact:
    """`edit_url` opens beside the page, and is empty for who may not change it."""

    name: str
    label: Text
    cell: TableCell
    edit_url: str = ""

    @property
    def title(self) -> Text:
        """Of the panel that opens: a certificate, or all that is known of the dwelling."""
        return self.label if self.name == "label" else _("The dwelling")

    @property
    def is_known(self) -> bool:
        return self.cell.text != UNKNOWN


@dataclass(frozen=True)
class DwellingPanel:
    """`building`: where there is one around it. `sections`: what higher packages have there, such as works,
    each with how many of it are not shown."""

    address: Address
    building: Building | None
    facts: list[Fact]
    associations: dict[str, Any] | None
    sections: list[tuple[Section, int]]
    ask: DwellingKindForm | None

    @property
    def missing(self) -> list[Fact]:
        return [one for one in self.facts if not one.is_known]

    @property
    def shown(self) -> list[Fact]:
        """Without what is asked."""
        asked = self.ask.fields if self.ask else {}
        return [one for one in self.facts if one.name not in asked]


def kind_form(address: Address, data: Any = None) -> DwellingKindForm | None:
    """Asks what kind of dwelling it is, as far as nobody said so; None where that is known."""
    return _ask(Dwelling.known_at(address), _building_of(address), data)


def _ask(dwelling: Dwelling, building: Building | None, data: Any = None) -> DwellingKindForm | None:
    names = DwellingKindForm.Meta.fields
    told = zip(names, characteristics(dwelling, names, building), strict=True)
    known = [name for name, (_label, value) in told if value != UNKNOWN]
    if len(known) == len(names):
        return None
    return DwellingKindForm(data, instance=dwelling, known=known, prefix="dwelling")


def _building_of(address: Address) -> Building | None:
    return Building.objects.with_label().filter(pk=address.building_id or 0).first()


def panel_of(address: Address, user: User) -> DwellingPanel:
    """In a number of questions that does not grow with what is known."""
    figures, dwelling = known_figures(), Dwelling.known_at(address)
    building = _building_of(address)
    may_change = user.has_perm(MAY_DESCRIBE)
    is_building = _is_building(address, dwelling, building)
    told = _Told(address, dwelling, building, figures, may_change)
    facts = [*told.of_all(of_building=is_building)]
    if building is not None and is_building:
        facts += told.of_the_building()
    elif dwelling.type in IN_A_BUILDING or (address.box_number and not dwelling.type):
        facts += told.of_an_apartment()
    return DwellingPanel(
        address,
        building,
        facts,
        associations_of(building, user),
        [_first(one.of(address, user)) for one in place_sections()],
        _ask(dwelling, building) if may_change else None,
    )


def _first(section: Section) -> tuple[Section, int]:
    rows = section.table.rows
    return replace(section, table=replace(section.table, rows=rows[:MOST])), max(0, len(rows) - MOST)


def _is_building(address: Address, dwelling: Dwelling, building: Building | None) -> bool:
    """Said so, or the house number of which the boxes are apartments."""
    if dwelling.type or address.box_number or building is None:
        return dwelling.type == DwellingType.APARTMENT_BUILDING
    return building.addresses.exclude(box_number="").exists()


@dataclass(frozen=True)
class _Told:
    address: Address
    dwelling: Dwelling
    building: Building | None
    figures: Figures
    may_change: bool

    def of_all(self, *, of_building: bool) -> Iterator[Fact]:
        yield from self._characteristics("type", "detachment")
        yield self._label(of_building=of_building)
        yield from self._characteristics("construction_year")

    def of_an_apartment(self) -> Iterator[Fact]:
        yield from self._characteristics("position")

    def of_the_building(self) -> Iterator[Fact]:
        url = self._url("building_edit", self.building)
        told = characteristics(self.building, (*OF_A_BUILDING, *OTHER_UNITS)) if self.building else []
        own, others = told[: len(OF_A_BUILDING)], told[len(OF_A_BUILDING) :]
        for name, (label, value) in zip(OF_A_BUILDING, own, strict=True):
            yield Fact(name, capfirst(str(label)), TableCell(value), f"{url}?field={name}" if url else "")
        known = [f"{label} {value}" for label, value in others if value not in {UNKNOWN, "0"}]
        is_told = any(value != UNKNOWN for _label, value in others)
        text = " · ".join(known) or (_("none") if is_told else UNKNOWN)
        yield Fact("units", _("Other units"), TableCell(text), f"{url}?field={OTHER_UNITS[0]}" if url else "")

    def _characteristics(self, *names: str) -> Iterator[Fact]:
        url = self._url("dwelling_edit", self.address)
        for name, (label, value) in zip(
            names, characteristics(self.dwelling, names, self.building), strict=True
        ):
            yield Fact(name, capfirst(str(label)), TableCell(value), f"{url}?field={name}" if url else "")

    def _label(self, *, of_building: bool) -> Fact:
        """The newest one; a building has those of its common parts, which have no label."""
        found = EnergyCertificate.objects.filter(address=self.address)
        newest = next((one for one in found if one.label(self.figures)), None)
        if newest is None and of_building and self.building:
            newest = EnergyCertificate.objects.filter(building=self.building).first()
        if newest is None:
            return Fact(
                "label",
                _("Label"),
                TableCell(UNKNOWN),
                self._url("address_finding_new", self.address, "certificate"),
            )
        url = self._url("finding", "certificate", newest)
        label = newest.label(self.figures)
        made = str(newest.made)
        return Fact(
            "label", _("Label"), label_cell(label, detail=made) if label else TableCell(str(newest)), url
        )

    def _url(self, name: str, *parts: Any) -> str:
        """Of a page that takes these: text, or the key of a record."""
        if not self.may_change:
            return ""
        return reverse(name, args=[one if isinstance(one, str) else one.pk for one in parts])
