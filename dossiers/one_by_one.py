"""What a worker does with each of what is due."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction

from oss.core.refusal import Refused

T = TypeVar("T")


def do_one_by_one(due: Iterable[T], act: Callable[[T], object]) -> int:
    """Each in a transaction of its own; how many. What is refused is left out: somebody else was first, or it
    was settled meanwhile."""
    return sum(_is_done(one, act) for one in due)


def _is_done(one: T, act: Callable[[T], object]) -> bool:
    try:
        with transaction.atomic():
            act(one)
    except Refused:
        return False
    return True
