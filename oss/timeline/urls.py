from django.urls import path, re_path

from oss.lists.views import listing
from oss.timeline import views

urlpatterns = [
    path("tasks/", listing("tasks"), name="tasks"),
    path("mail/<int:pk>/", views.mail, name="mail"),
    re_path(r"^activities/(?P<pk>\d{1,18})/$", views.activity, name="activity"),
    re_path(
        r"^activities/(?P<pk>\d{1,18})/(?P<verb>finish|reopen)/$", views.activity_verb, name="activity_verb"
    ),
]
