"""What staff offers to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import CreateEntry, NavigationEntry, create_menu, navigation
from oss.core.reference import Loader, loaders
from oss.staff import (
    access_map,
    held,  # noqa: F401 - says what is held about people
)
from oss.staff.access_map import NOBODY, PUBLIC, SIGNED_IN, may
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

access_map.register(
    {
        "healthz": PUBLIC,
        "readyz": PUBLIC,
        "home": SIGNED_IN,
        "profile": SIGNED_IN,
        "drafts": SIGNED_IN,
        "help": SIGNED_IN,
        "help_page": SIGNED_IN,
        "search": may("staff.use_loket"),
        "section": may("staff.use_loket"),
        "session_state": PUBLIC,
        "session_login": PUBLIC,
        "set_language": PUBLIC,
        "styleguide": SIGNED_IN,
        "styleguide_options": SIGNED_IN,
        "styleguide_component": SIGNED_IN,
        "admin:*": may("staff.use_admin"),
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
    }
)

navigation.register("home", NavigationEntry(_("Dashboard"), "home", 0, "home"))
navigation.register(
    "admin",
    NavigationEntry(_("Administration"), "settings", 900, "admin:index", permission="staff.use_admin"),
)
create_menu.register(
    "user", CreateEntry(_("Colleague"), "user-plus", 90, "admin:staff_user_add", "staff.add_user")
)
loaders.register("roles", Loader("roles", 0, load_roles))
demo_loaders.register("staff", DemoLoader("staff", 0, "oss.staff.demo.load_staff"))
admin_figures.register("staff", staff_figures)
