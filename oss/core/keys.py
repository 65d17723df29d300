"""Primary keys that arrive as text, in an address or a form."""

import re

_KEY = re.compile(r"[0-9]{1,18}", re.ASCII)
"""What fits in PostgreSQL's bigint; a number of thousands of digits is refused before it is read."""


def key_of(text: object) -> int | None:
    """The key, or None where the text can be none."""
    found = str(text or "")
    return int(found) if _KEY.fullmatch(found) else None
