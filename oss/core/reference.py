"""Reference data in code: what every installation starts with.

`manage.py sync_reference`, a release step, runs every registered loader in order. A loader inserts what
is missing by natural key and never overwrites what an administrator changed; what only code may decide
(the permissions of a role) it sets exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from oss.core.locks import lock
from oss.core.registry import Registry


@dataclass(frozen=True)
class Loader:
    """`load` returns the number of rows it inserted or set right."""

    name: str
    order: int
    load: Callable[[], int]


loaders: Registry[Loader] = Registry("reference loader")


def sync() -> dict[str, int]:
    """Runs all loaders in one transaction, one process at a time. Returns rows changed per loader."""
    with transaction.atomic():
        lock("sync_reference")
        return {loader.name: loader.load() for loader in sorted(loaders, key=lambda one: one.order)}
