"""Transfer encodings undone: base64 and quoted-printable, also where they are cut, broken or only claimed."""

import binascii
import quopri
import re
from string import ascii_letters, digits

from oss.mail.charsets import BROKEN, decode

MOST_STRANGE = 10  # one sign in so many that no text has: it is no text
_ALPHABET = (ascii_letters + digits + "+/=").encode()
_OTHERS = bytes(one for one in range(256) if one not in _ALPHABET)
_BLANKS = b" \t\r\n"
_ENCODED_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_NO_WORD = re.compile(rb"[A-Za-z0-9+/]{60}")  # nobody writes such a one
_NO_LINE_END = re.compile(rb"\r{1,2}\n|\r")
_ROUND_A_LINE = b" \t\r\n\0!>"  # signs that programs put there: some end each line in an exclamation mark
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # but the escape of ISO-2022


def from_base64(encoded: bytes) -> bytes:
    """What can be read of it: a cut end and foreign signs are left out."""
    pieces = encoded.translate(None, _OTHERS).split(b"=")
    return b"".join(_of_whole_bytes(piece) for piece in pieces if piece)


def _of_whole_bytes(piece: bytes) -> bytes:
    rest = len(piece) % 4
    if rest == 1:
        piece, rest = piece[:-1], 0
    return binascii.a2b_base64(piece + b"=" * (-rest % 4))


def encoding_named(value: str) -> str:
    """ "base64", "quotedprintable", "uuencode"… of a Content-Transfer-Encoding, however it is written."""
    name = value.partition("(")[0].partition(";")[0].lower()
    return "".join(one for one in name if one.isalnum()).removeprefix("x")


def words_from_base64(encoded: bytes, charset: str) -> bytes:
    """Of a text: words that only claim to be base64 are themselves; what somebody added below it stays."""
    words: list[bytes] = []
    if encoded.translate(None, _ALPHABET + _BLANKS):
        lines = encoded.splitlines(keepends=True)
        end = next((n for n, one in enumerate(lines) if not _is_encoded(one)), len(lines))
        encoded, words = b"".join(lines[:end]), lines[end:]
    read = from_base64(encoded)
    if not is_base64(encoded, read, charset):
        return encoded + b"".join(words)
    return b"\n".join(filter(None, (read, b"".join(words))))


def is_base64(encoded: bytes, read: bytes, charset: str) -> bool:
    """Told by what it says once it is `read`, where no word is too long for one."""
    return bool(_NO_WORD.search(encoded)) or strangeness(read, charset) <= 1 + len(read) // MOST_STRANGE


def _is_encoded(line: bytes) -> bool:
    bare = line.strip(_ROUND_A_LINE)
    return not bare or _ENCODED_LINE.fullmatch(bare) is not None


def strangeness(data: bytes, charset: str) -> int:
    """How many signs are in it that no text has: random bytes hold some that steer a printer, and fit in no
    charset of several bytes."""
    text = data.decode("utf-8", "replace") if charset.lower() in {"", "utf-8"} else decode(data, charset)
    return text.count(BROKEN) + len(_CONTROL.findall(text))


def from_quoted_printable(encoded: bytes) -> bytes:
    """A line may also end as it did on an old Mac; the decoder would take the rest for its own."""
    return quopri.decodestring(_NO_LINE_END.sub(b"\n", encoded))
