"""Files that stand in the text itself, as mail had them before MIME and some scanners still do."""

import binascii
import re

_BEGIN = re.compile(r"^begin [0-7]{3,4} (\S[^\n]{0,250})$", re.MULTILINE)
_END = "end"


def take_out(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without the files, and the files by name. What does not end as a file does stays text."""
    pieces: list[str] = []
    files: list[tuple[str, bytes]] = []
    position = 0
    while begin := _BEGIN.search(text, position):
        found = _file(text, begin.end() + 1)
        end = begin.end()
        pieces.append(text[position : end if found is None else begin.start()])
        if found:
            data, end = found
            files.append((begin[1].strip(), data))
        position = end
    return "".join([*pieces, text[position:]]), files


def _file(text: str, position: int) -> tuple[bytes, int] | None:
    """Its bytes and where it ends; None at the first line that is none of a file."""
    data = bytearray()
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        if line.strip() == _END:
            return bytes(data), stop
        try:
            data += binascii.a2b_uu(line) if line.strip() else b""
        except (binascii.Error, ValueError):
            return None
        position = stop + 1
    return None
