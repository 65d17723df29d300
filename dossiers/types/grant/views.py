"""What is done from the tabs of a premium, and the page with the budget of each scheme and year."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.flows.table import DossierType
from dossiers.flows.verbs import is_open
from dossiers.models import Dossier
from dossiers.types.grant import operations
from dossiers.types.grant.budgets import BudgetLine, budget_lines
from dossiers.types.grant.costs import works_to_pick
from dossiers.types.grant.form import GrantDecisionForm, GrantReasonForm, OwnerForm, PaymentForm
from dossiers.types.grant.model import GrantDecision, GrantOwner, GrantPayment
from dossiers.types.grant.standing import grant_of, terms_of
from dossiers.types.grant.tabs import DECISION, OWNERS, PAYMENT, REQUEST, payment_facts
from dossiers.views.page import breadcrumbs, dossier_url, find, page, tab_named
from oss.core.acting import attempt
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.forms import Form
from oss.core.keys import key_of
from oss.core.money import euros
from oss.core.seen_form import SeenForm
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest


def _find(request: StaffRequest, number: str) -> Dossier:
    found = find(request, number)
    if found.type != DossierType.GRANT:
        raise Http404
    return found


def _again(request: StaffRequest, found: Dossier, tab: str, **others: Any) -> HttpResponse:
    """The tab again, with what was typed."""
    return page(request, found, tab_named(request, found, tab), status=422, others=others)


# --- Works and amount ------------------------------------------------------------------------------


def grant_works(request: StaffRequest, number: str) -> HttpResponse:
    """The ticked works are picked; or one is left out again, or all costs are taken over."""
    found = _find(request, number)
    if request.method == "POST" and attempt(request, lambda: _works(request, found)):
        messages.success(request, _("Saved."))
    return redirect(f"{dossier_url(number, REQUEST)}#grant-works")


def _works(request: StaffRequest, found: Dossier) -> Any:
    if (dropped := key_of(request.POST.get("work"))) is not None:
        return operations.drop_grant_work(found, dropped, by=request.user)
    if "costs" in request.POST:
        return operations.note_costs(found, by=request.user)
    keys = {key_of(one) for one in request.POST.getlist("works")}
    chosen = [one for one in works_to_pick(found, request.user) if one.pk in keys]
    return operations.pick_works(found, chosen, by=request.user)


@require_POST
def grant_compute(request: StaffRequest, number: str) -> HttpResponse:
    """Keeps the amount that the rule gives now."""
    found = _find(request, number)
    if attempt(request, lambda: operations.note_computed(found, by=request.user)):
        messages.success(request, _("The amount is kept with its rule."))
    return redirect(f"{dossier_url(number, REQUEST)}#grant-amount")


# --- Decision --------------------------------------------------------------------------------------


def grant_propose(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if request.method != "POST":
        return redirect(dossier_url(number, DECISION))
    form = GrantDecisionForm(request.POST, auto_id="decide-%s")
    if attempt(form, lambda: operations.propose_decision(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The decision is proposed: a colleague confirms it."))
        return redirect(dossier_url(number, DECISION))
    return _again(request, found, DECISION, decision_form=form)


def grant_decide(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """Confirms what a colleague proposed."""
    found = _find(request, number)
    if request.method == "POST":
        held = _decision(request, found, pk)
        because = request.POST.get("over_budget_because", "")
        if attempt(
            request,
            lambda: operations.confirm_decision(held, by=request.user, over_budget_because=because),
        ):
            messages.success(request, _("The decision is confirmed."))
    return redirect(dossier_url(number, DECISION))


def grant_withdraw(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """Takes a proposal or a decision back, with why."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(dossier_url(number, DECISION))
    held = _decision(request, found, pk)
    form = GrantReasonForm(request.POST, auto_id="withdraw-%s")
    if attempt(
        form,
        lambda: operations.withdraw_decision(held, by=request.user, because=form.cleaned_data["because"]),
    ):
        messages.success(request, _("The decision is taken back."))
        return redirect(dossier_url(number, DECISION))
    return _again(request, found, DECISION, withdraw_form=form)


def _decision(request: StaffRequest, found: Dossier, pk: str) -> GrantDecision:
    rows = GrantDecision.objects.visible_to(request.user).select_related("grant__dossier")
    return get_object_or_404(rows, grant=found.pk, pk=pk)


# --- Payment ---------------------------------------------------------------------------------------


