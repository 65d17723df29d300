"""What addresses offer to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.addresses import parameters  # noqa: F401 - declares them
from oss.addresses.lists import ADDRESSES, BUILDINGS
from oss.addresses.reference import load_geography, load_measures
from oss.core.demo import DemoLoader
from oss.core.navigation import CreateEntry, NavigationEntry, SearchPlace
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION, Role

ADDING = COORDINATION | {Role.DISPATCHER, Role.FILE_HANDLER}

grant("addresses.municipality", view=ALL_STAFF)
grant("addresses.street", view=ALL_STAFF)
grant("addresses.address", view=ALL_STAFF, add=ADDING)
grant("addresses.building", view=ALL_STAFF, change=ALL_STAFF)
grant("addresses.dwelling", view=ALL_STAFF, change=ALL_STAFF)
grant("addresses.district", view=ALL_STAFF)
grant("addresses.statisticalsector", view=ALL_STAFF)
grant("addresses.importrun", view=COORDINATION)
grant("addresses.measure", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

offer(
    NavigationEntry("addresses", _("Addresses"), "map-pin", 50, "addresses"),
    CreateEntry("address_new", _("Address outside the register"), "map-pin", 2),
    ADDRESSES,
    BUILDINGS,
    SearchPlace(
        "addresses",
        _("Addresses"),
        "map-pin",
        30,
        ADDRESSES.url_searching,
        _("street, house number, postcode"),
    ),
    DemoLoader("addresses", 10, "oss.addresses.demo.load_addresses"),
    DemoLoader("sectors", 11, "oss.addresses.demo.load_sectors"),
    DemoLoader("findings", 15, "oss.addresses.demo_findings.load_findings"),
    Loader("geography", 20, load_geography),
    Loader("measures", 20, load_measures),
)
