from django.urls import URLPattern, path, re_path

from oss.contacts.views import associations, exchange, lookups, merging, parts, pool, quick, records
from oss.lists.views import listing


def _of(kind: str, plural: str) -> list[URLPattern]:
    """The pages that people and organisations share."""
    of = {"kind": kind}
    one = f"{plural}/<int:pk>/"
    return [
        path(f"{plural}/", listing(plural), name=plural),
        path(f"{plural}/new/", records.record_new, of, name=f"{kind}_new"),
        path(f"{plural}/new/panel/", quick.record_quick, of, name=f"{kind}_quick"),
        path(f"{plural}/new/duplicates/", quick.record_duplicates, of, name=f"{kind}_duplicates"),
        path(f"{plural}/import/", exchange.record_import, of, name=f"{kind}_import"),
        re_path(
            rf"^{plural}/export\.(?P<file_format>xlsx|csv)$",
            exchange.record_export,
            of,
            name=f"{kind}_export",
        ),
        path(one, records.record, of, name=kind),
        path(f"{one}edit/", records.record_edit, of, name=f"{kind}_edit"),
        path(f"{one}deactivate/", records.record_deactivate, of, name=f"{kind}_deactivate"),
        path(f"{one}reactivate/", records.record_reactivate, of, name=f"{kind}_reactivate"),
        path(f"{one}delete/", records.record_delete, of, name=f"{kind}_delete"),
        path(f"{plural}/duplicates/", merging.pairs, of, name=f"{kind}_pairs"),
        path(f"{one}merge/", merging.merge_choose, of, name=f"{kind}_merge_choose"),
        path(f"{one}merge/<int:other>/", merging.merge_compare, of, name=f"{kind}_merge"),
        path(f"{one}contact-points/", parts.point_add, of, name=f"{kind}_point"),
        path(f"{one}employments/", parts.employment_add, of, name=f"{kind}_employment"),
        path(
            f"{one}removed/<slug:part>/<int:key>/restore/",
            parts.part_restore,
            of,
            name=f"{kind}_part_restore",
        ),
    ]


_POINT = "contact-points/<int:pk>/"

urlpatterns = [
    path("people/lookup/", lookups.person_lookup, name="person_lookup"),
    path("organisations/lookup/", lookups.organisation_lookup, name="organisation_lookup"),
    *_of("person", "people"),
    *_of("organisation", "organisations"),
    *(
        path(f"organisations/<int:pk>/{name}/", view, name=f"organisation_{name}")
        for name, view in (
            ("pool", pool.organisation_pool),
            ("training", pool.organisation_training),
            ("evaluation", pool.organisation_evaluation),
        )
    ),
    *(
        path(f"organisations/<int:pk>/{name}/<int:key>/remove/", view, name=f"organisation_{name}_remove")
        for name, view in (
            ("training", pool.organisation_training_remove),
            ("evaluation", pool.organisation_evaluation_remove),
        )
    ),
    path("organisations/<int:pk>/buildings/", associations.building_add, name="organisation_building"),
    path("organisations/<int:pk>/roles/", associations.role_add, name="organisation_role"),
    path("association-roles/<int:pk>/", associations.role_change, name="association_role"),
    path(
        "addresses/buildings/<int:pk>/association/",
        associations.building_association,
        name="building_association",
    ),
    path("association-buildings/<int:pk>/remove/", associations.building_remove, name="building_remove"),
    path("organisations/associations/", associations.association_matches, name="association_matches"),
    path("organisations/associations/<int:pk>/", associations.association_match, name="association_match"),
    path(f"{_POINT}edit/", parts.point_change, name="contact_point_change"),
    *(
        path(f"{_POINT}{verb}/", parts.point_verb, {"verb": verb}, name=f"contact_point_{verb}")
        for verb in ("prefer", "bounces", "works", "remove")
    ),
    path("imports/<int:pk>/", exchange.contact_import, name="contact_import"),
    path("imports/<int:pk>/refused/", exchange.contact_import_refused, name="contact_import_refused"),
    path("imports/<int:pk>/start/", exchange.contact_import_start, name="contact_import_start"),
    path("duplicates/<int:pk>/two/", merging.pair_not_duplicate, name="pair_not_duplicate"),
    path("merges/<int:pk>/undo/", merging.merge_undo, name="merge_undo"),
    path("employments/<int:pk>/", parts.employment_change, name="employment_change"),
]
