"""Queues in figures, for the admin's first page."""

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oss.queues.lists import QUEUE_ITEMS
from oss.queues.models import QueueItem
from oss.staff.admin_site import AdminFigure
from oss.staff.models import User


def queue_figures(user: User) -> list[AdminFigure]:
    waiting = QueueItem.objects.visible_to(user).open().filter(worker=None)
    oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    note = _("Nobody has picked them yet.")
    if oldest is not None:
        days = (timezone.now() - oldest).days
        note = ngettext(
            "Nobody has picked them yet; the oldest came in %(days)d day ago.",
            "Nobody has picked them yet; the oldest came in %(days)d days ago.",
            days,
        ) % {"days": days}
    url = QUEUE_ITEMS.url("f=state.in:open&f=worker.empty")
    return [AdminFigure(_("Mails waiting"), waiting.count(), url, note)]
