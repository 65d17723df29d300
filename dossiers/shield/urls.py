from dossiers.paths import DOSSIER
from dossiers.shield import views
from dossiers.shield.operations import MAY_SHIELD
from oss.core.pages import page

urlpatterns = [
    page(
        rf"{DOSSIER}shield/$",
        views.dossier_shield,
        name="dossier_shield",
        may=MAY_SHIELD,
        example="{dossier}",
    ),
    page(
        rf"{DOSSIER}shield/(?P<verb>{'|'.join(views.VERBS)})/$",
        views.dossier_shield_verb,
        name="dossier_shield_verb",
        may=MAY_SHIELD,
        example="{dossier}/begin",
    ),
]
