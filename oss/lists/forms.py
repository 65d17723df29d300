"""The forms beside a list: filter, columns, chart. They read the URL and give a new state, never a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oss.core.forms import DayInput
from oss.lists.charts import measured, steps
from oss.lists.declaration import Column
from oss.lists.filters import (
    Condition,
    Group,
    Path,
    Term,
    joined,
    put,
    read_condition,
    term_at,
)
from oss.lists.grammar import WrittenCondition
from oss.lists.grid import Links
from oss.lists.kinds import BadValue, Choosing, Option
from oss.lists.operators import Operand, Operator
from oss.lists.state import WIDTHS, ListState, ShownColumn, SortKey
from oss.staff.models import User

MOST_OPTIONS = 300


# --- filter --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FilterPlace:
    """Where a condition goes: in the place of the one at `at`, or, with `join`, beside what stands there."""

    at: Path = ()
    join: str = ""

    @classmethod
    def read(cls, state: ListState, query: QueryDict) -> "FilterPlace":
        parts = query.get("at", "").split(".")
        at = tuple(int(one) for one in parts if one.isascii() and one.isdigit() and len(one) < 4)  # noqa: PLR2004
        join = query.get("join", "")
        if not at or term_at(state.filter, at) is None:
            return cls()
        return cls(at, join if join in {"all", "any"} else "")

    def put(self, tree: Group, condition: Condition) -> Group:
        if self.at and not self.join:
            return put(tree, self.at, condition)
        return joined(tree, self.at, self.join, condition)

    @property
    def written(self) -> str:
        return ".".join(map(str, self.at))

    @property
    def pairs(self) -> dict[str, str]:
        return {name: value for name, value in (("at", self.written), ("join", self.join)) if value}


@dataclass(frozen=True)
class ColumnLink:
    label: str | Promise
    url: str


def column_links(state: ListState, links: Links, place: FilterPlace) -> dict[str, Any]:
    """The columns that can be filtered: those in sight first, in their order."""
    shown = [one.column for one in state.columns]
    others = [one for one in state.known.values() if one not in shown]
    return {
        "columns": [
            ColumnLink(one.label, links.tool("list_filter", state, column=one.name, **place.pairs))
            for one in (*shown, *others)
            if one.filterable
        ]
    }


def filtered_column(state: ListState, name: str) -> Column | None:
    column = state.known.get(name)
    return column if column is not None and column.filterable else None


@dataclass(frozen=True)
class OperatorChoice:
    operator: Operator
    chosen: bool


@dataclass(frozen=True)
class FilterForm:
    """What is asked of one column: filled in from what was sent, else from the condition that is changed."""

    column: Column
    user: User
    old: Term | None
    sent: QueryDict
    problem: str = ""

    @property
    def is_submitted(self) -> bool:
        return "op" in self.sent

    @property
    def current(self) -> Condition | None:
        old = self.old
        return old if isinstance(old, Condition) and old.column.name == self.column.name else None

    @property
    def operator(self) -> Operator:
        kind = self.column.kind
        name = self.sent.get("op", "") or (self.current.operator.name if self.current else "")
        return kind.operator(name) or kind.operators[0]

    @property
    def operators(self) -> list[OperatorChoice]:
        return [OperatorChoice(one, one == self.operator) for one in self.column.kind.operators]

    def values(self, operand: Operand) -> list[str]:
        """What stands in the fields of an operand: what was sent, or the old condition's values."""
        if self.is_submitted:
            return _sent_values(operand, self.sent)
        if self.current is None or self.current.operator.operand is not operand:
            return []
        return list(self.current.values)

    @property
    def fields(self) -> list["FilterField"]:
        """One group of fields per kind of operand that the operators of this column know."""
        operands = dict.fromkeys(one.operand for one in self.column.kind.operators)
        return [FilterField(self, one) for one in operands if one is not Operand.NOTHING]

    def condition(self, columns: Mapping[str, Column]) -> Condition:
        """Raises BadValue."""
        operator = self.operator
        values = self.column.kind.typed(operator, _sent_values(operator.operand, self.sent))
        written = WrittenCondition(self.column.name, operator.name, values)
        condition = read_condition(written, dict(columns), self.user)
        if condition is None:
            raise BadValue(_("This value can't be used here. Choose or type another one."))
        return condition


@dataclass(frozen=True)
class FilterField:
    """The fields of one kind of operand; shown while an operator of that kind is chosen."""

    form: FilterForm
    operand: Operand

    @property
    def name(self) -> str:
        return self.operand.value

    @property
    def is_chosen(self) -> bool:
        return self.form.operator.operand is self.operand

    @property
    def is_day(self) -> bool:
        return "day" in self.form.column.kind.steps

    @property
    def first_day(self) -> SafeString:
        return self._day_input("day" if self.operand is Operand.DAY else "from", self.first)

    @property
    def last_day(self) -> SafeString:
        return self._day_input("to", self.last)

    def _day_input(self, name: str, value: str) -> SafeString:
        wrong = {"aria-invalid": "true", "aria-describedby": "list-problem"}
        attrs = {"id": f"list-{name}"} | (wrong if self.form.problem and self.is_chosen else {})
        return DayInput().render(name, value, attrs)

    @property
    def first(self) -> str:
        return next(iter(self.form.values(self.operand)), "")

    @property
    def last(self) -> str:
        return next(iter(self.form.values(self.operand)[1:]), "")

    @property
    def options(self) -> list[tuple[Option, bool]]:
        kind = self.form.column.kind
        if not isinstance(kind, Choosing):
            return []
        ticked = self.form.values(self.operand)
        return [(one, one.value in ticked) for one in kind.options(self.form.user)[:MOST_OPTIONS]]


