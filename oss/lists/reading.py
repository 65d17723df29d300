"""The chosen columns of the chosen rows: as typed values for exports, as cells for the grid."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet

from oss.core.components import TableCell
from oss.core.narrowing import with_keys
from oss.lists.declaration import Column, ListRow
from oss.lists.kinds import Code
from oss.lists.paging import PAGE, First, Key, ListPage, ordered, page_of
from oss.lists.selection import selection, sought
from oss.lists.state import ListState, ShownColumn
from oss.staff.asked_often import asked_often
from oss.staff.models import User

CHUNK = 2000


@dataclass(frozen=True)
class Line:
    """One row of the grid; `url` leads to its record, each cell comes with its class."""

    pk: Any
    url: str
    cells: tuple[tuple[str, TableCell], ...]


def read_page(
    rows: QuerySet[Any], state: ListState, *, size: int = PAGE, first: First | None = None
) -> tuple[list[Line], ListPage]:
    """The lines of one page of `rows` (see `selection`), and where the pages beside it begin."""
    definition = state.definition
    columns = tuple(shown.column for shown in state.columns)
    told_by = (*definition.link_fields, *_told_by(state))
    shown = partial(_shown, model=definition.model, columns=columns, link_fields=told_by)
    page = page_of(rows, state, lambda keys, order: shown(keys, order=order), size=size, first=first)
    if definition.enrich is not None:
        definition.enrich(page.rows)
    styles = [_style(shown, state.leaves(shown)) for shown in state.columns]
    told = _Told(columns, state)
    lines = []
    for row in page.rows:
        url = definition.row_link(row) if definition.row_link else ""
        cells = (column.cell_of(row) for column in told.of(row))
        lines.append(Line(row["pk"], url, tuple(zip(styles, cells, strict=True))))
    return lines, page


class _Told:
    """The columns as this user reads them, of a row that they read and of one that they know in part."""

    def __init__(self, columns: tuple[Column, ...], state: ListState) -> None:
        self.columns = columns
        self.reserved = state.reserved
        self.kept = tuple(one.kept() for one in columns) if state.reserved else columns

    def of(self, row: ListRow) -> tuple[Column, ...]:
        return self.kept if self.reserved is not None and self.reserved.is_one(row) else self.columns


def _told_by(state: ListState) -> tuple[str, ...]:
    return state.reserved.fields if state.reserved else ()


@asked_often
def _shown(
    keys: list[int],
    *,
    model: type[Model],
    columns: tuple[Column, ...],
    link_fields: tuple[str, ...],
    order: tuple[Key, ...],
) -> QuerySet[Any, dict[str, Any]]:
    beside = {name: make() for column in columns for name, make in column.beside.items()}
    fields = dict.fromkeys((*_fields(columns), *beside, *link_fields, *(key.path for key in order)))
    rows = _annotated(model._base_manager.filter(with_keys(keys)), columns).annotate(**beside)  # noqa: SLF001
    return rows.order_by(*(key.order for key in order)).values(*fields)


def _style(shown: ShownColumn, leaves: int) -> str:
    kind = shown.column.kind
    words = (
        "numeric" if kind.numeric else "",
        "code" if isinstance(kind, Code) else "",
        "long" if shown.column.long else "",
        f"w-{shown.width}" if shown.width else "",
        f"leaves-{leaves}" if leaves else "",
    )
    return " ".join(word for word in words if word)


def exported_columns(state: ListState) -> tuple[Column, ...]:
    return tuple(shown.column for shown in state.columns if shown.column.exportable)


def export_rows(user: User, state: ListState, *, only: Collection[Any] | None = None) -> Iterator[list[Any]]:
    """All rows in their order, a value per exported column; `only` narrows them to these keys."""
    columns = exported_columns(state)
    rows = selection(user, state)
    if only is not None:
        rows = rows.filter(pk__in=only)
    rows, _few = sought(rows, state)
    definition = state.definition
    linked = definition.link_fields if definition.enrich else ()
    fields = dict.fromkeys(("pk", *_fields(columns), *linked, *_told_by(state)))
    told = _Told(columns, state)
    stream = ordered(_annotated(rows, columns), state).values(*fields).iterator(chunk_size=CHUNK)
    while chunk := list(islice(stream, CHUNK)):
        if definition.enrich is not None:
            definition.enrich(chunk)
        for row in chunk:
            yield [column.value_of(row) for column in told.of(row)]


def _fields(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(path for column in columns for path in column.needs)


def _annotated(rows: QuerySet[Any], columns: Iterable[Column]) -> QuerySet[Any]:
    expressions = {one.path: one.annotation for one in columns if one.annotation is not None}
    return rows.annotate(**expressions) if expressions else rows
