"""What stands on the dashboard: each package registers its part from `offers.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from oss.core.components import EmptyState, ListTable
from oss.core.navigation import Text
from oss.core.registry import Registry
from oss.staff.models import User


@dataclass(frozen=True)
class HomeList:
    """One list of a part, under a heading of its own where the part has more than one."""

    heading: Text
    table: ListTable


@dataclass(frozen=True)
class HomePart:
    """`name` is the anchor on the page; with all lists empty `empty` is shown."""

    name: str
    title: Text
    order: int
    lists: tuple[HomeList, ...]
    empty: EmptyState
    all_label: Text = ""
    all_url: str = ""
    beside: bool = False  # the lists stand side by side where there is room

    @property
    def is_empty(self) -> bool:
        return not any(one.table.rows for one in self.lists)


home_parts: Registry[Callable[[User], HomePart]] = Registry("dashboard part")


def parts_for(user: User) -> list[HomePart]:
    return sorted((offer(user) for offer in home_parts), key=lambda part: part.order)
