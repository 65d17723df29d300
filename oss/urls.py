"""Every package's pages; packages are reached by string so that nothing here imports them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("oss.core.urls")),
    path("", include("oss.staff.urls")),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
