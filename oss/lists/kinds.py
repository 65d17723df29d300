"""The kinds of column: which operators each knows, how a value is typed, kept in the URL, matched and shown.

A value stands in the URL as canonical text: a day as 2026-03-31, a number as 1234.56, a record by its key.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Contains, Exact, StartsWith
from django.forms import DecimalField as DecimalFormField
from django.forms import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from oss.core.dates import no_day, read_day, written
from oss.core.keys import key_of
from oss.core.plain_text import at_most, quoted
from oss.core.text_search import SearchText, fold
from oss.lists import operators as ops
from oss.lists.operators import Operand, Operator
from oss.staff.models import User

MOST_DAYS = 36_500
YEARS = range(1800, 2200)
LONGEST = 200
"""Signs of one value."""


class BadValue(Exception):  # noqa: N818 - reads as what it says
    """What was typed cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class ConditionReading:
    """The values of one condition, as the database wants them and as people read them."""

    values: tuple[Any, ...]
    words: str = ""


class ColumnKind(ABC):
    """Base of the kinds. `says` is the text of one value; an empty string for none."""

    operators: tuple[Operator, ...] = ()
    numeric = False
    can_sum = False
    newest_first = False
    """Whether the first click on the heading sorts downwards."""
    steps: tuple[str, ...] = ()
    """How a chart can group by it: "" as it is, else by "day", "week", "month" or "year"."""

    def operator(self, name: str) -> Operator | None:
        return next((one for one in self.operators if one.name == name), None)

    @abstractmethod
    def typed(self, operator: Operator, values: Sequence[str]) -> tuple[str, ...]:
        """Canonical text of what somebody typed. Raises BadValue."""

    @abstractmethod
    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        """The canonical text as values; None if it is none, or names what the user may not see."""

    @abstractmethod
    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        """The rows whose `path` meets an operator that denies nothing."""

    def fields(self, path: str) -> tuple[str, ...]:
        """The paths that `value` reads."""
        return (path,)

    def value(self, row: Mapping[str, Any], path: str) -> Any:
        """What a spreadsheet gets: text, number, date, aware datetime or None."""
        return row[path]

    def says(self, value: Any) -> str:
        return "" if value is None else str(value)

    def written(self, value: Any) -> str:
        """A stored value as it stands in the URL."""
        return str(value)


# --- Text ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TextKind(ColumnKind):
    """Words, capitals and accents aside. `folded`: the path holds text already folded, with an index."""

    folded: bool = False

    operators = (ops.CONTAINS, ops.STARTS, ops.IS, ops.IS_NOT, ops.FILLED, ops.EMPTY)

    def typed(self, operator: Operator, values: Sequence[str]) -> tuple[str, ...]:
        if operator.operand is Operand.NOTHING:
            return ()
        text = " ".join(" ".join(values).split())
        if not self.sought(text):
            raise BadValue(_("Type at least one letter or digit."))
        if at_most(text, LONGEST) != text:
            raise BadValue(_("Type at most %(number)s signs.") % {"number": LONGEST})
        return (text,)

    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        if operator.operand is Operand.NOTHING:
            return ConditionReading(())
        if len(values) != 1 or not self.sought(values[0]) or at_most(values[0], LONGEST) != values[0]:
            return None
        return ConditionReading((self.sought(values[0]),), quoted(values[0]))

    def sought(self, text: str) -> str:
        return fold(text)

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return Q(**{f"{path}__isnull": False}) & ~Q(**{f"{path}__in": ["", " "]})
        haystack = F(path) if self.folded else SearchText(path)
        lookup, pattern = {
            "contains": (Contains, values[0]),
            "starts": (StartsWith, f" {values[0]}"),
            "is": (Exact, f" {values[0]}"),
        }[operator.name]
        return Q(lookup(haystack, pattern))


@dataclass(frozen=True)
class Code(TextKind):
    """A number of ours, in capitals without accents: D2026-00042."""

    def sought(self, text: str) -> str:
        return "".join(text.upper().split())

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return super().matches(operator, path, values)
        lookup = {"contains": "contains", "starts": "startswith", "is": "exact"}[operator.name]
        return Q(**{f"{path}__{lookup}": values[0]})


