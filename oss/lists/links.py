"""Links from a row to its record."""

from collections.abc import Callable

from django.urls import reverse

from oss.lists.declaration import Row


def record_link(url_name: str) -> Callable[[Row], str]:
    """To the page of the row's record, by its key."""
    return lambda row: reverse(url_name, args=[row["pk"]])
