"""The attachments that somebody ticked beside a mail."""

from django.db.models import QuerySet
from django.http import HttpRequest

from oss.core.keys import key_of
from oss.mail.models import Attachment
from oss.queues.models import QueueItem
from oss.staff.asked_often import asked_often


def ticked_attachments(item: QueueItem, request: HttpRequest) -> list[Attachment]:
    """Those of the item's own mail; what else the form may name is passed over."""
    keys = {key_of(text) for text in request.POST.getlist("attachments")}
    return [one for one in attachments_of(item) if one.pk in keys]


def attachments_of(item: QueueItem) -> list[Attachment]:
    """The files of the mail, without the pictures in its text."""
    return _files_of(item.message_id) if item.message_id else []


@asked_often
def _files_of(message: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(message=message, inline=False).select_related("kind")
