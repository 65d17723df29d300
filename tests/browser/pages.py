"""Every page there is, with a role that may open it: the browser tests walk this list."""

from dataclasses import dataclass

from oss.staff.roles import Role


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    role: Role | None = Role.DESK  # None: a visitor
    status: int = 200


COMPONENTS = ("process_bar", "timeline", "lookup", "list_table", "empty_state", "person_chip")

SCREENS = (
    Screen("login", "/account/login/", None),
    Screen("password-reset", "/account/password/reset/", None),
    Screen("password-reset-done", "/account/password/reset/done/", None),
    Screen("signup-closed", "/account/signup/", None),
    Screen("inactive", "/account/inactive/", None),
    Screen("home", "/"),
    Screen("home-auditor", "/", Role.AUDITOR),
    Screen("profile", "/profile/"),
    Screen("password-change", "/account/password/change/"),
    Screen("log-out", "/account/logout/"),
    Screen("search", "/search/?q=e"),
    Screen("search-empty", "/search/?q=zzzz"),
    Screen("help", "/help/"),
    Screen("section", "/section/journeys/"),
    Screen("section-hue", "/section/advice/"),
    Screen("not-found", "/bestaat-niet/", status=404),
    Screen("forbidden", "/admin/", status=403),
    Screen("admin", "/admin/", Role.ADMINISTRATOR),
    Screen("admin-coordinator", "/admin/", Role.COORDINATOR),
    Screen("admin-users", "/admin/staff/user/", Role.ADMINISTRATOR),
    Screen("admin-user-add", "/admin/staff/user/add/", Role.ADMINISTRATOR),
    Screen("admin-teams", "/admin/staff/team/", Role.ADMINISTRATOR),
    Screen("styleguide", "/styleguide/"),
    *(Screen(f"styleguide-{name}", f"/styleguide/{name}/") for name in COMPONENTS),
)
