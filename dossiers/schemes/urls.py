from dossiers.paths import DOSSIER
from dossiers.schemes import views
from dossiers.schemes.lists import SCHEMES
from dossiers.schemes.operations import MAY_CHECK
from oss.core.pages import page
from oss.lists.views import listing

_MAY_SEE = "dossiers.view_rightscheck"

urlpatterns = [
    page("schemes/", listing("schemes"), name="schemes", may=SCHEMES.permission),
    page("schemes/today/", views.schemes_today, name="schemes_today", may=SCHEMES.permission),
    page("schemes/<int:pk>/", views.scheme, name="scheme", may=SCHEMES.permission, example="{scheme}"),
    page(
        f"{DOSSIER}rights/answer/$",
        views.rights_answer,
        name="rights_answer",
        may=MAY_CHECK,
        example="{dossier}",
    ),
    page(
        f"{DOSSIER}rights/back/$",
        views.rights_take_back,
        name="rights_take_back",
        may=MAY_CHECK,
        example="{dossier}",
    ),
    page(
        f"{DOSSIER}rights/keep/$", views.rights_keep, name="rights_keep", may=MAY_CHECK, example="{dossier}"
    ),
    page(
        rf"{DOSSIER}rights/follow/(?P<pk>\d{{1,18}})/$",
        views.rights_follow_up,
        name="rights_follow_up",
        may=MAY_CHECK,
        example="{dossier}/{scheme_version}",
    ),
    page(
        rf"{DOSSIER}rights/(?P<pk>\d{{1,18}})/$",
        views.rights_check,
        name="rights_check",
        may=_MAY_SEE,
        example="{dossier}/{rights_check}",
    ),
]
