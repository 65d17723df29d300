"""Pages by keyset, and counts that do not walk through a million rows.

A page begins after the sort values and the key of the row before it: rows inserted meanwhile move nothing.
Empty values come last in both directions; the key comes last of all, in the direction of the last sort key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.lookups import GreaterThan, LessThan

from oss.lists.state import ListState

PAGE = 50
COUNTED = 10_000


@dataclass(frozen=True)
class Key:
    """One key of the order. `nulls`: the column may be empty; empty values stand last, unless turned."""

    path: str
    field: "models.Field[Any, Any]"
    descending: bool
    nulls: bool
    nulls_first: bool = False

    @property
    def turned(self) -> "Key":
        return Key(self.path, self.field, not self.descending, self.nulls, not self.nulls_first)

    @property
    def order(self) -> OrderBy:
        """A column that is never empty says nothing about empty values: its plain index serves both ways."""
        column = F(self.path)
        nulls = {"nulls_first": self.nulls_first or None, "nulls_last": not self.nulls_first or None}
        chosen: dict[str, Any] = nulls if self.nulls else {}
        return column.desc(**chosen) if self.descending else column.asc(**chosen)

    def beyond(self, value: Any) -> Q | None:
        """Rows after `value`; None where there are none."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if self.nulls_first else None
        found = Q(**{f"{self.path}__{'lt' if self.descending else 'gt'}": value})
        return found | self._empty() if self.nulls and not self.nulls_first else found

    def equal(self, value: Any) -> Q:
        return self._empty() if value is None else Q(**{self.path: value})

    def from_on(self, value: Any) -> Q | None:
        """A bound that adds nothing but a start for the index; None where there is none."""
        if value is None:
            return None if self.nulls_first else self._empty()
        found = Q(**{f"{self.path}__{'lte' if self.descending else 'gte'}": value})
        return found | self._empty() if self.nulls and not self.nulls_first else found

    def _empty(self) -> Q:
        return Q(**{f"{self.path}__isnull": True})


@dataclass(frozen=True)
class ListPage:
    """Rows as `values()` gave them, and where the pages before and after begin; empty where there is none."""

    rows: list[dict[str, Any]]
    after: tuple[Any, ...]
    before: tuple[Any, ...]


Shown = Callable[[list[int], tuple[Key, ...]], list[dict[str, Any]]]
"""Gives the rows with these primary keys in this order, each with what a page shows and what orders it."""

First = Callable[[tuple[Key, ...], int], list[int]]
"""Gives the first so many primary keys in this order, where no place is asked for."""


def keys_of(state: ListState) -> list[Key]:
    model = state.definition.model
    keys = [
        Key(path, found, sort.descending, nulls)
        for sort in state.sort
        for path in sort.column.sort
        for found, nulls in [_field(model, path)]
    ]
    descending = keys[-1].descending if keys else False
    return [*keys, Key("pk", _meta(model).pk, descending, nulls=False)]


def ordered(rows: QuerySet[Any], state: ListState) -> QuerySet[Any]:
    return rows.order_by(*(key.order for key in keys_of(state)))


def page_of(
    rows: QuerySet[Any],
    state: ListState,
    shown: Shown,
    *,
    size: int,
    first: First | None = None,
) -> ListPage:
    """One page of `rows`, which are filtered and unordered. A place that does not fit is the beginning.
    `first` is asked instead of them for the page with which they begin.

    The page is chosen first and what it shows is fetched for these rows alone: else the tables of the fields
    would be joined to every row that is found.
    """
    keys = keys_of(state)
    backwards = bool(state.before)
    place = _typed(state.before or state.after, keys)
    if backwards and place:
        found = _after(rows, shown, [key.turned for key in keys], place, size)
        more, found = len(found) > size, found[:size][::-1]
        return ListPage(
            found, _place(found[-1], keys) if found else (), _place(found[0], keys) if more else ()
        )
    if first and not place:
        found = _drawn(first(tuple(keys), size + 1), shown, keys)
    else:
        found = _after(rows, shown, keys, place, size)
    more, found = len(found) > size, found[:size]
    return ListPage(
        found,
        _place(found[-1], keys) if more else (),
        _place(found[0], keys) if place and found else (),
    )


def counted(rows: QuerySet[Any], *, exact: bool = False) -> tuple[int, bool]:
    """How many, and whether that is all; no further than COUNTED unless `exact`."""
    if exact:
        return rows.order_by().count(), True
    return so_far(rows.order_by().values("pk")[: COUNTED + 1].count())


