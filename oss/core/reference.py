"""Reference data in code: what every installation starts with.

`manage.py sync_reference`, a release step, runs every loader on offer in order. A loader inserts what
is missing by its code and never overwrites what an administrator changed, the name included; what only code
may decide (the permissions of a role) it sets exactly.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import models, transaction

from oss.core.locks import lock
from oss.core.named_values import OWN
from oss.core.registry import Offer, offered

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Loader(Offer):
    """`load` returns the number of rows it inserted or set right."""

    order: int
    load: Callable[[], int]


def sync() -> dict[str, int]:
    """Runs all loaders in one transaction, one process at a time. Returns rows changed per loader."""
    with transaction.atomic():
        lock("sync_reference")
        return {
            loader.name: loader.load()
            for loader in sorted(offered(Loader).values(), key=lambda one: one.order)
        }


def insert_missing(model: type[models.Model], rows: Iterable[Mapping[str, Any]], *once: str) -> int:
    """Inserts the shipped rows whose `code` no row of the model has; returns how many.

    `once` are the fields that no two rows may share. A row that an administrator added with the same becomes
    the shipped one; where that is another shipped row, under another name now, the new one stays out.
    """
    manager = model._default_manager
    codes = set(manager.values_list("code", flat=True))
    alike = {tuple(same): code for code, *same in manager.values_list("code", *once)}
    new = []
    for row in rows:
        if row["code"] in codes:
            continue
        code = alike.get(tuple(row[name] for name in once))
        if code is None:
            new.append(model(**row))
        elif code.startswith(OWN):
            manager.filter(code=code).update(code=row["code"])
        else:
            log.warning("reference_value_left_out", model=model.__name__, code=row["code"], like=code)
    return len(manager.bulk_create(new))
