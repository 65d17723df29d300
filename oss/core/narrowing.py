"""What a search finds, before it is put in order.

A database that is asked for the first fifty in an order may walk through the whole table in that order, in
search of what hardly occurs. Asked without an order it finds a few by the index of what is searched.
"""

from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import Combinable

FEW = 2_000

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


def narrowed(rows: Rows) -> tuple[Rows, int | None]:
    """The same rows by their keys, unordered, and how many they are; the rows as given where they are more
    than FEW, with None."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(keys) > FEW:
        return rows, None
    few = rows.model._default_manager.filter(among(Value(keys, ArrayField(BigIntegerField()))))
    return cast(Rows, few), len(keys)


def asked_once(keys: QuerySet[Any, Any]) -> Func:
    """Rows whose key `keys` gives: put together once, where `IN (…)` may be asked anew for each row."""
    return among(ArraySubquery(keys, output_field=ArrayField(BigIntegerField())))


def among(array: Combinable) -> Func:
    """Rows whose key is in the array; `pk__in` would write each key out."""
    any_of = {"template": "%(expressions)s)", "arg_joiner": " = ANY("}
    return Func(F("pk"), array, output_field=BooleanField(), **any_of)