@dataclass(frozen=True)
class Digits(Code):
    """A number kept as digits alone, typed with any dots or spaces: 0403.170.701."""

    def sought(self, text: str) -> str:
        return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


@dataclass(frozen=True)
class Matched(TextKind):
    """What a package finds in its own way: an address by street and number, a phone in any notation.

    `find` gives the condition for the text as it was typed; `path` is empty where nothing is known.
    """

    find: Callable[[str], Q] = field(kw_only=True)

    operators = (ops.CONTAINS, ops.FILLED, ops.EMPTY)  # type: ignore[assignment]

    def sought(self, text: str) -> str:
        return text if fold(text) else ""

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return Q(**{f"{path}__isnull": False})
        return self.find(values[0])


# --- Numbers -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Number(ColumnKind):
    """A whole number, or one with `decimals` and a `unit` after it; a year is not `grouped`: 1972.

    A chart adds it up; where a sum says nothing, as of days that something took, it shows the `average`.
    """

    decimals: int = 0
    unit: str = ""
    grouped: bool = True
    average: bool = False

    operators = (ops.BETWEEN, ops.IS_NUMBER, ops.IS_NOT_NUMBER, ops.FILLED, ops.EMPTY)
    numeric = True
    can_sum = True

    def typed(self, operator: Operator, values: Sequence[str]) -> tuple[str, ...]:
        if operator.operand is Operand.NOTHING:
            return ()
        form_field = DecimalFormField(localize=True, required=False, max_digits=18)
        try:
            found = [form_field.clean(text.replace("€", "").replace("\xa0", "").strip()) for text in values]
        except ValidationError:
            raise BadValue(_("Type a number, for example 1.234,56.")) from None
        if all(one is None for one in found):
            raise BadValue(_("Type a number."))
        _in_order(found)
        return tuple("" if one is None else format(one, "f") for one in found)

    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        if operator.operand is Operand.NOTHING:
            return ConditionReading(())
        return _read_values(operator, values, _number, self.says)

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return Q(**{f"{path}__isnull": False})
        if operator.name == "is":
            return Q(**{path: values[0]})
        return _between(path, values[0], values[1])

    def says(self, value: Any) -> str:
        if value is None:
            return ""
        number = (
            number_format(value, self.decimals, force_grouping=True)
            if self.grouped
            else f"{value:.{self.decimals}f}"
        )
        return f"{number} {self.unit}".strip()


@dataclass(frozen=True)
class Money(Number):
    """Euros, with cents."""

    decimals: int = 2

    def says(self, value: Any) -> str:
        return "" if value is None else f"€ {number_format(value, 2, force_grouping=True)}"


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise InvalidOperation
    return value


# --- Days and moments ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Day(ColumnKind):
    """A date. Weeks begin on Monday; "the last 7 days" is today and the seven days before it."""

    operators = (
        *(ops.BETWEEN, ops.ON, ops.TODAY, ops.THIS_WEEK, ops.THIS_MONTH, ops.THIS_YEAR),
        *(ops.LAST, ops.NEXT, ops.OLDER, ops.FILLED, ops.EMPTY),
    )
    steps = ("day", "week", "month", "year")
    newest_first = True

    def typed(self, operator: Operator, values: Sequence[str]) -> tuple[str, ...]:
        if operator.operand is Operand.NOTHING:
            return ()
        if operator.operand is Operand.DAYS:
            text = "".join(values).strip()
            if not _is_number_of_days(text):
                raise BadValue(_("Type a number of days, for example 30."))
            return (str(int(text)),)
        found = [read_day(text) for text in values]
        for text, day in zip(values, found, strict=True):
            if text.strip() and day is None:
                raise BadValue(no_day(text))
        if all(one is None for one in found) or any(one and one.year not in YEARS for one in found):
            raise BadValue(_("Type a date, for example 31/03/2026."))
        _in_order(found)
        return tuple(one.isoformat() if one else "" for one in found)

    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        if operator.operand is Operand.NOTHING:
            return ConditionReading(())
        if operator.operand is Operand.DAYS:
            text = values[0] if len(values) == 1 else ""
            if not _is_number_of_days(text):
                return None
            return ConditionReading((int(text),), text)
        return _read_values(operator, values, _day, lambda day: date_format(day, "d/m/Y"))

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return Q(**{f"{path}__isnull": False})
        first, last = _period(operator, values)
        return self._within(path, first, last)

    def _within(self, path: str, first: date | None, last: date | None) -> Q:
        return _between(path, first, last)

    def says(self, value: Any) -> str:
        return written(value) if value else ""  # a third of the time that `date_format` takes


