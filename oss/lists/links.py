"""Links from a row to its record."""

from collections.abc import Callable
from functools import cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

from oss.lists.declaration import ListRow

_KEY = "1234567890"
"""A key that stands nowhere else in a URL."""


def record_link(url_name: str, path: str = "pk", like: str = _KEY) -> Callable[[ListRow], str]:
    """To the page of the row's record, by its key or by what stands at `path` and looks `like` this."""

    def link(row: ListRow) -> str:
        before, after = _around(url_name, like, get_script_prefix())
        return f"{before}{quote(str(row[path]))}{after}"

    return link


@cache
def _around(url_name: str, like: str, _prefix: str) -> tuple[str, str]:
    """What stands before and after the key: looked up once, since a page has fifty links."""
    before, _key, after = reverse(url_name, args=[like]).partition(like)
    return before, after
