"""The addresses more than the first on the page of opening: one client, a train for each."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from dossiers.forms.opening import OpenDossierForm
from dossiers.journey_choice import JourneysThere, journeys_at
from dossiers.models import Dossier
from dossiers.operations.opening import MOST_TOGETHER
from oss.core.keys import key_of
from oss.staff.drafts import drafts_for, record_of
from oss.staff.http import StaffRequest
from oss.staff.models import User

COUNT = "further"
"""How many there are, as the page sends it."""
MORE = "more"
"""The button that asks for one more."""
PLACE = "further-journey-"
"""How the id begins of the place where the journeys at one of them stand."""


def further_for(user: User, known: Mapping[str, Any]) -> list[JourneysThere]:
    """For each, filled in or not yet, the journeys at it."""
    count = min(key_of(known.get(COUNT)) or 0, MOST_TOGETHER)
    addresses = [key_of(known.get(f"address_{number}")) for number in range(1, count + 1)]
    is_anonymous = bool(known.get("is_anonymous"))
    there = journeys_at(
        user,
        person=None if is_anonymous else key_of(known.get("person")),
        organisation=None if is_anonymous else key_of(known.get("organisation")),
        addresses={key for key in addresses if key},
    )
    return [there.get(key or 0) or JourneysThere() for key in addresses]


def in_draft(request: StaffRequest) -> str:
    """How many the newest draft of this page has to put back."""
    drafts = drafts_for(request.user, "dossier_new", record_of(request.GET.urlencode()))
    fields = drafts[0]["fields"] if drafts else {}
    filled = (number for number in range(1, MOST_TOGETHER) if any(fields.get(f"address_{number}", ())))
    return str(max(filled, default=0))


def with_one_more(request: StaffRequest) -> dict[str, Any]:
    """What was typed, with an address more; or with why there is none."""
    known: dict[str, Any] = {
        name: values if len(values) > 1 else values[0] for name, values in request.POST.lists() if values
    }
    count = min(key_of(known.get(COUNT)) or 0, MOST_TOGETHER - 1)
    if count + 1 < MOST_TOGETHER:
        count += 1
    else:
        told = _("You open dossiers for at most %(most)s addresses at once.") % {"most": MOST_TOGETHER}
        messages.error(request, told)
    return known | {COUNT: str(count)}


def show_journeys(request: StaffRequest, place: str) -> HttpResponse:
    """Those at one address, after who asks or that address changed."""
    number = key_of(place.removeprefix(PLACE)) or 1
    known = request.GET.dict() | {COUNT: str(min(number, MOST_TOGETHER))}
    initial = {name: value for name, value in known.items() if not name.startswith("journey")}
    form = OpenDossierForm(user=request.user, initial=initial, further=further_for(request.user, known))
    return render(request, "dossiers/open_further.html", {"one": form.further[-1]})


def are_seen(form: OpenDossierForm, sent: QueryDict) -> bool:
    """Whether the page had proposed, for each, what is proposed now; else with an error there."""
    data = sent.copy()
    for one in form.further:
        name, seen = f"journey_{one.number}", sent.get(f"proposed_{one.number}")
        if seen is None or seen == one.proposed or sent.get(name, "") != seen:
            continue  # no page of ours, or the user chose
        data[name] = one.proposed
        form.data = data
        form.add_error(
            name,
            _("There is a journey of this client already: it is chosen now. Look at it and open again.")
            if one.proposed
            else _(
                "That journey is of another client or address: a new one is chosen now. Look and open again."
            ),
        )
    return not form.errors


def told_of(opened: list[Dossier]) -> str:
    """All that were opened, each a way to its page."""
    if len(opened) == 1:
        return _("Dossier %(number)s is opened.") % {"number": opened[0].number}
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>{}',
        (
            (
                reverse("dossier", args=[one.number]),
                one.number,
                f" ({one.site_address})" if one.site_address else "",
            )
            for one in opened
        ),
    )
    return format_html(_("{number} dossiers are opened: {links}."), number=len(opened), links=links)
