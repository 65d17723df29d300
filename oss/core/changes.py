"""The fields that an operation sets of the row it holds: which of them it knows, and how they are written."""

from collections.abc import Collection, Mapping, Set
from typing import Any

from django.db.models import Model


def require_known(changes: Collection[str], fields: Set[str], operation: str) -> None:
    """TypeError where the operation is told to set what is none of its `fields`."""
    if unknown := set(changes) - fields:
        raise TypeError(f"{operation} does not set {', '.join(sorted(unknown))}")


def write_changes(row: Model, changes: Mapping[str, Any]) -> None:
    """Into the row, not saved; what was typed without the spaces around it."""
    for name, value in changes.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
