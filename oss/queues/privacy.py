"""A private queue really hides its mails."""

from django.db.models import Q

from oss.queues.models import Queue
from oss.staff.models import User


def mail_in_private_queues(user: User) -> Q:
    """What a message must meet: it does not lie in a private queue of others."""
    hidden = Queue.objects.filter(is_private=True).exclude(memberships__user=user)
    return ~Q(queue_item__queue__in=hidden)
