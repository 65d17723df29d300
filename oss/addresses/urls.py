from oss.addresses import correcting_views, finding_views, record_views, views
from oss.addresses.lists import ADDRESSES, BUILDINGS
from oss.addresses.operations.correcting import MAY_CORRECT
from oss.addresses.operations.describing import MAY_DESCRIBE
from oss.addresses.operations.unverified import MAY_ADD
from oss.core.pages import page
from oss.lists.views import listing

_ADDRESS = "addresses/<int:pk>/"
_BUILDING = "addresses/buildings/<int:pk>/"
_FINDING = "addresses/findings/<slug:kind>/<int:pk>/"

urlpatterns = [
    page("addresses/", listing("addresses"), name="addresses", may=ADDRESSES.permission),
    page("addresses/lookup/", views.address_lookup, name="address_lookup", may=ADDRESSES.permission),
    page("addresses/new/", correcting_views.address_new, name="address_new", may=MAY_ADD),
    page("addresses/new/quick/", correcting_views.address_quick, name="address_quick", may=MAY_ADD),
    page(_ADDRESS, record_views.address, name="address", may=ADDRESSES.permission, example="{address}"),
    page(
        f"{_ADDRESS}edit/",
        record_views.dwelling_edit,
        name="dwelling_edit",
        may=MAY_DESCRIBE,
        example="{address}",
    ),
    page(
        f"{_ADDRESS}refresh/",
        record_views.address_refresh,
        name="address_refresh",
        may=MAY_DESCRIBE,
        example="{address}",
    ),
    page(
        f"{_ADDRESS}map/",
        record_views.address_map,
        name="address_map",
        may=ADDRESSES.permission,
        example="{address}",
    ),
    page(
        f"{_ADDRESS}building/",
        correcting_views.address_building,
        name="address_building",
        may=MAY_CORRECT,
        example="{address}",
    ),
    page(
        f"{_ADDRESS}add/<slug:kind>/",
        finding_views.address_finding_new,
        name="address_finding_new",
        may=MAY_DESCRIBE,
        example="{address}/work",
    ),
    page("addresses/buildings/", listing("buildings"), name="buildings", may=BUILDINGS.permission),
    page(
        "addresses/buildings/lookup/",
        correcting_views.building_lookup,
        name="building_lookup",
        may=BUILDINGS.permission,
    ),
    page(_BUILDING, record_views.building, name="building", may=BUILDINGS.permission, example="{building}"),
    page(
        f"{_BUILDING}edit/",
        record_views.building_edit,
        name="building_edit",
        may=MAY_DESCRIBE,
        example="{building}",
    ),
    page(
        f"{_BUILDING}map/",
        record_views.building_map,
        name="building_map",
        may=BUILDINGS.permission,
        example="{building}",
    ),
    page(
        f"{_BUILDING}addresses/",
        correcting_views.building_addresses,
        name="building_addresses",
        may=MAY_CORRECT,
        example="{building}",
    ),
    page(
        f"{_BUILDING}add/<slug:kind>/",
        finding_views.building_finding_new,
        name="building_finding_new",
        may=MAY_DESCRIBE,
        example="{building}/certificate",
    ),
    page(
        "addresses/streets/lookup/",
        correcting_views.street_lookup,
        name="street_lookup",
        may=ADDRESSES.permission,
    ),
    page(
        _FINDING, finding_views.finding, name="finding", may=MAY_DESCRIBE, example="certificate/{certificate}"
    ),
    page(
        f"{_FINDING}remove/",
        finding_views.finding_remove,
        name="finding_remove",
        may=MAY_DESCRIBE,
        example="certificate/{certificate}",
    ),
    page(
        f"{_FINDING}restore/",
        finding_views.finding_restore,
        name="finding_restore",
        may=MAY_DESCRIBE,
        example="certificate/{certificate}",
    ),
]
