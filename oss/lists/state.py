"""What somebody looks at: columns, filter, sort, search, chart and page, all of it in the URL.

    f     one condition or group, several together with "and"          f=stage.in:request&f=assignee.me
    q     words to search for
    sort  up to three columns, "-" for descending                        sort=-opened_on,number
    cols  the columns in order, with a width where it is not the usual   cols=number,stage.s,client.l
    chart column, and the period for dates; `sum` a column to add up     chart=opened_on.month&sum=amount
    after, before   a place in the list; count=exact the whole count

A URL without any of these is the list's standard. A column is read by the names it had before, too, and
written by the one it has. What a user may not see is dropped here, so that nothing
that works from a `ListState` can show it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self
from urllib.parse import quote

from django.http import QueryDict

from oss.core.partial_dates import PartialDate
from oss.core.plain_text import at_most
from oss.lists import grammar
from oss.lists.declaration import Column, ListDefinition, Reserved
from oss.lists.filters import Group, read_filter
from oss.staff.models import User

KEYS = ("f", "q", "sort", "cols", "chart", "sum")
"""What is part of a saved view."""
PAGE_KEYS = {"after", "before", "count"}
MOST_SORTS = 3
LONGEST_SEARCH = 200
WIDTHS = ("s", "m", "l", "xl")
DEFAULT_STEP = "month"
_READABLE = ":,()~.-"


@dataclass(frozen=True)
class ShownColumn:
    """A column with one of WIDTHS, or "" for as wide as its content."""

    column: Column
    width: str = ""

    def __str__(self) -> str:
        return f"{self.column.name}.{self.width}" if self.width else self.column.name


@dataclass(frozen=True)
class SortKey:
    column: Column
    descending: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.descending else ''}{self.column.name}"


@dataclass(frozen=True)
class ChartState:
    """Count the rows by `column`, or add up `total`; `step` is the period of a date column, else ""."""

    column: Column
    step: str = ""
    total: Column | None = None


@dataclass(frozen=True)
class ListState:
    """One reading of a list's URL. `incomplete`: part of it was dropped, so it may show more than was meant.

    `known` are the columns this user may know of; `reserved` the rows that they read in part. `place` is
    where a page begins, as sort values and key.
    """

    definition: ListDefinition
    known: Mapping[str, Column]
    columns: tuple[ShownColumn, ...]
    sort: tuple[SortKey, ...]
    filter: Group
    search: str = ""
    chart: ChartState | None = None
    after: tuple[Any, ...] = ()
    before: tuple[Any, ...] = ()
    exact: bool = False
    incomplete: bool = field(default=False, compare=False)
    standard_columns: tuple[ShownColumn, ...] = field(default=(), compare=False)
    standard_sort: tuple[SortKey, ...] = field(default=(), compare=False)
    reserved: Reserved | None = field(default=None, compare=False)

    @classmethod
    def read(cls, definition: ListDefinition, user: User, query: QueryDict) -> "ListState":
        if not any(key in query for key in KEYS):
            standard = QueryDict(definition.standard, mutable=True)
            for key in query.keys() & PAGE_KEYS:
                standard.setlist(key, query.getlist(key))
            query = standard
        known = definition.columns_for(user)
        named = {name: one for one in known.values() for name in one.formerly} | known
        filter_, whole = read_filter(query.getlist("f"), named, user)
        columns = _read_columns(query.get("cols", ""), named)
        sort = _read_sort(query.get("sort", ""), named)
        standard_columns, standard_sort = _default_columns(known), _read_sort(definition.default_sort, known)
        wanted = len([one for one in query.get("sort", "").split(",") if one])
        return cls(
            definition,
            known,
            columns or standard_columns,
            sort or standard_sort,
            filter_,
            at_most(" ".join(query.get("q", "").split()), LONGEST_SEARCH),
            _read_chart(query.get("chart", ""), query.get("sum", ""), named),
            _read_place(query.get("after", "")),
            _read_place(query.get("before", "")),
            query.get("count") == "exact",
            incomplete=not whole or len(sort) != wanted,
            standard_columns=standard_columns,
            standard_sort=standard_sort,
            reserved=definition.reserved_from(user),
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The state as names and values, without the page; never none, which would stand for another state:
        the list's standard, or what an open view keeps."""
        pairs = [("f", grammar.write(term.written)) for term in self.filter.terms]
        if self.search:
            pairs.append(("q", self.search))
        if self.sort != self.standard_sort:
            pairs.append(("sort", ",".join(map(str, self.sort))))
        if self.columns != self.standard_columns:
            pairs.append(("cols", ",".join(map(str, self.columns))))
        if self.chart:
            step = f".{self.chart.step}" if self.chart.step else ""
            pairs.append(("chart", f"{self.chart.column.name}{step}"))
            if self.chart.total:
                pairs.append(("sum", self.chart.total.name))
        return pairs or [("f", "")]

    def query_string(self) -> str:
        """What a saved view keeps: the state without the page."""
        return _encoded(self.pairs)

    def page_query(self, *, after: tuple[Any, ...] = (), before: tuple[Any, ...] = ()) -> str:
        place = [(name, _write_place(one)) for name, one in (("after", after), ("before", before)) if one]
        return _encoded([*self.pairs, *place, *([("count", "exact")] if self.exact else [])])

    def changed(self, **changes: Any) -> Self:
        """The same with `changes`, from the first page on."""
        first_page: dict[str, Any] = {"after": (), "before": (), "exact": False}
        return replace(self, **first_page | changes)

    def leaves(self, shown: ShownColumn) -> int:
        """Whether the column makes room where the list is narrow, and how soon: what somebody chose stays."""
        return shown.column.leaves if self.columns == self.standard_columns else 0

    @property
    def seeks_as_it_opens(self) -> bool:
        """Neither a search nor another filter than the list's own."""
        written = [grammar.write(term.written) for term in self.filter.terms]
        return not self.search and written == QueryDict(self.definition.standard).getlist("f")

    @property
    def leaves_out(self) -> Reserved | None:
        """The rows that left the list, as it is filtered or sorted by what this user may not know of them."""
        asked = [*(one.column for one in self.filter.conditions), *(key.column for key in self.sort)]
        return None if all(column.known for column in asked) else self.reserved

    @property
    def sort_of(self) -> dict[str, SortKey]:
        return {one.column.name: one for one in self.sort}


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{name}={quote(value, safe=_READABLE)}" for name, value in pairs)


