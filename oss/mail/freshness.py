"""Is our mail fetched? Told by `/readyz`; a mail server that is down is no reason to stop the shop."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from oss.mail.models import Mailbox


class MailNotFetched(Exception):  # noqa: N818 - `/readyz` shows this name
    """A mailbox was not reached for longer than `MAIL_FRESH_MINUTES`."""


def check_mail() -> None:
    limit = timezone.now() - timedelta(minutes=settings.MAIL_FRESH_MINUTES)
    if Mailbox.objects.not_fetched_since(limit).exists():
        raise MailNotFetched
