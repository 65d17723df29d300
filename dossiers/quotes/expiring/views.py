"""The page that asks a contractor to prolong its quote."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.quotes.expiring.addressing import Letter, address_of, drafted
from dossiers.quotes.expiring.forms import CalledForm, ProlongForm
from dossiers.quotes.expiring.operations import ask_prolongation
from dossiers.quotes.holding import rows_of
from dossiers.quotes.models import Quote
from dossiers.works.places import work_url
from oss.core.acting import attempt
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest

DAYS_TO_ANSWER = 7
BY_PHONE = "phone"


def quote_prolong(request: StaffRequest, pk: int) -> HttpResponse:
    """By a mail; `?by=phone`, to which it leads without an address: by a call that is noted. What was typed
    as a mail is never noted as a call, whatever became of the address meanwhile."""
    found = get_object_or_404(Quote.objects.visible_to(request.user).in_full(), pk=pk)
    address = address_of(found.contractor)
    by_phone = request.GET.get("by") == BY_PHONE
    if request.method != "POST" and not address and not by_phone:
        return redirect(f"{request.path}?by={BY_PHONE}")
    due = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    form: ProlongForm | CalledForm
    if by_phone:
        form = CalledForm(request.POST or None, initial={"due": due})
    else:
        initial = {**drafted(found, request.user)._asdict(), "due": due}
        form = ProlongForm(request.POST or None, initial=initial)
    if attempt(form, lambda: ask_prolongation(found, by=request.user, seen=seen_in(request), **_told(form))):
        told = _("The call is noted; the answer is awaited.") if by_phone else _("The mail is on its way.")
        messages.success(request, told)
        return redirect("quotes", found.parts.all()[0].work_id)
    return render(
        request,
        "dossiers/quotes/prolong.html",
        {
            "quote": found,
            "form": form,
            "heading": _("Ask %(contractor)s to prolong its quote") % {"contractor": found.contractor},
            "lead": _lead(found, address, by_phone=by_phone),
            "by_phone": by_phone,
            "action": request.get_full_path(),
            "other_url": _other_url(request, address, by_phone=by_phone),
            "back_url": reverse("quotes", args=[found.parts.all()[0].work_id]),
            "seen": state_of(*rows_of(found)),
            "breadcrumbs": _crumbs(found),
        },
        status=422 if form.is_bound else 200,
    )


def _told(form: ProlongForm | CalledForm) -> dict[str, Any]:
    data = form.cleaned_data
    if isinstance(form, CalledForm):
        return data
    return {"letter": Letter(data["subject"], data["text"]), "due": data["due"]}


def _other_url(request: StaffRequest, address: str, *, by_phone: bool) -> str:
    if not by_phone:
        return f"?by={BY_PHONE}"
    return request.path if address else ""


def _lead(found: Quote, address: str, *, by_phone: bool) -> str:
    if not address:
        who = {"contractor": found.contractor}
        return _("%(contractor)s has no mail address. Call, and note here what was said.") % who
    if by_phone:
        return _("Note here what was said. The answer is awaited from now on.")
    return _("This mail goes to %(address)s. The answer is awaited from now on.") % {"address": address}


def _crumbs(found: Quote) -> list[tuple[str, str | None]]:
    work = found.parts.all()[0].work
    return [
        (_("Works"), reverse("works")),
        (work.name, work_url(work.pk)),
        (_("Quotes"), reverse("quotes", args=[work.pk])),
        (str(found), reverse("quote", args=[found.pk])),
        (_("Ask to prolong"), None),
    ]
