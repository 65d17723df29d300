from django.urls import path

from oss.core import styleguide, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("help/", views.help_page, name="help"),
    path("help/<slug:slug>/", views.help_page, name="help_page"),
    path("section/<slug:name>/", views.section, name="section"),
    path("styleguide/", styleguide.index, name="styleguide"),
    path("styleguide/options/", styleguide.options, name="styleguide_options"),
    path("styleguide/<slug:name>/", styleguide.component, name="styleguide_component"),
]
