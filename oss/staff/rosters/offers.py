"""What the roster offers."""

from django.utils.translation import gettext_lazy as _

from oss.core.demo import DemoLoader
from oss.core.navigation import UserMenuEntry
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, COORDINATION
from oss.staff.rosters import held  # noqa: F401 - says what is held about people

grant("staff.deskplace", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant("staff.rosterline", view=ALL_STAFF, change=COORDINATION)

offer(
    UserMenuEntry("roster", _("Desk roster"), "calendar", 5, "roster"),
    DemoLoader("rosters", 5, "oss.staff.rosters.demo.load_rosters"),
)
