from dossiers.checklist import urls as checklist
from dossiers.contact_moments import urls as contact_moments
from dossiers.flows.table import DossierType
from dossiers.flows.verbs import ON_ACTIVITY, ON_STAGE
from dossiers.lists import DOSSIERS, JOURNEYS
from dossiers.loans import urls as loans
from dossiers.paths import DOSSIER as _DOSSIER
from dossiers.quotes import urls as quotes
from dossiers.schemes import urls as schemes
from dossiers.shield import urls as shield
from dossiers.surveys import urls as surveys
from dossiers.types import in_each_room
from dossiers.views import addresses, dwelling, linking, moving, opening, referrals, relations, saving, tasks
from dossiers.views import page as record
from dossiers.views.journey import journey
from dossiers.waiting import urls as waiting
from dossiers.works import urls as works
from oss.core.pages import page
from oss.lists.views import listing

MAY_CHANGE = "dossiers.change_dossier"

urlpatterns = [
    *works.urlpatterns,
    *quotes.urlpatterns,
    *(one for room in in_each_room("urls") for one in room.urlpatterns),
    *surveys.urlpatterns,
    *waiting.urlpatterns,
    *schemes.urlpatterns,
    *shield.urlpatterns,
    *loans.urlpatterns,
    *checklist.urlpatterns,
    *contact_moments.urlpatterns,
    page("journeys/", listing("journeys"), name="journeys", may=JOURNEYS.permission),
    page(
        r"^journeys/(?P<number>R\d{4}-\d{5,})/$",
        journey,
        name="journey",
        may=JOURNEYS.permission,
        example="{journey}",
    ),
    page("dossiers/", listing("dossiers"), name="dossiers", may=DOSSIERS.permission),
    page("dossiers/new/", opening.dossier_new, name="dossier_new", may="dossiers.add_dossier"),
    page("dossiers/lookup/", linking.dossier_lookup, name="dossier_lookup", may=DOSSIERS.permission),
    page(
        "dossiers/link/<int:item>/",
        linking.dossier_link,
        name="dossier_link",
        may=MAY_CHANGE,
        example="{item}",
    ),
    page(
        rf"^dossiers/(?P<dossier_type>{'|'.join(DossierType.values)})/$",
        listing("dossiers_{dossier_type}"),
        name="dossiers_of_type",
        may=DOSSIERS.permission,
        example="information",
    ),
    page(rf"{_DOSSIER}$", record.dossier, name="dossier", may=DOSSIERS.permission, example="{dossier}"),
    *(
        page(f"{_DOSSIER}{path}/$", view, name=name, may=MAY_CHANGE, example="{dossier}")
        for path, view, name in (
            ("stakeholder", saving.dossier_stakeholder, "dossier_stakeholder"),
            ("note", saving.dossier_note, "dossier_note"),
            ("tasks/new", tasks.dossier_task, "dossier_task"),
            ("requests/new", tasks.dossier_request, "dossier_request"),
            ("referrals/new", referrals.referral_new, "referral_new"),
            ("upload", saving.dossier_upload, "dossier_upload"),
            ("describe", saving.dossier_describe, "dossier_describe"),
            ("dwelling", dwelling.dossier_dwelling, "dossier_dwelling"),
            ("addresses/new", addresses.dossier_address_new, "dossier_address_new"),
            ("addresses/proposed", addresses.dossier_addresses_proposed, "dossier_addresses_proposed"),
            ("relations/new", relations.dossier_relate, "dossier_relate"),
            ("summary", saving.dossier_summary_request, "dossier_summary"),
        )
    ),
    page(
        rf"{_DOSSIER}referrals/(?P<pk>\d{{1,18}})/$",
        referrals.referral,
        name="referral",
        may=MAY_CHANGE,
        example="{dossier}/{referral}",
    ),
    page(
        rf"{_DOSSIER}relations/(?P<pk>\d{{1,18}})/(?P<verb>remove|restore)/$",
        relations.dossier_relation,
        name="dossier_relation",
        may=MAY_CHANGE,
        example="{dossier}/{relation}/remove",
    ),
    page(
        rf"{_DOSSIER}addresses/(?P<address>\d{{1,18}})/(?P<verb>add|remove)/$",
        addresses.dossier_address,
        name="dossier_address",
        may=MAY_CHANGE,
        example="{dossier}/{address}/add",
    ),
    page(
        rf"{_DOSSIER}(?P<verb>{'|'.join(ON_ACTIVITY)})/$",
        moving.dossier_activation,
        name="dossier_activation",
        may="dossiers.deactivate_dossier",
        example="{dossier}/deactivate",
    ),
    page(
        rf"{_DOSSIER}stage/(?P<verb>{'|'.join(ON_STAGE)})/$",
        moving.dossier_stage,
        name="dossier_stage",
        may=MAY_CHANGE,
        example="{dossier}/abandon",
    ),
    # the form of a tab; the last, as it takes any word
    page(
        rf"{_DOSSIER}(?P<sent_to>[a-z_]+)/$",
        saving.dossier_save,
        name="dossier_save",
        may=MAY_CHANGE,
        example="{dossier}/request",
    ),
]
