"""Who takes over when somebody leaves: packages say what their rows need a new owner for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from oss.core.navigation import Text
from oss.core.registry import Offer, offered
from oss.staff.models import User


class HandsOver(Protocol):
    """Gives what is `leaver`'s to `to`; returns the number of rows."""

    def __call__(self, leaver: User, *, to: User, by: User) -> int: ...


@dataclass(frozen=True)
class Belongings(Offer):
    """One kind of thing that must not be left without somebody. `count` says how many there are."""

    label: Text
    count: Callable[[User], int]
    hand_over: HandsOver


def left_behind(leaver: User) -> list[tuple[Text, int]]:
    """What would stay without an owner, with how much of it there is."""
    found = [(one.label, one.count(leaver)) for one in offered(Belongings).values()]
    return [(label, number) for label, number in found if number]
