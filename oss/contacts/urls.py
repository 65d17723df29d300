from django.views.generic import RedirectView

from oss.contacts.lists import ORGANISATIONS, PEOPLE
from oss.contacts.views import associations, exchange, lookups, merging, parts, pool, quick, records
from oss.core.pages import Page, page
from oss.lists.declaration import ListDefinition
from oss.lists.views import listing

_ORGANISATION = "organisations/<int:pk>/"
_MATCHES = "organisations/associations/"
_POINT = "contact-points/<int:pk>/"
_IMPORT = "imports/<int:pk>/"
MAY_EXCHANGE = "contacts.view_contactimport"
MAY_CHANGE = "contacts.change_person"
MAY_CHANGE_ORGANISATION = "contacts.change_organisation"
MAY_MATCH = "contacts.change_associationmatch"
MAY_MERGE = "contacts.merge_person"


def _of(kind: str, listed: ListDefinition) -> list[Page]:
    """The pages that people and organisations share."""
    of, a_record = {"kind": kind}, f"{{{kind}}}"
    plural = listed.name
    one = f"{plural}/<int:pk>/"
    view, add, change, merge, delete = (
        f"contacts.{verb}_{kind}" for verb in ("view", "add", "change", "merge", "delete")
    )
    return [
        page(f"{plural}/", listing(plural), name=plural, may=listed.permission),
        page(f"{plural}/new/", records.record_new, of, name=f"{kind}_new", may=add),
        page(f"{plural}/new/panel/", quick.record_quick, of, name=f"{kind}_quick", may=add),
        page(f"{plural}/new/duplicates/", quick.record_duplicates, of, name=f"{kind}_duplicates", may=add),
        page(
            f"{plural}/import/",
            exchange.record_import,
            of,
            name=f"{kind}_import",
            may="contacts.add_contactimport",
        ),
        page(
            rf"^{plural}/export\.(?P<file_format>xlsx|csv)$",
            exchange.record_export,
            of,
            name=f"{kind}_export",
            may=MAY_EXCHANGE,
            example="xlsx",
        ),
        page(f"{plural}/duplicates/", merging.pairs, of, name=f"{kind}_pairs", may=merge),
        *(
            page(f"{one}{path}", show, of, name=f"{kind}{name}", may=may, example=a_record)
            for path, show, name, may in (
                ("", records.record, "", view),
                ("edit/", records.record_edit, "_edit", change),
                ("deactivate/", records.record_deactivate, "_deactivate", change),
                ("reactivate/", records.record_reactivate, "_reactivate", change),
                ("delete/", records.record_delete, "_delete", delete),
                ("merge/", merging.merge_choose, "_merge_choose", merge),
                ("contact-points/", parts.point_add, "_point", change),
                ("employments/", parts.employment_add, "_employment", change),
            )
        ),
        page(
            f"{one}merge/<int:other>/",
            merging.merge_compare,
            of,
            name=f"{kind}_merge",
            may=merge,
            example=f"{a_record}/{{twin_{kind}}}",
        ),
        page(
            f"{one}removed/<slug:part>/<int:key>/restore/",
            parts.part_restore,
            of,
            name=f"{kind}_part_restore",
            may=change,
            example=f"{a_record}/employment/{{employment}}",
        ),
    ]


urlpatterns = [
    # where specialities were kept
    page(
        "admin/contacts/speciality/",
        RedirectView.as_view(pattern_name="admin:addresses_measure_changelist", permanent=True),
        name="specialities",
        may="addresses.view_measure",
    ),
    page("people/lookup/", lookups.person_lookup, name="person_lookup", may=PEOPLE.permission),
    page(
        "organisations/lookup/",
        lookups.organisation_lookup,
        name="organisation_lookup",
        may=ORGANISATIONS.permission,
    ),
    *_of("person", PEOPLE),
    *_of("organisation", ORGANISATIONS),
    *(
        page(
            f"{_ORGANISATION}{path}/",
            view,
            name=f"organisation_{name}",
            may=MAY_CHANGE_ORGANISATION,
            example=example,
        )
        for path, view, name, example in (
            ("pool", pool.organisation_pool, "pool", "{contractor}"),
            ("training", pool.organisation_training, "training", "{contractor}"),
            ("evaluation", pool.organisation_evaluation, "evaluation", "{contractor}"),
            ("buildings", associations.building_add, "building", "{organisation}"),
            ("roles", associations.role_add, "role", "{organisation}"),
        )
    ),
    *(
        page(
            f"{_ORGANISATION}{name}/<int:key>/remove/",
            view,
            name=f"organisation_{name}_remove",
            may=MAY_CHANGE_ORGANISATION,
            example=f"{{contractor}}/{{{name}}}",
        )
        for name, view in (
            ("training", pool.organisation_training_remove),
            ("evaluation", pool.organisation_evaluation_remove),
        )
    ),
    page(
        "association-roles/<int:pk>/",
        associations.role_change,
        name="association_role",
        may=MAY_CHANGE_ORGANISATION,
        example="{role}",
    ),
    page(
        "addresses/buildings/<int:pk>/association/",
        associations.building_association,
        name="building_association",
        may=MAY_CHANGE_ORGANISATION,
        example="{building}",
    ),
    page(
        "association-buildings/<int:pk>/remove/",
        associations.building_remove,
        name="building_remove",
        may=MAY_CHANGE_ORGANISATION,
        example="{association_building}",
    ),
    page(_MATCHES, associations.association_matches, name="association_matches", may=MAY_MATCH),
    page(
        f"{_MATCHES}<int:pk>/",
        associations.association_match,
        name="association_match",
        may=MAY_MATCH,
        example="{match}",
    ),
    page(
        f"{_POINT}edit/", parts.point_change, name="contact_point_change", may=MAY_CHANGE, example="{point}"
    ),
    *(
        page(
            f"{_POINT}{verb}/",
            parts.point_verb,
            {"verb": verb},
            name=f"contact_point_{verb}",
            may=MAY_CHANGE,
            example="{point}",
        )
        for verb in ("prefer", "bounces", "works", "remove")
    ),
    page(_IMPORT, exchange.contact_import, name="contact_import", may=MAY_EXCHANGE, example="{import}"),
    page(
        f"{_IMPORT}refused/",
        exchange.contact_import_refused,
        name="contact_import_refused",
        may=MAY_EXCHANGE,
        example="{import}",
    ),
    page(
        f"{_IMPORT}start/",
        exchange.contact_import_start,
        name="contact_import_start",
        may="contacts.add_contactimport",
        example="{import}",
    ),
    page(
        "duplicates/<int:pk>/two/",
        merging.pair_not_duplicate,
        name="pair_not_duplicate",
        may=MAY_MERGE,
        example="{pair}",
    ),
    page("merges/<int:pk>/undo/", merging.merge_undo, name="merge_undo", may=MAY_MERGE, example="{merge}"),
    page(
        "employments/<int:pk>/",
        parts.employment_change,
        name="employment_change",
        may=MAY_CHANGE,
        example="{employment}",
    ),
]
