from dossiers.checklist import views
from dossiers.checklist.operations import MAY_ADD_PAPER, MAY_CHANGE_PAPER
from dossiers.paths import DOSSIER
from oss.core.pages import page

urlpatterns = [
    page(
        f"{DOSSIER}papers/fill/$", views.papers_fill, name="papers_fill", may=MAY_ADD_PAPER, example="{grant}"
    ),
    page(
        f"{DOSSIER}papers/mark/$",
        views.papers_mark,
        name="papers_mark",
        may=MAY_CHANGE_PAPER,
        example="{grant}",
    ),
    page(f"{DOSSIER}papers/new/$", views.paper_new, name="paper_new", may=MAY_ADD_PAPER, example="{grant}"),
    page(
        rf"{DOSSIER}papers/(?P<pk>\d{{1,18}})/$",
        views.paper,
        name="paper",
        may=MAY_CHANGE_PAPER,
        example="{grant}/{paper}",
    ),
]
