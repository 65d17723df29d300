"""What staff offers."""

from django.utils.translation import gettext_lazy as _

from oss.core.demo import DemoLoader
from oss.core.navigation import CreateEntry, NavigationEntry
from oss.core.pages import NOBODY, PUBLIC, SIGNED_IN, NotOurs, holders_of
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff import held  # noqa: F401 - says what is held about people
from oss.staff.admin_site import AdminFigures
from oss.staff.figures import staff_figures
from oss.staff.grants import grant
from oss.staff.reference import load_roles
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, AUDITOR, COORDINATION, LOG_READERS
from oss.staff.rosters import offers as _rosters  # noqa: F401 - which offers what is theirs

grant("staff.user", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("staff.loket", use=ALL_STAFF)
grant("staff.admin", use=COORDINATION | AUDITOR)
grant("admin.logentry", view=LOG_READERS)
grant("staff.team", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant("staff.membership", view=ALL_STAFF, add=COORDINATION, change=COORDINATION, delete=COORDINATION)
grant("core.datedvalue", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

for name, access in {
    "admin:*": holders_of("staff.use_admin"),
    "admin:staff_user_add": holders_of("staff.add_user"),
    "admin:view_on_site": NOBODY,  # no page of ours is found by model number
    "admin:password_change": NOBODY,  # passwords change in one place: account_change_password
    "admin:password_change_done": NOBODY,
    # allauth: what a visitor needs to get in, and what staff do with their own password
    "account_login": PUBLIC,
    "account_confirm_login_code": NOBODY,  # these three belong to ways of login that we do not use
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_signup": PUBLIC,  # answers that accounts are made by an administrator
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_email": NOBODY,  # a mail address is an account: an administrator changes it
    "account_confirm_email": NOBODY,
    "account_email_verification_sent": NOBODY,
}.items():
    offer(NotOurs(name, access))

offer(
    NavigationEntry("home", _("Dashboard"), "home", 0, "home"),
    NavigationEntry("admin", _("Administration"), "settings", 900, "admin:index"),
    CreateEntry("admin:staff_user_add", _("Colleague"), "user-plus", 90),
    Loader("roles", 0, load_roles),
    DemoLoader("staff", 0, "oss.staff.demo.load_staff"),
    AdminFigures("staff", staff_figures),
)
