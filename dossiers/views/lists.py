"""Dossiers and journeys as lists, and the dossier list as CSV."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.flows.table import DossierType, flow_of
from dossiers.models import Dossier, DossierQuerySet, Journey
from dossiers.views.people import chips_of
from dossiers.views.train import train_of
from oss.core.components import Cell, Column, EmptyState, ListTable, Row
from oss.staff.http import StaffRequest
from oss.timeline.reading import read

MOST = 50
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def dossiers(request: StaffRequest, dossier_type: str = "") -> HttpResponse:
    """The newest dossiers: all types, or one."""
    label = DossierType(dossier_type).label if dossier_type else _("Climate dossiers")
    found = _chosen(request, dossier_type)
    only_open = request.GET.get("open") == "1"
    return render(
        request,
        "dossiers/dossiers.html",
        {
            "label": label,
            "hue": dossier_type,
            "icon": flow_of(dossier_type).icon if dossier_type else "folder",
            "table": _table(label, found[:MOST]),
            "only_open": only_open,
            "more": found.count() > MOST,
            "export_url": f"{reverse('dossiers_export')}?type={dossier_type}{'&open=1' if only_open else ''}",
            "breadcrumbs": [(label, None)],
        },
    )


def dossiers_export(request: StaffRequest) -> StreamingHttpResponse:
    """The same dossiers as the list, all of them, as CSV for a spreadsheet; formulas stay text."""
    asked = request.GET.get("type", "")
    found = _chosen(request, asked if asked in DossierType.values else "")
    response = StreamingHttpResponse(_csv_lines(found), content_type="text/csv; charset=utf-8")
    name = _("dossiers-%(day)s.csv") % {"day": timezone.localdate().isoformat()}
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def journeys(request: StaffRequest) -> HttpResponse:
    found = Journey.objects.visible_to(request.user).active().for_list()[:MOST]
    table = ListTable(
        caption=_("Journeys"),
        columns=(Column(_("Number")), Column(_("Client")), Column(_("Address")), Column(_("Opened"))),
        rows=tuple(
            Row(
                (
                    Cell(journey.number, icon="train"),
                    Cell(journey.client.name if journey.client else _("unknown")),
                    Cell(str(journey.address or "")),
                    Cell(date_format(timezone.localtime(journey.opened_at), "d/m/Y")),
                ),
                reverse("journey", args=[journey.number]),
            )
            for journey in found
        ),
        empty=EmptyState(
            "train",
            _("No journeys yet: they come with the first dossier."),
            _("New dossier"),
            reverse("dossier_new"),
        ),
    )
    return render(request, "dossiers/journeys.html", {"table": table, "breadcrumbs": [(_("Journeys"), None)]})


def journey(request: StaffRequest, number: str) -> HttpResponse:
    found = get_object_or_404(
        Journey.objects.visible_to(request.user).for_list().select_related("case_file"), number=number
    )
    stakeholders = list(found.stakeholders.current().for_list())
    chips = chips_of(stakeholders)
    return render(
        request,
        "dossiers/journey.html",
        {
            "journey": found,
            "train": train_of(found, request.user),
            "stakeholders": [(one, chips[one.pk]) for one in stakeholders],
            "next_url": f"{reverse('dossier_new')}?on={found.number}",
            "timeline": read(
                [found.case_file],
                user=request.user,
                url=reverse("journey", args=[number]),
                chip=request.GET.get("filter", ""),
            ),
            "breadcrumbs": [(_("Journeys"), reverse("journeys")), (found.number, None)],
        },
    )


def _chosen(request: StaffRequest, dossier_type: str) -> DossierQuerySet:
    found = Dossier.objects.visible_to(request.user).active()
    if dossier_type:
        found = found.of_type(DossierType(dossier_type))
    if request.GET.get("open") == "1":
        found = found.open()
    return found.for_list().order_by("-number")


def _table(label: Any, found: DossierQuerySet) -> ListTable:
    return ListTable(
        caption=label,
        columns=(
            Column(_("Number")),
            Column(_("Subtype")),
            Column(_("Stage")),
            Column(_("Main contact")),
            Column(_("Address")),
            Column(_("Assignee")),
            Column(_("Opened")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(dossier.number, dossier.flow.icon, dossier.type),
                    Cell(str(dossier.subtype or "")),
                    Cell(dossier.stage_label),
                    Cell(_contact(dossier)),
                    Cell(str(dossier.site_address or dossier.postcode)),
                    Cell(dossier.assignee.name if dossier.assignee else ""),
                    Cell(date_format(dossier.opened_on, "d/m/Y")),
                ),
                reverse("dossier", args=[dossier.number]),
            )
            for dossier in found
        ),
        empty=EmptyState(
            "folder",
            _("No dossiers here yet. Open one from a mail in the queues, or from scratch."),
            _("New dossier"),
            reverse("dossier_new"),
        ),
    )


def _contact(dossier: Dossier) -> str:
    if dossier.is_anonymous:
        return _("anonymous")
    return dossier.main_contact.name if dossier.main_contact else ""


class _Echo:
    """A file that gives back what is written, so that the CSV streams."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(found: DossierQuerySet) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    heading = (
        *(_("Number"), _("Type"), _("Subtype"), _("Stage"), _("Journey"), _("Main contact"), _("Address")),
        *(_("Project"), _("Assignee"), _("Opened on"), _("Completed on")),
    )
    yield "\ufeff" + writer.writerow(heading)  # the mark tells Excel that this is UTF-8
    for dossier in found.iterator(chunk_size=500):
        yield writer.writerow([_safe(value) for value in _csv_row(dossier)])


def _csv_row(dossier: Dossier) -> tuple[object, ...]:
    return (
        dossier.number,
        dossier.get_type_display(),
        dossier.subtype or "",
        dossier.stage_label,
        dossier.journey.number,
        _contact(dossier),
        dossier.site_address or dossier.postcode,
        dossier.project or "",
        dossier.assignee or "",
        dossier.opened_on.isoformat(),
        dossier.completed_on.isoformat() if dossier.completed_on else "",
    )


def _safe(value: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
