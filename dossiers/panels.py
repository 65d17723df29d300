"""What a person or organisation is involved in, for its page: journeys, dossiers, and their documents."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.bare import reads, standing_of
from dossiers.models import (
    Dossier,
    DossierQuerySet,
    Journey,
    JourneyQuerySet,
    Stakeholder,
    StakeholderQuerySet,
)
from oss.addresses.models import Address, AddressStatus, Building
from oss.contacts.models import Organisation, Person
from oss.contacts.panels import MOST
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.narrowing import with_keys
from oss.core.pages import may_open
from oss.core.record_actions import RecordAction
from oss.documents.models import Document
from oss.staff.asked_often import asked_often
from oss.staff.models import User
from oss.timeline.models import FiledDocument, open_to


def involvements(record: Person | Organisation, user: User) -> ListTable:
    """Journeys and dossiers in any capacity, the newest first; three queries."""
    stakes = list(_stakes(record).select_related("capacity"))
    on_journeys, on_dossiers = (
        _keys(one.journey_id for one in stakes),
        _keys(one.dossier_id for one in stakes),
    )
    dossiers = _newest_dossiers(user, on_journeys, on_dossiers) if stakes else []
    journeys = _newest_journeys(user, on_journeys) if on_journeys else []
    rows = [*_dossier_rows(dossiers, stakes, user), *_journey_rows(journeys, stakes)]
    rows.sort(key=lambda one: one[0], reverse=True)
    return ListTable(
        caption=_("Journeys and dossiers"),
        columns=(
            TableColumn(_("Number")),
            TableColumn(_("What")),
            TableColumn(_("Capacity")),
            TableColumn(_("Stage")),
            TableColumn(_("Opened")),
        ),
        rows=tuple(row for _day, row in rows[:MOST]),
        empty=EmptyState("train", _("Not involved in any journey or dossier yet."), *_opening(record, user)),
    )


@asked_often
def _newest_dossiers(user: User, on_journeys: list[int], on_dossiers: list[int]) -> DossierQuerySet:
    """Also those of the journeys: all its wagons read the stakeholders of the train. Who is on a loan or a
    premium alone is for who reads it."""
    of_train = Q(with_keys(on_journeys, "journey"))
    mine = of_train | Q(with_keys(on_dossiers)) & open_to(user)
    return Dossier.objects.listed_for(user).filter(mine).for_list().order_by("-opened_on", "-pk")[:MOST]


@asked_often
def _newest_journeys(user: User, on_journeys: list[int]) -> JourneyQuerySet:
    found = Journey.objects.visible_to(user).filter(with_keys(on_journeys))
    return found.for_list().order_by("-opened_at", "-pk")[:MOST]


def _keys(keys: Iterable[int | None]) -> list[int]:
    return [key for key in keys if key]


def _opening(record: Person | Organisation, user: User) -> tuple[str, ...]:
    """What opens the first dossier, and where; nothing for who is out of use or was merged."""
    action = new_dossier(record, user)
    return (str(action.label), action.url) if action else ()


def new_dossier(record: Any, user: User) -> RecordAction | None:
    """Opens a dossier for this person or organisation, or on this address or building."""
    if isinstance(record, Person | Organisation):
        is_in_use = record.is_active
    else:
        is_in_use = isinstance(record, Building) or (
            isinstance(record, Address) and record.status == AddressStatus.IN_USE
        )
    if not (is_in_use and may_open(user, "dossier_new")):
        return None
    url = reverse("dossier_new", query={record._meta.model_name: record.pk})
    return RecordAction(_("New dossier"), "folder-plus", url)


def documents_of(record: Person | Organisation, user: User) -> ListTable:
    """What is filed on those journeys and dossiers, as far as this user may see it; two queries."""
    stakes = list(_stakes(record))
    on_case_files = Q(case_file__journey__in=_journeys(stakes, user)) | Q(
        case_file__dossier__in=_dossiers(stakes, user)
    )
    found = FiledDocument.objects.filter(on_case_files, document__in=Document.objects.visible_to(user))
    found = found.select_related("document", "filed_by", "case_file__dossier", "case_file__journey")
    return ListTable(
        caption=_("Documents"),
        columns=(
            TableColumn(_("Name")),
            TableColumn(_("Filed on")),
            TableColumn(_("By")),
            TableColumn(_("When")),
        ),
        rows=tuple(
            TableRow(
                (
                    TableCell(filed.document.name, "file"),
                    TableCell(_owner(filed)),
                    TableCell(str(filed.filed_by or "")),
                    TableCell(date_format(timezone.localtime(filed.filed_at), "DATETIME_FORMAT")),
                ),
                reverse("document", args=[filed.document_id, filed.document.name]),
            )
            for filed in found.order_by("-filed_at", "-pk")[:MOST]
        ),
        empty=EmptyState("file", _("Nothing is filed on a journey or dossier of this contact yet.")),
    )


def _stakes(record: Person | Organisation) -> StakeholderQuerySet:
    owner = "person" if isinstance(record, Person) else "organisation"
    return Stakeholder.objects.filter(**{owner: record})


def _journeys(stakes: Iterable[Stakeholder], user: User) -> JourneyQuerySet:
    return Journey.objects.visible_to(user).filter(
        pk__in={one.journey_id for one in stakes if one.journey_id}
    )


def _dossiers(stakes: Iterable[Stakeholder], user: User) -> DossierQuerySet:
    """Also those of the journeys: all its wagons read the stakeholders of the train."""
    of_journeys = Q(journey__in={one.journey_id for one in stakes if one.journey_id})
    return Dossier.objects.visible_to(user).filter(
        of_journeys | Q(pk__in={one.dossier_id for one in stakes if one.dossier_id})
    )


def _dossier_rows(
    dossiers: Iterable[Dossier], stakes: list[Stakeholder], user: User
) -> list[tuple[date, TableRow]]:
    of_journey, of_dossier = _capacities(stakes, "journey_id"), _capacities(stakes, "dossier_id")

    def capacities(one: Dossier) -> str:
        own = of_dossier[one.pk] if reads(user, one.type) else {}
        return ", ".join(own | of_journey[one.journey_id])

    return [
        (
            one.opened_on,
            TableRow(
                (
                    TableCell(one.number, one.flow.icon, one.type, _off(one.is_active)),
                    TableCell(str(one.subtype or one.get_type_display())),
                    TableCell(capacities(one)),
                    TableCell(standing_of(one, user).label),
                    TableCell(date_format(one.opened_on, "d/m/Y")),
                ),
                reverse("dossier", args=[one.number]),
            ),
        )
        for one in dossiers
    ]


def _journey_rows(journeys: list[Journey], stakes: list[Stakeholder]) -> list[tuple[date, TableRow]]:
    capacities = _capacities(stakes, "journey_id")
    return [
        (
            opened := timezone.localtime(one.opened_at).date(),
            TableRow(
                (
                    TableCell(one.number, "train", detail=_off(one.is_active)),
                    TableCell(str(one.address or _("Journey"))),
                    TableCell(", ".join(capacities[one.pk])),
                    TableCell(""),
                    TableCell(date_format(opened, "d/m/Y")),
                ),
                reverse("journey", args=[one.number]),
            ),
        )
        for one in journeys
    ]


def _capacities(stakes: Iterable[Stakeholder], owner: str) -> dict[int, dict[str, None]]:
    """By the key of the journey or dossier, each capacity once; one that has ended says so."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for one in stakes:
        ended = _(" (until %(day)s)") % {"day": date_format(one.until, "d/m/Y")} if one.until else ""
        found[getattr(one, owner) or 0][f"{one.capacity}{ended}"] = None
    return found


def _off(is_active: bool) -> str:
    return "" if is_active else _("deactivated")


def _owner(filed: FiledDocument) -> str:
    for name in ("dossier", "journey"):
        if owner := getattr(filed.case_file, name, None):
            return str(owner.number)
    return ""
