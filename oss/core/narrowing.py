"""What a search finds, before it is put in order.

A database that is asked for the first fifty in an order may walk through the whole table in that order, in
search of what hardly occurs. Asked without an order it finds a few by the index of what is searched.
"""

from typing import Any, TypeVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet, Value

FEW = 2_000

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


def narrowed(rows: Rows) -> tuple[Rows, int | None]:
    """The same rows by their keys, unordered, and how many they are; the rows as given where they are more
    than FEW, with None."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(keys) > FEW:
        return rows, None
    array = Value(keys, ArrayField(BigIntegerField()))
    # one value for all of them; `pk__in` would write each out
    among = Func(
        F("pk"), array, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField()
    )
    return cast(Rows, rows.model._default_manager.filter(among)), len(keys)
