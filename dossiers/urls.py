from django.urls import path, re_path

from dossiers.flows.table import DossierType
from dossiers.flows.verbs import ON_ACTIVITY, ON_STAGE
from dossiers.views import linking, moving, opening, page, saving, tasks
from dossiers.views.journey import journey
from oss.lists.views import listing

_NUMBER = r"(?P<number>D\d{4}-\d{5,})"

urlpatterns = [
    path("journeys/", listing("journeys"), name="journeys"),
    re_path(r"^journeys/(?P<number>R\d{4}-\d{5,})/$", journey, name="journey"),
    path("dossiers/", listing("dossiers"), name="dossiers"),
    path("dossiers/new/", opening.dossier_new, name="dossier_new"),
    path("dossiers/lookup/", linking.dossier_lookup, name="dossier_lookup"),
    path("dossiers/link/<int:item>/", linking.dossier_link, name="dossier_link"),
    re_path(
        rf"^dossiers/(?P<dossier_type>{'|'.join(DossierType.values)})/$",
        listing("dossiers_{dossier_type}"),
        name="dossiers_of_type",
    ),
    re_path(rf"^dossiers/{_NUMBER}/$", page.dossier, name="dossier"),
    re_path(rf"^dossiers/{_NUMBER}/stakeholder/$", saving.dossier_stakeholder, name="dossier_stakeholder"),
    re_path(rf"^dossiers/{_NUMBER}/note/$", saving.dossier_note, name="dossier_note"),
    re_path(rf"^dossiers/{_NUMBER}/tasks/new/$", tasks.dossier_task, name="dossier_task"),
    re_path(rf"^dossiers/{_NUMBER}/upload/$", saving.dossier_upload, name="dossier_upload"),
    re_path(rf"^dossiers/{_NUMBER}/summary/$", saving.dossier_summary_request, name="dossier_summary"),
    re_path(
        rf"^dossiers/{_NUMBER}/(?P<verb>{'|'.join(ON_ACTIVITY)})/$",
        moving.dossier_activation,
        name="dossier_activation",
    ),
    re_path(
        rf"^dossiers/{_NUMBER}/stage/(?P<verb>{'|'.join(ON_STAGE)})/$",
        moving.dossier_stage,
        name="dossier_stage",
    ),
    # the form of a tab; the last, as it takes any word
    re_path(rf"^dossiers/{_NUMBER}/(?P<sent_to>[a-z_]+)/$", saving.dossier_save, name="dossier_save"),
]
