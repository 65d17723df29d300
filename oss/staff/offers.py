"""What staff offers to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import CreateEntry, NavigationEntry, create_menu, navigation
from oss.core.pages import NOBODY, PUBLIC, SIGNED_IN, holders_of, not_ours
from oss.core.reference import Loader, loaders
from oss.staff import held  # noqa: F401 - says what is held about people
from oss.staff.admin_site import admin_figures
from oss.staff.figures import staff_figures
from oss.staff.grants import grant
from oss.staff.reference import load_roles
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, AUDITOR, COORDINATION, LOG_READERS

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
    not_ours.register(name, access)

navigation.register("home", NavigationEntry(_("Dashboard"), "home", 0, "home"))
navigation.register(
    "admin",
    NavigationEntry(_("Administration"), "settings", 900, "admin:index"),
)
create_menu.register("user", CreateEntry(_("Colleague"), "user-plus", 90, "admin:staff_user_add"))
loaders.register("roles", Loader("roles", 0, load_roles))
demo_loaders.register("staff", DemoLoader("staff", 0, "oss.staff.demo.load_staff"))
admin_figures.register("staff", staff_figures)
