"""What contacts offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.contacts.demo import load_contacts
from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import NavigationEntry, navigation
from oss.staff import access_map
from oss.staff.access_map import may
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF

grant("contacts.person", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF, delete=ADMINISTRATOR)
grant("contacts.organisation", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF, delete=ADMINISTRATOR)
grant("contacts.contactpoint", view=ALL_STAFF)
grant("contacts.employment", view=ALL_STAFF)

access_map.register(
    {
        "person_lookup": may("contacts.view_person"),
        "organisation_lookup": may("contacts.view_organisation"),
    }
)

navigation.register(
    "people",
    NavigationEntry(
        _("People"),
        "users",
        60,
        permission="staff.use_loket",
        text=_("Everybody the loket knows, once, with all their journeys and dossiers."),
    ),
)
navigation.register(
    "organisations",
    NavigationEntry(
        _("Organisations"),
        "building-store",
        61,
        permission="staff.use_loket",
        text=_("Owners' associations, syndics, contractors, study offices and partners."),
    ),
)
demo_loaders.register("contacts", DemoLoader("contacts", 20, load_contacts))
