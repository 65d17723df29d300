"""Screens beside the example that each page has: other states, other roles, and pages that are not ours."""

from collections.abc import Callable
from dataclasses import dataclass

from oss.staff.roles import Role
from tests.browser.contacts_scenery import known_contacts
from tests.browser.scenery import apartment_building, busy_lists, busy_loket
from tests.dossiers.designed import designed
from tests.dossiers.executed import executed
from tests.dossiers.quoted import quoted_roof


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    role: Role | None = Role.DESK  # None: a visitor
    status: int = 200
    prepare: Callable[[], dict[str, object]] = dict  # what fills the gaps of `path`


COMPONENTS = ("process_bar", "timeline", "lookup", "list_table", "person_chip", "comparison", "day")

SCREENS = (
    Screen("login", "/account/login/", None),
    Screen("password-reset", "/account/password/reset/", None),
    Screen("password-reset-done", "/account/password/reset/done/", None),
    Screen("signup-closed", "/account/signup/", None),
    Screen("inactive", "/account/inactive/", None),
    Screen("home", "/"),
    Screen("home-auditor", "/", Role.AUDITOR),
    Screen("password-change", "/account/password/change/"),
    Screen("log-out", "/account/logout/"),
    Screen("queue-mine", "/queues/general/?show=mine&item={picked}", prepare=busy_loket),
    Screen("queue-parked", "/queues/general/?item={parked}", Role.DISPATCHER, prepare=busy_loket),
    Screen("queue-empty", "/queues/loans/", Role.DISPATCHER),
    Screen("dossier-new-from-mail", "/dossiers/new/?item={item}", prepare=busy_loket),
    Screen("dossier-new-wagon", "/dossiers/new/?on={journey}", prepare=busy_loket),
    Screen("dossiers-of-type", "/dossiers/information/?f=open.in:yes", prepare=busy_loket),
    Screen(
        "dossiers-filtered",
        "/dossiers/?f=any(stage.in:request~handling,assignee.me)&sort=-opened_on,number&chart=stage",
        prepare=busy_loket,
    ),
    Screen("dossiers-nothing", "/dossiers/?q=zzzz&f=number.contains:zz", prepare=busy_loket),
    Screen("list-filter", "/lists/dossiers/filter/?f=&column=stage", prepare=busy_loket),
    Screen("list-filter-wrong", "/lists/dossiers/filter/?f=&column=opened_on&op=is&day=x", status=422),
    Screen("organisations-empty", "/organisations/"),
    Screen("dossiers-empty", "/dossiers/loan/"),
    *(
        Screen(f"dossier-{tab}", f"/dossiers/{{dossier}}/?tab={tab}", prepare=busy_loket)
        for tab in ("info", "contact", "journey", "timeline", "files", "request")
    ),
    Screen("dossier-completed", "/dossiers/{completed}/", prepare=busy_loket),
    Screen("dossier-abandoned", "/dossiers/{abandoned}/", prepare=busy_loket),
    Screen("list-view-open", "/dossiers/?view={view}&sort=opened_on", prepare=busy_lists),
    Screen("quote-new-for-a-roof", "/quotes/new/?work={work}", prepare=quoted_roof),
    Screen("quotes-by-amounts", "/works/{work}/quotes/?by=amount&flags=0", prepare=quoted_roof),
    *(
        Screen(f"design-{tab}", f"/dossiers/{{design}}/?tab={tab}", role, prepare=designed)
        for tab, role in (
            ("info", Role.COACH),
            ("studies", Role.COACH),
            ("quotes", Role.COACH),
            ("financing", Role.FINANCIAL_ADVISER),
        )
    ),
    *(
        Screen(f"execution-{tab}", f"/dossiers/{{{stage}}}/?tab={tab}", Role.COACH, prepare=executed)
        for tab, stage in (
            ("request", "prepared"),
            ("preparation", "prepared"),
            ("execution", "running"),
            ("aftercare", "looked_back_on"),
            ("survey", "looked_back_on"),
        )
    ),
    Screen("surveys-answered", "/surveys/", Role.COORDINATOR, prepare=executed),
    Screen("admin-questionnaires", "/admin/dossiers/questionnaire/", Role.ADMINISTRATOR, prepare=executed),
    *(
        Screen(
            f"admin-questionnaire-{name}",
            f"/admin/dossiers/questionnaire/{{{name}}}/change/",
            Role.ADMINISTRATOR,
            prepare=executed,
        )
        for name in ("sent", "not_sent")
    ),
    Screen("addresses", "/addresses/?q=bruul", prepare=apartment_building),
    Screen("people-nothing", "/people/?q=zzzz"),
    Screen("person-dossiers", "/people/{person}/?tab=dossiers", prepare=known_contacts),
    Screen("person-history", "/people/{person}/?tab=history", prepare=known_contacts),
    Screen("person-alone", "/people/{alone}/", prepare=known_contacts),
    Screen("associations-empty", "/organisations/associations/"),
    Screen("admin-busy", "/admin/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("admin-dossiers", "/admin/dossiers/dossier/", Role.ADMINISTRATOR, prepare=busy_loket),
    Screen("admin-subtypes", "/admin/dossiers/subtype/", Role.ADMINISTRATOR),
    Screen("admin-log", "/admin/admin/logentry/", Role.AUDITOR),
    Screen("admin-queues", "/admin/queues/queue/", Role.ADMINISTRATOR),
    Screen("search", "/search/?q=e"),
    Screen("search-empty", "/search/?q=zzzz"),
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
    *(Screen(f"styleguide-{name}", f"/styleguide/{name}/") for name in COMPONENTS),
)
