from oss.core.pages import page
from oss.lists import views
from oss.lists.jobs import views as jobs
from oss.lists.saved import views as saved

_LIST = "lists/<slug:list_name>/"  # each view asks the right of the list itself
_VIEW = "views/<int:pk>/"
_JOB = "jobs/<int:pk>/"
MAY_READ = "staff.use_loket"
MAY_VIEWS = "lists.view_savedview"
MAY_JOBS = "lists.view_job"

urlpatterns = [
    page(f"{_LIST}filter/", views.list_filter, name="list_filter", may=MAY_READ, example="dossiers"),
    page(f"{_LIST}columns/", views.list_columns, name="list_columns", may=MAY_READ, example="dossiers"),
    page(f"{_LIST}chart/", views.list_chart, name="list_chart", may=MAY_READ, example="dossiers"),
    page(f"{_LIST}export.csv", views.list_csv, name="list_csv", may=MAY_READ, example="dossiers"),
    page(
        f"{_LIST}views/new/",
        saved.view_new,
        name="list_view_new",
        may="lists.add_savedview",
        example="dossiers",
    ),
    page(f"{_LIST}bulk/", jobs.list_bulk, name="list_bulk", may=MAY_JOBS, example="dossiers"),
    page(f"{_LIST}export/", jobs.list_export, name="list_export", may=MAY_JOBS, example="dossiers"),
    page(_VIEW, saved.view, name="list_view", may=MAY_VIEWS, example="{view}"),
    page(f"{_VIEW}keep/", saved.view_keep, name="list_view_keep", may=MAY_VIEWS, example="{view}"),
    page(f"{_VIEW}share/", saved.view_share, name="list_view_share", may=MAY_VIEWS, example="{view}"),
    page(f"{_VIEW}restore/", saved.view_restore, name="list_view_restore", may=MAY_VIEWS, example="{view}"),
    page(f"{_VIEW}<str:verb>/", saved.view_verb, name="list_view_verb", may=MAY_VIEWS, example="{view}/star"),
    page("jobs/", jobs.jobs, name="list_jobs", may=MAY_JOBS),
    page(_JOB, jobs.job, name="list_job", may=MAY_JOBS, example="{job}"),
    page(f"{_JOB}stop/", jobs.job_stop, name="list_job_stop", may=MAY_JOBS, example="{job}"),
    page(f"{_JOB}undo/", jobs.job_undo, name="list_job_undo", may=MAY_JOBS, example="{job}"),
    page(f"{_JOB}file/", jobs.job_file, name="list_job_file", may=MAY_JOBS, example="{export}"),
]
