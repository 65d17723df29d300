"""A task as something to tick off, on the dashboard and in timelines."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from oss.core.components import Check
from oss.core.links import link
from oss.timeline.models import DONE_WHEN_WRITTEN, Activity


def check_of(
    activity: Activity, *, back: str, turned: bool = False, refused: str = "", brief: bool = False
) -> Check | None:
    """None for what is done when it is written."""
    if activity.kind in DONE_WHEN_WRITTEN:
        return None
    done = activity.done_at is not None
    return Check(
        activity.title,
        link("activity_verb", activity.pk, "reopen" if done else "finish"),
        back,
        done,
        turned,
        refused,
        seen=activity.done_when,
        change_url=f"{link('activity', activity.pk)}?{urlencode({'back': back})}",
        change_word=_("Note the answer") if activity.asked_on and not done else "",
        brief=brief,
    )
