"""What addresses offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.addresses import parameters  # noqa: F401 - declares them
from oss.addresses.lists import ADDRESSES, BUILDINGS
from oss.addresses.reference import load_geography
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
from oss.staff.roles import ALL_STAFF, COORDINATION, Role

ADDING = COORDINATION | {Role.DISPATCHER, Role.FILE_HANDLER}

grant("addresses.municipality", view=ALL_STAFF)
grant("addresses.street", view=ALL_STAFF)
grant("addresses.address", view=ALL_STAFF, add=ADDING)
grant("addresses.building", view=ALL_STAFF, change=ALL_STAFF)
grant("addresses.dwelling", view=ALL_STAFF, change=ALL_STAFF)
grant("addresses.district", view=ALL_STAFF)
grant("addresses.statisticalsector", view=ALL_STAFF)
grant("addresses.importrun", view=COORDINATION)

navigation.register(
    "addresses",
    NavigationEntry(_("Addresses"), "map-pin", 50, "addresses"),
)
create_menu.register(
    "address",
    CreateEntry(_("Address outside the register"), "map-pin", 2, "address_new"),
)
search_places.register(
    "addresses",
    SearchPlace(
        _("Addresses"),
        "map-pin",
        30,
        "addresses",
        ADDRESSES.url_searching,
        _("street, house number, postcode"),
    ),
)
lists.register("addresses", ADDRESSES)
lists.register("buildings", BUILDINGS)
demo_loaders.register("addresses", DemoLoader("addresses", 10, "oss.addresses.demo.load_addresses"))
demo_loaders.register("sectors", DemoLoader("sectors", 11, "oss.addresses.demo.load_sectors"))
loaders.register("geography", Loader("geography", 20, load_geography))
demo_loaders.register("findings", DemoLoader("findings", 15, "oss.addresses.demo_findings.load_findings"))
