"""The tabs of an execution: preparing the works, following them, and what comes after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.papers import Missing, Papers
from dossiers.flows.table import DossierType
from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from dossiers.types.execution import rules
from dossiers.types.execution.form import InspectedForm, StreetForm
from dossiers.types.execution.model import (
    Complaint,
    ExecutionDetail,
    SpaceUser,
    StreetElement,
    StreetFurniture,
)
from dossiers.types.execution.own_works import at_the_street, needing_attest, start_of, works_on
from dossiers.views.blocks import Anchor
from dossiers.works.dossier_tab import grids
from dossiers.works.models import Decision, Inspection, PermitKind, Work
from dossiers.works.places import work_url
from oss.addresses.models import EnergyCertificate
from oss.addresses.operations.describing import MAY_DESCRIBE
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.history import way_back
from oss.core.money import euros
from oss.core.parameters import Figures, known_figures
from oss.documents.models import Document
from oss.staff.http import StaffRequest
from oss.staff.models import User

ON_WORK = "execution"
"""The tab of a work where it is decided and executed."""
ATTEST = "contractor_attest"


@dataclass(frozen=True)
class StreetLine:
    """One element; `row` is None while nobody answered. `asked_by`: the last day to ask, where it must go."""

    element: StreetElement
    row: StreetFurniture | None
    form: StreetForm
    asked_by: date | None
    late: bool

    @property
    def draft_of(self) -> str:
        return f"{self.form.instance.dossier_id}-{self.element.pk}"


def street_lines(
    dossier: Dossier, figures: Figures, *, refused: StreetForm | None = None
) -> list[StreetLine]:
    """In two queries. `refused` stands in the place of its element, as it was typed."""
    rows = {one.element_id: one for one in dossier.street_furniture.select_related("element")}
    elements = [*StreetElement.objects.active(), *(one.element for one in rows.values())]
    asked_by = rules.street_asked_by(figures, start_of(dossier))
    today = timezone.localdate()
    lines = []
    for element in {one.pk: one for one in elements}.values():
        row = rows.get(element.pk)
        form = street_form(dossier, element, row)
        if refused is not None and refused.instance.element_id == element.pk:
            form = refused
        waits = row is not None and row.needed and row.asked_on is None
        late = bool(waits and asked_by and asked_by < today)
        lines.append(StreetLine(element, row, form, asked_by if row and row.needed else None, late))
    return lines


def street_form(
    dossier: Dossier, element: StreetElement, row: StreetFurniture | None, data: Any = None
) -> StreetForm:
    instance = row or StreetFurniture(dossier=dossier, element=element)
    return StreetForm(data, instance=instance, auto_id=f"street-{element.pk}-%s")


def preparation(_request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """What the rules say of what was filled in; street furniture only where a work touches the street."""
    figures = known_figures()
    detail = _detail(dossier)
    start = start_of(dossier)
    today = timezone.localdate()
    is_asked = bool(at_the_street(dossier)) or not works_on(dossier)
    street = street_lines(dossier, figures) if is_asked else []
    calendar = rules.permit_calendar(
        figures,
        asked_on=detail.permit_asked_on,
        complete_on=detail.permit_complete_on,
        posted_on=detail.permit_posted_on,
    )
    return {
        "start": start,
        "is_asked_at_street": is_asked,
        "works_at_street": at_the_street(dossier),
        "own_permits": [one for one in works_on(dossier) if one.permit and one.permit != detail.permit],
        "calendar": calendar,
        "permit_warning": _permit_warning(detail, start, calendar),
        "facade": rules.facade_answer(
            figures,
            on=today,
            thickness=detail.facade_thickness,
            beyond_line=detail.facade_beyond_line,
            heritage=detail.facade_heritage,
            against_rules=detail.facade_against_rules,
        ),
        "space": rules.public_space(
            figures,
            start=detail.space_from,
            end=detail.space_until,
            kind=detail.space_kind,
            closes_street=bool(detail.space_closes_street),
            by_neighbourhood_contractor=detail.space_user == SpaceUser.NEIGHBOURHOOD,
        ),
        "space_late": detail.space_needed is True and detail.space_asked_on is None,
        "today": today,
        "street": street,
        "unanswered": sum(one.row is None for one in street),
        "blocks": [Anchor("id_street_furniture", _("Street furniture"))],
    }


def _detail(dossier: Dossier) -> ExecutionDetail:
    return getattr(dossier, "execution", None) or ExecutionDetail()


def _permit_warning(detail: ExecutionDetail, start: date | None, calendar: rules.PermitCalendar) -> str:
    """What stands in the way of the planned start; it blocks nothing but the start of the work itself."""
    if start is None or detail.permit not in {PermitKind.NOTIFICATION, PermitKind.PERMIT}:
        return ""
    day = written(start)
    if detail.permit_refused_on:
        return _("The works are planned from %(day)s, and the permit was refused.") % {"day": day}
    if detail.permit_granted_on is None:
        return _("The works are planned from %(day)s, and the permit is not granted yet.") % {"day": day}
    if calendar.enforceable and start < calendar.enforceable:
        return _("The works are planned from %(day)s; the permit can be used from %(from)s.") % {
            "day": day,
            "from": written(calendar.enforceable),
        }
    return ""


def execution(request: StaffRequest, dossier: Dossier, form: Any) -> dict[str, Any]:
    """Works, inspections, extra work and complaints, in the same number of queries however many."""
    works = _followed(dossier)
    complaints = list(dossier.complaints.visible_to(request.user).select_related("work__measure"))
    return {
        **grids(request, dossier, form, tab=ON_WORK, back="execution"),
        "inspections": _inspections(works),
        "inspected_form": InspectedForm(dossier=dossier, auto_id="inspected-%s"),
        "may_inspect": any(one.started_on or one.is_executed for one in works),
        "extra_work": _extra_work(works),
        "complaints": _complaints(dossier, complaints),
        "open_complaints": sum(one.solved_on is None for one in complaints),
        "blocks": [
            Anchor("works-here", _("At the site")),
            Anchor("works-decided", _("Decided")),
            Anchor("inspections", _("Inspections on site")),
            Anchor("extra-work", _("Extra and less work")),
            Anchor("complaints", _("Complaints")),
        ],
        "removed": way_back(
            request, "complaint", lambda pk: reverse("complaint_restore", args=[dossier.number, pk])
        ),
    }


def _followed(dossier: Dossier) -> list[Work]:
    found = (
        Work.objects.on_dossier(dossier)
        .select_related("measure")
        .annotate(invoiced=Sum("invoices__amount_incl"))
    )
    return list(
        found.prefetch_related(
            Prefetch("decisions", Decision.objects.standing()),
            Prefetch("inspections", Inspection.objects.select_related("done_by")),
        ).order_by("state_order", "-pk")
    )


def _inspections(works: Sequence[Work]) -> ListTable:
    found = [(work, one) for work in works for one in work.inspections.all()]
    found.sort(key=lambda pair: (pair[1].done_on, pair[1].pk), reverse=True)
    return ListTable(
        _("Inspections on site"),
        (
            TableColumn(_("Date")),
            TableColumn(_("Work")),
            TableColumn(_("When")),
            TableColumn(_("Outcome")),
            TableColumn(_("To follow up until")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(written(one.done_on), detail=one.done_by.name if one.done_by else ""),
                    TableCell(work.name, detail=work.description),
                    TableCell(one.get_phase_display()),
                    TableCell(one.get_outcome_display(), detail=one.note),
                    TableCell(written(one.follow_up_on) if one.follow_up_on else "–"),
                ),
                _on_work(work),
            )
            for work, one in found
        ),
        EmptyState("list-check", _("No inspection yet.")),
    )


def _extra_work(works: Sequence[Work]) -> ListTable:
    """What was decided and invoiced side by side, as it was told; why stands on the work."""
    told = [one for one in works if one.extra_work or _invoiced(one) is not None]
    return ListTable(
        _("Extra and less work"),
        (
            TableColumn(_("Work")),
            TableColumn(_("Decided, incl. VAT"), numeric=True),
            TableColumn(_("Invoiced, incl. VAT"), numeric=True),
            TableColumn(_("What and why")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(one.name, detail=one.description),
                    TableCell(euros(next((it.amount for it in one.decisions.all() if it.goes_on), None))),
                    TableCell(euros(_invoiced(one))),
                    TableCell(one.extra_work or "–"),
                ),
                _on_work(one),
            )
            for one in told
        ),
        EmptyState("coin-euro", _("No invoice and no extra work yet: both are noted on the work.")),
    )


def _invoiced(work: Work) -> Decimal | None:
    amount: Decimal | None = getattr(work, "invoiced", None)
    return amount


def _complaints(dossier: Dossier, complaints: Sequence[Complaint]) -> ListTable:
    return ListTable(
        _("Complaints"),
        (
            TableColumn(_("Reported on")),
            TableColumn(_("About whom")),
            TableColumn(_("What is wrong, and the repair asked for")),
            TableColumn(_("Solved on")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(written(one.reported_on), detail=one.reported_by),
                    TableCell(one.get_about_display(), detail=one.work.name if one.work else ""),
                    TableCell(one.what, detail=one.requested_repair),
                    TableCell(written(one.solved_on) if one.solved_on else _("open"), detail=one.outcome),
                ),
                reverse("complaint", args=[dossier.number, one.pk]),
            )
            for one in complaints
        ),
        EmptyState("message", _("No complaint was noted.")),
    )


def _on_work(work: Work) -> str:
    return f"{work_url(work.pk)}?tab={ON_WORK}"


def _attest_of(work: Work) -> str:
    """Where one notes that it came."""
    return f"{_on_work(work)}#id_attest_on"


def aftercare(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    works = needing_attest(dossier)
    attests = Document.objects.visible_to(request.user).filter(
        filings__case_file=dossier.case_file_id, kind__code=ATTEST
    )
    return {
        "attests": [(one, _attest_of(one)) for one in works],
        "attests_received": sum(one.attest_on is not None for one in works),
        "attests_filed": attests.count(),
        "blocks": [
            Anchor("attests", _("Attests of contractors")),
            *([Anchor("label", _("New EPC"))] if dossier.site_address_id else []),
        ],
        **_label(request, dossier),
    }


def attests_to_come(dossier: Dossier, user: User) -> Papers | None:
    """Of an execution with works that ask one."""
    if dossier.type != DossierType.EXECUTION or not user.has_perm("dossiers.view_work"):
        return None
    works = needing_attest(dossier)
    missing = [Missing(str(one), _attest_of(one)) for one in works if one.attest_on is None]
    return Papers(_("Attests of contractors"), len(works), missing) if works else None


def _label(request: StaffRequest, dossier: Dossier) -> dict[str, Any]:
    """The newest label of the dwelling; a new one is noted with the address."""
    site = dossier.site_address
    if site is None:
        return {}
    figures = known_figures()
    found = EnergyCertificate.objects.filter(address=site)
    newest = next((one for one in found if one.label(figures)), None)
    may_add = request.user.has_perm(MAY_DESCRIBE) and dossier.is_active
    return {
        "label": newest.label(figures) if newest else "",
        "label_made": str(newest.made) if newest else "",
        "label_url": reverse("address_finding_new", args=[site.pk, "certificate"]) if may_add else "",
    }


PREPARATION = DossierTab(
    "preparation",
    gettext_lazy("Preparation"),
    70,
    "dossiers/types/execution/preparation.html",
    preparation,
    needs="permit",
)
EXECUTION = DossierTab(
    "execution",
    gettext_lazy("Execution"),
    80,
    "dossiers/types/execution/execution.html",
    execution,
    needs="permit",
)
AFTERCARE = DossierTab(
    "aftercare",
    gettext_lazy("Aftercare"),
    90,
    "dossiers/types/execution/aftercare.html",
    aftercare,
    needs="aftercare",
)
TABS = (PREPARATION, EXECUTION, AFTERCARE)
