"""What a worker does each morning with quotes that expire before their works are decided."""

from django.db.models import Q
from django.utils import timezone

from dossiers.quotes.expiring.operations import settle_expiries, warn_of_expiry
from dossiers.quotes.expiring.reading import warned_until
from dossiers.quotes.models import Expiry, Quote


def warn_of_expiries() -> int:
    """A task for each quote that expires within the term; how many. What needs none any more is settled.

    Two at once make each task once. What expired before anybody was told stands on the pages alone.
    """
    is_open = Q(task__isnull=False, task__done_at=None) | Q(request__isnull=False, request__done_at=None)
    for quote in Quote.objects.filter(expiries__in=Expiry.objects.filter(is_open)).distinct():
        settle_expiries(quote, by=None)
    near = Quote.objects.filter(valid_until__range=(timezone.localdate(), warned_until()))
    due = near.awaiting_a_decision().order_by("pk")
    return sum(warn_of_expiry(quote, by=None) is not None for quote in due)
