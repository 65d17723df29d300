"""The mark of a case file in what we send about it, by which an answer finds its way back.

It stands in the Message-ID, in References and, where the mailbox takes it, behind the plus of our address:
relays rewrite the first, some programs drop the second. "d42-3f…" is the key of the case file and its
signature: nobody can make one for a case file from whose mails they have none.
"""

import re
from collections.abc import Iterable, Iterator
from secrets import token_hex

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "oss.timeline.conversations.marks"
_LENGTH = 24
"""Hexadecimal digits of the signature, 96 bits: addresses lose their capitals on the way."""
_MARK = re.compile(rf"(?:\A|[.+])d([1-9][0-9]{{0,17}})-([0-9a-f]{{{_LENGTH}}})(?=@|\Z)", re.IGNORECASE)


def mark_of(case_file: int) -> str:
    """For the local part of an address or Message-ID."""
    return f"d{case_file}-{_signature(str(case_file), settings.SECRET_KEY)}"


def headers_of(case_file: int, domain: str) -> dict[str, str]:
    """Message-ID and References of one mail about it."""
    mark = mark_of(case_file)
    return {
        "Message-ID": f"<{token_hex(8)}.{mark}@{domain}>",  # short: some programs break long ones
        "References": f"<{mark}@{domain}>",
    }


def marked(ids: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Of Message-IDs or addresses those that bear a mark of ours, each with the key of its case file."""
    for one in ids:
        found = _MARK.search(one)
        if found and _is_ours(found[1], found[2].lower()):
            yield one, int(found[1])


def _is_ours(key: str, signature: str) -> bool:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(_signature(key, secret), signature) for secret in secrets)


def _signature(key: str, secret: str | bytes) -> str:
    return salted_hmac(_SALT, key, secret=secret, algorithm="sha256").hexdigest()[:_LENGTH]
