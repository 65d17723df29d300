"""What is done from the tabs of a loan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.flows.table import COMPLETED
from dossiers.models import Dossier
from dossiers.schemes import operations as rights
from dossiers.schemes.forms import RightsAnswerForm
from dossiers.tasks import loan_letter
from dossiers.types.loan.decisions import LoanDecision, LoanLetter
from dossiers.types.loan.form import CreditForm, DecisionForm, EndForm, PurposeQuoteForm, SendBackForm
from dossiers.types.loan.model import LoanOutcome, LoanPurpose, RunningCredit
from dossiers.types.loan.operations import deciding, letters, preparing
from dossiers.types.loan.purposes import financed, works_to_pick
from dossiers.types.loan.sheets import loan_of
from dossiers.views.page import breadcrumbs, dossier_url, find, page, tab_named
from oss.core.acting import attempt
from oss.core.background import tell_worker
from oss.core.keys import key_of
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest

PURPOSE, ANALYSIS, DECISION = "purpose", "analysis", "decision"


def _find(request: StaffRequest, number: str) -> Dossier:
    """Who sees no loans finds none; what is no loan has no `loan`."""
    found = find(request, number)
    return get_object_or_404(Dossier.objects.visible_to(request.user).exclude(loan=None), pk=found.pk)


def _back(number: str, tab: str, place: str = "") -> str:
    return f"{dossier_url(number, tab)}{'#' if place else ''}{place}"


def _send_letters(number: str) -> None:
    """A hint for a worker; the sweep finds what nobody was told of."""
    for letter in LoanLetter.objects.waiting().filter(dossier__number=number):
        tell_worker(loan_letter, letter.pk)


# --- Precheck ------------------------------------------------------------------------------------


def loan_answer(request: StaffRequest, number: str) -> HttpResponse:
    """A question of the precheck; what is refused stays as it was typed."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(number, PURPOSE, "id_loan_precheck"))
    form = RightsAnswerForm(request.POST)
    if attempt(form, lambda: _answer(found, form.cleaned_data, request)):
        return redirect(_back(number, PURPOSE, "id_loan_precheck"))
    for texts in form.errors.values():
        messages.error(request, " ".join(str(one) for one in texts))
    now = find(request, number)
    return page(request, now, tab_named(request, now, PURPOSE), status=422, others={"rights_refused": form})


def _answer(found: Dossier, data: dict[str, Any], request: StaffRequest) -> None:
    text = data["value"] or data["typed"]  # what was tapped, whatever still stands in the box
    rights.answer(found, data["fact"], text, by=request.user, year=data["year"])


