from dossiers.paths import DOSSIER
from dossiers.waiting import views
from dossiers.waiting.block import VERBS
from dossiers.waiting.lists import WAITING
from dossiers.waiting.operations import MAY_CHANGE
from oss.core.pages import page
from oss.lists.views import listing

urlpatterns = [
    page("waiting/", listing("waiting"), name="waiting_places", may=WAITING.permission),
    page(
        rf"{DOSSIER}waiting/(?P<verb>{'|'.join(VERBS)})/$",
        views.dossier_waiting,
        name="dossier_waiting",
        may=MAY_CHANGE,
        example="{dossier}/begin",
    ),
]
