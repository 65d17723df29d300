"""Fetching from an IMAP server. A mail counts as fetched when it is committed here; nothing is deleted there.

Per folder the server's UIDVALIDITY and the highest number read are remembered. What a fetch misses or reads
twice does no harm: the receiver knows what it has.
"""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import structlog
from django.db.models.functions import Now
from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from oss.core.locks import sole_holder
from oss.core.secrets import NoSecretError, secret
from oss.mail.models import AfterFetch, ImapFolder, Mailbox
from oss.mail.receiving import ReceivedAs, receive

TIMEOUT = 60  # seconds, for each step on the network
NUMBERS_AT_ONCE = 2_000  # how many UIDs one search asks for
SAVE_EVERY = 25  # mails, after which the place in the folder is remembered

log = structlog.get_logger(__name__)


class FetchError(Exception):
    """The server could not be reached, or refused us; the message is for the mailbox's page."""


@dataclass
class Fetched:
    """What one fetch brought in; `failed` mails are tried again next time."""

    outcomes: dict[ReceivedAs, int] = field(default_factory=lambda: dict.fromkeys(ReceivedAs, 0))
    failed: int = 0

    @property
    def received(self) -> int:
        return sum(self.outcomes.values())


def fetch_mailbox(mailbox: Mailbox) -> Fetched:
    """Fetches what is new. Raises FetchError where the server fails; what came in before that is kept."""
    with sole_holder(f"mailbox {mailbox.pk}") as alone:  # twice at once does no harm, it only costs
        return _fetch_alone(mailbox) if alone else Fetched()


def _fetch_alone(mailbox: Mailbox) -> Fetched:
    fetched = Fetched()
    error = ""
    try:
        with _connected(mailbox) as server:
            _fetch(server, mailbox, fetched)
    except (ImapToolsError, imaplib.IMAP4.error, OSError) as problem:
        error = f"{type(problem).__name__}: {problem}"[:255]
        raise FetchError(error) from problem
    except FetchError as problem:
        error = str(problem)[:255]
        raise
    finally:
        _remember(mailbox, fetched, error)
    return fetched


def _remember(mailbox: Mailbox, fetched: Fetched, error: str) -> None:
    now = Now()  # of the database: whoever asks whether it is fresh may run elsewhere
    changes: dict[str, object] = {"last_error": error}
    if not error:
        changes["last_fetched_at"] = now
    if fetched.received:
        changes["last_received_at"] = now
    Mailbox.objects.filter(pk=mailbox.pk).update(**changes)


@contextmanager
def _connected(mailbox: Mailbox) -> Iterator[BaseMailBox]:
    """Leaves no socket open, whatever state the server is in."""
    server = _connect(mailbox)
    try:
        server.login(mailbox.imap_user, _password(mailbox), initial_folder=None)
        yield server
        server.logout()
    finally:
        with suppress(OSError):
            server.client.shutdown()


def _password(mailbox: Mailbox) -> str:
    try:
        return secret(mailbox.secret_name)
    except NoSecretError as error:
        raise FetchError(str(error)) from error


def _connect(mailbox: Mailbox) -> BaseMailBox:
    _password(mailbox)  # a missing one is told before the server is asked
    if mailbox.imap_ssl:
        context = ssl.create_default_context()
        return MailBox(mailbox.imap_host, mailbox.imap_port, timeout=TIMEOUT, ssl_context=context)
    return MailBoxUnencrypted(mailbox.imap_host, mailbox.imap_port, timeout=TIMEOUT)


def _fetch(server: BaseMailBox, mailbox: Mailbox, fetched: Fetched) -> None:
    name = mailbox.imap_folder
    server.folder.set(name, readonly=mailbox.after_fetch == AfterFetch.LEAVE)
    status = server.folder.status(name, ("UIDVALIDITY", "UIDNEXT"))
    place, _created = ImapFolder.objects.get_or_create(
        mailbox=mailbox, name=name, defaults={"uidvalidity": status["UIDVALIDITY"]}
    )
    if place.uidvalidity != status["UIDVALIDITY"]:
        place.uidvalidity, place.last_uid, place.failed_uids = status["UIDVALIDITY"], 0, []
    again, place.failed_uids = place.failed_uids, []
    try:
        for number, uid in enumerate(_uids(server, place, again, status["UIDNEXT"]), start=1):
            place.last_uid = max(place.last_uid, uid)
            try:
                _fetch_one(server, mailbox, place, uid, fetched)
            except (
                BaseException
            ):  # also where this mail is what breaks the connection: the next ones come first
                place.failed_uids.append(uid)
                raise
            if number % SAVE_EVERY == 0:
                _save(place, again)
    finally:
        _save(place, again)


def _save(place: ImapFolder, again: list[int]) -> None:
    """What had failed before and was not reached yet stays noted, ahead of what failed just now."""
    noted = place.failed_uids
    place.failed_uids = list(dict.fromkeys((*again, *noted)))
    place.save()
    place.failed_uids = noted


def _uids(server: BaseMailBox, place: ImapFolder, again: list[int], following: int) -> Iterator[int]:
    """What is new, whether somebody has read it there or not, then what failed before."""
    start = place.last_uid + 1
    while start < following:
        stop = min(start + NUMBERS_AT_ONCE, following) - 1
        for uid in sorted(int(one) for one in server.uids(f"UID {start}:{stop}")):
            if start <= uid <= stop:
                yield uid
        start = stop + 1
    for uid in list(again):
        again.remove(uid)
        yield uid


def _fetch_one(server: BaseMailBox, mailbox: Mailbox, place: ImapFolder, uid: int, fetched: Fetched) -> None:
    status, data = server.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    if status != "OK":
        place.failed_uids.append(uid)
        fetched.failed += 1
        return
    raw = next((item[1] for item in data if isinstance(item, tuple) and b"BODY[]" in item[0]), None)
    if raw is None:
        return  # somebody deleted it on the server in the meantime
    try:
        outcome = receive(raw, mailbox=mailbox, source=f"imap:{place.name}:{uid}")
    except Exception:  # one mail that can't be kept now must not hold up the others
        log.exception("mail_not_kept", mailbox=mailbox.pk, uid=uid)
        place.failed_uids.append(uid)
        fetched.failed += 1
        return
    fetched.outcomes[outcome] += 1
    _mark(server, mailbox, uid)


def _can_move(server: BaseMailBox) -> bool:
    """Asked after login: servers say more then."""
    _status, lines = server.client.capability()
    return any(b" MOVE" in line.upper() for line in lines if line)


def _mark(server: BaseMailBox, mailbox: Mailbox, uid: int) -> None:
    """After the commit. Without the server's MOVE it would be copy and delete: then it is only marked."""
    if mailbox.after_fetch == AfterFetch.LEAVE:
        return
    server.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
    if mailbox.after_fetch == AfterFetch.MOVE and _can_move(server):
        server.client.uid("MOVE", str(uid), server.client._quote(mailbox.move_to))  # noqa: SLF001 - imaplib quotes nothing by itself
