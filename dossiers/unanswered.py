"""Requests to the client that stay unanswered: after some of them a dossier may be abandoned."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from dossiers.flows.verbs import VERBS
from dossiers.models import Dossier, Reason
from dossiers.parameters import UNANSWERED_REQUESTS
from oss.contacts.models import ContactPoint
from oss.contacts.models.vocabulary import PointKind
from oss.core.parameters import known_figures
from oss.mail.classify import Automatic
from oss.mail.models import Direction, Message
from oss.staff.models import User
from oss.timeline.models import Activity, Event

NO_REACTION = "abandon_no_reaction"
"""The code of the reason."""


class NoReaction(NamedTuple):
    """What the client left unanswered, in words, and where it stands; the reason to abandon the dossier, and
    where one does."""

    words: str
    asked_url: str
    reason: str
    url: str


class _Client(NamedTuple):
    people: frozenset[int]
    organisations: frozenset[int]


def no_reaction(dossier: Dossier, user: User) -> NoReaction | None:
    """Where the client leaves enough requests unanswered: past their day, or after as many reminders.

    Only what was asked after their last answer or mail counts. In one query; more once one is late.
    """
    verb = VERBS["abandon"]
    client = _client_of(dossier)
    if not any(client) or not verb.is_possible(dossier) or not user.has_perm(verb.permission):
        return None
    requests = list(Activity.objects.filter(case_file=dossier.case_file_id).requests().filter(_of(client)))
    today = timezone.localdate()
    late = [one for one in requests if _is_late(one, today)]
    if not late:
        return None
    reacted = _last_reaction(dossier, client, requests)
    late = [one for one in late if reacted is None or _last_asked(one) > reacted]
    most = max(1, known_figures().value_of(UNANSWERED_REQUESTS, on=today))
    overdue, reminders = sum(one.is_overdue for one in late), _most_reminders(dossier, late, reacted)
    if max(overdue, reminders) < most:
        return None
    words = ngettext(
        "%(number)s question to the client stayed unanswered",
        "%(number)s questions to the client stayed unanswered",
        overdue,
    ) % {"number": overdue}
    if overdue < most:
        words = ngettext(
            "The client did not answer after %(number)s reminder",
            "The client did not answer after %(number)s reminders",
            reminders,
        ) % {"number": reminders}
    reason = Reason.objects.active().filter(code=NO_REACTION).first()
    proposed = {"reason": reason.code} if reason else {}
    asked = {"tab": "timeline", "scope": "own", "filter": "task"}
    return NoReaction(
        words,
        reverse("dossier", args=[dossier.number], query=asked),
        str(reason or ""),
        reverse("dossier_stage", args=[dossier.number, verb.name], query=proposed),
    )


def _client_of(dossier: Dossier) -> _Client:
    """The main contact, and whose journey it is: people and organisations, by their keys."""
    known = [one for one in (dossier.main_contact, dossier.journey.client) if one is not None]
    return _Client(
        frozenset(one.person_id for one in known if one.person_id),
        frozenset(one.organisation_id for one in known if one.organisation_id),
    )


def _of(client: _Client) -> Q:
    return Q(asked_person__in=client.people) | Q(asked_organisation__in=client.organisations)


def _is_late(request: Activity, today: date) -> bool:
    """Open, and its day is past; one without a day is late once a reminder of before today went out."""
    if request.done_at is not None:
        return False
    if request.due_on is not None:
        return request.due_on < today
    return request.reminded_on is not None and request.reminded_on < today


def _last_asked(request: Activity) -> date:
    """It names a day: it is a request."""
    return max(day for day in (request.asked_on, request.reminded_on) if day is not None)


def _last_reaction(dossier: Dossier, client: _Client, requests: Collection[Activity]) -> date | None:
    """The day of their last answer to one of these requests, or of their last mail on the dossier.

    A mail that hangs nowhere counts too: what nobody read yet may be the answer. What a machine wrote is
    none.
    """
    points = ContactPoint.objects.of_kind(PointKind.MAIL).filter(
        Q(person__in=client.people) | Q(organisation__in=client.organisations)
    )
    mails = Message.objects.filter(
        Q(correspondence__case_file=dossier.case_file_id) | Q(correspondence=None),
        direction=Direction.INBOUND,
        automatic__in=[Automatic.NONE, Automatic.NO_REPLY],
        from_address__in=points.order_by().values("normalised"),
    )
    last_mail = mails.aggregate(last=Max("received_at"))["last"]
    days = [one.answered_on for one in requests if one.answered_on is not None]
    if last_mail is not None:
        days.append(timezone.localdate(last_mail))
    return max(days, default=None)


def _most_reminders(dossier: Dossier, late: Collection[Activity], reacted: date | None) -> int:
    """On how many days somebody was reminded of the one that was reminded of most often, since they reacted;
    where the last reminder was not of today."""
    today = timezone.localdate()
    keys = [one.pk for one in late if one.reminded_on is not None and one.reminded_on < today]
    if not keys:
        return 0
    told = Event.objects.filter(
        case_file=dossier.case_file_id, kind="request_reminded", data__activity__in=keys
    )
    days = {(key, timezone.localdate(at)) for key, at in told.values_list("data__activity", "at")}
    times = Counter(key for key, day in days if reacted is None or day > reacted)
    return max(times.values(), default=0)
