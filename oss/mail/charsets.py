"""Bytes to text, whatever the sender says about them.

Text that is nearly in the charset it should be in, is in it: a stray byte costs its own place only. What is
valid as characters of several bytes of UTF-8 is that, whatever single-byte charset is declared.
"""

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 32_768  # bytes that the detection looks at
META = 4_096  # bytes of HTML that may tell its charset
FEW = 10  # one character in so many that can't be read: the charset is still the right one
DECLARED = 4  # what the declaration of UTF-8 weighs, as a character of several bytes that stands there
BROKEN = "\ufffd"

# what mails call them beside the names that Python knows
_ALIASES = {
    "iso-8859-8-i": "iso8859-8",
    "latin-9": "iso8859-15",
    "windows-874": "cp874",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "utf8mb4": "utf-8",
}
# what programs write under the name of a smaller set, as browsers know
_WIDER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# codecs of Python that are no character sets of mails, some of them slow or noisy on hostile input
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7-imap"}
_PLAUSIBLE = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp850", "mac_roman"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_WIDE = ("utf-16", "utf-32")
_SEVEN_BITS = ("utf-7", "hz", "iso2022")
MANY = 4  # characters of several bytes that are UTF-8 by no accident
_OF_SEVERAL_BYTES = (
    *(*_WIDE, "utf-7", "gb", "hz", "big5", "cp932", "cp949", "cp950", "johab"),
    *("euc", "shift_jis", "iso2022"),
)
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ€‘’“”«»„–—…•°§£©®²³µ·½¼\xa0\xad"
)
# à, é, ö, €, quotation marks… in windows-1252; É and â where letters follow
_LATIN_SIGNS = re.compile(
    rb"(?:[\x00-\x80\x85\x91-\x97\xa0\xa3\xa7\xab\xb0\xb2\xb3\xb7\xbb\xe0\xe1\xe4\xe7-\xef\xf1-\xf6\xf9-\xfc]"
    rb"|[\xc0\xc1\xc4-\xcf\xd1-\xd6\xd9-\xdc\xe2](?=[A-Za-z]))*+"
)
_CUT = re.compile(rb"(?:[\xc2\xc3]|\xe2[\x80-\xbf]?)\Z")  # the beginning of é, of € or of a quotation mark
_HIGH = bytes(range(0x80, 0x100))
_NOT_PLAIN = bytes(one for one in range(0x100) if not chr(one).isascii() or not chr(one).isprintable())
_NOT_ASCII = re.compile("[^\x01-\x7f]")
_NOT_FOR_POSTGRES = re.compile("[\x00\ud800-\udfff]")
_IN_META = re.compile(
    rb"<(?:meta\b[^<>]{0,300}?\bcharset|\?xml\b[^<>]{0,100}?\bencoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})",
    re.IGNORECASE,
)


def decode(data: bytes, declared: str = "") -> str:
    """UTF-8 where it is that, else as declared, else as it looks; never raises, never holds NUL bytes."""
    return storable(_decode(data, _codec(declared)))


def decode_header(data: bytes) -> str:
    """The 8-bit bytes of a header, for which no charset is declared. What is ASCII in it, such as the
    address, stays that: no text of two bytes a character is guessed that takes some of it along."""
    text = decode(data)
    if _NOT_ASCII.sub("", text) == _NOT_ASCII.sub("", data.decode("latin-1")):
        return text
    return storable(data.decode("cp1252", "replace"))


def is_known(declared: str) -> bool:
    """Whether it tells more than the habit of calling everything ASCII."""
    return _codec(declared) not in {"", "ascii"}


def charset_in_html(data: bytes) -> str:
    """As its `<meta>` tells, which is read as ASCII and so can't be UTF-16."""
    found = _IN_META.search(data[:META])
    name = found[1].decode() if found else ""
    return "utf-8" if _codec(name).startswith(_WIDE) else name


def storable(text: str) -> str:
    """Without what PostgreSQL refuses: NUL bytes and lone surrogates."""
    return _NOT_FOR_POSTGRES.sub("", text)


def _codec(declared: str) -> str:
    """The name that Python has for it; empty where mails know no such charset."""
    name = declared.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
        codec = _WIDER.get(codec, codec)
        b"a".decode(codec, "replace")  # base64 and the like are codecs too
    except (LookupError, ValueError):
        return ""
    return "" if codec.replace("-", "_") in _NOT_FOR_MAIL else codec


def _decode(data: bytes, codec: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    codec = _of_two_bytes(data) or ("" if codec.startswith(_WIDE) and not _may_be_wide(data) else codec)
    if codec.startswith(_OF_SEVERAL_BYTES):
        text = _nearly(data, codec)
        text = data.decode("utf-8") if _is_rather_utf8(data, codec, text) else text
    elif codec in {"", "ascii", "utf-8"}:  # ASCII is declared by habit: what is not is more often UTF-8
        text = _as_utf8(data, weight=DECLARED if codec == "utf-8" else 1)
    elif data.isascii():
        text = _nearly(data, codec)
    else:
        text = _as_utf8(data, weight=1)
        text = _nearly(data, codec) if text is None else text
    return _detect(data) if text is None else text


def _of_two_bytes(data: bytes) -> str:
    """UTF-16 by its NUL bytes, in the order that they tell; empty where nothing tells it."""
    first, second = data[::2].count(0), data[1::2].count(0)
    if max(first, second) * 4 <= len(data) or min(first, second) * FEW > max(first, second):
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _may_be_wide(data: bytes) -> bool:
    """Every other byte of a text in two bytes a sign is of no Latin letter."""
    plain = len(data.translate(None, _NOT_PLAIN))
    return data.count(0) * FEW > len(data) or (plain * 3 < len(data) * 2 and not _is_utf8(data))


def _is_rather_utf8(data: bytes, codec: str, text: str | None) -> bool:
    """Valid as UTF-8 where the charset that is declared has no such bytes, or by no accident."""
    if data.isascii() or codec.startswith(_WIDE) or not _is_utf8(data):
        return False
    if text is None or BROKEN in text or codec.startswith(_SEVEN_BITS):
        return True
    return len(data.decode("utf-8").encode("ascii", "replace")) - len(data.translate(None, _HIGH)) >= MANY


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(data: bytes, weight: int) -> str | None:
    """None where characters of several bytes, by their weight, are fewer than bytes that fit nowhere."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if _is_utf8(data):
        return data.decode("utf-8")
    text = data.decode("utf-8", "replace")
    if weight == DECLARED and _is_utf8(_CUT.sub(b"", data)):
        return text
    broken = text.count(BROKEN)
    read = len(text) - len(text.encode("ascii", "ignore")) - broken
    if read * weight < broken:
        return None
    return "".join(_line_as_utf8(line) for line in data.splitlines(keepends=True))


def _line_as_utf8(line: bytes) -> str:
    """A line that a relay added may be of another charset than the mail."""
    if not _is_utf8(line) and _LATIN_SIGNS.fullmatch(line) and line.decode("utf-8", "ignore").isascii():
        return line.decode("cp1252")
    return line.decode("utf-8", "replace")


def _nearly(data: bytes, codec: str) -> str | None:
    """None where more than a few characters can't be read so."""
    text = data.decode(codec, "replace")
    others = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count(BROKEN) * FEW <= others else None


def _detect(data: bytes) -> str:
    western = data.decode("cp1252", "replace")
    strange = {one for one in western if one > "\x7f"} - _WESTERN
    if not strange:
        return western
    best = from_bytes(data[:SAMPLE], cp_isolation=_PLAUSIBLE).best()
    return data.decode(best.encoding, "replace") if best else western
