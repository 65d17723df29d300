"""The shop's addresses with those of mail, wherever they are included."""

from django.urls import include, path

urlpatterns = [path("", include("oss.mail.urls")), path("", include("oss.urls"))]
