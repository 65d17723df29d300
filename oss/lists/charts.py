"""A chart of the rows in a list: counted, or a column added up, over a category or over time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, DateField, QuerySet, Sum
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek, TruncYear
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oss.core.plain_text import inside_a_sentence
from oss.lists.declaration import Column
from oss.lists.filters import ALL, Condition, Group
from oss.lists.kinds import ConditionReading, Number
from oss.lists.state import ChartState, ListState

MOST_BARS = 30
"""Categories beyond these are added up as one."""
MOST_PERIODS = 400
"""Periods in which the empty ones between are drawn too."""
_TRUNCATE: dict[str, Any] = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth, "year": TruncYear}


@dataclass(frozen=True)
class Bar:
    """`amount` as a number for the picture, `says` for the table; `url` is the list behind it."""

    label: str
    amount: float | int
    says: str
    url: str = ""


@dataclass(frozen=True)
class Chart:
    title: str
    column: str | Promise
    measure: str | Promise
    bars: tuple[Bar, ...]
    over_time: bool

    @property
    def data(self) -> dict[str, Any]:
        """For the script that draws it."""
        return {
            "title": self.title,
            "measure": str(self.measure),
            "overTime": self.over_time,
            "labels": [one.label for one in self.bars],
            "values": [one.amount for one in self.bars],
        }


Link = Callable[[ListState], str]


def read_chart(rows: QuerySet[Any], state: ListState, link: Link) -> Chart | None:
    """`rows` as `selection` gives them; one question, grouped by the database."""
    chart = state.chart
    if chart is None:
        return None
    bars = _by_period(rows, state, chart, link) if chart.step else _by_value(rows, state, chart, link)
    column = inside_a_sentence(str(chart.column.label))
    if chart.total:
        measure = measured(chart.total) % {"column": inside_a_sentence(str(chart.total.label))}
    else:
        measure = _("Number of %(rows)s") % {"rows": state.definition.counted}
    words = {"measure": measure, "column": column}
    if chart.step:
        words["step"] = steps()[chart.step]
        title = _("%(measure)s %(step)s: %(column)s") % words
    else:
        title = _("%(measure)s by %(column)s") % words
    return Chart(title, chart.column.label, measure, tuple(bars), bool(chart.step))


def _measured(rows: QuerySet[Any], chart: ChartState) -> tuple[QuerySet[Any], dict[str, Any]]:
    """The rows with what the chart needs besides its group, and the aggregates: the amount of a group, and of
    how many rows it comes."""
    if chart.total is None:
        return rows, {"chart_amount": Count("pk"), "chart_rows": Count("pk")}
    path = chart.total.path
    if chart.total.annotation is not None:
        rows, path = rows.alias(chart_total=chart.total.annotation), "chart_total"
    aggregate = Avg if _is_average(chart.total) else Sum
    return rows, {"chart_amount": aggregate(path), "chart_rows": Count(path)}


def _is_average(total: Column) -> bool:
    return isinstance(total.kind, Number) and total.kind.average


def measured(total: Column) -> str:
    """What a chart shows of this column, with a gap for its label."""
    return _("Average of %(column)s") if _is_average(total) else _("Sum of %(column)s")


def _says(chart: ChartState, amount: Any) -> str:
    if chart.total is None:
        return number_format(amount or 0, force_grouping=True)
    if _is_average(chart.total):
        return "–" if amount is None else number_format(amount, 1)
    return chart.total.kind.says(amount or 0)


def _bar(chart: ChartState, label: str, amount: Any, url: str = "") -> Bar:
    height = amount or 0
    return Bar(label, float(height) if isinstance(height, Decimal) else height, _says(chart, amount), url)


def _behind(state: ListState, link: Link, column: Column, operator: str, *values: str) -> str:
    """The list of the rows in one bar."""
    known = column.kind.operator(operator)
    if known is None or not column.filterable:
        return ""
    condition = Condition(column, known, values, ConditionReading(()))
    return link(state.changed(filter=Group(ALL, (*state.filter.terms, condition)), chart=None))


def steps() -> dict[str, str]:
    """What a chart over time can group by, as it reads."""
    return {
        "day": pgettext("chart", "per day"),
        "week": pgettext("chart", "per week"),
        "month": pgettext("chart", "per month"),
        "year": pgettext("chart", "per year"),
    }


# --- by category ---------------------------------------------------------------------------------


def _by_value(rows: QuerySet[Any], state: ListState, chart: ChartState, link: Link) -> list[Bar]:
    column = chart.column
    if column.annotation is not None:
        rows = rows.annotate(**{column.path: column.annotation})
    rows, measures = _measured(rows, chart)
    fields = dict.fromkeys((column.path, *column.kind.fields(column.path)))
    found = rows.order_by().values(*fields).annotate(**measures)
    # the same words may stand for several values: they stay apart, each with its own list behind it
    ranked = sorted(found, key=lambda one: (-(one["chart_amount"] or 0), str(one[column.path])))
    bars = []
    for row in ranked[:MOST_BARS]:
        value = row[column.path]
        if value is None or value == "":
            url = _behind(state, link, column, "empty")
            bars.append(_bar(chart, _("no value"), row["chart_amount"], url))
            continue
        url = _behind(state, link, column, "in", column.kind.written(value))
        bars.append(_bar(chart, str(column.kind.value(row, column.path)), row["chart_amount"], url))
    rest = ranked[MOST_BARS:]
    if rest:
        label = _("%(number)s others") % {"number": len(rest)}
        bars.append(_bar(chart, label, _together(chart, rest)))
    return bars


def _together(chart: ChartState, rest: list[dict[str, Any]]) -> Any:
    if chart.total is None or not _is_average(chart.total):
        return sum((one["chart_amount"] or 0) for one in rest)
    rows = sum(one["chart_rows"] for one in rest)
    return sum((one["chart_amount"] or 0) * one["chart_rows"] for one in rest) / rows if rows else None


# --- over time -----------------------------------------------------------------------------------


def _by_period(rows: QuerySet[Any], state: ListState, chart: ChartState, link: Link) -> list[Bar]:
    column = chart.column
    if column.annotation is not None:
        rows = rows.alias(**{column.path: column.annotation})
    period = _TRUNCATE[chart.step](column.path, output_field=DateField())
    rows, measures = _measured(rows, chart)
    found = rows.order_by().values(chart_period=period).annotate(**measures)
    amounts: dict[date | None, Any] = {one["chart_period"]: one["chart_amount"] for one in found}
    without = amounts.pop(None, None)
    bars = []
    for first in _periods([day for day in amounts if day], chart.step):
        last = _next(first, chart.step) - timedelta(days=1)
        url = _behind(state, link, column, "between", first.isoformat(), last.isoformat())
        bars.append(_bar(chart, _period_label(first, chart.step), amounts.get(first), url))
    if without is not None:
        bars.append(_bar(chart, _("no value"), without, _behind(state, link, column, "empty")))
    return bars


def _periods(days: list[date], step: str) -> list[date]:
    """In order, the empty ones between too."""
    if not days:
        return []
    found = [min(days)]
    while found[-1] < max(days) and len(found) <= MOST_PERIODS:
        found.append(_next(found[-1], step))
    return found if found[-1] == max(days) else sorted(days)


def _next(first: date, step: str) -> date:
    if step == "month":
        return (first + timedelta(days=31)).replace(day=1)
    if step == "year":
        return first.replace(year=first.year + 1)
    return first + timedelta(days=7 if step == "week" else 1)


def _period_label(first: date, step: str) -> str:
    formats = {"year": "Y", "month": "M Y", "week": "d/m/Y", "day": "d/m/Y"}
    return date_format(first, formats[step])
