"""What the waiting list offers, to the packages below."""

from django.utils.translation import gettext_lazy as _

from dossiers.waiting import held  # noqa: F401 - says it
from dossiers.waiting.letters import WHY
from dossiers.waiting.lists import WAITING
from oss.core.demo import DemoLoader
from oss.core.navigation import NavigationEntry
from oss.core.registry import offer
from oss.mail.outbound import Why
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("dossiers.waitingplace", view=ALL_STAFF, change=ALL_STAFF)
grant("dossiers.waitingpriority", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

offer(
    WAITING,
    Why(WHY, _("Waiting list: expected term")),
    NavigationEntry(
        "waiting", _("Waiting list"), "hourglass", 39, "waiting_places", group=_("Climate dossiers")
    ),
    DemoLoader("waiting", 65, "dossiers.waiting.demo.load_waiting"),
)
event_kind(
    "waiting_began",
    icon="hourglass",
    chip="step",
    text=_("Dossier {dossier} put on the waiting list: complete since {day}, {priority}"),
)
event_kind(
    "waiting_changed",
    icon="pencil",
    chip="step",
    text=_("Place of {dossier} on the waiting list changed: complete since {day}, {priority}"),
)
event_kind(
    "waiting_mailed",
    icon="send",
    chip="step",
    text=_("Mailed to the client when it is the turn of {dossier}: {term}"),
)
event_kind(
    "waiting_told",
    icon="message",
    chip="step",
    text=_("Told to the client when it is the turn of {dossier}: {term}"),
)
event_kind(
    "waiting_handed_over",
    icon="user-share",
    chip="step",
    text=_("Dossier {dossier} waits no longer: it goes to {coach}"),
)
event_kind(
    "waiting_withdrawn",
    icon="ban",
    chip="step",
    text=_("Dossier {dossier} taken off the waiting list: {reason}"),
)
event_kind("waiting_ended", icon="check", chip="step", text=_("Dossier {dossier} waits no longer"))
event_kind(
    "waiting_resumed",
    icon="arrow-back-up",
    chip="step",
    text=_("Dossier {dossier} waits again, complete since {day}"),
)
