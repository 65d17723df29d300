"""Making a person or an organisation in the side panel of a lookup, with probable duplicates beside it."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oss.addresses.models import Address
from oss.contacts.addressing import record_url
from oss.contacts.duplicates import probable_duplicates, probable_organisations
from oss.contacts.views.kinds import KINDS, PERSON, KindPages
from oss.contacts.views.records import FILL_IN, filled_in, saved
from oss.core.keys import key_of
from oss.core.plain_text import at_most, visible
from oss.staff.http import StaffRequest

KNOWN = ("first_name", "last_name", "name", "enterprise_number", "mail", "phone")


def record_quick(request: StaffRequest, kind: str) -> HttpResponse:
    """The short form; once saved, 201 with the option that the lookup then shows."""
    spec = KINDS[kind]
    initial = {name: request.GET[name] for name in KNOWN if name in request.GET} | _read(request, spec)
    form = spec.quick_form(filled_in(request), user=request.user, initial=initial, auto_id="panel_%s")
    if request.method == "POST" and FILL_IN not in request.POST and (made := saved(form)):
        found = spec.model.objects.with_contact().get(pk=made.pk)
        return JsonResponse(asdict(spec.option(found)), status=201)
    fill_in = FILL_IN if spec is not PERSON else ""
    context = {
        "kind": spec,
        "form": form,
        "fill_in": fill_in,
        "duplicates_url": reverse(f"{spec.name}_duplicates"),
    }
    return render(request, "contacts/quick.html", context, status=422 if form.is_bound else 200)


@require_POST
def record_duplicates(request: StaffRequest, kind: str) -> HttpResponse:
    """Who may be meant, for what has been typed so far. By POST: what is typed stays out of the logs."""
    spec = KINDS[kind]
    typed = {name: at_most(visible(request.POST.get(name, "")), 200) for name in KNOWN}
    context = {"duplicates": _duplicates(request, spec, typed), "in_panel": "panel" in request.GET}
    return render(request, "contacts/duplicates.html", context)


def _duplicates(request: StaffRequest, kind: KindPages, typed: dict[str, str]) -> list[dict[str, Any]]:
    """As far as this user may see them, each as the option that the lookup would show."""
    key = key_of(request.POST.get("address"))
    chosen = Address.objects.visible_to(request.user).filter(pk=key) if key else None
    known: dict[str, Any] = {
        "mail": typed["mail"],
        "phone": typed["phone"],
        "address": chosen and chosen.first(),
    }
    if kind is PERSON:
        known |= {name: typed[name] for name in ("first_name", "last_name")}
        found = probable_duplicates(**known)
    else:
        known |= {name: typed[name] for name in ("name", "enterprise_number")}
        found = probable_organisations(**known)
    keys = [one.record.pk for one in found]
    visible = kind.model.objects.visible_to(request.user).active().with_contact().in_bulk(keys)
    return [
        {"url": record_url(record), "option": kind.option(record), "reason": one.reason}
        for one in found
        if (record := visible.get(one.record.pk)) is not None
    ]


def _read(request: StaffRequest, kind: KindPages) -> dict[str, str]:
    """What was typed in the lookup, put where it most probably belongs."""
    typed = " ".join(request.GET.get("typed", "").split())[:160]
    if not typed:
        return {}
    if "@" in typed:
        return {"mail": typed}
    if sum(sign.isdigit() for sign in typed) * 2 > len(typed):
        return {"phone" if kind is PERSON else "enterprise_number": typed}
    if kind is not PERSON:
        return {"name": typed}
    first, _space, last = typed.partition(" ")
    return {"first_name": first, "last_name": last} if last else {"last_name": first}
