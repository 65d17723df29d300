"""The header of a mail as its reader expects it, where a program on its way wrote it otherwise.

What is mended: a byte order mark, blank lines or a strange line in front, a file saved in UTF-16, lines that
all end in one CR too many, a blank before the colon, a line of a mailbox file between the fields, and a line
that continues a field without a blank in front, where fields follow it. A mail without such faults stays the
same bytes.
"""

import codecs
import re

LONGEST = 200_000  # bytes of header that are looked at
FEW_FIELDS = 2  # that are known; below a strange first line so many make it the header of a mail
KNOWN = frozenset(
    b"from to cc bcc subject date message-id mime-version content-type content-transfer-encoding received"
    b" return-path reply-to sender in-reply-to references delivered-to".split()
)
_MARKS = (codecs.BOM_UTF8, b"\xc3\xaf\xc2\xbb\xc2\xbf")  # the second: one that was taken for text and encoded
_FIELD = re.compile(rb"\A([!-9;-~]{1,100})([ \t]*):")
_PARAMETER = re.compile(rb"[A-Za-z*0-9-]{1,40}=")
_BLANK = (b" ", b"\t")


def mended(raw: bytes) -> bytes:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    for mark in _MARKS:
        raw = raw.removeprefix(mark)
    raw = raw.lstrip(b"\r\n") if raw.startswith((b"\r", b"\n")) else raw
    if b"\r\r\n" in raw and raw.count(b"\r\r\n") == raw.count(b"\n"):
        raw = raw.replace(b"\r\r\n", b"\r\n")
    head = raw[:LONGEST]
    lines = []
    for line in head.splitlines(keepends=True):
        if not line.strip(b"\r\n"):
            break
        lines.append(line)
    if all(_is_sound(line) for line in lines):
        return raw
    rest = raw[sum(map(len, lines)) :]
    return b"".join(_mended_lines(lines)) + rest


def _is_sound(line: bytes) -> bool:
    found = _FIELD.match(line)
    return not found[2] if found else line.startswith((*_BLANK, b"From "))


def _mended_lines(lines: list[bytes]) -> list[bytes]:
    known = [number for number, line in enumerate(lines) if _known(line)]
    last = max(known, default=0)
    mended: list[bytes] = []
    for number, line in enumerate(lines):
        found = _FIELD.match(line)
        if line.startswith(b">From ") or (not number and not found and len(known) >= FEW_FIELDS):
            continue
        before = lines[number - 1].rstrip() if number else b""
        if found and found[2] and (_known(line) or number < last):
            mended.append(found[1] + line[found.end(2) :])
        elif (
            number
            and not found
            and not line.startswith(_BLANK)
            and (number < last or _continues(before, line))
        ):
            mended.append(b" " + line)
        else:
            mended.append(line)
    return mended


def _known(line: bytes) -> bool:
    found = _FIELD.match(line)
    return found is not None and found[1].lower() in KNOWN


def _continues(before: bytes, line: bytes) -> bool:
    return before.endswith(b";") and _PARAMETER.match(line) is not None