def so_far(found: int) -> tuple[int, bool]:
    """Of a count of COUNTED and one more at most: the number, and whether that is all."""
    return min(found, COUNTED), found <= COUNTED


def _after(
    rows: QuerySet[Any],
    shown: Shown,
    keys: list[Key],
    place: tuple[Any, ...],
    size: int,
) -> list[dict[str, Any]]:
    """One row more than the page, to know whether there is a next one."""
    order = [key.order for key in keys]
    return _drawn(
        _chosen(rows.order_by(*order).values_list("pk", flat=True), keys, place, size + 1), shown, keys
    )


def _drawn(chosen: list[int], shown: Shown, keys: list[Key]) -> list[dict[str, Any]]:
    return shown(chosen, tuple(keys)) if chosen else []


def _chosen(rows: QuerySet[Any], keys: list[Key], place: tuple[Any, ...], most: int) -> list[Any]:
    if not place:
        return list(rows[:most])
    first = keys[0]
    if first.nulls and not first.nulls_first and place[0] is not None:
        # two questions, each with an index of its own: the rest of the values, then the empty ones
        filled = Key(first.path, first.field, first.descending, nulls=False)
        found = list(rows.filter(_beyond([filled, *keys[1:]], place))[:most])
        if len(found) < most:
            found += rows.filter(**{f"{first.path}__isnull": True})[: most - len(found)]
        return found
    return list(rows.filter(_beyond(keys, place))[:most])


class _Together(Func):
    """(a, b): values compared as one, which walks along an index over both."""

    template = "(%(expressions)s)"
    output_field = models.TextField()


def _beyond(keys: list[Key], place: tuple[Any, ...]) -> Q:
    """Rows after the place: (a, b, key) > (1, 2, 3)."""
    if len(keys) == 1:
        return Q(**{f"pk__{'lt' if keys[0].descending else 'gt'}": place[0]})
    if len({key.descending for key in keys}) == 1 and not any(key.nulls or "__" in key.path for key in keys):
        lookup = LessThan if keys[0].descending else GreaterThan
        values = [Value(value, key.field) for value, key in zip(place, keys, strict=True)]
        return Q(lookup(_Together(*(F(key.path) for key in keys)), _Together(*values)))
    # directions differ or values are missing: written out, with the bound that the first is at least as far
    parts: list[Q] = []
    for index, key in enumerate(keys):
        beyond = key.beyond(place[index])
        if beyond is not None:
            equal = [before.equal(place[position]) for position, before in enumerate(keys[:index])]
            parts.append(reduce(and_, [*equal, beyond]))
    bound = keys[0].from_on(place[0])
    found = reduce(or_, parts)
    return found if bound is None else bound & found


def _place(row: dict[str, Any], keys: list[Key]) -> tuple[Any, ...]:
    return tuple(row[key.path] for key in keys)


def _typed(place: tuple[Any, ...], keys: list[Key]) -> tuple[Any, ...]:
    if len(place) != len(keys):
        return ()
    try:
        typed = tuple(
            None if value is None else _stored(key.field).to_python(value)
            for value, key in zip(place, keys, strict=True)
        )
    except (ValidationError, TypeError, ValueError, OverflowError):
        return ()
    fits = all(value is not None or key.nulls for value, key in zip(typed, keys, strict=True))
    return typed if fits else ()


def _stored(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    """What a generated column holds, which knows how to read a value."""
    held = field.output_field if isinstance(field, models.GeneratedField) else None
    return field if held is None else held


def _field(model: type[models.Model], path: str) -> "tuple[models.Field[Any, Any], bool]":
    """The field at the end of the path, and whether anything on the way may be empty."""
    nulls = False
    options = _meta(model)
    *relations, last = path.split("__")
    for name in relations:
        relation = options.get_field(name)
        if not isinstance(relation, models.ForeignKey):
            raise FieldDoesNotExist(f"{path} of {model.__name__} leads over {name}")
        nulls |= relation.null
        options = _meta(relation.related_model)
    found = options.pk if last == "pk" else options.get_field(last)
    if not isinstance(found, models.Field):
        raise FieldDoesNotExist(f"{path} of {model.__name__} is no column")
    return found, nulls or bool(found.null)


def _meta(model: Any) -> Any:
    return model._meta