def grant_pay(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if request.method != "POST":
        return redirect(dossier_url(number, PAYMENT))
    grant = grant_of(found)
    terms = terms_of(grant)
    form = PaymentForm(
        request.POST,
        grant=grant,
        left=None,
        two_payments=terms is not None and terms.two_payments,
        auto_id="pay-%s",
    )
    if attempt(form, lambda: operations.propose_payment(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The payment is proposed: a colleague confirms it."))
        return redirect(f"{dossier_url(number, PAYMENT)}#id_payments")
    return _again(request, found, PAYMENT, payment_form=form)


def grant_payment(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """What it is, who proposed and confirmed it; and cancels one that was wrong, with why."""
    found = _find(request, number)
    held = _payment(request, found, pk)
    form = GrantReasonForm(request.POST or None)
    if attempt(
        form, lambda: operations.cancel_payment(held, by=request.user, because=form.cleaned_data["because"])
    ):
        messages.success(request, _("The payment is cancelled; it stays visible."))
        return redirect(f"{dossier_url(number, PAYMENT)}#id_payments")
    heading, back = str(held), dossier_url(number, PAYMENT)
    may = found.is_active and is_open(found)
    context = {
        "dossier": found,
        "payment": held,
        "payment_of": f"{number}/{pk}",
        "facts": payment_facts(held),
        "heading": heading,
        "back": back,
        "is_mine": held.proposed_by_id == request.user.pk,
        "may_confirm": may and held.is_proposed and request.user.has_perm(operations.MAY_CONFIRM_PAYMENT),
        "may_cancel": may and held.is_current,
        "form": form,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/types/grant/payment_row.html", context, status=status)


def grant_payment_confirm(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    """Of a colleague's payment: it counts as paid from now on."""
    found = _find(request, number)
    held = _payment(request, found, pk)
    if request.method == "POST" and attempt(
        request, lambda: operations.confirm_payment(held, by=request.user)
    ):
        messages.success(request, _("The payment is confirmed."))
        return redirect(f"{dossier_url(number, PAYMENT)}#id_payments")
    return redirect("grant_payment", number=number, pk=pk)


def _payment(request: StaffRequest, found: Dossier, pk: str) -> GrantPayment:
    rows = GrantPayment.objects.visible_to(request.user).select_related(
        "grant__dossier", "proposed_by", "confirmed_by", "ended_by"
    )
    return get_object_or_404(rows, grant=found.pk, pk=pk)


# --- Owners ----------------------------------------------------------------------------------------


def grant_owner_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = OwnerForm(request.POST or None)
    if attempt(form, lambda: operations.add_owner(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, OWNERS))
    return _show(request, found, form, _("New owner"), OWNERS)


def grant_owner(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = GrantOwner.objects.visible_to(request.user).select_related(
        "person", "organisation", "grant__dossier"
    )
    held = get_object_or_404(rows, grant=found.pk, pk=pk)
    heading, seen = str(held), state_of(held)
    if "remove" in request.POST:
        removed = attempt(
            request, lambda: operations.remove_owner(held, by=request.user, seen=seen_in(request))
        )
        back = f"{dossier_url(number, OWNERS)}&removed=owner-{pk}"
        return redirect(back if removed else request.get_full_path())
    form = OwnerForm(request.POST or None, instance=held)
    if attempt(
        form, lambda: operations.change_owner(held, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, OWNERS))
    return _show(request, found, form, heading, OWNERS, removable=seen)


@require_POST
def grant_owner_restore(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: operations.restore_owner(found, int(pk), by=request.user)):
        messages.success(request, _("Put back."))
    return redirect(dossier_url(number, OWNERS))


def _show(
    request: StaffRequest,
    found: Dossier,
    form: Form | SeenForm,
    heading: str,
    tab: str,
    *,
    removable: str = "",
) -> HttpResponse:
    back = dossier_url(found.number, tab)
    context: dict[str, Any] = {
        "form": form,
        "dossier": found,
        "heading": heading,
        "back": back,
        "removable": removable,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/types/grant/row.html", context, status=status)


# --- Budget ----------------------------------------------------------------------------------------


def _budget_cell(line: BudgetLine) -> TableCell:
    """Of a scheme of somebody else there is none to fill in."""
    if line.budget is None:
        return TableCell(_("still to be filled in") if line.is_own else "–", quiet=True)
    return TableCell(
        euros(line.budget.amount), detail=f"{line.budget.source}, {written(line.budget.known_on)}"
    )


def grant_budget(request: StaffRequest) -> HttpResponse:
    """Of each scheme and year what was asked, granted and paid, and what is left."""
    lines = budget_lines()
    years = sorted({one.year for one in lines} | {timezone.localdate().year}, reverse=True)
    asked = key_of(request.GET.get("year"))
    year = asked if asked in years else timezone.localdate().year
    rows = [one for one in lines if one.year == year]
    table = ListTable(
        _("Budget of schemes in %(year)s") % {"year": year},
        (
            TableColumn(_("Scheme")),
            TableColumn(_("Dossiers"), numeric=True),
            TableColumn(_("Requested"), numeric=True),
            TableColumn(_("Granted"), numeric=True),
            TableColumn(_("Paid"), numeric=True),
            TableColumn(_("Budget"), numeric=True),
            TableColumn(_("Left"), numeric=True),
        ),
        tuple(
            TableRow(
                (
                    TableCell(str(one.scheme)),
                    TableCell(str(one.files)),
                    TableCell(euros(one.requested)),
                    TableCell(euros(one.granted)),
                    TableCell(euros(one.paid)),
                    _budget_cell(one),
                    TableCell(
                        euros(one.left),
                        "alert-triangle" if one.left is not None and one.left < 0 else "",
                    ),
                )
            )
            for one in rows
        ),
        EmptyState("coin-euro", _("No premium counts in this year, and no budget is known.")),
    )
    context = {
        "table": table,
        "year": year,
        "years": years,
        "breadcrumbs": [(_("Budget of schemes"), None)],
    }
    return render(request, "dossiers/types/grant/budget.html", context)
