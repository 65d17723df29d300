"""Referrals of a dossier: the table on its page, a new one, and what became of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.following import Following, following_of
from dossiers.forms.referrals import ChangeReferralForm, ReferralForm
from dossiers.models import Dossier, Referral, ReferralWay
from dossiers.operations.referring import change_referral, refer, remove_referral
from dossiers.views.page import breadcrumbs, dossier_url
from oss.core.acting import attempt
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest


def referrals_of(found: Dossier, *, may_change: bool) -> ListTable:
    """One query, however many."""
    return ListTable(
        caption=_("Referrals"),
        columns=(
            TableColumn(_("For what")),
            TableColumn(_("Referred to")),
            TableColumn(_("Referred on")),
            TableColumn(_("How")),
            TableColumn(_("Client told")),
            TableColumn(_("Outcome")),
        ),
        rows=tuple(_row(found, one, may_change) for one in found.referrals.for_list()),
        empty=EmptyState("arrow-forward-up", _("Nobody was referred from here yet.")),
    )


def _row(found: Dossier, referral: Referral, may_change: bool) -> TableRow:
    return TableRow(
        (
            TableCell(str(referral.product)),
            TableCell(referral.to),
            TableCell(written(referral.referred_on)),
            TableCell(_("warm") if referral.way == ReferralWay.WARM else _("cold")),
            TableCell(_("yes") if referral.client_told else _("no")),
            _outcome(referral),
        ),
        reverse("referral", args=[found.number, referral.pk]) if may_change else "",
    )


def following_referrals(found: Dossier) -> list[Following]:
    """What a referral to a service of ours opens next."""
    return following_of(found, found.referrals.filter(queue__isnull=False).values("product__opens"))


def _outcome(referral: Referral) -> TableCell:
    """What became of it; while it is open, by when it is expected."""
    if referral.outcome:
        return TableCell(referral.get_outcome_display())
    activity = referral.activity
    if activity.is_overdue:
        return TableCell(_("late: %(term)s") % {"term": activity.term}, "alert-triangle")
    return TableCell(activity.term, quiet=True)


def referral_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = ReferralForm(
        request.POST or None, user=request.user, initial={"product": request.GET.get("product", "")}
    )
    if request.method == "POST" and attempt(form, lambda: refer(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The referral is noted."))
        return redirect(dossier_url(number, "info"))
    return _show(request, found, form, _("New referral"))


def referral(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    held = get_object_or_404(Referral.objects.visible_to(request.user).for_list(), dossier=found, pk=pk)
    heading, seen = str(held), state_of(held)  # before the form writes into it
    if request.method == "POST" and "remove" in request.POST:
        removing = attempt(request, lambda: remove_referral(held, by=request.user, seen=seen_in(request)))
        if removing:
            messages.success(request, _("The referral is removed."))
        return redirect(dossier_url(number, "info") if removing else request.get_full_path())
    form = ChangeReferralForm(request.POST or None, instance=held)
    if request.method == "POST" and attempt(
        form, lambda: change_referral(held, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("The referral is noted."))
        return redirect(dossier_url(number, "info"))
    return _show(request, found, form, heading, held=held, removable=seen)


def _find(request: StaffRequest, number: str) -> Dossier:
    dossiers = Dossier.objects.visible_to(request.user).select_related("case_file", "journey")
    return get_object_or_404(dossiers, number=number)


def _show(
    request: StaffRequest,
    found: Dossier,
    form: Any,
    heading: str,
    held: Referral | None = None,
    **context: Any,
) -> HttpResponse:
    back = dossier_url(found.number, "info")
    opens = {"subtype": held.product.opens_id} if held and held.product.opens_id else {}
    context |= {
        "form": form,
        "held": held,
        "heading": heading,
        "back": back,
        "next_url": reverse("dossier_new", query={"on": found.journey.number, **opens}),
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    return render(request, "dossiers/referral.html", context, status=422 if request.method == "POST" else 200)
