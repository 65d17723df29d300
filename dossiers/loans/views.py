"""What is done from the tabs of a loan of which the money moves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.flows.table import DossierType
from dossiers.loans import forms
from dossiers.loans.account import standing_of
from dossiers.loans.holding import works_of_loan
from dossiers.loans.models import Drawdown, EarlyRepayment, LoanAccount, LoanEntry, Obligation
from dossiers.loans.operations import drawing, keeping, promised
from dossiers.loans.tabs import (
    DRAWDOWNS,
    OUTSTANDING,
    LoanFact,
    day,
    invoice_now,
    may_keep,
    plan_facts,
    schedule_table,
)
from dossiers.models import Dossier
from dossiers.views.page import breadcrumbs, dossier_url
from oss.core.acting import attempt
from oss.core.money import euros
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest


def _find(request: StaffRequest, number: str) -> Dossier:
    rows = Dossier.objects.visible_to(request.user).filter(type=DossierType.LOAN)
    return get_object_or_404(rows.select_related("case_file", "journey", "loan"), number=number)


def _form_page(
    request: StaffRequest, found: Dossier, form: BaseForm, heading: str, tab: str, **context: Any
) -> HttpResponse:
    back = dossier_url(found.number, tab)
    context |= {
        "form": form,
        "dossier": found,
        "heading": heading,
        "back": back,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    return render(
        request, "dossiers/loans/form.html", context, status=422 if request.method == "POST" else 200
    )


def _new(
    request: StaffRequest,
    found: Dossier,
    form: BaseForm,
    do: Callable[[], Any],
    heading: str,
    tab: str,
    **context: Any,
) -> HttpResponse:
    """The page of a form that makes or does one thing."""
    if attempt(form, do):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(found.number, tab))
    return _form_page(request, found, form, heading, tab, **context)


# --- Drawdowns -----------------------------------------------------------------------------------


def drawdown_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.DrawdownForm(request.POST or None, dossier=found)
    return _new(
        request,
        found,
        form,
        lambda: drawing.ask_drawdown(found, by=request.user, **form.cleaned_data),
        _("Ask a drawdown"),
        DRAWDOWNS,
        works=works_of_loan(found).select_related("measure").distinct().order_by("pk"),
    )


def drawdown(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """One drawdown with what can be done with it now."""
    found, held = _drawdown(request, number, pk)
    return _drawdown_page(request, found, held)


def drawdown_verb(request: StaffRequest, number: str, pk: str, verb: str) -> HttpResponse:
    """Approved, paid or dropped; a form that is refused stays as it was typed."""
    found, held = _drawdown(request, number, pk)
    if request.method != "POST":
        return redirect("drawdown", number=number, pk=pk)
    seen = seen_in(request)
    paid = forms.PaidForm(request.POST if verb == "pay" else None, auto_id="paid-%s")
    dropped = forms.BecauseForm(request.POST if verb == "drop" else None, auto_id="drop-%s")
    if verb == "approve":
        done = attempt(request, lambda: drawing.approve_drawdown(held, by=request.user, seen=seen))
        if not done:
            return redirect("drawdown", number=number, pk=pk)
    elif verb == "pay":
        done = attempt(
            paid, lambda: drawing.pay_drawdown(held, by=request.user, seen=seen, **paid.cleaned_data)
        )
    else:
        done = attempt(
            dropped, lambda: drawing.drop_drawdown(held, by=request.user, seen=seen, **dropped.cleaned_data)
        )
    if done:
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, DRAWDOWNS))
    return _drawdown_page(request, found, held, paid=paid, dropped=dropped, status=422)


def _drawdown(request: StaffRequest, number: str, pk: str) -> tuple[Dossier, Drawdown]:
    found = _find(request, number)
    rows = Drawdown.objects.visible_to(request.user).for_list().select_related("dossier")
    return found, get_object_or_404(rows, dossier=found, pk=pk)


def _drawdown_page(
    request: StaffRequest,
    found: Dossier,
    held: Drawdown,
    *,
    paid: forms.PaidForm | None = None,
    dropped: forms.BecauseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    heading, back = _("Drawdown %(number)s") % {"number": held.number}, dossier_url(found.number, DRAWDOWNS)
    context = {
        "dossier": found,
        "drawdown": held,
        "heading": heading,
        "back": back,
        "loan_facts": _facts(held),
        "is_open": held.is_current and held.paid_on is None and may_keep(request, found),
        "asked_it": held.proposed_by_id == request.user.pk,
        "paid_form": paid or forms.PaidForm(auto_id="paid-%s"),
        "drop_form": dropped or forms.BecauseForm(auto_id="drop-%s"),
        "pay_of": f"{found.number}/{held.pk}/pay",
        "drop_of": f"{found.number}/{held.pk}/drop",
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    return render(request, "dossiers/loans/drawdown.html", context, status=status)


def _facts(held: Drawdown) -> list[LoanFact]:
    facts = [
        LoanFact(_("Amount"), euros(held.amount), _("of the invoice, including VAT")),
        LoanFact(_("Invoice"), f"{held.invoice.work} · {held.invoice}", invoice_now(held)),
        LoanFact(_("Paid to"), held.get_payee_display()),
        LoanFact(_("Asked on"), day(held.asked_on), str(held.proposed_by)),
        LoanFact(_("Approved by"), str(held.confirmed_by or _("not yet"))),
        LoanFact(_("Paid on"), day(held.paid_on) if held.paid_on else _("not yet")),
    ]
    if not held.is_current:
        facts.append(LoanFact(_("Dropped by"), str(held.ended_by), held.ended_because))
    return facts


@require_POST
def drawing_close(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.DayForm(request.POST, auto_id="close-%s")
    if attempt(form, lambda: drawing.close_drawing(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Drawing is closed."))
        return redirect(dossier_url(number, OUTSTANDING))
    return _form_page(request, found, form, _("Close drawing"), DRAWDOWNS)


@require_POST
def drawing_reopen(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: drawing.reopen_drawing(found, by=request.user, seen=seen_in(request))):
        messages.success(request, _("Drawing is open again."))
    return redirect(dossier_url(number, DRAWDOWNS))


# --- What is owed --------------------------------------------------------------------------------


def loan_schedule(request: StaffRequest, number: str) -> HttpResponse:
    """All instalments."""
    found = _find(request, number)
    standing, heading, back = standing_of(found), _("Schedule of repayment"), dossier_url(number, OUTSTANDING)
    plan = standing.plan
    context = {
        "dossier": found,
        "heading": heading,
        "back": back,
        "loan_facts": plan_facts(standing, plan),
        "schedule": schedule_table(plan.rows if plan else (), plan.changed if plan else ()),
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    return render(request, "dossiers/loans/schedule.html", context)


def loan_entry_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.EntryForm(request.POST or None)
    return _new(
        request,
        found,
        form,
        lambda: keeping.add_entry(found, by=request.user, **form.cleaned_data),
        _("Note an entry"),
        OUTSTANDING,
    )


def loan_entry(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """An entry that was a mistake is countered; it stays itself."""
    found = _find(request, number)
    rows = LoanEntry.objects.visible_to(request.user).select_related("dossier")
    held = get_object_or_404(rows, dossier=found, pk=pk)
    form = forms.BecauseForm(request.POST or None)
    told = {"entry": held, "amount": euros(held.amount), "day": day(held.on)}
    return _new(
        request,
        found,
        form,
        lambda: keeping.counter_entry(held, by=request.user, **form.cleaned_data),
        _("Counter: %(entry)s, %(amount)s of %(day)s") % told,
        OUTSTANDING,
    )


def arrears_reminder_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.ReminderForm(request.POST or None)
    return _new(
        request,
        found,
        form,
        lambda: keeping.note_reminder(found, by=request.user, **form.cleaned_data),
        _("Note a reminder"),
        OUTSTANDING,
    )


def loan_account(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    instance = LoanAccount.objects.visible_to(request.user).filter(dossier=found).first()
    form = forms.AccountForm(request.POST or None, instance=instance or LoanAccount())
    return _new(
        request,
        found,
        form,
        lambda: keeping.change_account(
            found,
            by=request.user,
            seen=form.seen() if instance else None,
            **(form.changes() if instance else form.cleaned_data),
        ),
        _("Month rate and plan for arrears"),
        OUTSTANDING,
    )


def loan_settle(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.SettleForm(request.POST or None)
    return _new(
        request,
        found,
        form,
        lambda: keeping.settle(found, by=request.user, **form.cleaned_data),
        _("Settle the loan"),
        OUTSTANDING,
    )


@require_POST
def loan_unsettle(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: keeping.unsettle(found, by=request.user, seen=seen_in(request))):
        messages.success(request, _("Saved."))
    return redirect(dossier_url(number, OUTSTANDING))


# --- Early repayments and obligations ------------------------------------------------------------


def early_repayment_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.EarlyForm(request.POST or None)
    return _new(
        request,
        found,
        form,
        lambda: keeping.expect_early(found, by=request.user, **form.cleaned_data),
        _("Expect an early repayment"),
        OUTSTANDING,
    )


def early_repayment(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = EarlyRepayment.objects.visible_to(request.user).select_related("dossier")
    held = get_object_or_404(rows, dossier=found, pk=pk)
    heading, seen = str(held), state_of(held)  # before the form writes into it
    if "remove" in request.POST:
        return _remove(request, held, "early")
    form = forms.EarlyForm(request.POST or None, instance=held)
    if attempt(form, lambda: keeping.change_early(held, by=request.user, seen=form.seen(), **form.changes())):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, OUTSTANDING))
    return _form_page(request, found, form, heading, OUTSTANDING, removable=seen, early=held)


def early_receive(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = EarlyRepayment.objects.visible_to(request.user).select_related("dossier")
    held = get_object_or_404(rows, dossier=found, pk=pk)
    form = forms.ReceivedForm(request.POST or None, early=held)
    return _new(
        request,
        found,
        form,
        lambda: keeping.receive_early(held, by=request.user, **form.cleaned_data),
        _("Received: %(what)s") % {"what": held},
        OUTSTANDING,
    )


def obligation_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = forms.ObligationForm(request.POST or None, dossier=found, user=request.user)
    return _new(
        request,
        found,
        form,
        lambda: promised.add_obligation(found, by=request.user, **form.cleaned_data),
        _("Note an obligation"),
        OUTSTANDING,
    )


def obligation(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = Obligation.objects.visible_to(request.user).select_related("dossier")
    held = get_object_or_404(rows, dossier=found, pk=pk)
    heading, seen = str(held), state_of(held)  # before the form writes into it
    if "remove" in request.POST:
        return _remove(request, held, "obligation")
    form = forms.ObligationForm(request.POST or None, instance=held, dossier=found, user=request.user)
    if attempt(
        form, lambda: promised.change_obligation(held, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, OUTSTANDING))
    return _form_page(request, found, form, heading, OUTSTANDING, removable=seen)


@require_POST
def loan_restore(request: StaffRequest, number: str, what: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: promised.restore_on_loan(found, what, int(pk), by=request.user)):
        messages.success(request, _("Put back."))
    return redirect(dossier_url(number, OUTSTANDING))


def _remove(request: StaffRequest, row: Obligation | EarlyRepayment, name: str) -> HttpResponse:
    key = row.pk
    removed = attempt(request, lambda: promised.remove_from_loan(row, by=request.user, seen=seen_in(request)))
    back = f"{dossier_url(row.dossier.number, OUTSTANDING)}&removed={name}-{key}"
    return redirect(back if removed else request.get_full_path())
