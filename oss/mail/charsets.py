"""Bytes to text, whatever the sender says about them."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

SAMPLE = 32_768  # bytes that the detection looks at

# what mails call them, and what they mean by it
_ALIASES = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "x-sjis": "shift_jis",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "utf8mb4": "utf-8",
}
# codecs of Python that are no character sets of mails, some of them slow or noisy on hostile input
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7-imap"}
_PLAUSIBLE = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp850", "mac_roman"),
    *("utf_16", "utf_16_le", "utf_16_be", "utf_32", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ€‘’“”«»„–—…•°§£©®²³µ·½¼\xa0\xad"
)
_NOT_FOR_POSTGRES = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes, declared: str = "") -> str:
    """Declared charset → UTF-8 → detected → windows-1252; never raises, never holds NUL bytes."""
    for charset in _candidates(declared):
        try:
            return storable(data.decode(charset))
        except (LookupError, ValueError):
            continue
    return storable(_detect(data))


def storable(text: str) -> str:
    """Without what PostgreSQL refuses: NUL bytes and lone surrogates."""
    return _NOT_FOR_POSTGRES.sub("", text)


def _candidates(declared: str) -> Iterator[str]:
    name = declared.strip().strip("\"'").lower()
    if name:
        yield from _known(name)
    yield "utf-8-sig"


def _known(name: str) -> Iterator[str]:
    if name in {"us-ascii", "ascii"}:  # declared by habit: what is not ASCII is more often UTF-8
        yield "ascii"
        return
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return
    if codec.replace("-", "_") not in _NOT_FOR_MAIL:
        yield "utf-8-sig" if codec == "utf-8" else codec


def _detect(data: bytes) -> str:
    western = data.decode("cp1252", "replace")
    strange = {one for one in western if one > "\x7f"} - _WESTERN
    if not strange:
        return western
    best = from_bytes(data[:SAMPLE], cp_isolation=_PLAUSIBLE).best()
    return data.decode(best.encoding, "replace") if best else western
