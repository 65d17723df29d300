"""The timeline as it is read: what happened on one or more case files, newest first."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState, FilterChip, Timeline, TimelineEntry, TimelineOwner
from oss.core.dates import written
from oss.core.links import link
from oss.core.narrowing import with_keys
from oss.core.registry import offered
from oss.documents.models import Document
from oss.mail.models import Direction, Message
from oss.staff.asked_often import AskedOften, asked_often
from oss.staff.models import User
from oss.timeline.checks import check_of
from oss.timeline.models import (
    ASKED_OF,
    Activity,
    ActivityKind,
    CaseFile,
    Correspondence,
    Event,
    FiledDocument,
)
from oss.timeline.owners import Owner
from oss.timeline.vocabulary import EventKind

MOST = 50

Row = TypeVar("Row", bound=Model)
Keys = list[int]
"""Of case files."""

CHIPS: dict[str, tuple[str | Promise, str]] = {
    "": (gettext_lazy("All"), ""),
    "mail": (gettext_lazy("Mail"), "mail"),
    "task": (gettext_lazy("Tasks and notes"), "checkbox"),
    "document": (gettext_lazy("Documents"), "file"),
    "step": (gettext_lazy("Steps"), "arrow-right"),
}

_ICONS = {
    ActivityKind.TASK: "checkbox",
    ActivityKind.REQUEST: "user-question",
    ActivityKind.NOTE: "note",
    ActivityKind.CALL: "phone",
    ActivityKind.APPOINTMENT: "calendar",
    ActivityKind.VISIT: "home-2",
}

_NAMES = frozenset({"subject", "name", "paper", "document_class"})
"""In the data of an event: what a mail or a document is called, and what it is."""
# these are shown as the mail, the document or the task itself
_SHOWN_OTHERWISE = ("message_linked", "document_filed", "activity_added", "request_asked")


@dataclass(frozen=True, order=True)
class TimelinePlace:
    """Where an entry stands in the order of the timeline: unique, also among entries of one moment."""

    when: datetime
    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.when.astimezone(UTC):{_MOMENT}}.{self.kind}.{self.pk}"

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The place that an address names; None where it names none."""
        found = _PLACE.fullmatch(text)
        if found is None:
            return None
        try:
            when = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
        except ValueError:  # the 31st of February
            return None
        return cls(when, found[2], int(found[3]))


_MOMENT = "%Y%m%dT%H%M%S%f"
_PLACE = re.compile(r"(\d{8}T\d{12})\.(mail|task|document|step)\.(\d{1,18})", re.ASCII)

Placed = tuple[TimelinePlace, Callable[[], TimelineEntry]]


def read(
    case_files: Collection[CaseFile] | Collection[int],
    *,
    user: User,
    url: str,
    chip: str = "",
    before: str = "",
    owners: Mapping[int, Owner] | None = None,
    read_only: Collection[int] = (),
    unread: Mapping[int, Owner] | None = None,
) -> Timeline:
    """The newest `MOST` entries of the case files, of one kind or of all; or those before a `Place`.

    Five queries at most, whatever the length. `url` is where a chip leads, with its `filter` added, and where
    older entries come from, with `before` added. `owners`, by the key of their case file, are named at each
    entry. Tasks on the case files in `read_only` cannot be ticked off. Of a mail on those in `unread`, which
    this user does not read, only is told whose it is.
    """
    place = TimelinePlace.of(before)
    whose = _Whose(owners or {})
    keys = [one if isinstance(one, int) else one.pk for one in case_files]
    found: list[Placed] = []
    for name, load in (
        ("mail", _messages),
        ("task", partial(_activities, back=url, read_only=read_only)),
        ("document", _documents),
        ("step", _events),
    ):
        if chip in {"", name}:
            found += load(keys, user, place, whose)
    if unread and chip in {"", "mail"}:
        found += _unread_messages(unread, place)
    found.sort(key=lambda one: one[0], reverse=True)
    more = len(found) > MOST
    older = {"filter": chip, "before": str(found[MOST - 1][0])} if more else {}
    ask = "&" if "?" in url else "?"
    return Timeline(
        label=_("Timeline"),
        entries=tuple(entry() for _place, entry in found[:MOST]),
        empty=EmptyState("timeline", _("Nothing has happened here yet.")),
        chips=tuple(
            FilterChip(label, f"{url}{ask}filter={name}", icon, active=name == chip)
            for name, (label, icon) in CHIPS.items()
        ),
        older_url=f"{url}{ask}{urlencode(older)}" if more else "",
        after=timezone.localdate(place.when) if place else None,
    )


