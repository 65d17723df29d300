from django.urls import path

from oss.lists import views
from oss.lists.jobs import views as jobs
from oss.lists.saved import views as saved

urlpatterns = [
    path("lists/<slug:list_name>/filter/", views.list_filter, name="list_filter"),
    path("lists/<slug:list_name>/columns/", views.list_columns, name="list_columns"),
    path("lists/<slug:list_name>/chart/", views.list_chart, name="list_chart"),
    path("lists/<slug:list_name>/export.csv", views.list_csv, name="list_csv"),
    path("lists/<slug:list_name>/views/new/", saved.view_new, name="list_view_new"),
    path("lists/<slug:list_name>/bulk/", jobs.list_bulk, name="list_bulk"),
    path("lists/<slug:list_name>/export/", jobs.list_export, name="list_export"),
    path("views/<int:pk>/", saved.view, name="list_view"),
    path("views/<int:pk>/keep/", saved.view_keep, name="list_view_keep"),
    path("views/<int:pk>/share/", saved.view_share, name="list_view_share"),
    path("views/<int:pk>/restore/", saved.view_restore, name="list_view_restore"),
    path("views/<int:pk>/<str:verb>/", saved.view_verb, name="list_view_verb"),
    path("jobs/", jobs.jobs, name="list_jobs"),
    path("jobs/<int:pk>/", jobs.job, name="list_job"),
    path("jobs/<int:pk>/stop/", jobs.job_stop, name="list_job_stop"),
    path("jobs/<int:pk>/undo/", jobs.job_undo, name="list_job_undo"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="list_job_file"),
]