def loan_take_back(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if request.method == "POST":
        fact = request.POST.get("fact", "")
        attempt(request, lambda: rights.take_back(found, fact, by=request.user))
    return redirect(_back(number, PURPOSE, "loan-known"))


@require_POST
def loan_precheck(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: preparing.keep_precheck(found, by=request.user)):
        messages.success(request, _("The precheck is kept as it reads today."))
    return redirect(_back(number, PURPOSE, "id_loan_precheck"))


# --- Purpose -------------------------------------------------------------------------------------


@require_POST
def loan_works(request: StaffRequest, number: str) -> HttpResponse:
    """Puts the ticked works in the loan."""
    found = _find(request, number)
    keys = {key_of(one) for one in request.POST.getlist("works")}
    chosen = [one for one in works_to_pick(found, request.user) if one.pk in keys]
    if attempt(request, lambda: preparing.pick_works(found, chosen, by=request.user)):
        messages.success(request, _("Saved."))
    return redirect(_back(number, PURPOSE, "id_loan_purposes"))


def loan_purpose(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """Which quote counts while none is chosen; or the loan does not pay this work after all."""
    found = _find(request, number)
    work = get_object_or_404(financed(found).select_related("measure"), pk=pk)
    if "remove" in request.POST:
        attempt(request, lambda: preparing.drop_work(found, work, by=request.user))
        return redirect(_back(number, PURPOSE, "id_loan_purposes"))
    row = LoanPurpose.objects.filter(loan=found.pk, work=work).first()
    row = row or LoanPurpose(loan=loan_of(found), work=work)
    form = PurposeQuoteForm(request.POST or None, instance=row, work=work)
    if attempt(
        form,
        lambda: preparing.pick_quote(found, work, form.cleaned_data["quote"], by=request.user),
    ):
        messages.success(request, _("Saved."))
        return redirect(_back(number, PURPOSE, "id_loan_purposes"))
    return _show(request, found, form, str(work), PURPOSE, removable="1", work=work)


@require_POST
def loan_amounts(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: preparing.take_over_amounts(found, by=request.user)):
        messages.success(request, _("The loan counts with the amounts of today."))
    return redirect(_back(number, PURPOSE, "id_loan_purposes"))


# --- Analysis ------------------------------------------------------------------------------------


def loan_credit_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = CreditForm(request.POST or None)
    if attempt(form, lambda: preparing.add_credit(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(_back(number, ANALYSIS, "loan-credits"))
    return _show(request, found, form, _("Running credit"), ANALYSIS)


def loan_credit(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = RunningCredit.objects.visible_to(request.user).select_related("loan__dossier")
    held = get_object_or_404(rows, loan=found.pk, pk=pk)
    heading, seen = str(held), state_of(held)  # before the form writes into it
    if "remove" in request.POST:
        removed = attempt(
            request, lambda: preparing.remove_credit(held, by=request.user, seen=seen_in(request))
        )
        back = f"{dossier_url(number, ANALYSIS)}&removed=credit-{pk}"
        return redirect(back if removed else request.get_full_path())
    form = CreditForm(request.POST or None, instance=held)
    if attempt(
        form,
        lambda: preparing.change_credit(held, by=request.user, seen=form.seen(), **form.changes()),
    ):
        messages.success(request, _("Saved."))
        return redirect(_back(number, ANALYSIS, "loan-credits"))
    return _show(request, found, form, heading, ANALYSIS, removable=seen)


@require_POST
def loan_credit_restore(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: preparing.restore_credit(found, int(pk), by=request.user)):
        messages.success(request, _("Put back."))
    return redirect(_back(number, ANALYSIS, "loan-credits"))


# --- Decision ------------------------------------------------------------------------------------


def loan_decide(request: StaffRequest, number: str) -> HttpResponse:
    """Proposes a decision; what is refused stays as it was typed."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(number, DECISION))
    form = DecisionForm(request.POST, auto_id="decide-%s")
    if attempt(form, lambda: deciding.propose_decision(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The decision is entered."))
        return redirect(_back(number, DECISION))
    now = find(request, number)
    return page(request, now, tab_named(request, now, DECISION), status=422, others={"decision_form": form})


@require_POST
def loan_confirm(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    held = _decision(request, found, pk)
    if attempt(request, lambda: deciding.confirm_decision(held, by=request.user)):
        messages.success(request, _("The decision stands; the letter is being made."))
        _send_letters(number)
    return redirect(_back(number, DECISION))


def loan_send_back(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(number, DECISION))
    held = _decision(request, found, pk)
    form = SendBackForm(request.POST, auto_id="back-%s")
    if attempt(form, lambda: deciding.send_back(held, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The decision is sent back."))
        return redirect(_back(number, DECISION))
    now = find(request, number)
    return page(request, now, tab_named(request, now, DECISION), status=422, others={"send_back_form": form})


def _decision(request: StaffRequest, found: Dossier, pk: str) -> LoanDecision:
    rows = LoanDecision.objects.visible_to(request.user).select_related("dossier")
    held: LoanDecision = get_object_or_404(rows, dossier=found, pk=pk)
    return held


def loan_end(request: StaffRequest, number: str, outcome: str) -> HttpResponse:
    """Asks why, and completes it from the stage in which it is."""
    found = _find(request, number)
    told = LoanOutcome(outcome)
    form = EndForm(request.POST or None)
    if done := attempt(form, lambda: deciding.end_early(found, told, by=request.user, **form.cleaned_data)):
        _send_letters(number)
        if done.result.stage == COMPLETED:
            messages.success(request, _("Completed: %(outcome)s.") % {"outcome": told.label})
        else:
            messages.warning(request, _("It ends so; fill in what is missing to complete it."))
        return redirect("dossier", number=number)
    heading = _("Complete %(number)s: %(outcome)s") % {"number": number, "outcome": told.label}
    return _show(request, found, form, heading, DECISION)


@require_POST
def loan_go_on(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: deciding.go_on_after_all(found, by=request.user)):
        messages.success(request, _("The application goes on."))
    return redirect(_back(number, DECISION))


@require_POST
def loan_letter_sent(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = LoanLetter.objects.visible_to(request.user).select_related("dossier")
    letter = get_object_or_404(rows, dossier=found, pk=pk)
    attempt(request, lambda: letters.note_sent(letter, by=request.user))
    return redirect(_back(number, DECISION, "loan-letters"))


def _show(
    request: StaffRequest, found: Dossier, form: Any, heading: str, tab: str, **context: Any
) -> HttpResponse:
    back = dossier_url(found.number, tab)
    told: dict[str, Any] = {
        "form": form,
        "dossier": found,
        "heading": heading,
        "back": back,
        "removable": "",
        "work": None,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
        **context,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/types/loan/row.html", told, status=status)
