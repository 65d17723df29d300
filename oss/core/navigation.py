"""The left navigation, the "+ New" menu, the menu under one's name, the front page of each section, and the
lists that the search page leads to.

Packages offer their entries from `offers.py`. A section whose package is not built yet has a front
page that says what will come there; the package that builds it replaces `url_name`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from oss.core.registry import Offer

Text = str | Promise


@dataclass(frozen=True)
class NavigationEntry(Offer):
    """One line of the left navigation, for who may open its page.

    It is marked on its own pages and on those whose crumbs begin there; `also` names the URLs of other
    pages that belong to it.
    """

    label: Text
    icon: str
    order: int
    url_name: str = "section"  # the front page that says what will come
    url_args: tuple[str, ...] = ()
    group: Text = ""
    hue: str = ""
    text: Text = ""  # one sentence on the section's front page
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class UserMenuEntry(NavigationEntry):
    """One line of the menu under one's name."""


@dataclass(frozen=True)
class CreateEntry(Offer):
    """One line of the "+ New" menu, for who may open the page with that URL name: only what can be made.

    What has a `key` stands in the bar on top too, where that letter presses it from every page.
    """

    label: Text
    icon: str
    order: int
    key: str = ""


@dataclass(frozen=True)
class SearchPlace(Offer):
    """One list that the search page leads to, for who may open the page with that URL name.

    `url("dak")` is it, searched; `about` says what it looks in.
    """

    label: Text
    icon: str
    order: int
    url: Callable[[str], str]
    about: Text


class MenuLine(Protocol):
    """A line of a menu as it is drawn."""

    @property
    def url(self) -> str: ...

    @property
    def also(self) -> tuple[str, ...]: ...


def line_of(lines: Iterable[MenuLine], places: Iterable[str]) -> str:
    """The URL of the line to which the first of these paths belongs that belongs to any; "" for none."""
    urls = {url: line.url for line in lines for url in (line.url, *line.also)}
    for place in places:
        path = place.partition("?")[0]
        found = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
        if found:
            return urls[max(found, key=len)]
    return ""
