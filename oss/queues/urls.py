from oss.core.pages import page
from oss.lists.views import listing
from oss.queues import views
from oss.queues.lists import QUEUE_ITEMS

MAY_SORT = "queues.change_queueitem"

urlpatterns = [
    page("queues/", views.queues, name="queues", may="queues.view_queue"),
    page("queue-items/", listing("queue_items"), name="queue_items", may=QUEUE_ITEMS.permission),
    page("queues/<slug:slug>/", views.queue, name="queue", may="queues.view_queue", example="general"),
    page(
        rf"^queues/items/(?P<verb>{'|'.join(views.ON_MANY)})/$",
        views.queue_items_verb,
        name="queue_items_verb",
        may=MAY_SORT,
        example="pick",
    ),
    page(
        "queues/item/<int:pk>/proposals/",
        views.queue_item_proposals,
        name="queue_item_proposals",
        may="queues.view_queueitem",
        example="{item}",
    ),
    page(
        rf"^queues/item/(?P<pk>\d+)/(?P<verb>{'|'.join(views.VERBS)})/$",
        views.queue_item_verb,
        name="queue_item_verb",
        may=MAY_SORT,
        example="{item}/pick",
    ),
]
