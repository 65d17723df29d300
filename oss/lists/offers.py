"""What the list engine offers to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, user_menu
from oss.lists import held  # noqa: F401 - says what is held about people
from oss.lists.saved.operations import hand_over_views, shared_views_of
from oss.staff import access_map
from oss.staff.access_map import may
from oss.staff.grants import grant
from oss.staff.leaving import Belongings, belongings
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

access_map.register(
    dict.fromkeys(("list_filter", "list_columns", "list_chart", "list_csv"), may("staff.use_loket"))
    | dict.fromkeys(
        (
            "list_view_new",
            "list_view",
            "list_view_keep",
            "list_view_share",
            "list_view_verb",
            "list_view_restore",
        ),
        may("lists.view_savedview"),
    )
    | dict.fromkeys(
        (
            "list_bulk",
            "list_export",
            "list_jobs",
            "list_job",
            "list_job_stop",
            "list_job_undo",
            "list_job_file",
        ),
        may("lists.view_job"),
    )
)

belongings.register("views", Belongings(_("shared views"), shared_views_of, hand_over_views))

user_menu.register(
    "jobs",
    NavigationEntry(
        _("My work in the background"), "hourglass", 10, "list_jobs", permission="lists.view_job"
    ),
)
