"""The three kinds of findings: how each is filled in and how it reads in a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses import forms
from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Basis,
    Building,
    EnergyCertificate,
    EnergyReading,
    Finding,
)
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow, Text
from oss.core.money import in_unit
from oss.core.parameters import Figures
from oss.core.partial_dates import PartialDate
from oss.core.seen_form import SeenForm


@dataclass(frozen=True)
class FindingKind:
    """`name` stands in URLs. `cells` fills one line of the table with these columns."""

    name: str
    model: Any
    form: type[SeenForm]
    heading: Text
    add: Text
    empty: Text
    icon: str
    columns: tuple[TableColumn, ...]
    cells: Callable[[Any, Figures], tuple[TableCell, ...]]

    def url_to_add(self, place: Address | Building) -> str:
        owner = "address" if isinstance(place, Address) else "building"
        return reverse(f"{owner}_finding_new", args=[place.pk, self.name])

    def table(
        self, findings: list[Any], figures: Figures, *, where: Callable[[Any], str], may_change: bool
    ) -> ListTable:
        rows = [
            (
                where(finding),
                TableRow(
                    self.cells(finding, figures),
                    reverse("finding", args=[self.name, finding.pk]) if may_change else "",
                ),
            )
            for finding in findings
        ]
        return table_with_places(self.heading, self.columns, rows, EmptyState(self.icon, self.empty))


def table_with_places(
    caption: Text, columns: tuple[TableColumn, ...], rows: list[tuple[str, TableRow]], empty: EmptyState
) -> ListTable:
    """Each row with the part of the place it belongs to, in words: a column of its own where they differ."""
    if len({place for place, _row in rows}) > 1:
        columns = (*columns, TableColumn(_("Of")))
        rows = [(place, replace(row, cells=(*row.cells, TableCell(place)))) for place, row in rows]
    return ListTable(caption, columns, tuple(row for _place, row in rows), empty)


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"


def _until(ends_on: PartialDate | date | None, *, none: str = "–") -> TableCell:
    if ends_on is None:
        return TableCell(none)
    ends = PartialDate.of(ends_on) if isinstance(ends_on, date) else ends_on
    ended = _("no longer valid") if ends.latest < timezone.localdate() else ""
    return TableCell(str(ends), "alert-triangle" if ended else "", detail=ended)


def label_cell(label: str, *, detail: Text = "") -> TableCell:
    """The label as a small coloured sign; it reads as its letter."""
    hue = f"epc-{label.lower().replace('+', '-plus')}" if label else ""
    return TableCell(label or "–", hue=hue, detail=detail)


def _certificate(finding: EnergyCertificate, figures: Figures) -> tuple[TableCell, ...]:
    about = [
        _("shared parts") if finding.is_common_parts else "",
        _("estimated") if finding.basis == Basis.ESTIMATED else "",
    ]
    by_hand = _("typed, score unknown") if finding.typed_label else ""
    return (
        TableCell(finding.get_kind_display(), detail=" · ".join(one for one in about if one)),
        label_cell(finding.label(figures), detail=by_hand),
        TableCell(
            in_unit(finding.score, "", unknown="–"),
            detail="" if finding.e_level is None else f"E{finding.e_level}",
        ),
        TableCell(str(finding.made)),
        _until(finding.ends_on(figures)),
        TableCell(finding.number or "–", detail=finding.source),
    )


def _energy(finding: EnergyReading, _figures: Figures) -> tuple[TableCell, ...]:
    return (
        TableCell(str(finding.known_on)),
        TableCell(in_unit(finding.floor_area, "m²", unknown="–")),
        TableCell(finding.get_heating_display() or "–"),
        TableCell(in_unit(finding.consumption, finding.get_consumption_unit_display(), unknown="–")),
        TableCell(finding.source),
    )


def _asbestos(finding: AsbestosCertificate, figures: Figures) -> tuple[TableCell, ...]:
    return (
        TableCell(finding.get_result_display()),
        TableCell(_day(finding.issued_on)),
        _until(finding.ends_on(figures), none=_("no end")),
        TableCell(finding.number or "–", detail=finding.source),
    )


_ALL = (
    FindingKind(
        "certificate",
        EnergyCertificate,
        forms.EnergyCertificateForm,
        gettext_lazy("Energy certificates"),
        gettext_lazy("Add a certificate"),
        gettext_lazy("No energy certificate is known yet."),
        "bulb",
        (
            TableColumn(gettext_lazy("Kind")),
            TableColumn(gettext_lazy("Label")),
            TableColumn(gettext_lazy("kWh/(m² year)"), numeric=True),
            TableColumn(gettext_lazy("Made on")),
            TableColumn(gettext_lazy("Valid until")),
            TableColumn(gettext_lazy("Number")),
        ),
        _certificate,
    ),
    FindingKind(
        "energy",
        EnergyReading,
        forms.EnergyReadingForm,
        gettext_lazy("Energy data"),
        gettext_lazy("Add energy data"),
        gettext_lazy("No floor area, heating or consumption is known yet."),
        "chart-bar",
        (
            TableColumn(gettext_lazy("Date")),
            TableColumn(gettext_lazy("Floor area"), numeric=True),
            TableColumn(gettext_lazy("Heating")),
            TableColumn(gettext_lazy("Per year"), numeric=True),
            TableColumn(gettext_lazy("Source")),
        ),
        _energy,
    ),
    FindingKind(
        "asbestos",
        AsbestosCertificate,
        forms.AsbestosCertificateForm,
        gettext_lazy("Asbestos certificates"),
        gettext_lazy("Add an asbestos certificate"),
        gettext_lazy("No asbestos certificate is known yet."),
        "alert-triangle",
        (
            TableColumn(gettext_lazy("Result")),
            TableColumn(gettext_lazy("Made on")),
            TableColumn(gettext_lazy("Valid until")),
            TableColumn(gettext_lazy("Number")),
        ),
        _asbestos,
    ),
)
KINDS = {one.name: one for one in _ALL}


def unit_name(address: Address) -> str:
    """Within its building: "8 box 3", "8"."""
    if not address.box_number:
        return address.house_number
    return _("%(number)s box %(box)s") % {"number": address.house_number, "box": address.box_number}


def place_url(place: Address | Building) -> str:
    return reverse("address" if isinstance(place, Address) else "building", args=[place.pk])


def place_name(finding: Finding) -> str:
    """Where it belongs, for a page that shows more than one place: "building", "8 box 3"."""
    return _("building") if finding.address is None else unit_name(finding.address)
