"""The timeline as it is read: what happened on one or more case files, newest first."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState, FilterChip, Timeline, TimelineEntry
from oss.documents.models import Document
from oss.mail.models import Direction, Message
from oss.staff.models import User
from oss.timeline.models import Activity, ActivityKind, CaseFile, Correspondence, Event, FiledDocument
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

# these are shown as the mail or the document itself
_SHOWN_OTHERWISE = ("message_linked", "document_filed")


def read(
    case_files: Sequence[CaseFile], *, user: User, url: str, chip: str = "", before: datetime | None = None
) -> Timeline:
    """The newest `MOST` entries of the case files (before a moment, to read on), of one kind or of all.

    Five queries at most, whatever the length. `url` is where a chip leads, with its `filter` added.
    """
    entries: list[TimelineEntry] = []
    for name, load in (
        ("mail", _messages),
        ("task", _activities),
        ("document", _documents),
        ("step", _events),
    ):
        if chip in {"", name}:
            entries += load(case_files, user, before)
    entries.sort(key=lambda entry: entry.when, reverse=True)
    return Timeline(
        label=_("Timeline"),
        entries=tuple(entries[:MOST]),
        empty=EmptyState("timeline", _("Nothing has happened here yet.")),
        chips=tuple(
            FilterChip(label, f"{url}{'&' if '?' in url else '?'}filter={name}", icon, active=name == chip)
            for name, (label, icon) in CHIPS.items()
        ),
    )


def _messages(case_files: Sequence[CaseFile], user: User, before: datetime | None) -> list[TimelineEntry]:
    links = Correspondence.objects.filter(case_file__in=case_files)
    messages = Message.objects.visible_to(user).filter(pk__in=links.values("message")).for_list()
    if before:
        messages = messages.filter(received_at__lt=before)
    return [
        TimelineEntry(
            _("Mail sent") if message.direction == Direction.OUTBOUND else _("Mail received"),
            "mail",
            message.received_at,
            message.subject or _("(no subject)"),
            who=message.sender,
            url=reverse("mail_body", args=[message.pk]),
        )
        for message in messages.order_by("-received_at", "-pk")[:MOST]
    ]


def _activities(case_files: Sequence[CaseFile], user: User, before: datetime | None) -> list[TimelineEntry]:
    activities = Activity.objects.filter(case_file__in=case_files).select_related("created_by", "assignee")
    if before:
        activities = activities.filter(created_at__lt=before)
    return [
        TimelineEntry(
            activity.get_kind_display(),
            _ICONS[ActivityKind(activity.kind)],
            activity.created_at,
            activity.title,
            who=str(activity.assignee or activity.created_by or ""),
            text=activity.text,
            pinned=activity.pinned,
        )
        for activity in activities[:MOST]
    ]


def _documents(case_files: Sequence[CaseFile], user: User, before: datetime | None) -> list[TimelineEntry]:
    filed = FiledDocument.objects.filter(
        case_file__in=case_files, document__in=Document.objects.visible_to(user)
    ).select_related("document", "filed_by")
    if before:
        filed = filed.filter(filed_at__lt=before)
    return [
        TimelineEntry(
            _("Document"),
            "file",
            one.filed_at,
            one.document.name,
            who=str(one.filed_by or ""),
            url=reverse("document", args=[one.document_id, one.document.name]),
        )
        for one in filed.order_by("-filed_at", "-pk")[:MOST]
    ]


def _events(case_files: Sequence[CaseFile], user: User, before: datetime | None) -> list[TimelineEntry]:
    events = (
        Event.objects.filter(case_file__in=case_files).exclude(kind__in=_SHOWN_OTHERWISE).select_related("by")
    )
    if before:
        events = events.filter(at__lt=before)
    entries = []
    for event in events[:MOST]:
        kind = event_kinds.get(event.kind)
        entries.append(
            TimelineEntry(
                _("Step"),
                kind.icon if kind else "point",
                event.at,
                kind.reads(event.data) if kind else event.kind,
                who=str(event.by or ""),
                text=str(event.data.get("note", "")),
            )
        )
    return entries
