"""The timeline as it is read: what happened on one or more case files, newest first."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Self
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState, FilterChip, Timeline, TimelineEntry, TimelineOwner
from oss.core.links import link
from oss.documents.models import Document
from oss.mail.models import Direction, Message
from oss.staff.models import User
from oss.timeline.checks import check_of
from oss.timeline.models import Activity, ActivityKind, CaseFile, Correspondence, Event, FiledDocument
from oss.timeline.owners import Owner
from oss.timeline.vocabulary import event_kinds

MOST = 50

CHIPS: dict[str, tuple[str | Promise, str]] = {
    "": (gettext_lazy("All"), ""),
    "mail": (gettext_lazy("Mail"), "mail"),
    "task": (gettext_lazy("Tasks and notes"), "checkbox"),
    "document": (gettext_lazy("Documents"), "file"),
    "step": (gettext_lazy("Steps"), "arrow-right"),
}

_ICONS = {
    ActivityKind.TASK: "checkbox",
    ActivityKind.REQUEST: "help",
    ActivityKind.NOTE: "note",
    ActivityKind.CALL: "phone",
    ActivityKind.APPOINTMENT: "calendar",
    ActivityKind.VISIT: "home-2",
}

_NAMES = frozenset({"subject", "name"})
"""In the data of an event: what a mail or a document is called."""
# these are shown as the mail, the document or the task itself
_SHOWN_OTHERWISE = ("message_linked", "document_filed", "activity_added")


@dataclass(frozen=True, order=True)
class Place:
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

Placed = list[tuple[Place, TimelineEntry]]
CaseFiles = Collection[CaseFile] | Collection[int]


def read(
    case_files: CaseFiles,
    *,
    user: User,
    url: str,
    chip: str = "",
    before: str = "",
    owners: Mapping[int, Owner] | None = None,
    read_only: Collection[int] = (),
) -> Timeline:
    """The newest `MOST` entries of the case files, of one kind or of all; or those before a `Place`.

    Five queries at most, whatever the length. `url` is where a chip leads, with its `filter` added, and where
    older entries come from, with `before` added. `owners`, by the key of their case file, are named at each
    entry. Tasks on the case files in `read_only` cannot be ticked off.
    """
    place = Place.of(before)
    whose = _Whose(owners or {})
    found: Placed = []
    for name, load in (
        ("mail", _messages),
        ("task", partial(_activities, back=url, read_only=read_only)),
        ("document", _documents),
        ("step", _events),
    ):
        if chip in {"", name}:
            found += load(case_files, user, place, whose)
    found.sort(key=lambda one: one[0], reverse=True)
    more = len(found) > MOST
    older = {"filter": chip, "before": str(found[MOST - 1][0])} if more else {}
    ask = "&" if "?" in url else "?"
    return Timeline(
        label=_("Timeline"),
        entries=tuple(entry for _place, entry in found[:MOST]),
        empty=EmptyState("timeline", _("Nothing has happened here yet.")),
        chips=tuple(
            FilterChip(label, f"{url}{ask}filter={name}", icon, active=name == chip)
            for name, (label, icon) in CHIPS.items()
        ),
        older_url=f"{url}{ask}{urlencode(older)}" if more else "",
        after=timezone.localdate(place.when) if place else None,
    )


def _from(place: Place | None, kind: str, moment: str) -> Q:
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
        found = [self._owners[key] for key in case_files if key in self._owners]
        return tuple(TimelineOwner(one.label, one.url, one.hue) for one in found)


def _messages(case_files: CaseFiles, user: User, place: Place | None, whose: _Whose) -> Placed:
    links = Correspondence.objects.filter(case_file__in=case_files)
    messages = Message.objects.visible_to(user).filter(pk__in=links.values("message")).for_list()
    messages = messages.filter(_from(place, "mail", "received_at"))
    here = links.filter(message=OuterRef("pk")).order_by("pk").values("case_file")
    messages = messages.annotate(case_files_here=ArraySubquery(here))
    return [
        (
            Place(message.received_at, "mail", message.pk),
            TimelineEntry(
                _("Mail sent") if message.direction == Direction.OUTBOUND else _("Mail received"),
                "mail",
                message.received_at,
                message.subject or _("(no subject)"),
                who=message.sender,
                url=link("mail", message.pk),
                owners=whose(*message.case_files_here),
            ),
        )
        for message in messages.order_by("-received_at", "-pk")[: MOST + 1]
    ]


def _activities(
    case_files: CaseFiles,
    user: User,
    place: Place | None,
    whose: _Whose,
    *,
    back: str,
    read_only: Collection[int],
) -> Placed:
    """`back` is where a browser without scripts returns after ticking off."""
    may_change = user.has_perm("timeline.change_activity")
    activities = Activity.objects.filter(case_file__in=case_files).select_related("created_by", "assignee")
    activities = activities.filter(_from(place, "task", "created_at"))
    return [
        (
            Place(activity.created_at, "task", activity.pk),
            TimelineEntry(
                activity.get_kind_display(),
                _ICONS[ActivityKind(activity.kind)],
                activity.created_at,
                activity.title,
                who=str(activity.assignee or activity.created_by or ""),
                text="\n".join(part for part in (activity.term, activity.text) if part),
                pinned=activity.pinned,
                owners=whose(activity.case_file_id),
                check=check_of(activity, back=back)
                if may_change and activity.case_file_id not in read_only
                else None,
            ),
        )
        for activity in activities.order_by("-created_at", "-pk")[: MOST + 1]
    ]


def _documents(case_files: CaseFiles, user: User, place: Place | None, whose: _Whose) -> Placed:
    filed = FiledDocument.objects.filter(
        case_file__in=case_files, document__in=Document.objects.visible_to(user)
    ).select_related("document", "filed_by")
    filed = filed.filter(_from(place, "document", "filed_at"))
    return [
        (
            Place(one.filed_at, "document", one.pk),
            TimelineEntry(
                _("Document"),
                "file",
                one.filed_at,
                one.document.name,
                who=str(one.filed_by or ""),
                url=link("document", one.document_id, one.document.name),
                owners=whose(one.case_file_id),
            ),
        )
        for one in filed.order_by("-filed_at", "-pk")[: MOST + 1]
    ]


def _events(case_files: CaseFiles, user: User, place: Place | None, whose: _Whose) -> Placed:
    events = (
        Event.objects.filter(case_file__in=case_files).exclude(kind__in=_SHOWN_OTHERWISE).select_related("by")
    )
    events = events.filter(_from(place, "step", "at"))
    found = list(events.order_by("-at", "-pk")[: MOST + 1])
    _forget_hidden_names(found, user)
    entries = []
    for event in found:
        kind = event_kinds.get(event.kind)
        entry = TimelineEntry(
            _("Step"),
            kind.icon if kind else "point",
            event.at,
            kind.reads(event.data) if kind else event.kind,
            who=str(event.by or ""),
            text=str(event.data.get("note", "")),
            owners=whose(event.case_file_id),
        )
        entries.append((Place(event.at, "step", event.pk), entry))
    return entries


def _forget_hidden_names(events: Sequence[Event], user: User) -> None:
    """An event keeps the subject of its mail and the name of its document: not for who may not see these."""
    for key, seen, every in (
        ("message", Message.objects.visible_to(user), Message.objects.all()),
        ("document", Document.objects.visible_to(user), Document.objects.all()),
    ):
        named = {event.data[key] for event in events if key in event.data}
        if not named:
            continue
        shown = set(seen.filter(pk__in=named).values_list("pk", flat=True))
        keys = set(every.filter(pk__in=named - shown).values_list("pk", flat=True))  # not what is gone
        for event in events:
            if event.data.get(key) in keys:
                event.data = {name: value for name, value in event.data.items() if name not in _NAMES}
