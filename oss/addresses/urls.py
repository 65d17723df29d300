from django.urls import path

from oss.addresses import correcting_views, finding_views, record_views, views
from oss.lists.views import listing

urlpatterns = [
    path("addresses/", listing("addresses"), name="addresses"),
    path("addresses/lookup/", views.address_lookup, name="address_lookup"),
    path("addresses/new/", correcting_views.address_new, name="address_new"),
    path("addresses/new/quick/", correcting_views.address_quick, name="address_quick"),
    path("addresses/<int:pk>/", record_views.address, name="address"),
    path("addresses/<int:pk>/edit/", record_views.dwelling_edit, name="dwelling_edit"),
    path("addresses/<int:pk>/refresh/", record_views.address_refresh, name="address_refresh"),
    path("addresses/<int:pk>/map/", record_views.address_map, name="address_map"),
    path("addresses/<int:pk>/building/", correcting_views.address_building, name="address_building"),
    path(
        "addresses/<int:pk>/add/<slug:kind>/", finding_views.address_finding_new, name="address_finding_new"
    ),
    path("addresses/buildings/", listing("buildings"), name="buildings"),
    path("addresses/buildings/lookup/", correcting_views.building_lookup, name="building_lookup"),
    path("addresses/buildings/<int:pk>/", record_views.building, name="building"),
    path("addresses/buildings/<int:pk>/edit/", record_views.building_edit, name="building_edit"),
    path("addresses/buildings/<int:pk>/map/", record_views.building_map, name="building_map"),
    path(
        "addresses/buildings/<int:pk>/addresses/",
        correcting_views.building_addresses,
        name="building_addresses",
    ),
    path(
        "addresses/buildings/<int:pk>/add/<slug:kind>/",
        finding_views.building_finding_new,
        name="building_finding_new",
    ),
    path("addresses/streets/lookup/", correcting_views.street_lookup, name="street_lookup"),
    path("addresses/findings/<slug:kind>/<int:pk>/", finding_views.finding, name="finding"),
    path(
        "addresses/findings/<slug:kind>/<int:pk>/remove/", finding_views.finding_remove, name="finding_remove"
    ),
    path(
        "addresses/findings/<slug:kind>/<int:pk>/restore/",
        finding_views.finding_restore,
        name="finding_restore",
    ),
]
