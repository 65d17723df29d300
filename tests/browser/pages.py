"""Every page there is, with a role that may open it: the browser tests walk this list."""

from collections.abc import Callable
from dataclasses import dataclass

from oss.staff.roles import Role
from tests.browser.contacts_scenery import known_contacts
from tests.browser.scenery import apartment_building, busy_lists, busy_loket


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
    Screen("dossiers-of-type", "/dossiers/information/?f=open.in:yes", prepare=busy_loket),
    Screen(
        "dossiers-filtered",
        "/dossiers/?f=any(stage.in:request~handling,assignee.me)&sort=-opened_on,number&chart=stage",
        prepare=busy_loket,
    ),
    Screen("dossiers-nothing", "/dossiers/?q=zzzz&f=number.contains:zz", prepare=busy_loket),
    Screen("list-filter", "/lists/dossiers/filter/?f=&column=stage", prepare=busy_loket),
    Screen("list-filter-wrong", "/lists/dossiers/filter/?f=&column=opened_on&op=is&day=x", status=422),
    Screen("list-columns", "/lists/dossiers/columns/?f="),
    Screen("list-chart", "/lists/dossiers/chart/?f="),
    Screen("organisations-empty", "/organisations/"),
    Screen("documents", "/documents/", prepare=busy_loket),
    Screen("tasks", "/tasks/", prepare=busy_loket),
    Screen("queue-items", "/queue-items/", Role.COORDINATOR, prepare=busy_loket),
    Screen("dossiers-empty", "/dossiers/loan/"),
    *(
        Screen(f"dossier-{tab}", f"/dossiers/{{dossier}}/?tab={tab}", prepare=busy_loket)
        for tab in ("info", "contact", "journey", "timeline", "files", "request")
    ),
    Screen("dossier-completed", "/dossiers/{completed}/", prepare=busy_loket),
    Screen("dossier-abandoned", "/dossiers/{abandoned}/", prepare=busy_loket),
    Screen("dossier-task-new", "/dossiers/{dossier}/tasks/new/", prepare=busy_loket),
    Screen("dossier-abandon", "/dossiers/{dossier}/stage/abandon/", prepare=busy_loket),
    Screen("list-view-open", "/dossiers/?view={view}&sort=opened_on", prepare=busy_lists),
    Screen("list-view", "/views/{view}/", prepare=busy_lists),
    Screen("jobs", "/jobs/", prepare=busy_lists),
    Screen("job", "/jobs/{job}/", prepare=busy_lists),
    Screen("journeys", "/journeys/", prepare=busy_loket),
    Screen("journey", "/journeys/{journey}/", prepare=busy_loket),
    Screen("addresses", "/addresses/?q=bruul", prepare=apartment_building),
    Screen("address", "/addresses/{address}/", prepare=apartment_building),
    Screen("address-new", "/addresses/new/", Role.FILE_HANDLER),
    Screen("buildings", "/addresses/buildings/", prepare=apartment_building),
    Screen("building", "/addresses/buildings/{building}/", prepare=apartment_building),
    Screen("building-addresses", "/addresses/buildings/{building}/addresses/", prepare=apartment_building),
    Screen(
        "building-association", "/addresses/buildings/{building}/association/", prepare=apartment_building
    ),
    Screen("certificate-new", "/addresses/buildings/{building}/add/certificate/", prepare=apartment_building),
    Screen("people", "/people/", prepare=known_contacts),
    Screen("people-nothing", "/people/?q=zzzz"),
    Screen("person", "/people/{person}/", prepare=known_contacts),
    Screen("person-dossiers", "/people/{person}/?tab=dossiers", prepare=known_contacts),
    Screen("person-history", "/people/{person}/?tab=history", prepare=known_contacts),
    Screen("person-alone", "/people/{alone}/", prepare=known_contacts),
    Screen("person-new", "/people/new/"),
    Screen("person-edit", "/people/{person}/edit/", prepare=known_contacts),
    Screen("person-deactivate", "/people/{person}/deactivate/", prepare=known_contacts),
    Screen("person-delete", "/people/{person}/delete/", Role.ADMINISTRATOR, prepare=known_contacts),
    Screen("person-duplicates", "/people/duplicates/", prepare=known_contacts),
    Screen("person-merge", "/people/{person}/merge/{twin}/", prepare=known_contacts),
    Screen("person-import", "/people/import/", Role.COORDINATOR, prepare=known_contacts),
    Screen("import-checked", "/imports/{job}/", Role.COORDINATOR, prepare=known_contacts),
    Screen("organisations", "/organisations/", prepare=known_contacts),
    Screen("organisation", "/organisations/{organisation}/", prepare=known_contacts),
    Screen("organisation-new", "/organisations/new/"),
    Screen("association-role", "/association-roles/{role}/", prepare=known_contacts),
    Screen("mail", "/mail/{mail}/", prepare=busy_loket),
    Screen("associations", "/organisations/associations/", prepare=known_contacts),
    Screen("associations-empty", "/organisations/associations/"),
    Screen("association-match", "/organisations/associations/{match}/", prepare=known_contacts),
    Screen("admin-busy", "/admin/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("admin-dossiers", "/admin/dossiers/dossier/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("admin-subtypes", "/admin/dossiers/subtype/", Role.ADMINISTRATOR),
    Screen("admin-log", "/admin/admin/logentry/", Role.AUDITOR),
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
    Screen("admin-parameter-add", "/admin/core/datedvalue/add/", Role.ADMINISTRATOR),
    Screen("admin-mailbox-add", "/admin/mail/mailbox/add/", Role.ADMINISTRATOR),
    Screen("admin-queue-add", "/admin/queues/queue/add/", Role.ADMINISTRATOR),
    Screen("admin-messages", "/admin/mail/message/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("styleguide", "/styleguide/"),
    *(Screen(f"styleguide-{name}", f"/styleguide/{name}/") for name in COMPONENTS),
)