def _newest(ask: AskedOften[..., Row], user: User, keys: Keys, place: TimelinePlace | None) -> Iterable[Row]:
    return ask(user, keys) if place is None else ask.build(user, keys, place)


def _from(place: TimelinePlace | None, kind: str, moment: str) -> Q:
    """What entries of this kind must meet to come after the place; `moment` is their field of time."""
    if place is None:
        return Q()
    older = Q(**{f"{moment}__lt": place.when})
    if kind < place.kind:
        return older | Q(**{moment: place.when})
    if kind == place.kind:
        return older | Q(**{moment: place.when, "pk__lt": place.pk})
    return older


class _Whose:
    """On whose case file an entry stands, where the timeline is of several."""

    def __init__(self, owners: Mapping[int, Owner]) -> None:
        self._owners = owners

    def __call__(self, *case_files: int) -> tuple[TimelineOwner, ...]:
        found = [self._owners[key] for key in dict.fromkeys(case_files) if key in self._owners]
        return tuple(TimelineOwner(one.label, one.url) for one in found)


def _once(found: QuerySet[Any, Any], same: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """What is the same on several case files, on the first of them, with all of them. `same`: the rows that
    say the same as the one asked."""
    elsewhere = same.exclude(case_file=OuterRef("case_file"))
    on_each = ArraySubquery(same.order_by("pk").values("case_file"))
    return found.filter(~Exists(elsewhere.filter(pk__lt=OuterRef("pk")))).annotate(case_files_here=on_each)


@asked_often
def _newest_messages(user: User, keys: Keys, place: TimelinePlace | None = None) -> QuerySet[Message]:
    links = Correspondence.objects.filter(with_keys(keys, "case_file"))
    found = Message.objects.visible_to(user).filter(pk__in=links.values("message")).for_list()
    here = links.filter(message=OuterRef("pk")).order_by("pk").values("case_file")
    found = found.annotate(case_files_here=ArraySubquery(here))
    return found.filter(_from(place, "mail", "received_at")).order_by("-received_at", "-pk")[: MOST + 1]


def _messages(keys: Keys, user: User, place: TimelinePlace | None, whose: _Whose) -> list[Placed]:
    def entry(message: Any) -> TimelineEntry:
        return TimelineEntry(
            _("Mail sent") if message.direction == Direction.OUTBOUND else _("Mail received"),
            "mail",
            message.received_at,
            message.subject or _("(no subject)"),
            who=message.sender,
            url=link("mail", message.pk),
            owners=whose(*message.case_files_here),
        )

    return [
        (TimelinePlace(one.received_at, "mail", one.pk), partial(entry, one))
        for one in _newest(_newest_messages, user, keys, place)
    ]


def _unread_messages(owners: Mapping[int, Owner], place: TimelinePlace | None) -> list[Placed]:
    """One query; each mail once, on the first of those case files."""

    def entry(when: datetime, owner: Owner) -> TimelineEntry:
        title = _("A message on %(owner)s") % {"owner": owner.label}
        return TimelineEntry(_("Mail"), "lock", when, title, url=owner.url)

    there = Correspondence.objects.filter(case_file__in=owners)
    sent = Message.objects.filter(pk__in=there.values("message")).filter(_from(place, "mail", "received_at"))
    first = there.filter(message=OuterRef("pk")).order_by("pk").values("case_file")[:1]
    rows = sent.order_by("-received_at", "-pk").values_list("received_at", "pk", Subquery(first))
    return [
        (TimelinePlace(when, "mail", key), partial(entry, when, owners[case_file]))
        for when, key, case_file in rows[: MOST + 1]
    ]


@asked_often
def _newest_activities(_user: User, keys: Keys, place: TimelinePlace | None = None) -> QuerySet[Activity]:
    found = Activity.objects.filter(with_keys(keys, "case_file")).select_related(
        "created_by", "assignee", *ASKED_OF
    )
    return found.filter(_from(place, "task", "created_at")).order_by("-created_at", "-pk")[: MOST + 1]


def _activities(
    keys: Keys,
    user: User,
    place: TimelinePlace | None,
    whose: _Whose,
    *,
    back: str,
    read_only: Collection[int],
) -> list[Placed]:
    """`back` is where a browser without scripts returns after ticking off."""
    may_change = user.has_perm("timeline.change_activity")

    def entry(activity: Activity) -> TimelineEntry:
        kind = ActivityKind(activity.kind)
        may_tick = may_change and activity.case_file_id not in read_only
        return TimelineEntry(
            kind.label,
            _ICONS[kind],
            activity.created_at,
            activity.title,
            who=str(activity.assignee or activity.created_by or ""),
            text="\n".join(
                part for part in (*_asked(activity), activity.term, activity.text, *_took(activity)) if part
            ),
            pinned=activity.pinned,
            owners=whose(activity.case_file_id),
            check=check_of(activity, back=back) if may_tick else None,
        )

    return [
        (TimelinePlace(one.created_at, "task", one.pk), partial(entry, one))
        for one in _newest(_newest_activities, user, keys, place)
    ]


def _took(activity: Activity) -> Iterator[str]:
    """ "15 min", "20 min on the way": how long it took, where somebody said so."""
    took = []
    if activity.minutes is not None:
        took.append(_("%(number)s min") % {"number": activity.minutes})
    if activity.travel_minutes is not None:
        took.append(_("%(number)s min on the way") % {"number": activity.travel_minutes})
    if took:
        yield " · ".join(took)


def _asked(activity: Activity) -> Iterator[str]:
    """Of a request: of whom it was asked, when they were reminded, and what they answered."""
    if activity.asked_on is None:
        return
    yield _("asked of %(name)s") % {"name": activity.asked_of}
    if activity.reminded_on and not activity.answered_on:
        yield _("reminded on %(day)s") % {"day": written(activity.reminded_on)}
    if activity.answered_on:
        told = {"day": written(activity.answered_on), "answer": activity.answer}
        yield (_("answered on %(day)s: %(answer)s") if activity.answer else _("answered on %(day)s")) % told


@asked_often
def _newest_documents(user: User, keys: Keys, place: TimelinePlace | None = None) -> QuerySet[FiledDocument]:
    here = FiledDocument.objects.filter(with_keys(keys, "case_file"))
    found = here.filter(document__in=Document.objects.visible_to(user))
    found = _once(found, here.filter(document=OuterRef("document"))).select_related("document", "filed_by")
    found = found.filter(_from(place, "document", "filed_at"))
    return found.order_by("-filed_at", "-pk")[: MOST + 1]


def _documents(keys: Keys, user: User, place: TimelinePlace | None, whose: _Whose) -> list[Placed]:
    def entry(filed: Any) -> TimelineEntry:
        return TimelineEntry(
            _("Document"),
            "file",
            filed.filed_at,
            filed.document.name,
            who=str(filed.filed_by or ""),
            url=link("document", filed.document_id, filed.document.name),
            owners=whose(*filed.case_files_here),
        )

    return [
        (TimelinePlace(one.filed_at, "document", one.pk), partial(entry, one))
        for one in _newest(_newest_documents, user, keys, place)
    ]


@asked_often
def _newest_events(_user: User, keys: Keys, place: TimelinePlace | None = None) -> QuerySet[Event]:
    here = Event.objects.filter(with_keys(keys, "case_file"))
    found = here.exclude(kind__in=_SHOWN_OTHERWISE).select_related("by")
    same = here.filter(at=OuterRef("at"), kind=OuterRef("kind"), data=OuterRef("data"))
    found = _once(found, same)
    return found.filter(_from(place, "step", "at")).order_by("-at", "-pk")[: MOST + 1]


def _events(keys: Keys, user: User, place: TimelinePlace | None, whose: _Whose) -> list[Placed]:
    def entry(event: Any) -> TimelineEntry:
        kind = offered(EventKind).get(event.kind)
        return TimelineEntry(
            _("Step"),
            kind.icon if kind else "point",
            event.at,
            kind.reads(event.data) if kind else event.kind,
            who=str(event.by or ""),
            text=str(event.data.get("note", "")),
            owners=whose(*event.case_files_here),
        )

    found = list(_newest(_newest_events, user, keys, place))
    _forget_hidden_names(found, user)
    return [(TimelinePlace(one.at, "step", one.pk), partial(entry, one)) for one in found]


def _forget_hidden_names(events: Sequence[Event], user: User) -> None:
    """An event keeps the subject of its mail and the name of its document: not for who may not see these."""
    for key, records in (("message", Message.objects), ("document", Document.objects)):
        named = {event.data[key] for event in events if key in event.data}
        if not named:
            continue
        shown = set(records.visible_to(user).filter(pk__in=named).values_list("pk", flat=True))
        keys = set(records.filter(pk__in=named - shown).values_list("pk", flat=True))  # not what is gone
        for event in events:
            if event.data.get(key) in keys:
                event.data = {name: value for name, value in event.data.items() if name not in _NAMES}
