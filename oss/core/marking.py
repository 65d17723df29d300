"""The letters that were searched for, marked in what was found."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def marked(text: str, query: str) -> SafeString:
    """Each word of `query` that stands in `text`, in any case, becomes a `<mark>`."""
    words = sorted(map(re.escape, set(query.split())), key=len, reverse=True)
    if not words:
        return escape(text)
    pieces = re.split(f"({'|'.join(words)})", text, flags=re.IGNORECASE)
    # between two pieces that did not match stands one that did
    html = (f"<mark>{escape(one)}</mark>" if number % 2 else escape(one) for number, one in enumerate(pieces))
    return mark_safe("".join(html))  # noqa: S308 - each piece is escaped
