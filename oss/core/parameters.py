"""Amounts, rates, limits and legal terms: rows with a day from which they hold and a source, never literals.

A package declares its parameters in `offers.py`, an administrator keeps the values in the admin, and
`fixtures/reference/parameters.json` holds those that every installation starts with.

    YEARS = parameter("renovation_duty_years", _("Renovation duty: term"), whole_number, unit=_("years"))
    value_of("renovation_duty_years", on=deed_date)  # 5

A rule that asks for several reads them all at once, and stays a function without a database:

    figures = known_figures()  # one query
    figures.find("renovation_duty_years", on=deed_date)  # a Figure with its source, or None
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.core.components import Text
from oss.core.models import DatedValue
from oss.core.reference import Loader, insert_missing
from oss.core.registry import Offer, offer, offered

STARTING_VALUES = settings.BASE_DIR / "fixtures" / "reference" / "parameters.json"


class NoValueError(LookupError):
    """The parameter has no value on that day."""


@dataclass(frozen=True)
class Parameter(Offer):
    """`read` turns the stored text into the value, or raises ValidationError with a remedy."""

    label: Text
    read: Callable[[str], Any]
    unit: Text = ""


@dataclass(frozen=True)
class ParameterValue:
    """One value of a parameter, with where it comes from."""

    value: Any
    valid_from: date
    source: str
    checked_on: date


def parameter(name: str, label: Text, read: Callable[[str], Any], *, unit: Text = "") -> Parameter:
    declared = Parameter(name, label, read, unit)
    offer(declared)
    return declared


def whole_number(text: str) -> int:
    clean = text.strip()
    if not clean.removeprefix("-").isdecimal() or not clean.isascii():
        raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": clean})
    return int(clean)


def decimal_number(text: str) -> Decimal:
    """With a comma or a point: "2,75" and "2.75" are the same."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": text.strip()})
    return number


class Figures:
    """Values of parameters through time."""

    def __init__(self, rows: Iterable[tuple[str, ParameterValue]]) -> None:
        self._by_name: dict[str, list[ParameterValue]] = defaultdict(list)
        for name, figure in rows:
            self._by_name[name].append(figure)
        for figures in self._by_name.values():
            figures.sort(key=lambda one: one.valid_from)

    def find(self, name: str, *, on: date) -> ParameterValue | None:
        """The value that holds on a day; None before the first one."""
        through_time = self.through_time(name)
        position = bisect_right(through_time, on, key=lambda one: one.valid_from)
        return through_time[position - 1] if position else None

    def value_of(self, name: str, *, on: date) -> Any:
        figure = self.find(name, on=on)
        if figure is None:
            raise NoValueError(f"{name} has no value on {on}")
        return figure.value

    def through_time(self, name: str) -> list[ParameterValue]:
        """All values, oldest first. LookupError for a name that nobody declared."""
        if name not in offered(Parameter):
            raise LookupError(f"no parameter is called {name!r}")
        return self._by_name.get(name, [])


def known_figures() -> Figures:
    """Everything that is stored, in one query."""
    rows = DatedValue.objects.all()
    return Figures((row.parameter, figure_of(row)) for row in rows if row.parameter in offered(Parameter))


def value_of(name: str, *, on: date) -> Any:
    """The value that holds on a day; NoValueError where there is none."""
    return known_figures().value_of(name, on=on)


def figure_of(row: DatedValue) -> ParameterValue:
    """ValidationError where the text is no value of its parameter; LookupError for an undeclared one."""
    declared = offered(Parameter).get(row.parameter)
    if declared is None:
        raise LookupError(f"no parameter is called {row.parameter!r}")
    return ParameterValue(declared.read(row.value), row.valid_from, row.source, row.checked_on)


def load_parameters() -> int:
    """Inserts the starting values that no row holds, by the parameter and the day they shipped with."""
    return insert_missing(
        DatedValue,
        [
            row
            | {
                "code": f"{row['parameter']}:{row['valid_from']}",
                "valid_from": date.fromisoformat(row["valid_from"]),
            }
            for row in json.loads(STARTING_VALUES.read_text(encoding="utf-8"))
        ],
        "parameter",
        "valid_from",
    )


offer(Loader("parameters", 10, load_parameters))
