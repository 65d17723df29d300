"""The words of the RTF that Outlook packs into winmail.dat: its HTML where it holds that, else its text.

The compression (MS-OXRTFCP) and HTML inside RTF (MS-OXRTFEX), as far as a letter needs them.
"""

import codecs
import re
from dataclasses import dataclass, replace

from oss.mail.malformed import Malformed

_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_COMPRESSED = b"LZFu"
_PLAIN = b"MELA"
_HEADER = 16  # bytes before the content


def decompress(data: bytes, *, most: int) -> bytes:
    """At most `most` bytes. Raises Malformed."""
    kind, size = data[8:12], int.from_bytes(data[4:8], "little")
    if len(data) < _HEADER or size > most:
        raise Malformed
    if kind == _PLAIN:
        return data[_HEADER : _HEADER + size]
    if kind != _COMPRESSED:
        raise Malformed
    return _expand(data[_HEADER:], size)


def _expand(data: bytes, size: int) -> bytes:
    """Runs of eight, each a byte or a piece of the last 4096 bytes; bits of a byte say which."""
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\0"))
    write, position, out = len(_DICTIONARY), 0, bytearray()
    while position < len(data) and len(out) < size:
        control = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data):
                break
            if control & 1 << bit:
                pair = int.from_bytes(data[position : position + 2], "big")
                start, length = pair >> 4, (pair & 15) + 2
                position += 2
                if start == write:  # the end
                    return bytes(out[:size])
            else:
                start, length = -1, 1
            for offset in range(length):
                one = data[position] if start < 0 else window[(start + offset) % _WINDOW]
                window[write] = one
                write = (write + 1) % _WINDOW
                out.append(one)
            position += start < 0
    return bytes(out[:size])


# --- Words ---------------------------------------------------------------------------------------

_TOKEN = re.compile(
    rb"\\(?:'(?P<byte>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|(?P<plain>[^\\{}]+)",
    re.DOTALL,
)
_SAID = {
    b"par": "\n",
    b"line": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"row": "\n",
    b"sect": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": " ",
    b"enspace": " ",
}
_ESCAPED = {b"~": b"\xa0", b"-": b"", b"_": b"-", b"*": b"", b"'": b""}
_SILENT = {
    *(
        b"fonttbl",
        b"colortbl",
        b"stylesheet",
        b"info",
        b"pict",
        b"object",
        b"header",
        b"footer",
        b"generator",
    ),
    *(
        b"listtable",
        b"listoverridetable",
        b"themedata",
        b"datastore",
        b"latentstyles",
        b"fldinst",
        b"xmlnstbl",
    ),
    b"mhtmltag",
}
_DEEPEST = 200  # groups within groups
_HEAD = 2_000  # bytes in which a file says what it is


@dataclass(frozen=True)
class _Group:
    """What holds until the closing brace."""

    silent: bool = False
    html_tag: bool = False
    not_html: bool = False  # RTF's own way to say what an HTML tag said already
    skip: int = 1  # bytes after a Unicode sign, for readers that know none


def words(data: bytes) -> tuple[str, bool]:
    """The text, and whether it is HTML. Raises Malformed."""
    reading = _Reading(data)
    for token in _TOKEN.finditer(data):
        reading.take(token)
    return reading.words(), reading.is_html


class _Reading:
    def __init__(self, data: bytes) -> None:
        self.is_html = b"\\fromhtml" in data[:_HEAD]
        self._charset = _charset(data)
        self._pieces: list[str] = []
        self._bytes = bytearray()  # of the code page, that stand together
        self._groups: list[_Group] = []
        self._group = _Group()
        self._skip = 0

    def words(self) -> str:
        self._put("")
        # halves of a sign beyond the first 65536 come one by one
        return "".join(self._pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def take(self, token: re.Match[bytes]) -> None:
        if token["brace"] == b"{":
            if len(self._groups) > _DEEPEST:
                raise Malformed
            self._groups.append(self._group)
        elif token["brace"]:
            self._group = self._groups.pop() if self._groups else self._group
        elif token["word"] or token["sign"] == b"*":
            self._take_word(token["word"] or b"*", token["number"])
        elif self._is_heard:
            said = _byte(token["byte"]) or token["plain"] or _ESCAPED.get(token["sign"], token["sign"])
            self._take_bytes(said.replace(b"\r", b"").replace(b"\n", b""))

    @property
    def _is_heard(self) -> bool:
        return not (self._group.silent or self._group.not_html)

    def _take_bytes(self, said: bytes) -> None:
        self._bytes += said[self._skip :]
        self._skip = max(0, self._skip - len(said))

    def _take_word(self, word: bytes, number: bytes | None) -> None:
        self._group = self._changed(word, number)
        if not self._is_heard:
            return
        if word == b"u" and number:
            self._put(chr(int(number) % 65536))
            self._skip = self._group.skip
        elif word in _SAID:
            self._put(_SAID[word])

    def _put(self, text: str) -> None:
        self._pieces.append(self._bytes.decode(self._charset, "replace") + text)
        self._bytes.clear()

    def _changed(self, word: bytes, number: bytes | None) -> _Group:
        group = self._group
        if word in _SILENT or word == b"*":
            return replace(group, silent=True)
        if word == b"htmltag":  # {\*\htmltag64 <p>}
            return replace(group, silent=not self.is_html, html_tag=True)
        if word == b"htmlrtf":
            return replace(group, not_html=self.is_html and number != b"0")
        if word == b"uc":
            return replace(group, skip=int(number or 1) % 10)
        return group


def _byte(digits: bytes | None) -> bytes:
    return bytes([int(digits, 16)]) if digits else b""


def _charset(data: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{1,5})", data[:_HEAD])
    name = f"cp{int(found[1])}" if found else "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8" if name == "cp65001" else "cp1252"
