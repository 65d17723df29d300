"""The rule of reading and doing, as a table: record kind × verb → roles.

Each package registers the rows of its own record kinds from `offers.py`; `manage.py sync_reference` puts
them in place as the permissions of the role groups. docs/engineers/rights.md shows the whole table; a test
compares.

A record kind is a model label ("staff.team"); verb and kind together are the Django permission that views,
querysets and the admin ask for: `user.has_perm("staff.change_team")`. Verbs beyond Django's view, add,
change and delete stand in the model's `Meta.permissions`.
"""

from collections.abc import Set
from dataclasses import dataclass

from oss.core.registry import Registry
from oss.staff.roles import Role


@dataclass(frozen=True)
class Grant:
    kind: str
    verb: str
    roles: frozenset[Role]

    @property
    def codename(self) -> str:
        return f"{self.verb}_{self.kind.split('.')[1]}"

    @property
    def permission(self) -> str:
        return f"{self.kind.split('.')[0]}.{self.codename}"


grants: Registry[Grant] = Registry("grant")


def grant(kind: str, **roles_by_verb: Set[Role]) -> None:
    """`grant("staff.team", view=ALL_STAFF, change=ADMINISTRATOR)`."""
    for verb, roles in roles_by_verb.items():
        one = Grant(kind.lower(), verb, frozenset(roles))
        grants.register(one.permission, one)


def permissions_of(role: Role) -> frozenset[str]:
    return frozenset(one.permission for one in grants if role in one.roles)
