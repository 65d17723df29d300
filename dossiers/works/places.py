"""What works show on the pages of addresses and buildings, and how they follow a building that is merged."""

from collections import defaultdict
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.works.models import Work
from oss.addresses.finding_kinds import place_name, table_with_places
from oss.addresses.models import Address, Building
from oss.addresses.operations.correcting import BuildingMover
from oss.addresses.panels import DoneThere, PlaceSection, Section
from oss.core.components import EmptyState, TableCell, TableColumn, TableRow
from oss.core.links import link
from oss.core.pages import may_open
from oss.core.registry import offer
from oss.staff.models import User

HEADING = gettext_lazy("Works")


def register() -> None:
    offer(
        PlaceSection("work", 1, section_of, work_url, lambda pk: reverse("work_restore", args=[pk])),
        DoneThere("works", done_at),
        BuildingMover("dossiers.Work.building", _move),
    )


def work_url(pk: int) -> str:
    return link("work", pk)


def section_of(place: Address | Building, user: User) -> Section:
    """Done and to be done: a dwelling shows those of its building too, a building those of its units."""
    works = Work.objects.visible_to(user).around(place).for_list()
    here = _("this address")
    rows = [(here if place == one.address else place_name(one), _row(one)) for one in works]
    owner = place._meta.model_name or ""
    return Section(
        "work",
        HEADING,
        table_with_places(
            HEADING, _COLUMNS, rows, EmptyState("tools", gettext_lazy("No works are known yet."))
        ),
        gettext_lazy("Add a work"),
        reverse("work_new", query={owner: place.pk}) if may_open(user, "work_new") else "",
    )


_COLUMNS = (
    TableColumn(gettext_lazy("Work")),
    TableColumn(gettext_lazy("State")),
    TableColumn(gettext_lazy("Finished")),
    TableColumn(gettext_lazy("Description")),
    TableColumn(gettext_lazy("Source")),
)


def _row(work: Work) -> TableRow:
    return TableRow(
        (
            TableCell(work.name, detail=work.old_word_that_differs),
            TableCell(work.get_state_display()),
            TableCell(work.ended or "–"),
            TableCell(work.description or "–"),
            TableCell(work.source or "–"),
        ),
        work_url(work.pk),
    )


def done_at(addresses: Collection[int], user: User) -> dict[int, list[tuple[str, str]]]:
    """What was done at each, the newest first; one query."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    works = Work.objects.visible_to(user).done().filter(address__in=addresses).select_related("measure")
    for work in works:
        found[work.address_id or 0].append((work.name, str(work.ended_on or "")))
    return found


def _move(gone: Building, kept: Building) -> None:
    Work.objects.filter(building=gone).update(building=kept)
