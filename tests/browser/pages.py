"""Every page there is, with a role that may open it: the browser tests walk this list."""

from collections.abc import Callable
from dataclasses import dataclass

from oss.staff.roles import Role
from tests.browser.scenery import busy_loket


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    role: Role | None = Role.DESK  # None: a visitor
    status: int = 200
    prepare: Callable[[], dict[str, object]] = dict  # what fills the gaps of `path`


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
    Screen("home-busy", "/", prepare=busy_loket),
    Screen("queue", "/queues/general/", prepare=busy_loket),
    Screen("queue-mine", "/queues/general/?show=mine&item={picked}", prepare=busy_loket),
    Screen("queue-parked", "/queues/general/?item={parked}", Role.DISPATCHER, prepare=busy_loket),
    Screen("queue-empty", "/queues/loans/", Role.DISPATCHER),
    Screen("dossier-new", "/dossiers/new/"),
    Screen("dossier-new-from-mail", "/dossiers/new/?item={item}", prepare=busy_loket),
    Screen("dossier-new-wagon", "/dossiers/new/?on={journey}", prepare=busy_loket),
    Screen("dossier-link", "/dossiers/link/{item}/", prepare=busy_loket),
    Screen("dossiers", "/dossiers/", prepare=busy_loket),
    Screen("dossiers-of-type", "/dossiers/information/?open=1", prepare=busy_loket),
    Screen("dossiers-empty", "/dossiers/loan/"),
    *(
        Screen(f"dossier-{tab}", f"/dossiers/{{dossier}}/?tab={tab}", prepare=busy_loket)
        for tab in ("info", "contact", "journey", "timeline", "files", "request")
    ),
    Screen("dossier-completed", "/dossiers/{completed}/", prepare=busy_loket),
    Screen("dossier-abandoned", "/dossiers/{abandoned}/", prepare=busy_loket),
    Screen("dossier-abandon", "/dossiers/{dossier}/stage/abandon/", prepare=busy_loket),
    Screen("journeys", "/journeys/", prepare=busy_loket),
    Screen("journey", "/journeys/{journey}/", prepare=busy_loket),
    Screen("admin-busy", "/admin/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("admin-dossiers", "/admin/dossiers/dossier/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("admin-subtypes", "/admin/dossiers/subtype/", Role.ADMINISTRATOR),
    Screen("admin-queues", "/admin/queues/queue/", Role.ADMINISTRATOR),
    Screen("search", "/search/?q=e"),
    Screen("search-empty", "/search/?q=zzzz"),
    Screen("help", "/help/"),
    Screen("section", "/section/works/"),
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
