"""What the list engine offers to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import UserMenuEntry
from oss.core.registry import offer
from oss.lists import held  # noqa: F401 - says what is held about people
from oss.lists.saved.models import SavedView
from oss.lists.saved.operations import hand_over_views
from oss.staff.grants import grant
from oss.staff.leaving import Belongings
from oss.staff.models import User
from oss.staff.roles import ALL_STAFF, COORDINATION, LOG_READERS

grant(
    "lists.savedview",
    view=ALL_STAFF,
    add=ALL_STAFF,
    change=ALL_STAFF,
    delete=ALL_STAFF,
    publish=COORDINATION,
)
grant("lists.job", view=ALL_STAFF)
grant("lists.export", view=LOG_READERS)


def _shared_views_of(leaver: User) -> int:
    return SavedView.objects.owned_by(leaver).shared().count()


offer(
    Belongings("views", _("shared views"), _shared_views_of, hand_over_views),
    UserMenuEntry("jobs", _("My work in the background"), "hourglass", 10, "list_jobs"),
)
