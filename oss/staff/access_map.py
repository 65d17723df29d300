"""The access map: every URL name declares who may open it; what is not in the map opens for nobody.

Packages register their URL names from `offers.py`; `oss.staff.middleware.access` enforces the map before
the view runs. A name ending in `:*` covers a whole namespace, for URLs that are not ours (the admin, which
asks for permissions itself).
"""

from collections.abc import Callable
from dataclasses import dataclass

from oss.core.registry import Registry
from oss.staff.models import User


@dataclass(frozen=True)
class Access:
    """Who may open a URL: everybody (`public`) or the signed-in staff for whom `allows` is true."""

    label: str
    allows: Callable[[User], bool]
    public: bool = False


PUBLIC = Access("everybody", lambda _user: True, public=True)
SIGNED_IN = Access("everybody signed in", lambda _user: True)
NOBODY = Access("nobody", lambda _user: False)


def may(permission: str) -> Access:
    """Open for staff who hold the permission, "staff.view_team"."""
    return Access(permission, lambda user: user.has_perm(permission))


_map: Registry[Access] = Registry("URL access")


def register(entries: dict[str, Access]) -> None:
    for name, rule in entries.items():
        _map.register(name, rule)


def find(url_name: str) -> Access | None:
    """The rule of "namespace:name", else of its namespace "namespace:*"; None where nothing is declared."""
    namespace, _colon, _name = url_name.rpartition(":")
    return _map.get(url_name) or (_map.get(f"{namespace}:*") if namespace else None)


def names() -> set[str]:
    return {name for name, _rule in _map.items()}
