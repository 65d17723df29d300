"""The left navigation, the "+ New" menu, the menu under one's name and the front page of each section.

Packages register their entries from `offers.py`. A section whose package is not built yet has a front
page that says what will come there; the package that builds it replaces `url_name`.
"""

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
    """One line of the "+ New" menu. Without a URL it is announced, not yet available."""

    label: Text
    icon: str
    order: int
    url_name: str = ""
    permission: str = ""


navigation: Registry[NavigationEntry] = Registry("navigation entry")
user_menu: Registry[NavigationEntry] = Registry("entry of the user menu")
create_menu: Registry[CreateEntry] = Registry("create entry")
