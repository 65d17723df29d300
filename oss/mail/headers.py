"""Header fields of a mail as text, addresses, names and dates. Nothing here raises, whatever they hold."""

import hashlib
import quopri
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_to_bytes

from oss.core.plain_text import one_line
from oss.mail.charsets import decode, decode_header, storable
from oss.mail.moments import moment
from oss.mail.transfer import from_base64, is_base64, strangeness

ADDRESS_LENGTH = 320
NAME_LENGTH = 255
MOST_REFERENCES = 100
MESSAGE_ID_LENGTH = 500  # what fits in an index; a longer one is cut and ends in its own hash

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)(?:\?=|\?\Z|\Z)")  # the last may be cut
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_SEVERAL = re.compile(r"\A(.+?)\*(\d{1,3})?(\*)?\Z")  # a parameter in pieces: name*0*
_LINE_END = re.compile(r"[\r\n]+")
_MESSAGE_ID = re.compile(r"<([^<>\s]+)>")
_PARAMETER = re.compile(r""";\s*([^\s=;"]+)\s*=\s*("(?:\\.|[^"\\])*"?|[^;]*)""", re.DOTALL)


@dataclass(frozen=True)
class MailAddress:
    """A display name and a mail address in lower case; either may be empty."""

    name: str
    address: str


def unfold(raw: str) -> str:
    """One line, of which 8-bit bytes are read as text."""
    if not raw.isascii() and any("\udc80" <= one <= "\udcff" for one in raw):
        raw = decode_header(raw.encode("utf-8", "surrogateescape"))
    lines = _LINE_END.split(storable(raw))
    return " ".join(filter(None, (line.strip() for line in lines)))


def text(raw: str) -> str:
    """A header's words, encoded ones (RFC 2047) decoded."""
    line = unfold(raw)
    words = storable(_decode_words(line)) if "=?" in line else line
    return one_line(words).strip()


def _decode_words(line: str) -> str:
    pieces: list[str] = []
    waiting: list[_Word] = []
    charset = ""
    end = 0
    line = _BETWEEN_WORDS.sub("", line)
    for word in _WORD.finditer(line):
        between = line[end : word.start()]
        named = word[1].split("*")[0].lower()  # RFC 2231 adds a language
        if between or named != charset:
            pieces += [_decoded_run(waiting, charset), between]
            waiting, charset = [], named
        waiting.append((word[2].upper(), word[3].encode("utf-8", "replace")))
        end = word.end()
    return _LINE_END.sub(" ", "".join([*pieces, _decoded_run(waiting, charset), line[end:]]))


_Word = tuple[str, bytes]
"""Q or B, and what is encoded so."""


def _decoded_run(words: list[_Word], charset: str) -> str:
    """Encoded words of one charset, without anything between: a character may be split over two of them, and
    against the rules so may a base64 code."""
    coded = b"".join(data for kind, data in words if kind == "B")
    read = b"".join(from_base64(data) if kind == "B" else _from_q(data) for kind, data in words)
    if len(words) > 1 and strangeness(read, charset) and all(kind == "B" for kind, _data in words):
        read = min(read, from_base64(coded), key=lambda one: strangeness(one, charset))
    if coded and not is_base64(coded, read, charset):
        read = b"".join(data if kind == "B" else _from_q(data) for kind, data in words)
    return decode(read, charset)


def _from_q(data: bytes) -> bytes:
    return quopri.decodestring(data, header=True)


# --- Parameters ----------------------------------------------------------------------------------


def parameters(raw: str) -> dict[str, str]:
    """Of Content-Type or Content-Disposition; continued and encoded ones (RFC 2231, 5987) put together."""
    line = unfold(raw)
    plain: dict[str, str] = {}
    parts: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAMETER.finditer(line):
        name, value = match[1].lower(), match[2].strip()
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value[1:].removesuffix('"'))
        continued = _SEVERAL.match(name)
        if continued:
            coded = continued[2] is None or bool(continued[3])
            parts.setdefault(continued[1], {})[int(continued[2] or 0)] = (value, coded)
        else:
            plain.setdefault(name, value)
    joined = {name: _join(pieces) for name, pieces in parts.items()}
    return {name: text(value) for name, value in {**plain, **joined}.items()}


def _join(pieces: dict[int, tuple[str, bool]]) -> str:
    charset = ""
    data = b""
    for number, (value, coded) in sorted(pieces.items()):
        piece = value
        if coded and number == min(pieces) and piece.count("'") >= 2:  # noqa: PLR2004 - charset'language'text
            charset, _language, piece = piece.split("'", 2)
        data += unquote_to_bytes(piece) if coded else piece.encode()
    return decode(data, charset)


# --- Identifiers, dates --------------------------------------------------------------------------


def message_ids(raw: str) -> tuple[str, ...]:
    """Message-IDs without their angles: the first and the last of a very long thread.

    Some programs write a long one as an encoded word, against the rules.
    """
    line = text(raw) if "=?" in raw else unfold(raw)
    found = [_short(one) for one in dict.fromkeys(_MESSAGE_ID.findall(line))]
    if len(found) > MOST_REFERENCES:
        found = [found[0], *found[-MOST_REFERENCES + 1 :]]
    return tuple(found)


def message_id(raw: str) -> str:
    found = message_ids(raw)
    return found[0] if found else _short(re.sub(r"\s+", "", unfold(raw)).strip("<>"))


def _short(identifier: str) -> str:
    if len(identifier) <= MESSAGE_ID_LENGTH:
        return identifier
    ending = hashlib.sha256(identifier.encode()).hexdigest()
    return identifier[: MESSAGE_ID_LENGTH - len(ending)] + ending


def date(raw: str) -> datetime | None:
    return moment(unfold(raw))
