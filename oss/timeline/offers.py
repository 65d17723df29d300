"""What the timeline offers to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF
from oss.timeline import held  # noqa: F401 - says what is held about people
from oss.timeline.lists import FILED_DOCUMENTS, TASKS
from oss.timeline.vocabulary import event_kind

grant("timeline.activity", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)

offer(NavigationEntry("tasks", _("Tasks"), "checkbox", 15, "tasks"), TASKS, FILED_DOCUMENTS)

event_kind("message_linked", icon="mail", chip="mail", text=_("Mail “{subject}” linked"))
event_kind("message_unlinked", icon="mail-off", chip="mail", text=_("Mail “{subject}” unlinked"))
event_kind("document_filed", icon="file", chip="document", text=_("“{name}” filed"))
event_kind("document_unfiled", icon="circle-x", chip="document", text=_("“{name}” taken off"))
event_kind("activity_added", icon="checkbox", chip="task", text=_("Task “{title}” added"))
event_kind("activity_changed", icon="pencil", chip="task", text=_("Task “{title}” changed"))
event_kind("activity_given", icon="user", chip="task", text=_("Task “{title}” given to {assignee}"))
event_kind("activity_ungiven", icon="user", chip="task", text=_("Task “{title}” given to nobody"))
event_kind("activity_dated", icon="calendar", chip="task", text=_("Task “{title}” is due {day} now"))
event_kind("activity_undated", icon="calendar", chip="task", text=_("Task “{title}” has no term any more"))
event_kind("activity_finished", icon="check", chip="task", text=_("Task “{title}” done"))
event_kind("activity_reopened", icon="arrow-back-up", chip="task", text=_("Task “{title}” reopened"))
