"""The pages of the credit committee: its meetings, the sheets of its files, its decisions in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dossiers.flows.table import DossierType, flow_of
from dossiers.models import Dossier
from dossiers.tasks import loan_letter
from dossiers.types.loan.committee_sheet import CommitteeSheet, sheets_of
from dossiers.types.loan.decisions import CommitteeFile, LoanCommittee, LoanDecision, LoanLetter
from dossiers.types.loan.form import CommitteeDecisionForm, CommitteeForm
from dossiers.types.loan.operations import deciding
from dossiers.types.loan.tabs import decision_lines, starting
from oss.core.acting import attempt
from oss.core.background import tell_worker
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow, Text
from oss.core.dates import written
from oss.core.keys import key_of
from oss.staff.http import StaffRequest

_NONE = EmptyState("scale", gettext_lazy("No credit committee was planned yet."))
MOST_SHOWN = 50


def _crumbs(*further: tuple[Text, str | None]) -> list[tuple[Text, str | None]]:
    loans = (flow_of(DossierType.LOAN).plural, reverse("dossiers_of_type", args=[DossierType.LOAN]))
    return [loans, *further]


def _home() -> tuple[Text, str | None]:
    return (_("Credit committee"), reverse("loan_committees"))


def loan_committees(request: StaffRequest) -> HttpResponse:
    """The last meetings, and the form of a new one."""
    form = CommitteeForm(request.POST or None)
    if done := attempt(form, lambda: deciding.convene(by=request.user, **form.cleaned_data)):
        return redirect("loan_committee", pk=done.result.pk)
    found = LoanCommittee.objects.visible_to(request.user).prefetch_related("files", "decisions")
    return render(
        request,
        "dossiers/types/loan/committees.html",
        {
            "form": form,
            "is_refused": form.is_bound,
            "committees": _meetings(list(found[:MOST_SHOWN])),
            "breadcrumbs": _crumbs((_("Credit committee"), None)),
        },
        status=422 if request.method == "POST" else 200,
    )


def _meetings(found: Sequence[LoanCommittee]) -> ListTable:
    return ListTable(
        _("Meetings"),
        (
            TableColumn(_("Held on")),
            TableColumn(_("Which committee")),
            TableColumn(_("Dossiers"), numeric=True),
            TableColumn(_("To be confirmed"), numeric=True),
            TableColumn(_("Decided"), numeric=True),
        ),
        tuple(
            TableRow(
                (
                    TableCell(written(one.held_on)),
                    TableCell(one.name, detail=one.note),
                    TableCell(str(len(one.files.all()))),
                    TableCell(str(_count(one, stands=False))),
                    TableCell(str(_count(one, stands=True))),
                ),
                reverse("loan_committee", args=[one.pk]),
            )
            for one in found
        ),
        _NONE,
    )


def _count(committee: LoanCommittee, *, stands: bool) -> int:
    return sum(one.is_current and one.is_standing == stands for one in committee.decisions.all())


@dataclass(frozen=True)
class CommitteeLine:
    """One file on the page of a meeting, with the decision that was taken there, or the form for it."""

    file: CommitteeFile
    decision: LoanDecision | None
    lines: list[tuple[str, str]]
    form: CommitteeDecisionForm | None
    is_own: bool

    @property
    def waits(self) -> bool:
        """For a second colleague."""
        return self.decision is not None and self.decision.is_proposed


def loan_committee(request: StaffRequest, pk: str) -> HttpResponse:
    """Its files; decisions are entered by one, in one go, and confirmed by another."""
    committee = _find(request, pk)
    refused = False
    lines = _lines(request, committee, None)
    if request.method == "POST":
        lines = _lines(request, committee, request.POST)
        if _enter(request, committee, lines):
            messages.success(request, _("The decisions are entered; another colleague confirms them."))
            return redirect("loan_committee", pk=committee.pk)
        refused = True
    return render(
        request,
        "dossiers/types/loan/committee.html",
        {
            "committee": committee,
            "lines": lines,
            "waiting": [one for one in lines if one.waits],
            "may_confirm": [one for one in lines if one.waits and not one.is_own],
            "has_forms": any(one.form for one in lines),
            "addable": _addable(request, committee),
            "breadcrumbs": _crumbs(_home(), (str(committee), None)),
        },
        status=422 if refused else 200,
    )


def _find(request: StaffRequest, pk: str) -> LoanCommittee:
    found: LoanCommittee = get_object_or_404(LoanCommittee.objects.visible_to(request.user), pk=pk)
    return found


def _files(request: StaffRequest, committee: LoanCommittee) -> list[CommitteeFile]:
    rows = CommitteeFile.objects.visible_to(request.user).filter(committee=committee)
    beside = ("dossier__subtype", "dossier__loan__sheet", "dossier__main_contact", "dossier__case_file")
    people = ("dossier__main_contact__person", "dossier__main_contact__organisation")
    return list(rows.select_related(*beside, *people))


def _lines(request: StaffRequest, committee: LoanCommittee, data: Any) -> list[CommitteeLine]:
    rows = LoanDecision.objects.filter(committee=committee, ended_at=None)
    decided = {one.dossier_id: one for one in rows.select_related("proposed_by", "confirmed_by")}
    lines = []
    for file in _files(request, committee):
        decision, form = decided.get(file.dossier_id), None
        if decision is None and file.dossier.is_open and file.dossier.stage == "decision":
            told = {name: value for name, value in starting(file.dossier).items() if name != "decided_on"}
            form = CommitteeDecisionForm(
                data, prefix=f"file-{file.pk}", initial=told, instance=LoanDecision(dossier=file.dossier)
            )
        lines.append(
            CommitteeLine(
                file,
                decision,
                decision_lines(decision) if decision else [],
                form,
                decision is not None and decision.proposed_by_id == request.user.pk,
            )
        )
    return lines


def _enter(request: StaffRequest, committee: LoanCommittee, lines: list[CommitteeLine]) -> bool:
    forms = [(one.file.dossier, one.form) for one in lines if one.form]
    valid = [form.is_valid() for _dossier, form in forms]  # each, so that all say what is wrong
    if not all(valid):
        messages.error(request, _("Nothing was kept: correct what is marked."))
        return False
    told = {dossier: form.cleaned_data for dossier, form in forms if form.is_told}
    done = attempt(request, lambda: deciding.enter_decisions(committee, told, by=request.user))
    return done is not None


def _addable(request: StaffRequest, committee: LoanCommittee) -> list[Dossier]:
    """Loans that wait for a decision and stand not on this meeting."""
    there = CommitteeFile.objects.filter(committee=committee).values("dossier")
    found = Dossier.objects.visible_to(request.user).active().filter(type=DossierType.LOAN, stage="decision")
    return list(found.exclude(pk__in=there).for_list().order_by("number")[:MOST_SHOWN])


@require_POST
def loan_committee_add(request: StaffRequest, pk: str) -> HttpResponse:
    committee = _find(request, pk)
    keys = {key_of(one) for one in request.POST.getlist("dossiers")}
    chosen = [one for one in _addable(request, committee) if one.pk in keys]
    if attempt(request, lambda: deciding.put_on_committee(committee, chosen, by=request.user)):
        messages.success(request, _("Saved."))
    return redirect("loan_committee", pk=committee.pk)


@require_POST
def loan_committee_drop(request: StaffRequest, pk: str, file: str) -> HttpResponse:
    committee = _find(request, pk)
    rows = CommitteeFile.objects.visible_to(request.user).select_related("dossier")
    held = get_object_or_404(rows, committee=committee, pk=file)
    if attempt(request, lambda: deciding.take_off_committee(held, by=request.user)):
        messages.success(request, _("Saved."))
    return redirect("loan_committee", pk=committee.pk)


@require_POST
def loan_committee_confirm(request: StaffRequest, pk: str) -> HttpResponse:
    """Of a colleague's decisions, those that are ticked."""
    committee = _find(request, pk)
    keys = [key for one in request.POST.getlist("decisions") if (key := key_of(one)) is not None]
    rows = LoanDecision.objects.visible_to(request.user).filter(committee=committee, pk__in=keys)
    chosen = list(rows.select_related("dossier"))
    if done := attempt(request, lambda: deciding.confirm_decisions(committee, chosen, by=request.user)):
        messages.success(request, _("The decisions stand; the letters are being made."))
        keys_of = [one.pk for one in done.result]
        for letter in LoanLetter.objects.waiting().filter(decision__in=keys_of):
            tell_worker(loan_letter, letter.pk)
    return redirect("loan_committee", pk=committee.pk)


def loan_committee_sheets(request: StaffRequest, pk: str) -> HttpResponse:
    """A page for each file, printed together."""
    committee = _find(request, pk)
    sheets: list[CommitteeSheet] = sheets_of(request, _files(request, committee))
    return render(
        request,
        "dossiers/types/loan/committee_sheets.html",
        {
            "committee": committee,
            "sheets": sheets,
            "today": timezone.localdate(),
            "breadcrumbs": _crumbs(
                _home(),
                (str(committee), reverse("loan_committee", args=[committee.pk])),
                (_("Sheets"), None),
            ),
        },
    )
