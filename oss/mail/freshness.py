"""Is our mail fetched and sent? Told by `/readyz`; a mail server that is down does not stop the shop."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from oss.mail.models import Mailbox
from oss.mail.outbound import OutboundMessage


class MailNotFetched(Exception):  # noqa: N818 - `/readyz` shows this name
    """A mailbox was not reached for longer than `MAIL_FRESH_MINUTES`."""


class MailNotSent(Exception):  # noqa: N818 - `/readyz` shows this name
    """A mail has been waiting to be sent for longer than `MAIL_FRESH_MINUTES`."""


def check_mail() -> None:
    limit = Now() - timedelta(minutes=settings.MAIL_FRESH_MINUTES)
    if Mailbox.objects.not_fetched_since(limit).exists():
        raise MailNotFetched


def check_outbound_mail() -> None:
    limit = Now() - timedelta(minutes=settings.MAIL_FRESH_MINUTES)
    if OutboundMessage.objects.waiting().filter(waiting_since__lt=limit).exists():
        raise MailNotSent
