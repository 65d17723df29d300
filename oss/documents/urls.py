from django.urls import path

from oss.documents import views
from oss.lists.views import listing

urlpatterns = [
    path("documents/", listing("documents"), name="documents"),
    path("documents/<int:pk>/<str:name>", views.download, name="document"),
]
