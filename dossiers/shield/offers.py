"""What the shield of a dossier offers, to the packages below."""

from django.utils.translation import gettext_lazy as _

from dossiers.shield import held  # noqa: F401 - says it
from oss.core.demo import DemoLoader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("dossiers.dossier", shield=ALL_STAFF, share=ALL_STAFF)

offer(DemoLoader("shield", 66, "dossiers.shield.demo.load_shielded"))

event_kind(
    "dossier_shielded", icon="shield-lock", chip="step", text=_("Dossier {dossier} shielded: {reason}")
)
event_kind(
    "dossier_shield_lifted",
    icon="shield-off",
    chip="step",
    text=_("Dossier {dossier} open to all colleagues again: {reason}"),
)
event_kind("dossier_shared", icon="user-plus", chip="step", text=_("Shared with {colleague}"))
event_kind(
    "dossier_shared_no_more", icon="circle-x", chip="step", text=_("No longer shared with {colleague}")
)
