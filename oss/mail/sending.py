"""Sending mail: `post` writes a row in the transaction of what asks for it, a worker sends it afterwards.

No page waits for a mail server. The message to the worker is a hint: without a broker the sweep of every ten
seconds finds the row. A worker takes a row for itself, in a transaction of its own, before it talks to the
server: two never send one mail. It is sent at least once, not exactly once: when a worker dies between the
server's yes and writing it down, nobody can know that the mail left. Such a mail is sent once more, under the
same Message-ID; if that is interrupted too it is left alone. The admin tells both.
"""

import smtplib
from collections.abc import Mapping
from datetime import timedelta
from email.utils import make_msgid, parseaddr
from time import monotonic
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.core.background import tell_worker
from oss.core.registry import offered
from oss.mail.outbound import ERROR_LENGTH, OutboundMessage, OutboundState, Why

TASK = "oss.mail.tasks.send_waiting_mail"

TURN = 60
"""Seconds that a worker goes on sending before other work of its queue gets a chance."""

CLAIM = timedelta(minutes=5)
"""After which a worker that took a mail counts as dead; its task is ended before (`oss.mail.tasks`)."""

SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)
"""Between two tries: a quarter of the time that the mail has been waiting, within these."""

GIVE_UP_AFTER = timedelta(days=2)
MOST_INTERRUPTIONS = 1
PERMANENT = 500
"""A server's answer from here on does not change by asking again."""

log = structlog.get_logger(__name__)


def post(
    *,
    recipient: str,
    subject: str,
    text: str,
    why: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
) -> OutboundMessage:
    """Writes the mail down, to be sent once the transaction is committed; none leaves of one that is undone.

    Raises ValidationError or BadHeaderError for what no server would take.
    """
    reason = offered(Why).get(why)
    if reason is None:
        raise ValueError(f"no package offers {why!r} as a reason to send a mail")
    told = {"Message-ID": make_msgid(domain=our_domain()), **(headers or {})}
    message = OutboundMessage(
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        headers=told,
        message_id=told["Message-ID"].strip("<>"),
        why=why,
        secret=reason.secret,
    )
    message.clean_fields(exclude=["waiting_since", "next_try_at"])
    message.as_mail().message()
    message.save(force_insert=True)
    tell_worker(TASK)
    return message


def our_domain() -> str:
    """Of the address from which mails leave."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


# --- In the worker -------------------------------------------------------------------------------


def send_waiting() -> int:
    """Sends what is due until nothing is, the turn is over or the mail server is out of order; how many."""
    until, sent = monotonic() + TURN, 0
    connection = get_connection()
    try:
        while monotonic() < until and (message := _claim()) is not None:
            try:
                _send(message, connection)
            except _ServerOutOfOrder:
                break
            sent += message.state == OutboundState.SENT
    finally:
        _hang_up(connection)
    return sent


class _ServerOutOfOrder(Exception):  # noqa: N818 - the next mail would meet the same
    """The mail is not to blame; the server is not there, does not answer or lets nobody in."""


def _claim() -> OutboundMessage | None:
    """The next mail that is due, ours alone until `CLAIM` is over."""
    while True:
        with transaction.atomic():
            waiting = OutboundMessage.objects.due().order_by("next_try_at", "pk")
            message = waiting.select_for_update(skip_locked=True).first()
            if message is None:
                return None
            if message.claimed_at is not None:
                message.interruptions += 1
                log.warning("sending_was_interrupted", mail=message.pk, times=message.interruptions)
            message.tries += 1
            OutboundMessage.objects.filter(pk=message.pk).update(
                tries=message.tries,
                interruptions=message.interruptions,
                claimed_at=Now(),
                next_try_at=Now() + CLAIM,
            )
            if message.interruptions <= MOST_INTERRUPTIONS:
                return message
            _fail(message, _("The server stopped twice while it was sending; the mail may have left."))


def _send(message: OutboundMessage, connection: BaseEmailBackend) -> None:
    try:
        connection.open()
        connection.send_messages([message.as_mail()])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, answer = next(iter(refusal.recipients.values()))
        _refused(message, code, answer)
    except smtplib.SMTPDataError as refusal:
        _refused(message, refusal.smtp_code, refusal.smtp_error)
    except OSError as error:  # no connection, no answer in time, no entrance: smtplib's own are OSErrors too
        _try_later(message, f"{type(error).__name__}: {error}")
        raise _ServerOutOfOrder from error
    else:
        _settle(message, state=OutboundState.SENT, sent_at=Now(), last_error="")


def _refused(message: OutboundMessage, code: int, answer: bytes | str) -> None:
    """The server took the connection and refused this mail; others may have more luck."""
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    reason = f"{code} {words}"
    if code >= PERMANENT:
        _fail(message, reason)
    else:
        _try_later(message, reason)


def _try_later(message: OutboundMessage, error: str) -> None:
    waited = timezone.now() - message.waiting_since
    if waited > GIVE_UP_AFTER:
        _fail(message, error)
        return
    pause = min(max(waited / 4, SHORTEST_PAUSE), LONGEST_PAUSE)
    log.info("mail_waits", mail=message.pk, tries=message.tries, error=error)
    _settle(message, last_error=error, next_try_at=Now() + pause)


def _fail(message: OutboundMessage, error: str) -> None:
    log.warning("mail_not_sent", mail=message.pk, tries=message.tries, error=error)
    _settle(message, state=OutboundState.FAILED, last_error=error)


def _settle(message: OutboundMessage, **outcome: Any) -> None:
    """Writes what became of this try, unless another worker took the mail over in the meantime."""
    message.state = outcome.get("state", OutboundState.WAITING)
    if message.secret and message.state != OutboundState.WAITING:
        outcome |= {"text": "", "html": ""}
    if "last_error" in outcome:
        outcome["last_error"] = " ".join(outcome["last_error"].split())[:ERROR_LENGTH]
    ours = OutboundMessage.objects.waiting().filter(pk=message.pk, tries=message.tries)
    ours.update(claimed_at=None, **outcome)


def _hang_up(connection: BaseEmailBackend) -> None:
    """What was sent is sent, however the server says goodbye."""
    try:
        connection.close()
    except OSError as error:
        log.info("mail_server_did_not_say_goodbye", error=str(error))