class DueDay(Day):
    """A day by which something is due: the soonest comes first."""

    newest_first = False


@dataclass(frozen=True)
class Moment(Day):
    """A moment, filtered by its day in Brussels."""

    def _within(self, path: str, first: date | None, last: date | None) -> Q:
        found = Q()
        if first:
            found &= Q(**{f"{path}__gte": _midnight(first)})
        if last:
            found &= Q(**{f"{path}__lt": _midnight(last + timedelta(days=1))})
        return found

    def says(self, value: Any) -> str:
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


def _is_number_of_days(text: str) -> bool:
    """Its length is looked at first: the language refuses to read very long numbers."""
    readable = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS))
    return readable and 1 <= int(text) <= MOST_DAYS


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _period(operator: Operator, values: tuple[Any, ...]) -> tuple[date | None, date | None]:
    """First and last day; None where that side is open."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    first_of_next = (first + timedelta(days=32)).replace(day=1)
    days = timedelta(days=values[0]) if operator.operand is Operand.DAYS else timedelta()
    periods: dict[str, tuple[date | None, date | None]] = {
        "today": (today, today),
        "week": (monday, monday + timedelta(days=6)),
        "month": (first, first_of_next - timedelta(days=1)),
        "year": (today.replace(month=1, day=1), today.replace(month=12, day=31)),
        "last": (today - days, today),
        "next": (today, today + days),
        "older": (None, today - days - timedelta(days=1)),
    }
    return periods.get(operator.name) or (values[0], values[-1])


# --- Choices and records -------------------------------------------------------------------------


@dataclass(frozen=True)
class Option:
    """One thing that can be ticked in a filter."""

    value: str
    label: str


class Choosing(ColumnKind):
    """What is filtered by ticking values."""

    steps = ("",)

    @abstractmethod
    def options(self, user: User) -> list[Option]:
        """What this user may tick."""

    def typed(self, operator: Operator, values: Sequence[str]) -> tuple[str, ...]:
        if operator.operand is Operand.NOTHING:
            return ()
        chosen = tuple(dict.fromkeys(one for one in values if one))
        if not chosen:
            raise BadValue(_("Tick at least one value."))
        return chosen


def _listed(words: Iterable[str]) -> str:
    all_words = list(words)
    if len(all_words) < 2:  # noqa: PLR2004 - one needs no "or"
        return "".join(all_words)
    return _("%(several)s or %(last)s") % {"several": ", ".join(all_words[:-1]), "last": all_words[-1]}


@dataclass(frozen=True)
class Choice(Choosing):
    """One of a closed set of values; `choices` as Django's `TextChoices.choices`."""

    choices: tuple[tuple[str, str | Promise], ...]

    operators = (ops.AMONG, ops.NOT_AMONG, ops.FILLED, ops.EMPTY)

    def options(self, user: User) -> list[Option]:
        return [Option(value, str(label)) for value, label in self.choices]

    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        if operator.operand is Operand.NOTHING:
            return ConditionReading(())
        labels = dict(self.choices)
        known = tuple(one for one in values if one in labels)
        return ConditionReading(known, _listed(str(labels[one]) for one in known)) if known else None

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return Q(**{f"{path}__isnull": False}) & ~Q(**{path: ""})
        return Q(**{f"{path}__in": list(values)})

    def value(self, row: Mapping[str, Any], path: str) -> Any:
        return str(dict(self.choices).get(row[path], row[path] or ""))


