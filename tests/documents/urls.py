"""The shop's addresses with those of documents, wherever they are included."""

from django.urls import include, path

urlpatterns = [path("", include("oss.documents.urls")), path("", include("oss.urls"))]
