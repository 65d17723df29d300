"""A page is announced once, in its package's `urls.py`: path, view, name, who may open it, a test's example.

The access map is what `page` announced, and what a `NotOurs` says of the URLs of allauth and the admin; what
is in neither opens for nobody. `oss.staff.middleware.access` enforces it before the view runs; navigation,
menus and actions ask it whether to show the way to a page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from oss.core.registry import Offer, offered


class Holder(Protocol):
    """Whoever holds rights: a user."""

    def has_perm(self, perm: str, /) -> bool: ...


@dataclass(frozen=True)
class Access:
    """Who may open a URL: everybody (`public`) or the signed-in staff for whom `allows` is true."""

    label: str
    allows: Callable[[Holder], bool]
    public: bool = False


PUBLIC = Access("everybody", lambda _user: True, public=True)
SIGNED_IN = Access("everybody signed in", lambda _user: True)
NOBODY = Access("nobody", lambda _user: False)


def holders_of(permission: str) -> Access:
    """Open for staff who hold the permission, "staff.view_team"."""
    return Access(permission, lambda user: user.has_perm(permission))


class Page(URLPattern):
    """A URL of ours: `example` holds what its path takes, in that order, with gaps that the tests fill.

    `is_secret`: its path lets in whoever knows it, and stands in no log.
    """

    access: Access
    example: tuple[str, ...]
    is_secret: bool


def page(
    route: str,
    view: Callable[..., HttpResponseBase],
    given: dict[str, Any] | None = None,
    *,
    name: str,
    may: str | Access,
    example: str = "",
    secret: bool = False,
) -> Page:
    """Django's `path`, or its `re_path` where the route begins with "^", and who may open it.

    `may` is a permission or one of PUBLIC, SIGNED_IN and NOBODY. `example` is "{dossier}/advance" for a route
    that takes a number and a verb; `tests/examples.py` fills the gaps.
    """
    pattern = (RegexPattern if route.startswith("^") else RoutePattern)(route, name=name, is_endpoint=True)
    announced = Page(pattern, view, given, name)
    announced.access = may if isinstance(may, Access) else holders_of(may)
    announced.is_secret = secret
    announced.example = tuple(example.split("/")) if example else ()
    return announced


@dataclass(frozen=True)
class NotOurs(Offer):
    """Who may open the URL of this name; "namespace:*" is for those of a namespace without a line."""

    access: Access


@cache
def pages() -> dict[str, Page]:
    """Every page that the URLconf leads to, by its name."""
    found: dict[str, Page] = {}
    for one in _pages_in(get_resolver().url_patterns):
        name = str(one.name)
        if name in found or name in offered(NotOurs):
            raise ValueError(f"page {name!r} is announced twice")
        found[name] = one
    return found


def _pages_in(patterns: list[URLPattern | URLResolver]) -> Iterator[Page]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _pages_in(one.url_patterns)
        elif isinstance(one, Page):
            yield one


def find(url_name: str) -> Access | None:
    """Who may open it; None where nobody said so."""
    if announced := pages().get(url_name):
        return announced.access
    namespace, _colon, _name = url_name.rpartition(":")
    others = offered(NotOurs)
    found = others.get(url_name) or (others.get(f"{namespace}:*") if namespace else None)
    return found.access if found else None


def may_open(user: Holder, url_name: str) -> bool:
    rule = find(url_name)
    return rule is not None and rule.allows(user)
