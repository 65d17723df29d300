"""What the frame around every page needs."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from oss.core.links import link
from oss.core.navigation import CreateEntry, NavigationEntry, Text, UserMenuEntry
from oss.core.pages import may_open
from oss.core.registry import offered
from oss.staff.models import User


@dataclass(frozen=True)
class Link:
    label: Text
    icon: str
    url: str
    hue: str = ""
    also: tuple[str, ...] = ()  # other places of the same line
    key: str = ""


@dataclass(frozen=True)
class LinkGroup:
    label: Text
    items: list[Link]


@dataclass(frozen=True)
class Frame:
    """The links around every page; the frame's templates are core's and name no URL of staff themselves. What
    this user may not open is empty."""

    navigation: list[LinkGroup]
    create: list[Link]
    mine: list[Link]
    home_url: str
    search_url: str
    profile_url: str
    session_url: str
    session_login_url: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` around the pages of who is signed in; `language_url` also before."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": None, "language_url": link("set_language")}
    return {
        "language_url": link("set_language"),
        "frame": Frame(
            _navigation(user),
            _create_menu(user),
            _user_menu(user),
            home_url=link("home"),
            search_url=link("search") if may_open(user, "search") else "",
            profile_url=link("profile"),
            session_url=link("session_state"),
            session_login_url=link("session_login"),
        ),
    }


def _navigation(user: User) -> list[LinkGroup]:
    entries = sorted(
        ((name, entry) for name, entry in offered(NavigationEntry).items() if may_open(user, entry.url_name)),
        key=lambda pair: pair[1].order,
    )
    groups = groupby(entries, key=lambda pair: pair[1].group)
    return [LinkGroup(label, [_link(name, entry) for name, entry in pairs]) for label, pairs in groups]


def _link(name: str, entry: NavigationEntry) -> Link:
    url = link(entry.url_name, *(entry.url_args if entry.url_name != "section" else (name,)))
    return Link(entry.label, entry.icon, url, entry.hue, also=tuple(link(one) for one in entry.also))


def _create_menu(user: User) -> list[Link]:
    entries = sorted(
        (entry for entry in offered(CreateEntry).values() if may_open(user, entry.name)),
        key=lambda entry: entry.order,
    )
    return [Link(entry.label, entry.icon, link(entry.name), key=entry.key) for entry in entries]


def _user_menu(user: User) -> list[Link]:
    entries = sorted(
        ((name, entry) for name, entry in offered(UserMenuEntry).items() if may_open(user, entry.url_name)),
        key=lambda pair: pair[1].order,
    )
    return [_link(name, entry) for name, entry in entries]