class YesNo(Choosing):
    """True or false; with a column's `truth`, whether the condition holds."""

    operators = (ops.AMONG,)

    def written(self, value: Any) -> str:
        return "yes" if value else "no"

    def options(self, user: User) -> list[Option]:
        return [Option("yes", _("yes")), Option("no", _("no"))]

    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        known = [one for one in self.options(user) if one.value in values]
        if not known:
            return None
        return ConditionReading(
            tuple(one.value == "yes" for one in known), _listed(one.label for one in known)
        )

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        return Q(**{f"{path}__in": list(values)})

    def value(self, row: Mapping[str, Any], path: str) -> Any:
        return _("yes") if row[path] else _("no")


@dataclass(frozen=True)
class Record(Choosing):
    """A row of another table, small enough to choose from. `rows` gives what a user may choose.

    `labels` are the paths, from that row, of the words it is called by. `me`: the rows are users.
    """

    rows: Callable[[User], QuerySet[Any]]
    labels: tuple[str, ...] = ("name",)
    me: bool = False
    operators: tuple[Operator, ...] = field(
        default=(ops.AMONG, ops.NOT_AMONG, ops.FILLED, ops.EMPTY), init=False
    )

    def __post_init__(self) -> None:
        if self.me:
            object.__setattr__(self, "operators", (ops.ME, *self.operators))

    def options(self, user: User) -> list[Option]:
        return [
            Option(str(pk), " ".join(words).strip())
            for pk, *words in self.rows(user).values_list("pk", *self.labels)
        ]

    def read(self, operator: Operator, values: Sequence[str], user: User) -> ConditionReading | None:
        if operator is ops.ME:
            return ConditionReading((user.pk,))
        if operator.operand is Operand.NOTHING:
            return ConditionReading(())
        keys = [key for key in map(key_of, values) if key is not None]
        found = {
            pk: " ".join(words).strip()
            for pk, *words in self.rows(user).filter(pk__in=keys).values_list("pk", *self.labels)
        }
        known = tuple(one for one in keys if one in found)
        return ConditionReading(known, _listed(found[one] for one in known)) if known else None

    def matches(self, operator: Operator, path: str, values: tuple[Any, ...]) -> Q:
        if operator.name == "filled":
            return Q(**{f"{path}__isnull": False})
        return Q(**{f"{path}__in": list(values)})

    def fields(self, path: str) -> tuple[str, ...]:
        return tuple(f"{path}__{one}" for one in self.labels)

    def value(self, row: Mapping[str, Any], path: str) -> Any:
        return " ".join(row[one] or "" for one in self.fields(path)).strip()


# --- shared --------------------------------------------------------------------------------------


def _between(path: str, first: Any, last: Any) -> Q:
    found = Q()
    if first is not None:
        found &= Q(**{f"{path}__gte": first})
    if last is not None:
        found &= Q(**{f"{path}__lte": last})
    return found


def _in_order(found: Sequence[Any]) -> None:
    if len(found) > 1 and None not in found and found[0] > found[1]:
        raise BadValue(_("The first comes after the last: turn them round."))


def _read_values(
    operator: Operator, values: Sequence[str], read: Callable[[str], Any], says: Callable[[Any], str]
) -> ConditionReading | None:
    """One value, or a first and a last of which one may be missing."""
    if len(values) != (2 if operator.operand is Operand.RANGE else 1) or not any(values):
        return None
    try:
        found = tuple(read(one) if one else None for one in values)
    except (ValueError, InvalidOperation):
        return None
    if operator.operand is not Operand.RANGE:
        return ConditionReading(found, says(found[0]))
    first, last = (says(one) if one is not None else "…" for one in found)
    return ConditionReading(found, _("%(first)s and %(last)s") % {"first": first, "last": last})
