"""The rule of reading and doing, as a table: record kind × verb → roles.

Each package offers the rows of its own record kinds from `offers.py`; `manage.py sync_reference` puts
them in place as the permissions of the role groups. docs/engineers/rights.md shows the whole table; a test
compares.

A record kind is a model label ("staff.team"); verb and kind together are the Django permission that views,
querysets and the admin ask for: `user.has_perm("staff.change_team")`. Verbs beyond Django's view, add,
change and delete stand in the model's `Meta.permissions`.
"""

from collections.abc import Set
from dataclasses import dataclass

from oss.core.registry import Offer, offer, offered
from oss.staff.roles import Role


@dataclass(frozen=True)
class Grant(Offer):
    """`name` is the permission."""

    kind: str
    verb: str
    roles: frozenset[Role]


def grant(kind: str, **roles_by_verb: Set[Role]) -> None:
    """`grant("staff.team", view=ALL_STAFF, change=ADMINISTRATOR)`."""
    for verb, roles in roles_by_verb.items():
        package, _dot, model = kind.lower().partition(".")
        offer(Grant(f"{package}.{verb}_{model}", kind.lower(), verb, frozenset(roles)))


def permissions_of(role: Role) -> frozenset[str]:
    return frozenset(one.name for one in offered(Grant).values() if role in one.roles)
