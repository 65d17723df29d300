"""What follows from dates and sizes: terms of permits, of the street and of public space. No database.

A date that no value of a parameter holds for is not computed: the rule says None.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dossiers.types.execution import parameters as terms
from oss.core.dates import months_before
from oss.core.parameters import Figures
from oss.core.working_days import working_days_before


@dataclass(frozen=True)
class PermitCalendar:
    """By when it is decided, by procedure, and from when the works may begin."""

    simplified: date | None = None
    ordinary: date | None = None
    with_advice: date | None = None
    enforceable: date | None = None


def permit_calendar(
    figures: Figures, *, asked_on: date | None, complete_on: date | None, posted_on: date | None
) -> PermitCalendar:
    """Terms run from the proof of completeness, without it from so many days after the application."""
    base = complete_on or _after(figures, terms.COMPLETENESS, asked_on)
    return PermitCalendar(
        simplified=_after(figures, terms.SIMPLIFIED, base, told_on=asked_on),
        ordinary=_after(figures, terms.ORDINARY, base, told_on=asked_on),
        with_advice=_after(figures, terms.ORDINARY_WITH_ADVICE, base, told_on=asked_on),
        enforceable=_after(figures, terms.ENFORCEABLE, posted_on),
    )


def _after(figures: Figures, name: str, day: date | None, *, told_on: date | None = None) -> date | None:
    if day is None or (days := _value(figures, name, told_on or day)) is None:
        return None
    return day + timedelta(days=days)


def _value(figures: Figures, name: str, on: date) -> int | None:
    found = figures.find(name, on=on)
    return None if found is None else int(found.value)


class FacadeAnswer(StrEnum):
    """Of the pre-check, which decides nothing."""

    UNKNOWN = "unknown"
    EXEMPT = "exempt"
    PERMIT = "permit"
    SPECIAL = "special"
    """A permit, and the advice that the building line will not be realised within five years."""


def facade_answer(
    figures: Figures,
    *,
    on: date,
    thickness: int | None,
    beyond_line: bool | None,
    heritage: bool | None,
    against_rules: bool | None,
) -> FacadeAnswer:
    """What is known to ask a permit is told though the rest is not known; exempt is only told of what is."""
    thickest = _value(figures, terms.THICKEST, on)
    thickest_beyond = _value(figures, terms.THICKEST_BEYOND, on)
    if beyond_line and thickness is not None and thickest_beyond is not None and thickness > thickest_beyond:
        return FacadeAnswer.SPECIAL
    too_thick = thickness is not None and thickest is not None and thickness > thickest
    if beyond_line or heritage or against_rules or too_thick:
        return FacadeAnswer.PERMIT
    if None in {thickness, beyond_line, heritage, against_rules, thickest}:
        return FacadeAnswer.UNKNOWN
    return FacadeAnswer.EXEMPT


def street_asked_by(figures: Figures, start: date | None) -> date | None:
    """So many months before the start; on the last day of a shorter month."""
    if start is None or (months := _value(figures, terms.STREET_MONTHS, start)) is None:
        return None
    return months_before(start, months)


@dataclass(frozen=True)
class PublicSpace:
    """`free_days` and the rest are those of a neighbourhood contractor; None with another."""

    days: int | None = None
    free_days: int | None = None
    last_free_day: date | None = None
    asked_by: date | None = None

    @property
    def charged_days(self) -> int | None:
        return None if self.days is None or self.free_days is None else self.days - self.free_days


def public_space(
    figures: Figures,
    *,
    start: date | None,
    end: date | None,
    kind: str,
    closes_street: bool,
    by_neighbourhood_contractor: bool,
) -> PublicSpace:
    """Both days counted. A street that is closed has no free days."""
    if start is None:
        return PublicSpace()
    term = _value(figures, terms.SPACE_TERMS[kind], start) if kind in terms.SPACE_TERMS else None
    asked_by = None if term is None else working_days_before(start, term)
    days = None if end is None else (end - start).days + 1
    most = _value(figures, terms.SPACE_FREE, start) if by_neighbourhood_contractor else None
    if most is None or days is None:
        return PublicSpace(days, asked_by=asked_by)
    free = 0 if closes_street else min(most, days)
    return PublicSpace(days, free, start + timedelta(days=free - 1) if free else None, asked_by)
