from django.urls import path, re_path

from oss.lists.views import listing
from oss.queues import views

urlpatterns = [
    path("queues/", views.queues, name="queues"),
    path("queue-items/", listing("queue_items"), name="queue_items"),
    path("queues/<slug:slug>/", views.queue, name="queue"),
    re_path(
        rf"^queues/items/(?P<verb>{'|'.join(views.ON_MANY)})/$",
        views.queue_items_verb,
        name="queue_items_verb",
    ),
    re_path(
        rf"^queues/item/(?P<pk>\d+)/(?P<verb>{'|'.join(views.VERBS)})/$",
        views.queue_item_verb,
        name="queue_item_verb",
    ),
]
