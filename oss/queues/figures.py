"""Queues in figures, for the admin's first page."""

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.queues.models import QueueItem
from oss.staff.admin_site import Figure
from oss.staff.models import User


def queue_figures(user: User) -> list[Figure]:
    waiting = QueueItem.objects.visible_to(user).open().filter(worker=None)
    oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    url = f"{reverse('queues')}?show=waiting"
    return [
        Figure(_("Mails waiting"), waiting.count(), url, _("Nobody has picked them yet.")),
        Figure(
            _("Oldest waiting, in days"),
            (timezone.now() - oldest).days if oldest else 0,
            url,
        ),
    ]
