"""What contacts offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.addresses.panels import occupants
from oss.contacts import (
    buildings,
    held,  # noqa: F401 - says what is held about people
)
from oss.contacts.lists import ORGANISATIONS, PEOPLE
from oss.contacts.merging import own_movers
from oss.contacts.occupants import people_at
from oss.contacts.reference import load_specialities
from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import (
    CreateEntry,
    NavigationEntry,
    SearchPlace,
    create_menu,
    navigation,
    search_places,
)
from oss.core.reference import Loader, loaders
from oss.lists.declaration import lists
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION

for kind in ("contacts.person", "contacts.organisation"):
    grant(kind, view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF, merge=ALL_STAFF, delete=ADMINISTRATOR)
grant("contacts.contactimport", view=COORDINATION, add=COORDINATION)
grant("contacts.contactpoint", view=ALL_STAFF)
grant("contacts.employment", view=ALL_STAFF)
grant("contacts.speciality", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("contacts.registerrun", view=COORDINATION)
grant("contacts.associationmatch", view=ALL_STAFF, change=ALL_STAFF)

navigation.register("people", NavigationEntry(_("People"), "users", 60, "people"))
navigation.register(
    "organisations",
    NavigationEntry(_("Organisations"), "building-store", 61, "organisations"),
)
for order, definition, about in (
    (10, PEOPLE, _("name, mail address, phone")),
    (20, ORGANISATIONS, _("name, enterprise number, mail address, phone")),
):
    lists.register(definition.name, definition)
    search_places.register(
        definition.name,
        SearchPlace(
            definition.label, definition.icon, order, definition.url_name, definition.url_searching, about
        ),
    )
create_menu.register("contact", CreateEntry(_("Person"), "user", 0, "person_new"))
create_menu.register(
    "organisation",
    CreateEntry(_("Organisation"), "building-store", 1, "organisation_new"),
)
own_movers.register()
buildings.register()
loaders.register("specialities", Loader("specialities", 20, load_specialities))
demo_loaders.register("contacts", DemoLoader("contacts", 20, "oss.contacts.demo.load_contacts"))
occupants.register("contacts", people_at)
