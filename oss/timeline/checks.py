"""A task as something to tick off, on the dashboard and in timelines."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from oss.core.components import Check
from oss.core.drawing import icon
from oss.core.links import link
from oss.timeline.models import DONE_WHEN_WRITTEN, Activity


def check_of(activity: Activity, *, back: str, turned: bool = False, refused: str = "") -> Check | None:
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
        change_url=reverse("activity", args=[activity.pk], query={"back": back}),
    )


def check_to_do(check: Check, token: str) -> SafeString:
    """`core/components/check.html` of what is still to do, without the template; `token` is the form's."""
    return format_html(
        '<form class="check" method="post" action="{url}"'
        ' hx-post="{url}" hx-target="this" hx-swap="outerHTML">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
        '<input type="hidden" name="seen" value="{seen}"><input type="hidden" name="back" value="{back}">'
        '<button class="btn check-button" type="submit" aria-label="{label}">{icon}{words}</button></form>',
        url=check.url,
        token=token,
        seen=check.seen,
        back=check.back,
        label=_("Tick off: %(what)s") % {"what": check.what},
        icon=icon("check"),
        words=_("Tick off"),
    )
