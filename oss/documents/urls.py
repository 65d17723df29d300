from django.urls import path

from oss.documents import views

urlpatterns = [
    path("documents/<int:pk>/<str:name>", views.download, name="document"),
]
