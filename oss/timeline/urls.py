from oss.core.pages import page
from oss.lists.views import listing
from oss.timeline import views
from oss.timeline.lists import ACTIVITIES, TASKS

_ACTIVITY = r"^activities/(?P<pk>\d{1,18})/"
MAY_CHANGE = "timeline.change_activity"

urlpatterns = [
    page("tasks/", listing("tasks"), name="tasks", may=TASKS.permission),
    page("activities/", listing("activities"), name="activities", may=ACTIVITIES.permission),
    page("mail/<int:pk>/", views.mail, name="mail", may="mail.view_message", example="{mail}"),
    page(rf"{_ACTIVITY}$", views.activity, name="activity", may=MAY_CHANGE, example="{task}"),
    page(
        rf"{_ACTIVITY}(?P<verb>finish|reopen)/$",
        views.activity_verb,
        name="activity_verb",
        may=MAY_CHANGE,
        example="{task}/finish",
    ),
    page(
        rf"{_ACTIVITY}answer/$",
        views.activity_answer,
        name="activity_answer",
        may=MAY_CHANGE,
        example="{request}",
    ),
    page(
        rf"{_ACTIVITY}remind/$",
        views.activity_remind,
        name="activity_remind",
        may=MAY_CHANGE,
        example="{request}",
    ),
]
