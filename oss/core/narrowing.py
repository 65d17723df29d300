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
    keys = keys_of_few(rows)
    if keys is None:
        return rows, None
    return cast(Rows, rows.model._default_manager.filter(with_keys(keys))), len(keys)


def keys_of_few(rows: QuerySet[Any, Any]) -> list[int] | None:
    """Unordered; None where they are more than FEW."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


def with_keys(keys: list[int], path: str = "pk") -> Func:
    """Rows with one of these; `pk__in` would write each of them out."""
    return among(Value(keys, ArrayField(BigIntegerField())), path)


def asked_once(keys: QuerySet[Any, Any], path: str = "pk") -> Func:
    """Rows whose key `keys` gives: put together once, where `IN (…)` may be asked anew for each row."""
    return among(ArraySubquery(keys, output_field=ArrayField(BigIntegerField())), path)


def among(array: Combinable, path: str = "pk") -> Func:
    """Rows whose key is in the array."""
    any_of = {"template": "%(expressions)s)", "arg_joiner": " = ANY("}
    return Func(F(path), array, output_field=BooleanField(), **any_of)
