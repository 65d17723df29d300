"""The left navigation, the "+ New" menu, the menu under one's name, the front page of each section, and the
lists that the search page leads to.

Packages register their entries from `offers.py`. A section whose package is not built yet has a front
page that says what will come there; the package that builds it replaces `url_name`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from oss.core.registry import Registry

Text = str | Promise


@dataclass(frozen=True)
class NavigationEntry:
    """One line of the left navigation, for who may open its page."""

    label: Text
    icon: str
    order: int
    url_name: str = "section"  # the front page that says what will come
    url_args: tuple[str, ...] = ()
    group: Text = ""
    hue: str = ""
    text: Text = ""  # one sentence on the section's front page


@dataclass(frozen=True)
class CreateEntry:
    """One line of the "+ New" menu, for who may open its page: only what can be made."""

    label: Text
    icon: str
    order: int
    url_name: str


@dataclass(frozen=True)
class SearchPlace:
    """One list that the search page leads to, for who may open it; `url("dak")` is it, searched, and `about`
    says what it looks in."""

    label: Text
    icon: str
    order: int
    url_name: str
    url: Callable[[str], str]
    about: Text


navigation: Registry[NavigationEntry] = Registry("navigation entry")
user_menu: Registry[NavigationEntry] = Registry("entry of the user menu")
create_menu: Registry[CreateEntry] = Registry("create entry")
search_places: Registry[SearchPlace] = Registry("place to search")
