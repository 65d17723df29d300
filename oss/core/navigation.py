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
    """One line of the left navigation. `permission` hides it from who may not open it."""

    label: Text
    icon: str
    order: int
    url_name: str = ""  # empty: the section's own front page
    url_args: tuple[str, ...] = ()
    permission: str = ""
    group: Text = ""
    hue: str = ""
    text: Text = ""  # one sentence on the section's front page


@dataclass(frozen=True)
class CreateEntry:
    """One line of the "+ New" menu: only what can be made."""

    label: Text
    icon: str
    order: int
    url_name: str
    permission: str = ""


@dataclass(frozen=True)
class SearchPlace:
    """One list that the search page leads to; `url("dak")` is it, searched; `about` says what it looks in."""

    label: Text
    icon: str
    order: int
    url: Callable[[str], str]
    permission: str
    about: Text


navigation: Registry[NavigationEntry] = Registry("navigation entry")
user_menu: Registry[NavigationEntry] = Registry("entry of the user menu")
create_menu: Registry[CreateEntry] = Registry("create entry")
search_places: Registry[SearchPlace] = Registry("place to search")
