"""The block *Waiting list* on the tab *Request* of a dossier: its place, what was told, what can be done."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.models import Dossier
from dossiers.recipients import NoAddress, recipient_of
from dossiers.views.blocks import Anchor
from dossiers.waiting.forms import HandOverForm, OffTheListForm, PlaceForm, TermForm
from dossiers.waiting.letters import when
from dossiers.waiting.models import WaitingPlace, may_wait
from dossiers.waiting.operations import MAY_CHANGE
from oss.core.dates import written
from oss.public.languages import DUTCH, LANGUAGES
from oss.staff.http import StaffRequest

VERBS = ("begin", "change", "tell", "hand-over", "withdraw", "restore")
ANCHOR = "waiting-heading"


class WaitingFact(NamedTuple):
    icon: str
    text: str
    detail: str = ""


def waiting_of(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    """Nothing where it neither waits nor may; a fixed number of queries else."""
    if not may_wait(found) or not request.user.has_perm("dossiers.view_waitingplace"):
        return {}
    along = ("priority", "coach", "told_by", "ended_by", "withdrawn_because")
    places = WaitingPlace.objects.visible_to(request.user).filter(dossier=found).select_related(*along)
    last = places.order_by("pk").last()
    place = last if last is not None and last.ended_at is None else None
    may = request.user.has_perm(MAY_CHANGE)
    context: dict[str, Any] = {
        "waiting": True,
        "waiting_place": place,
        "waiting_may_change": may,
        "waiting_last": None if place else last,
        "waiting_verbs": {
            verb.replace("-", "_"): reverse("dossier_waiting", args=[found.number, verb]) for verb in VERBS
        },
    }
    if place is not None:
        place.dossier = found
        context |= {
            "waiting_words": words_of(place),
            "waiting_facts": list(_facts(place)),
            "waiting_list_url": f"{reverse('waiting_places')}?f=subtype.in:{found.subtype_id}",
        }
    if may:
        context |= _forms(request, found, place)
    return context


def _forms(request: StaffRequest, found: Dossier, place: WaitingPlace | None) -> dict[str, Any]:
    user = request.user
    if place is None:
        return {"waiting_begin_form": PlaceForm(user=user)}
    return {
        "waiting_change_form": PlaceForm(user=user, place=place),
        "waiting_tell_form": TermForm(place=place),
        "waiting_hand_over_form": HandOverForm(user=user, initial=place.coach or found.assignee),
        "waiting_withdraw_form": OffTheListForm(),
        **_mail(found),
    }


def anchors(context: dict[str, Any]) -> list[Anchor]:
    return [Anchor(ANCHOR, _("Waiting list"))] if context else []


def words_of(place: WaitingPlace) -> str:
    """ "3rd of 12 for Renovation advice (1 with priority)": as it stands now."""
    beside = WaitingPlace.objects.beside(place.dossier)
    counts = beside.aggregate(
        of=Count("pk"), first=Count("pk", filter=Q(turn=0)), before=Count("pk", filter=place.is_after())
    )
    told = {"place": counts["before"] + 1, "of": counts["of"], "subtype": place.dossier.subtype}
    words = _("Place %(place)s of %(of)s for %(subtype)s") % told
    first = counts["first"]
    if not first:
        return words
    with_priority = ngettext("%(number)s with priority", "%(number)s with priority", first)
    return f"{words} ({with_priority % {'number': first}})"


def expected(place: WaitingPlace) -> str:
    """ "expected in spring 2027 (told on 01/12/2026)"; empty where nothing was told."""
    if place.told_on is None:
        return ""
    told = {"when": when(place.told_term), "day": written(place.told_on)}
    return _("expected %(when)s (told on %(day)s)") % told


def _facts(place: WaitingPlace) -> Iterator[WaitingFact]:
    days = ngettext("%(number)s day", "%(number)s days", place.days) % {"number": place.days}
    yield WaitingFact("clock", _("complete since %(day)s") % {"day": written(place.complete_on)}, days)
    if place.priority is not None:
        yield WaitingFact(
            "alert-triangle", _("priority: %(reason)s") % {"reason": place.priority}, place.note
        )
    elif place.note:
        yield WaitingFact("note", place.note)
    if place.coach is not None:
        yield WaitingFact("user", _("preferably for %(coach)s") % {"coach": place.coach})
    if told := expected(place):
        yield WaitingFact("send", told, str(place.told_by or ""))


def _mail(found: Dossier) -> dict[str, str]:
    """Why no mail can go to the client, or in which language one goes that is not Dutch."""
    try:
        language = recipient_of(found).language
    except NoAddress as refusal:
        return {"waiting_no_mail": str(refusal)}
    return {} if language == DUTCH else {"waiting_language": LANGUAGES[language]}
