"""Background work: a message is a hint, the mailbox and the raw bytes are the job."""

import structlog
from celery import shared_task

from oss.mail.imap import FetchError, fetch_mailbox
from oss.mail.models import Mailbox
from oss.mail.receiving import receive_unfinished
from oss.mail.sending import send_waiting

log = structlog.get_logger(__name__)


@shared_task
def fetch_all() -> None:
    """One mailbox that fails does not hold up the others; its error stands on its page."""
    for mailbox in Mailbox.objects.active().fetched_by_imap():
        try:
            fetched = fetch_mailbox(mailbox)
        except FetchError as error:
            log.warning("mailbox_not_fetched", mailbox=mailbox.pk, error=str(error))
        else:
            log.info("mailbox_fetched", mailbox=mailbox.pk, received=fetched.received, failed=fetched.failed)


@shared_task
def finish_received() -> None:
    """Reads raw mails that a killed worker left behind."""
    receive_unfinished()


@shared_task(time_limit=4 * 60)  # what hangs ends before its mail is taken over (`oss.mail.sending.CLAIM`)
def send_waiting_mail() -> None:
    """Sent as a hint by who posts a mail, and every ten seconds by the schedule."""
    if sent := send_waiting():
        log.info("mail_sent", count=sent)
