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
from oss.staff import access_map
from oss.staff.access_map import may
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

for kind, plural in (("person", "people"), ("organisation", "organisations")):
    access_map.register(
        dict.fromkeys((f"{kind}_lookup", plural, kind), may(f"contacts.view_{kind}"))
        | dict.fromkeys((f"{kind}_new", f"{kind}_quick", f"{kind}_duplicates"), may(f"contacts.add_{kind}"))
        | dict.fromkeys(
            (
                f"{kind}_{verb}"
                for verb in ("edit", "deactivate", "reactivate", "point", "employment", "part_restore")
            ),
            may(f"contacts.change_{kind}"),
        )
        | dict.fromkeys(
            (f"{kind}_{page}" for page in ("pairs", "merge_choose", "merge")), may(f"contacts.merge_{kind}")
        )
        | {f"{kind}_import": may("contacts.add_contactimport")}
        | {f"{kind}_export": may("contacts.view_contactimport")}
        | {f"{kind}_delete": may(f"contacts.delete_{kind}")}
    )
access_map.register(
    dict.fromkeys(
        (
            *("contact_point_change", "contact_point_prefer", "contact_point_bounces"),
            *("contact_point_works", "contact_point_remove", "employment_change"),
        ),
        may("contacts.change_person"),
    )
    | dict.fromkeys(
        (
            *("organisation_pool", "organisation_training", "organisation_evaluation"),
            *("organisation_training_remove", "organisation_evaluation_remove"),
            *("organisation_building", "building_remove", "building_association"),
            *("organisation_role", "association_role"),
        ),
        may("contacts.change_organisation"),
    )
    | dict.fromkeys(("association_matches", "association_match"), may("contacts.change_associationmatch"))
    | dict.fromkeys(("contact_import", "contact_import_refused"), may("contacts.view_contactimport"))
    | {"contact_import_start": may("contacts.add_contactimport")}
    | dict.fromkeys(("pair_not_duplicate", "merge_undo"), may("contacts.merge_person"))
)

navigation.register(
    "people", NavigationEntry(_("People"), "users", 60, "people", permission="contacts.view_person")
)
navigation.register(
    "organisations",
    NavigationEntry(
        _("Organisations"), "building-store", 61, "organisations", permission="contacts.view_organisation"
    ),
)
for order, definition, about in (
    (10, PEOPLE, _("name, mail address, phone")),
    (20, ORGANISATIONS, _("name, enterprise number, mail address, phone")),
):
    lists.register(definition.name, definition)
    search_places.register(
        definition.name,
        SearchPlace(
            definition.label, definition.icon, order, definition.url_searching, definition.permission, about
        ),
    )
create_menu.register("contact", CreateEntry(_("Person"), "user", 0, "person_new", "contacts.add_person"))
create_menu.register(
    "organisation",
    CreateEntry(_("Organisation"), "building-store", 1, "organisation_new", "contacts.add_organisation"),
)
own_movers.register()
buildings.register()
loaders.register("specialities", Loader("specialities", 20, load_specialities))
demo_loaders.register("contacts", DemoLoader("contacts", 20, "oss.contacts.demo.load_contacts"))
occupants.register("contacts", people_at)
