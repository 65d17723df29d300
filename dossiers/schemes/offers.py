"""What schemes and the rights check offer, to the packages below."""

from django.utils.translation import gettext_lazy as _

from dossiers.schemes import held  # noqa: F401 - says it
from dossiers.schemes.lists import SCHEMES
from dossiers.schemes.reference import load_schemes
from dossiers.schemes.tab import RIGHTS_TAB
from oss.core.demo import DemoLoader
from oss.core.navigation import NavigationEntry
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION
from oss.timeline.vocabulary import event_kind

for name in ("scheme", "schemeversion"):
    grant(f"dossiers.{name}", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant("dossiers.schemecondition", view=ALL_STAFF, add=COORDINATION, change=COORDINATION, delete=COORDINATION)
grant("dossiers.schemequestion", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("dossiers.rightscheck", view=ALL_STAFF, add=ALL_STAFF)

offer(
    SCHEMES,
    RIGHTS_TAB,
    NavigationEntry("schemes_today", _("Schemes today"), "compass", 45, "schemes_today", also=("schemes",)),
    Loader("schemes", 40, load_schemes),
    DemoLoader("rights checks", 66, "dossiers.schemes.demo.load_checks"),
)
event_kind(
    "rights_checked",
    icon="compass",
    chip="step",
    text=_("Rights check kept on {dossier}: {yes} yes, {depends} depend, {no} no"),
)
