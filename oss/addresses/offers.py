"""What addresses offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.addresses.demo import load_addresses
from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import NavigationEntry, navigation
from oss.staff import access_map
from oss.staff.access_map import may
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, COORDINATION

grant("addresses.municipality", view=ALL_STAFF)
grant("addresses.street", view=ALL_STAFF)
grant("addresses.address", view=ALL_STAFF)
grant("addresses.building", view=ALL_STAFF)
grant("addresses.importrun", view=COORDINATION)

access_map.register({"address_lookup": may("addresses.view_address")})

navigation.register(
    "addresses",
    NavigationEntry(
        _("Addresses"),
        "map-pin",
        50,
        permission="staff.use_loket",
        text=_("Addresses and buildings from the official register, with certificates and works."),
    ),
)
demo_loaders.register("addresses", DemoLoader("addresses", 10, load_addresses))
