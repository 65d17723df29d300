"""What the timeline offers to the packages below."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oss.contacts.panels import Panel
from oss.core.navigation import NavigationEntry
from oss.core.registry import offer
from oss.documents.access import DocumentRule, ShieldOpening
from oss.documents.models import DocumentClass, DocumentOrigin
from oss.mail.arrivals import ArrivalHandler
from oss.mail.visibility import AttachmentOpening, MailRule, OutboundRule
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, FINANCIAL, LOG_READERS, SHIELDED
from oss.timeline import (
    held,  # noqa: F401 - says what is held about people
    movers,
    parameters,  # noqa: F401 - declares them
)
from oss.timeline.answering import hang_where_it_answers
from oss.timeline.lists import ACTIVITIES, FILED_DOCUMENTS, TASKS
from oss.timeline.models import ActivityKind
from oss.timeline.panels import requests_of
from oss.timeline.shielding import (
    attachments_they_handle,
    documents_open_to,
    documents_they_handle,
    mails_open_to,
    posted_mails_open_to,
)
from oss.timeline.vocabulary import Data, event_kind

grant("timeline.casefile", read_shielded=SHIELDED, read_financial=FINANCIAL)
grant("timeline.sensitivereading", view=LOG_READERS)
grant("timeline.activity", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)

offer(
    NavigationEntry("tasks", _("Tasks"), "checkbox", 15, "tasks", also=("activities",)),
    TASKS,
    ACTIVITIES,
    FILED_DOCUMENTS,
    Panel("requests", _("Questions"), 25, requests_of),
    ShieldOpening("handlers", documents_they_handle),
    AttachmentOpening("handlers", attachments_they_handle),
    DocumentRule("case files", documents_open_to),
    MailRule("case files", mails_open_to),
    OutboundRule("case files", posted_mails_open_to),
    ArrivalHandler("case files", hang_where_it_answers),
)

_CLASSES: dict[str, str | Promise] = dict(DocumentClass.choices)
_ORIGINS: dict[str, str | Promise] = dict(DocumentOrigin.choices)


def _class_in_words(data: Data) -> dict[str, str | Promise]:
    return {"document_class": str(_CLASSES.get(data.get("document_class", ""), "…")).lower()}


event_kind("message_linked", icon="mail", chip="mail", text=_("Mail “{subject}” linked"))
event_kind("message_unlinked", icon="mail-off", chip="mail", text=_("Mail “{subject}” unlinked"))
event_kind("document_filed", icon="file", chip="document", text=_("“{name}” filed"))
event_kind("document_unfiled", icon="circle-x", chip="document", text=_("“{name}” taken off"))
event_kind(
    "document_described",
    icon="pencil",
    chip="document",
    text=_("“{name}” is this now: {paper} ({document_class})"),
    words=_class_in_words,
)
event_kind(
    "document_class_kept",
    icon="pencil",
    chip="document",
    text=_("“{name}” is this now: {paper}. Its class stays {document_class}: somebody chose it"),
    words=_class_in_words,
)
event_kind(
    "document_class_set",
    icon="lock",
    chip="document",
    text=_("Class of “{name}” chosen by hand: {document_class}"),
    words=_class_in_words,
)
event_kind(
    "document_origin",
    icon="file",
    chip="document",
    text=_("Origin of “{name}”: {origin}"),
    words=lambda data: {"origin": str(_ORIGINS.get(data.get("origin", ""), "…")).lower()},
)
event_kind("activity_added", icon="checkbox", chip="task", text=_("Task “{title}” added"))
for kind, icon, text in (
    ("activity_changed", "pencil", _("{what} “{title}” changed")),
    ("activity_given", "user", _("{what} “{title}” given to {assignee}")),
    ("activity_ungiven", "user", _("{what} “{title}” given to nobody")),
    ("activity_dated", "calendar", _("{what} “{title}” is due {day} now")),
    ("activity_undated", "calendar", _("{what} “{title}” has no term any more")),
    ("activity_finished", "check", _("{what} “{title}” done")),
    ("activity_reopened", "arrow-back-up", _("{what} “{title}” reopened")),
):
    event_kind(
        kind,
        icon=icon,
        chip="task",
        text=text,
        words=lambda data: {"what": ActivityKind(data.get("is", ActivityKind.TASK)).label},
    )
event_kind("request_asked", icon="user-question", chip="task", text=_("Question “{title}” asked"))
event_kind("request_reminded", icon="message", chip="task", text=_("{of} reminded of “{title}”"))
event_kind("request_answered", icon="check", chip="task", text=_("Question “{title}” answered"))
movers.register()