def _default_columns(known: Mapping[str, Column]) -> tuple[ShownColumn, ...]:
    return tuple(ShownColumn(one) for one in known.values() if one.default and one.shown)


def _read_columns(text: str, named: Mapping[str, Column]) -> tuple[ShownColumn, ...]:
    found: dict[str, ShownColumn] = {}
    for part in text.split(","):
        name, _dot, width = part.partition(".")
        column = named.get(name)
        if column and column.shown:
            found.setdefault(column.name, ShownColumn(column, width if width in WIDTHS else ""))
    return tuple(found.values())


def _read_sort(text: str, named: Mapping[str, Column]) -> tuple[SortKey, ...]:
    found: dict[str, SortKey] = {}
    for part in text.split(","):
        column = named.get(part.removeprefix("-"))
        if column and column.sort:
            found.setdefault(column.name, SortKey(column, part.startswith("-")))
    return tuple(found.values())[:MOST_SORTS]


def _read_chart(text: str, total: str, named: Mapping[str, Column]) -> ChartState | None:
    name, _dot, step = text.partition(".")
    column = named.get(name)
    if column is None or not column.groups:
        return None
    if step not in column.kind.steps:
        step = "" if "" in column.kind.steps else DEFAULT_STEP
    added = named.get(total)
    return ChartState(column, step, added if added and added.kind.can_sum else None)


# --- a place in the list: its sort values and its key, as JSON -------------------------------------


def _write_place(values: tuple[Any, ...]) -> str:
    return json.dumps(values, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> str:
    if isinstance(value, date):  # also a datetime: whole, with its microseconds
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, PartialDate):
        return value.edtf
    raise TypeError(f"{value!r} is no value to sort by")


def _read_place(text: str) -> tuple[Any, ...]:
    """Empty where it is not a place; `oss.lists.paging` checks that it fits the sort."""
    try:
        values = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    return tuple(values) if isinstance(values, list) and all(map(_may_be_sorted_by, values)) else ()


def _may_be_sorted_by(value: Any) -> bool:
    """Not a list within the list, nor text that the database cannot hold."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
    return not isinstance(value, list | dict)