def _sent_values(operand: Operand, sent: QueryDict) -> list[str]:
    match operand:
        case Operand.NOTHING:
            return []
        case Operand.RANGE:
            return [sent.get("from", "").strip(), sent.get("to", "").strip()]
        case Operand.CHOICES:
            return sent.getlist("choice")
    return [sent.get(operand.value, "").strip()]


@dataclass(frozen=True)
class SortLink:
    label: str
    icon: str
    url: str
    active: bool


def sort_links(state: ListState, links: Links, column: Column) -> list[SortLink]:
    """Up, down, and beside the keys there are; none for a column that cannot be sorted by."""
    if not column.sort:
        return []
    found = []
    for descending, icon, label in (
        (False, "arrow-up", _("Sort ascending")),
        (True, "arrow-down", _("Sort descending")),
    ):
        key = SortKey(column, descending)
        found.append(SortLink(label, icon, links.list(state.changed(sort=(key,))), state.sort == (key,)))
    others = tuple(one for one in state.sort if one.column.name != column.name)
    if others and column.name not in state.sort_of:
        added = (*others, SortKey(column, column.kind.newest_first))[-3:]
        found.append(
            SortLink(_("Sort by this as well"), "arrows-sort", links.list(state.changed(sort=added)), False)
        )
    return found


# --- columns -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ColumnLine:
    column: Column
    chosen: bool
    width: str


@dataclass(frozen=True)
class ColumnsForm:
    """All columns in order, the chosen ones ticked. `is_done` when it was sent to be kept."""

    lines: tuple[ColumnLine, ...]
    is_done: bool = False
    moved: str = ""  # the column that was just moved, and the button that did it
    button: str = ""
    problem: str = ""

    @classmethod
    def read(cls, state: ListState, sent: QueryDict) -> "ColumnsForm":
        if "order" not in sent:
            return cls(_lines_of(state))
        order = [name for name in dict.fromkeys(sent.getlist("order")) if name in state.known]
        button = next((one for one in ("up", "down") if one in sent), "")
        moved = sent.get(button, "") if button else ""
        if moved in order:
            position = order.index(moved)
            order.remove(moved)
            order.insert(max(0, position - 1) if button == "up" else position + 1, moved)
        chosen = set(sent.getlist("col"))
        lines = tuple(
            ColumnLine(state.known[name], name in chosen, _width(sent.get(f"width.{name}", "")))
            for name in order
            if state.known[name].shown
        )
        if moved:
            return cls(lines, moved=moved, button=button)
        if not any(one.chosen for one in lines):
            return cls(lines, problem=_("Tick at least one column."))
        return cls(lines, is_done=True)

    @property
    def chosen(self) -> tuple[ShownColumn, ...]:
        return tuple(ShownColumn(one.column, one.width) for one in self.lines if one.chosen)

    @property
    def widths(self) -> list[tuple[str, str]]:
        labels = (
            pgettext("column width", "fitting"),
            pgettext("column width", "narrow"),
            pgettext("column width", "normal"),
            pgettext("column width", "wide"),
            pgettext("column width", "very wide"),
        )
        return list(zip(("", *WIDTHS), labels, strict=True))


def _width(text: str) -> str:
    return text if text in WIDTHS else ""


def _lines_of(state: ListState) -> tuple[ColumnLine, ...]:
    chosen = [ColumnLine(one.column, True, one.width) for one in state.columns]
    names = {one.column.name for one in state.columns}
    rest = [ColumnLine(one, False, "") for one in state.known.values() if one.shown and one.name not in names]
    return (*chosen, *rest)


# --- chart ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChartForm:
    """Options as (value, label, chosen); `totals` are the columns that can be added up."""

    groups: list[tuple[str, str, bool]]
    totals: list[tuple[str, str, bool]]


def chart_form(state: ListState) -> ChartForm:
    chart = state.chart
    now = f"{chart.column.name}.{chart.step}".rstrip(".") if chart else ""
    groups = []
    for column in state.known.values():
        if not column.groups:
            continue
        for step in column.kind.steps:
            value = f"{column.name}.{step}".rstrip(".")
            label = f"{column.label} ({steps()[step]})" if step else str(column.label)
            groups.append((value, label, value == now))
    added = chart.total.name if chart and chart.total else ""
    totals = [
        (one.name, measured(one) % {"column": one.label}, one.name == added)
        for one in state.known.values()
        if one.kind.can_sum
    ]
    return ChartForm(groups, totals)
