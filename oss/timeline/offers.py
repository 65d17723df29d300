"""What the timeline offers to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("timeline.activity", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)

event_kind("message_linked", icon="mail", chip="mail", text=_("Mail “{subject}” linked"))
event_kind("message_unlinked", icon="mail-off", chip="mail", text=_("Mail “{subject}” unlinked"))
event_kind("document_filed", icon="file", chip="document", text=_("“{name}” filed"))
event_kind("activity_finished", icon="check", chip="task", text=_("Task “{title}” done"))
