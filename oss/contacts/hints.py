"""Tells the background what was just made; a lost hint costs nothing, the nightly sweep sees it all."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from oss.contacts.models import Organisation, Person
from oss.core.background import tell_worker

_together: ContextVar[dict[str, list[int]] | None] = ContextVar("together", default=None)


def look_for_duplicates(record: Person | Organisation) -> None:
    """After the commit, and never in the way of who made the record."""
    kind = str(record._meta.model_name)
    together = _together.get()
    if together is None:
        _send(kind, [record.pk])
    else:
        together[kind].append(record.pk)


@contextmanager
def duplicates_together() -> Iterator[None]:
    """One hint for all that is made inside: each costs a look at every name there is."""
    made: dict[str, list[int]] = defaultdict(list)
    token = _together.set(made)
    try:
        yield
    finally:
        _together.reset(token)
    for kind, keys in made.items():
        _send(kind, keys)


def _send(kind: str, keys: list[int]) -> None:
    tell_worker("oss.contacts.tasks.find_duplicates_of", kind, *keys)
