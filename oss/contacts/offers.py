"""What contacts offer to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.addresses.panels import OccupantsPanel
from oss.contacts import (
    buildings,
    held,  # noqa: F401 - says what is held about people
)
from oss.contacts.lists import ORGANISATIONS, PEOPLE
from oss.contacts.merging import own_movers
from oss.contacts.occupants import people_at
from oss.core.demo import DemoLoader
from oss.core.navigation import CreateEntry, NavigationEntry, SearchPlace
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION

for kind in ("contacts.person", "contacts.organisation"):
    grant(kind, view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF, merge=ALL_STAFF, delete=ADMINISTRATOR)
grant("contacts.contactimport", view=COORDINATION, add=COORDINATION)
grant("contacts.contactpoint", view=ALL_STAFF)
grant("contacts.employment", view=ALL_STAFF)
grant("contacts.registerrun", view=COORDINATION)
grant("contacts.associationmatch", view=ALL_STAFF, change=ALL_STAFF)

offer(
    NavigationEntry("people", _("People"), "users", 60, "people"),
    NavigationEntry("organisations", _("Organisations"), "building-store", 61, "organisations"),
    CreateEntry("person_new", _("Person"), "user", 0),
    CreateEntry("organisation_new", _("Organisation"), "building-store", 1),
)
for order, definition, about in (
    (10, PEOPLE, _("name, mail address, phone")),
    (20, ORGANISATIONS, _("name, enterprise number, mail address, phone")),
):
    offer(
        definition,
        SearchPlace(
            definition.url_name, definition.label, definition.icon, order, definition.url_searching, about
        ),
    )
own_movers.register()
buildings.register()
offer(
    DemoLoader("contacts", 20, "oss.contacts.demo.load_contacts"),
    OccupantsPanel("contacts", people_at),
)
