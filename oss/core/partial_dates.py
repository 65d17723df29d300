"""Dates known to the year, the month or the day, and kept exactly as precise as they are.

In the database a partial date is its EDTF level 0 text ("2019", "2019-05", "2019-05-17"; ISO 8601-2), so that
it sorts, compares and exports as it is stored. A year comes before its months, a month before its days.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.plain_text import beginning

FIRST_YEAR, LAST_YEAR = 1000, 2999
LONG_AGO = date(1800, 1, 1)
"""Who types 25 for the year 2025 gets the year 25 from a date field."""
DECEMBER = 12

EDTF = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""For the CHECK constraint of a column; that February has no 30th day is checked in Python."""

_EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_NUMBERS = re.compile(r"(?:(?:(?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -])?(?P<year>\d{4})")
_WORDS = re.compile(r"(?:(?P<day>\d{1,2})\s+)?(?P<word>[^\W\d_]+)\.?\s+(?P<year>\d{4})")
_SHORTEST_WORD = 3


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """ValueError for a day without a month, or a day that the calendar does not have."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"{self.year} is not a year of four digits")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Reads EDTF level 0; ValueError for anything else."""
        found = _EDTF.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a date of EDTF level 0")
        return cls(*(int(part) for part in found.groups() if part is not None))

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @property
    def edtf(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or DECEMBER
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.edtf < other.edtf

    def __str__(self) -> str:
        """As staff read it: "2019", "maart 2019", "17/03/2019"."""
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return date_format(self.earliest, "F Y")
        return date_format(self.earliest, "SHORT_DATE_FORMAT")


def read(text: str) -> PartialDate:
    """What somebody types: "2019", "3/2019", "maart 2019", "mrt 2019", "17/03/2019", "17 maart 2019", EDTF.

    ValidationError, with how to write it, for anything else.
    """
    clean = " ".join(text.replace("\x00", "").split())
    found = _EDTF.fullmatch(clean) or _NUMBERS.fullmatch(clean) or _WORDS.fullmatch(clean)
    if found is None or not clean.isascii():
        raise _unreadable(clean)
    parts = found.groupdict()
    month = month_of(parts["word"]) if "word" in parts else _number(parts["month"])
    if "word" in parts and month is None:
        raise _unreadable(clean)
    try:
        return PartialDate(int(parts["year"]), month, _number(parts["day"]))
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not in the calendar. Check the day, the month and the year.") % {"text": clean},
            code="not_in_calendar",
        ) from None


def _unreadable(text: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not a date. Write 2019, 03/2019 or 17/03/2019.") % {"text": beginning(text)},
        code="invalid",
    )


def _number(part: str | None) -> int | None:
    return None if part is None else int(part)


def month_of(word: str) -> int | None:
    """By its name in the reader's language or its first letters, three at least; "mrt" is maart."""
    wanted = word.casefold()
    if wanted == "mrt":
        return 3
    if len(wanted) < _SHORTEST_WORD:
        return None
    return next((number for number, name in MONTHS.items() if str(name).casefold().startswith(wanted)), None)


def not_in_the_future_nor_long_ago(**days: PartialDate | date | None) -> None:
    """ValidationError at the field whose day is still to come, or lies before 1800."""
    today = timezone.localdate()
    for name, known in days.items():
        begins = known.earliest if isinstance(known, PartialDate) else known
        if begins is not None and begins > today:
            raise ValidationError({name: _("This day is still to come: check the year.")})
        if begins is not None and begins < LONG_AGO:
            raise ValidationError({name: _("This is too long ago: check the year.")})


class PartialDateFormField(forms.CharField):
    """One text box; what was typed stays as it was typed when it cannot be read."""

    def __init__(self, **kwargs: Any) -> None:
        how = gettext_lazy("As precise as you know it: 2019, 03/2019 or 17/03/2019.")
        kwargs["help_text"] = kwargs.get("help_text") or how  # a model field without one gives ""
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, PartialDate):
            return value
        # in the notation of the help text: what stands in the box can be read again
        return "/".join(reversed(value.edtf.split("-")))

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        text = super().to_python(value)
        return read(text) if text else None

    def clean(self, value: Any) -> PartialDate | None:
        text = super().to_python(value)  # its length is that of what was typed
        self.validate(text)
        self.run_validators(text)
        return self.to_python(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(self.prepare_value(initial)) != self.to_python(data)
        except ValidationError:
            return True


class PartialDateField(models.CharField):
    """A PartialDate, or None where nothing is known. Give the model a CHECK with `EDTF` on the column."""

    # what may be assigned and what comes out, in the words of django-stubs
    _pyi_private_set_type: PartialDate | date | str | None  # type: ignore[assignment]
    _pyi_private_get_type: PartialDate | None  # type: ignore[assignment]
    _pyi_lookup_exact_type: PartialDate | date | str | None

    description = gettext_lazy("date known to the year, the month or the day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 10, "db_collation": "C"}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["db_collation"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return PartialDate.of(value)
        return read(str(value)) if value else None

    def get_prep_value(self, value: Any) -> str | None:
        known = self.to_python(value)
        return None if known is None else known.edtf

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def run_validators(self, value: Any) -> None:
        """The length of the text is that of EDTF."""

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **({"form_class": PartialDateFormField} | kwargs))
