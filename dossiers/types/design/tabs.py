"""The tabs of a project design: preparation, quotes, financing plan."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from dossiers.quotes.amounts import with_sums
from dossiers.quotes.expiring.reading import Expiring, expiring_of
from dossiers.quotes.models import Quote
from dossiers.quotes.work_tab import quotes_table, ways
from dossiers.types.design.asking import (
    asked_now,
    decision_on,
    designed_works,
    going_on,
    invoiced_for,
)
from dossiers.types.design.model import FinancingLine, MeansKind, PlannedWork, Study
from dossiers.types.design.plan import FinancingPlan, plan_of
from dossiers.types.design.works_grids import executor_of, grids
from dossiers.works.models import Work
from dossiers.works.places import work_url
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.history import way_back
from oss.core.money import euros
from oss.core.pages import may_open
from oss.documents.models import Document
from oss.staff.http import StaffRequest
from oss.timeline.models import Activity

NOTHING = "–"
SEE_MEANS = "dossiers.view_financingline"
_NO_STUDIES = EmptyState("file", gettext_lazy("No study was noted yet."))
_NO_MEANS = EmptyState("coin-euro", gettext_lazy("Nothing that pays the works was noted yet."))
_NO_PLAN = EmptyState("tools", gettext_lazy("No work of this dossier goes on yet."))
_NO_QUESTIONS = EmptyState("user-question", gettext_lazy("Nothing was asked of a contractor yet."))


def _may_change(request: StaffRequest, dossier: Dossier) -> bool:
    return dossier.is_active and request.user.has_perm("dossiers.change_dossier")


def _undo(request: StaffRequest, dossier: Dossier, name: str, page: str) -> dict[str, str] | None:
    return way_back(request, name, lambda pk: reverse(page, args=[dossier.number, pk]))


# --- Preparation ---------------------------------------------------------------------------------


def preparation(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    asked, decided, elsewhere = grids(dossier, request.user)
    may_add = dossier.is_active and dossier.site_address_id and may_open(request.user, "work_new")
    new = reverse("work_new", query={"dossier": dossier.number, "tab": "studies"})
    return {
        "works": asked,
        "decided": decided,
        "elsewhere": elsewhere,
        "add_url": new if may_add else "",
        "studies": _studies(request, dossier),
        "removed": _undo(request, dossier, "study", "study_restore"),
    }


def _studies(request: StaffRequest, dossier: Dossier) -> ListTable:
    """Two queries, however many."""
    found = list(Study.objects.visible_to(request.user).filter(design=dossier.pk).for_list())
    papers = [one.document_id for one in found if one.document_id]
    readable = (
        set(Document.objects.visible_to(request.user).filter(pk__in=papers).values_list("pk", flat=True))
        if papers
        else set()
    )
    may_change = _may_change(request, dossier)
    return ListTable(
        _("Additional studies"),
        (
            TableColumn(_("Study")),
            TableColumn(_("Office")),
            TableColumn(_("Asked on")),
            TableColumn(_("Received on")),
            TableColumn(_("Amount including VAT"), numeric=True),
            TableColumn(_("Document")),
            TableColumn(_("Conclusion")),
        ),
        tuple(_study(dossier, one, readable, may_change=may_change) for one in found),
        _NO_STUDIES,
    )


def _study(dossier: Dossier, study: Study, readable: set[int], *, may_change: bool) -> TableRow:
    said = ""
    if study.amount is not None and study.amount_on is not None:
        source = {"source": study.get_amount_source_display(), "day": written(study.amount_on)}
        said = _("own input: %(source)s of %(day)s") % source
    received = written(study.received_on) if study.received_on else ""
    return TableRow(
        (
            TableCell(str(study.measure)),
            TableCell(str(study.office or NOTHING)),
            TableCell(written(study.asked_on) if study.asked_on else NOTHING),
            TableCell(received or _("not yet"), quiet=not received),
            TableCell(euros(study.amount), detail=said),
            TableCell(str(study.document) if study.document_id in readable else NOTHING),
            TableCell(study.conclusion or NOTHING),
        ),
        reverse("study", args=[dossier.number, study.pk]) if may_change else "",
    )


# --- Quotes --------------------------------------------------------------------------------------


class WorkQuotes(NamedTuple):
    """A work of the dossier with its quotes, and the ways on from there."""

    work: Work
    url: str
    said: str
    table: ListTable
    ways: dict[str, str]
    decide_url: str


def quotes(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """In the same number of queries, however many works and quotes."""
    works = designed_works(dossier, request.user)
    of_work: dict[int, list[Quote]] = defaultdict(list)
    found = Quote.objects.visible_to(request.user).filter(parts__work__in=works).distinct()
    for quote in with_sums(found.select_related("contractor").order_by("received_on", "pk")):
        for part in quote.parts.all():
            of_work[part.work_id].append(quote)
    may_decide = request.user.has_perm("dossiers.decide_work")
    undecided = [work for work in works if decision_on(work) is None]
    open_quotes = {quote.pk: quote for work in undecided for quote in of_work[work.pk]}
    expiring = expiring_of(open_quotes.values(), request.user)
    return {
        "expiring": list(expiring.values()),
        "of_works": [
            _quotes(request, work, of_work[work.pk], expiring, may_decide=may_decide) for work in works
        ],
        "questions": _questions(request, dossier),
    }


def _quotes(
    request: StaffRequest,
    work: Work,
    found: list[Quote],
    expiring: dict[int, Expiring],
    *,
    may_decide: bool,
) -> WorkQuotes:
    decision = decision_on(work)
    said = ""
    if decision is not None:
        word = _("goes on") if decision.goes_on else _("does not go on")
        parts = (written(decision.decided_on), str(decision.quote or ""), str(decision.reason or ""))
        said = " · ".join(filter(None, (word, *parts)))
    decide = f"{work_url(work.pk)}?tab=execution#verb-decide" if may_decide and decision is None else ""
    return WorkQuotes(
        work,
        f"{work_url(work.pk)}?tab=quotes",
        said,
        quotes_table(
            work, found, {} if decision else expiring, chosen=decision.quote_id if decision else None
        ),
        ways(request, work, found, is_decided=decision is not None),
        decide,
    )


def _questions(request: StaffRequest, dossier: Dossier) -> ListTable:
    """What was asked of organisations on this dossier: one query."""
    asked = Activity.objects.visible_to(request.user).filter(
        case_file=dossier.case_file_id, asked_organisation__isnull=False, referral=None
    )
    return ListTable(
        _("Questions to contractors"),
        (
            TableColumn(_("Question")),
            TableColumn(_("Asked of")),
            TableColumn(_("Asked on")),
            TableColumn(_("Answer")),
        ),
        tuple(_question(one) for one in asked.requests().with_asked_of().order_by("-asked_on", "-pk")),
        _NO_QUESTIONS,
    )


def _question(request: Activity) -> TableRow:
    if request.done_at is not None:
        answer = TableCell(request.answer or _("answered"))
    elif request.is_overdue:
        answer = TableCell(_("late: %(term)s") % {"term": request.term}, "alert-triangle")
    else:
        answer = TableCell(request.term or _("not yet"), quiet=True)
    return TableRow(
        (
            TableCell(request.title),
            TableCell(str(request.asked_of)),
            TableCell(written(request.asked_on) if request.asked_on else NOTHING),
            answer,
        ),
        reverse("activity", args=[request.pk]),
    )


# --- Financing plan ------------------------------------------------------------------------------


def financing(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """What the works ask is for everybody; what pays them, and what is lacking, for who may see that."""
    works = going_on(designed_works(dossier, request.user))
    now = asked_now(works)
    noted = {one.work_id: one for one in PlannedWork.objects.filter(design=dossier.pk)}
    rows = [_work_in_plan(work, now[work.pk], noted.get(work.pk)) for work in works]
    told = {
        "plan_works": ListTable(
            _("What the works ask"),
            (
                TableColumn(_("Work")),
                TableColumn(_("Contractor")),
                TableColumn(_("In the plan"), numeric=True),
                TableColumn(_("Invoiced"), numeric=True),
                TableColumn(_("Changed since")),
            ),
            tuple(row for row, _asks, _is_changed in rows),
            _NO_PLAN,
        ),
        "is_changed": any(is_changed for _row, _asks, is_changed in rows),
        "works_total": euros(plan_of((asks for _row, asks, _is_changed in rows), ()).works),
        "sees_means": request.user.has_perm(SEE_MEANS),
    }
    if not told["sees_means"]:
        return told
    means = list(
        FinancingLine.objects.visible_to(request.user).filter(design=dossier.pk).select_related("wagon")
    )
    plan = plan_of((asks for _row, asks, _is_changed in rows), (one.amount for one in means))
    may_change = dossier.is_active and request.user.has_perm("dossiers.change_financingline")
    return told | {
        "means": _means(dossier, means, may_change=may_change),
        "plan": plan,
        "means_total": euros(plan.means),
        "gap_words": _gap_words(plan),
        "may_add_means": dossier.is_active and request.user.has_perm("dossiers.add_financingline"),
        "removed": _undo(request, dossier, "means", "means_restore"),
    }


def _work_in_plan(
    work: Work, now: Decimal | None, noted: PlannedWork | None
) -> tuple[TableRow, Decimal | None, bool]:
    """Its row, what it asks in the plan, and whether it asks something else by now."""
    decision = decision_on(work)
    told = decision.amount if decision else None
    asks, since = (noted.amount, noted.noted_on) if noted else (told, decision and decision.decided_on)
    is_changed = now is not None and now != asks
    changed = NOTHING
    if is_changed and asks is not None and since:
        changed = _("%(day)s: now %(amount)s") % {"day": written(since), "amount": euros(now)}
    elif is_changed:
        changed = _("now %(amount)s") % {"amount": euros(now)}
    row = TableRow(
        (
            TableCell(work.name, detail=work.description),
            TableCell(executor_of(work)),
            TableCell(euros(asks, unknown=_("unknown"))),
            TableCell(euros(invoiced_for(work))),
            TableCell(changed, "alert-triangle" if is_changed else ""),
        ),
        f"{work_url(work.pk)}?tab=quotes",
    )
    return row, asks, is_changed


def _means(dossier: Dossier, means: Iterable[FinancingLine], *, may_change: bool) -> ListTable:
    in_order = sorted(means, key=lambda one: (MeansKind.values.index(one.kind), one.pk))
    return ListTable(
        _("What pays the works"),
        (
            TableColumn(_("Kind")),
            TableColumn(_("Which")),
            TableColumn(_("Amount"), numeric=True),
            TableColumn(_("Rule or source")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(one.get_kind_display()),
                    TableCell(one.what or NOTHING, detail=str(one.wagon or "")),
                    TableCell(euros(one.amount)),
                    TableCell(one.source, detail=_("own input, %(day)s") % {"day": written(one.known_on)}),
                ),
                reverse("means", args=[dossier.number, one.pk]) if may_change else "",
            )
            for one in in_order
        ),
        _NO_MEANS,
    )


def _gap_words(plan: FinancingPlan) -> str:
    """What the plan comes to, in words."""
    if plan.adds_up:
        return _("The plan adds up.")
    if plan.gap > 0:
        told = _("Still to be found: %(amount)s") % {"amount": euros(plan.gap)}
    elif plan.gap < 0:
        told = _("More than the works ask: %(amount)s") % {"amount": euros(-plan.gap)}
    else:
        told = ""
    unknown = _("without the works of which nobody knows the amount") if plan.unknown else ""
    return " · ".join(filter(None, (told, unknown)))


TABS = (
    DossierTab(
        "studies",
        gettext_lazy("Preparation"),
        70,
        "dossiers/types/design/preparation.html",
        preparation,
        needs="guidance",
    ),
    DossierTab(
        "quotes", gettext_lazy("Quotes"), 72, "dossiers/types/design/quotes.html", quotes, needs="guidance"
    ),
    DossierTab(
        "financing",
        gettext_lazy("Financing plan"),
        74,
        "dossiers/types/design/financing.html",
        financing,
        needs="guidance",
    ),
)
