"""Every package's pages; packages are reached by string so that nothing here imports them."""

from django.contrib import admin
from django.urls import include, path

handler500 = "oss.core.views.server_error"

urlpatterns = [
    path("", include("oss.core.urls")),
    path("", include("oss.staff.urls")),
    path("", include("oss.public.urls")),
    path("", include("oss.lists.urls")),
    path("", include("oss.documents.urls")),
    path("", include("oss.addresses.urls")),
    path("", include("oss.contacts.urls")),
    path("", include("oss.mail.urls")),
    path("", include("oss.timeline.urls")),
    path("", include("oss.queues.urls")),
    path("", include("dossiers.urls")),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
