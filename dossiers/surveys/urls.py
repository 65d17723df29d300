from dossiers.surveys import views
from dossiers.surveys.operations import MAY_CHANGE
from oss.core.pages import page

_SURVEY = r"^dossiers/(?P<number>D\d{4}-\d{5,})/survey/"

urlpatterns = [
    page("surveys/", views.survey_results, name="surveys", may="dossiers.view_survey"),
    page(
        rf"{_SURVEY}answers/$",
        views.dossier_survey_answers,
        name="dossier_survey_answers",
        may=MAY_CHANGE,
        example="{execution}",
    ),
    page(
        rf"{_SURVEY}(?P<verb>{'|'.join(views.VERBS)})/$",
        views.dossier_survey,
        name="dossier_survey",
        may=MAY_CHANGE,
        example="{execution}/ask",
    ),
]
