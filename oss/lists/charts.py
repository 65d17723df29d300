"""A chart of the rows in a list: counted, or a column added up, over a category or over time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, DateField, QuerySet, Sum
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek, TruncYear
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oss.lists.declaration import Column
from oss.lists.filters import ALL, Condition, Group
from oss.lists.kinds import ConditionReading
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
    column = _inside(chart.column.label)
    if chart.total:
        measure = _("Sum of %(column)s") % {"column": _inside(chart.total.label)}
    else:
        measure = _("Number of %(rows)s") % {"rows": state.definition.counted}
    words = {"measure": measure, "column": column}
    if chart.step:
        words["step"] = steps()[chart.step]
        title = _("%(measure)s %(step)s: %(column)s") % words
    else:
        title = _("%(measure)s by %(column)s") % words
    return Chart(title, chart.column.label, measure, tuple(bars), bool(chart.step))


def _inside(label: str | Promise) -> str:
    """As it reads inside a sentence: "subtype", but "EPC" and "E-peil" as they are."""
    text = str(label)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _measured(rows: QuerySet[Any], chart: ChartState) -> tuple[QuerySet[Any], Any]:
    """The rows with what the chart needs besides its group, and the aggregate."""
    if chart.total is None:
        return rows, Count("pk")
    if chart.total.annotation is not None:
        rows = rows.alias(chart_total=chart.total.annotation)
        return rows, Sum("chart_total")
    return rows, Sum(chart.total.path)


def _says(chart: ChartState, amount: Any) -> str:
    return chart.total.kind.says(amount) if chart.total else number_format(amount, force_grouping=True)


def _bar(chart: ChartState, label: str, amount: Any, url: str = "") -> Bar:
    amount = amount or 0
    return Bar(label, float(amount) if isinstance(amount, Decimal) else amount, _says(chart, amount), url)


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
    rows, measure = _measured(rows, chart)
    fields = dict.fromkeys((column.path, *column.kind.fields(column.path)))
    found = rows.order_by().values(*fields).annotate(chart_amount=measure)
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
        bars.append(_bar(chart, label, sum((one["chart_amount"] or 0) for one in rest)))
    return bars


# --- over time -----------------------------------------------------------------------------------


def _by_period(rows: QuerySet[Any], state: ListState, chart: ChartState, link: Link) -> list[Bar]:
    column = chart.column
    if column.annotation is not None:
        rows = rows.alias(**{column.path: column.annotation})
    period = _TRUNCATE[chart.step](column.path, output_field=DateField())
    rows, measure = _measured(rows, chart)
    found = rows.order_by().values(chart_period=period).annotate(chart_amount=measure)
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
