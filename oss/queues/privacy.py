"""A private queue really hides its mails, and what was filed of them."""

from django.db.models import F, Q

from oss.core.narrowing import asked_once
from oss.queues.models import Queue, QueueItem, QueueQuerySet
from oss.staff.models import User
from oss.timeline.models import Correspondence


def mail_in_private_queues(user: User) -> Q:
    """What a message must meet: it does not lie in a private queue of others."""
    return ~Q(queue_item__queue__in=_of_others(user))


def documents_of_private_queues(user: User) -> Q:
    """What a document must meet: it is no attachment of such a mail that was filed where the mail hangs.

    A mail may hang on several case files, whatever its item was linked to last. Which mails are hidden is a
    question of its own: in one join of nine tables the database thinks longer than it reads.
    """
    hidden = QueueItem.objects.order_by().filter(queue__in=_of_others(user)).values("message")
    filed = Correspondence.objects.order_by().filter(
        asked_once(hidden, "message"),
        case_file__filed_documents__document__stored_file=F("message__attachments__stored_file"),
    )
    return ~Q(pk__in=filed.values("case_file__filed_documents__document"))


def _of_others(user: User) -> QueueQuerySet:
    return Queue.objects.filter(is_private=True).exclude(memberships__user=user)
