from django.urls import path

from oss.contacts import views

urlpatterns = [
    path("people/lookup/", views.person_lookup, name="person_lookup"),
    path("organisations/lookup/", views.organisation_lookup, name="organisation_lookup"),
]
