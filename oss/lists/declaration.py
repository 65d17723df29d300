"""What a package says about a list: its rows and its columns. Everything else follows from it.

offer(ListDefinition(name="people", ...))     in the package's `offers.py`
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from oss.core.components import EmptyState, TableCell
from oss.core.links import link
from oss.core.registry import Offer, offered
from oss.lists.jobs.verbs import ListVerb
from oss.lists.kinds import ColumnKind
from oss.staff.models import User

Text = str | Promise
ListRow = Mapping[str, Any]
"""One row of `values()`: lookup path → value, and always "pk"."""


@dataclass(frozen=True)
class Branch:
    """One table of a to-many column: its rows point at the list's row by `owner`."""

    rows: Callable[[], QuerySet[Any]]
    owner: str
    path: str


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a list.

    `name` is its key in URLs and saved views. Where it has to change, the names it had go on being read: they
    stand in `formerly`. `path` is the Django lookup path that is filtered on and shown; `fields` are the
    paths that `cell` and `value` read when that is not enough.
    `sort` names the indexed paths on the row itself, in order; without them the column cannot be sorted by.
    A column over several rows of another table is filtered by its `branches`; an `expression` is what `path`
    names where that is no column. `truth` is the condition behind a yes or no. `beside` is what the cell of a
    page reads besides its `fields`, by name; an export goes without. `long` is free text that a page may cut.
    Where a page has no room for the list as it opens, what `leaves` goes: first 1, then 2, then 3.
    A `bare` one says of a row no more than anybody may know: what is not theirs to read is counted by it.
    A `known` one is told of `Reserved` rows too; `instead` is what others read of such a row in place of it.
    """

    name: str
    label: Text
    kind: ColumnKind
    path: str = ""
    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    default: bool = True
    searchable: bool = False
    filterable: bool = True
    exportable: bool = True
    permission: str = ""
    cell: Callable[[ListRow], TableCell] | None = None
    value: Callable[[ListRow], Any] | None = None
    expression: Callable[[], models.expressions.Combinable] | None = None
    truth: Callable[[], Q] | None = None
    branches: tuple[Branch, ...] = ()
    beside: Mapping[str, Callable[[], models.expressions.Combinable]] = field(default_factory=dict)
    long: bool = False
    leaves: int = 0
    formerly: tuple[str, ...] = ()
    bare: bool = False
    known: bool = False
    instead: Callable[[ListRow], TableCell] | None = None

    @property
    def shown(self) -> bool:
        """A column over other tables that only filters has nothing to show."""
        return not self.branches or self.expression is not None or bool(self.fields)

    @property
    def groups(self) -> bool:
        """Whether a chart can count by it: each row has one value."""
        return bool(self.kind.steps) and (self.truth is not None or (self.shown and not self.branches))

    @property
    def needs(self) -> tuple[str, ...]:
        """The paths that showing and exporting this column read."""
        return self.fields or self.kind.fields(self.path)

    @property
    def annotation(self) -> models.expressions.Combinable | None:
        """What `path` names where it is no column of the table."""
        if self.truth is not None:
            return ExpressionWrapper(self.truth(), models.BooleanField())
        return self.expression() if self.expression is not None else None

    def value_of(self, row: ListRow) -> Any:
        """What a spreadsheet gets: text, number, date, aware datetime or None."""
        if self.value is not None:
            return self.value(row)
        if self.fields and self.cell is not None:
            return str(self.cell(row).text)
        return self.kind.value(row, self.path)

    def cell_of(self, row: ListRow) -> TableCell:
        return self.cell(row) if self.cell is not None else TableCell(self.kind.says(self.value_of(row)))

    def kept(self) -> "Column":
        """As it is told of a reserved row to who does not read it."""
        if self.known:
            return self
        instead = self.instead
        if instead is None:
            return replace(self, cell=lambda _row: TableCell("–", quiet=True), value=lambda _row: None)
        return replace(self, cell=instead, value=lambda row: str(instead(row).text))


@dataclass(frozen=True)
class Reserved:
    """Rows of which all know the `known` columns, and only who has the `permission` the rest: they leave the
    list where it is filtered, sorted or counted by another column.

    `rows` gives those a user may know of, beside those they read; `is_one` tells them apart by `fields`;
    `left_out` says that they left the list.
    """

    permission: str
    rows: Callable[[User], QuerySet[Any]]
    fields: tuple[str, ...]
    is_one: Callable[[ListRow], bool]
    left_out: Text


@dataclass(frozen=True)
class Action:
    """A button at the top of the list, for who may open its page; `primary` for what is done there most."""

    label: Text
    icon: str
    url_name: str
    primary: bool = False


@dataclass(frozen=True)
class ListDefinition(Offer):
    """One list. `rows` gives what a user may see; `link_fields` are the paths that `row_link` reads.

    `named` gives what a job still names where `rows` no longer has what its verb took off the list.
    `enrich` adds to the rows of one page or chunk, all at once, what `values()` cannot reach.
    `search` narrows to the rows that hold every word; without it the searchable columns are looked through.
    `standard` is the query string of the list as it opens: "f=active.in:yes". `default_sort` is written as
    in the URL: "-number". Under the names in `formerly` it is still found, with the views saved there.
    `called` is what its rows are, as several, where the model is called otherwise. `apart_by` names the
    column with a `cell` that tells rows of the same name apart. `unread` gives the rows that a user may not
    read, which are counted as far as only `bare` columns are asked for. Of `reserved` rows they read a part.
    """

    label: Text
    icon: str
    model: type[models.Model]
    rows: Callable[[User], QuerySet[Any]]
    columns: tuple[Column, ...]
    default_sort: str
    permission: str
    url_name: str
    empty: Callable[[], EmptyState]
    url_args: tuple[str, ...] = ()
    row_link: Callable[[ListRow], str] | None = None
    link_fields: tuple[str, ...] = ()
    enrich: Callable[[list[dict[str, Any]]], None] | None = None
    search: Callable[[Any, str], QuerySet[Any]] | None = None
    standard: str = ""
    hue: str = ""
    actions: tuple[Action, ...] = ()
    verbs: tuple[ListVerb, ...] = ()
    formerly: tuple[str, ...] = ()
    called: Text = ""
    apart_by: str = ""
    named: Callable[[User], QuerySet[Any]] | None = None
    unread: Callable[[User], QuerySet[Any]] | None = None
    reserved: Reserved | None = None

    @property
    def counted(self) -> Text:
        """What its rows are, as several."""
        return self.called or self.model._meta.verbose_name_plural or ""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it had before."""
        return (self.name, *self.formerly)

    def reserved_from(self, user: User) -> Reserved | None:
        """None for who reads all that stands in it."""
        kept = self.reserved
        return kept if kept is not None and not user.has_perm(kept.permission) else None

    def rows_standing(self, user: User) -> QuerySet[Any]:
        """What a user may know of, whole or in part."""
        kept = self.reserved_from(user)
        return kept.rows(user) if kept else self.rows(user)

    def columns_for(self, user: User) -> dict[str, Column]:
        """The columns this user may know of, by name."""
        return {one.name: one for one in self.columns if not one.permission or user.has_perm(one.permission)}

    def url(self, query: str = "") -> str:
        """The list's page, with the state that `ListState.query_string` gives."""
        path = link(self.url_name, *self.url_args)
        return f"{path}?{query}" if query else path

    def url_searching(self, text: str) -> str:
        """The list as it opens, searched for `text`."""
        query = QueryDict(self.standard, mutable=True)
        query["q"] = text
        return self.url(query.urlencode())


def list_named(name: str) -> ListDefinition | None:
    """The list of this name, or else the one that had it before."""
    known = offered(ListDefinition)
    return known.get(name) or next((one for one in known.values() if name in one.formerly), None)
