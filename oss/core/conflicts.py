"""Two people who change one record at once: what each did not touch stays as the other left it.

The form carries along what its user saw (`oss.core.seen_form`); the operation compares that with what stands
there once it holds the row.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext as _

from oss.core.plain_text import visible
from oss.core.refusal import Refused


class Conflict(Refused):
    """Somebody else changed the same fields since they were read; `now` says what stands there."""

    def __init__(self, now: dict[str, Any]) -> None:
        self.now = now
        super().__init__(_("Somebody else changed the same fields meanwhile."))


def check_seen(row: Model, changes: Mapping[str, Any], seen: Mapping[str, Any] | None) -> None:
    """Two who write the same into a field agree; who writes over what they never saw gets a Conflict.

    `row` is locked, `changes` are the new values by field, `seen` what was read: other fields are free.
    """
    conflicts = {}
    for name, value in changes.items():
        if seen is None or name not in seen:
            continue
        now = _value(getattr(row, name))
        if _comparable(now) not in {_comparable(seen[name]), _comparable(value)}:
            conflicts[name] = now
    if conflicts:
        raise Conflict(conflicts)


def _value(held: Any) -> Any:
    return list(held.all()) if isinstance(held, Manager) else held


def _comparable(value: Any) -> Any:
    """Line ends, the order of a choice of several, and nothing or an empty text make no difference."""
    if isinstance(value, str):
        return visible(value).replace("\r\n", "\n").strip()
    if value is None:
        return ""
    return frozenset(value) if isinstance(value, list | QuerySet) else value
