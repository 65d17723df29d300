"""What the law asks of a dwelling or a building: rules of dated parameters, without a database.

An answer carries the figures it rests on, so that a page can show source and date. It is a warning to look
at, never a decision. `today` is the day by which a rule that holds for old cases too is read.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from oss.addresses.epc import LABELS, is_worse
from oss.core.parameters import Figures, ParameterValue

_FEBRUARY, _LEAP_DAY = 2, 29


def years_after(day: date, years: int) -> date:
    """The same day some years later; from 29 February the 28th in a year without."""
    year = day.year + years
    if (day.month, day.day) == (_FEBRUARY, _LEAP_DAY) and not isleap(year):
        return date(year, _FEBRUARY, _LEAP_DAY - 1)
    return day.replace(year=year)


@dataclass(frozen=True)
class CommonPartsDuty:
    """The building needs an EPC of its common parts since `rests_on.valid_from`.

    `exempt_until`: not before that day, because it is a new building.
    """

    units: int
    rests_on: ParameterValue
    exempt_until: date | None = None


def common_parts_duty(
    units: int, *, on: date, figures: Figures, new_build_on: date | None = None
) -> CommonPartsDuty | None:
    """`units`: dwellings and small non-residential units together; None where there is no duty.

    Source: Energiebesluit, EPC of the common parts; the least number of units went down year by year.
    """
    steps = [one for one in figures.through_time("epc_common_parts_least_units") if one.valid_from <= on]
    obliging = list(takewhile(lambda step: units >= step.value, reversed(steps)))
    if not obliging:
        return None
    years = figures.find("epc_common_parts_new_build_years", on=on)
    until = years_after(new_build_on, years.value) if new_build_on and years else None
    return CommonPartsDuty(units, obliging[-1], until if until and on < until else None)


@dataclass(frozen=True)
class RenovationDuty:
    """Label `target` or better before `deadline`."""

    deadline: date
    target: str
    rests_on: ParameterValue


def renovation_duty(deed_on: date, label: str, *, today: date, figures: Figures) -> RenovationDuty | None:
    """For a dwelling that had `label` at the notarial deed; None where there is no duty, or no label known.

    Term and label are those of today, also for deeds of before they changed: a deadline is never kept on a
    record. Source: Energiebesluit, residential renovation duty.
    """
    years = renovation_term(deed_on, today=today, figures=figures)
    target = figures.find("renovation_duty_label", on=today)
    if years is None or target is None or label not in LABELS or not is_worse(label, target.value):
        return None
    return RenovationDuty(years_after(deed_on, years.value), target.value, years)


def renovation_term(deed_on: date, *, today: date, figures: Figures) -> ParameterValue | None:
    """The years after the deed, as the rule stands today; None for a deed from before there was a duty."""
    through_time = figures.through_time("renovation_duty_years")
    if not through_time or deed_on < through_time[0].valid_from:
        return None
    return figures.find("renovation_duty_years", on=today)


RENTAL_LABELS = {False: "rental_label_detached", True: "rental_label_row_or_flat"}
"""The parameter by whether the home is a row house or a flat; each step is a value from its day on."""


@dataclass(frozen=True)
class RentalStep:
    """A rented home needs label `target` or better from `since` on."""

    target: str
    since: date
    rests_on: ParameterValue


def rental_steps(*, row_or_flat: bool, today: date, figures: Figures) -> list[RentalStep]:
    """The step that holds today, if one does, and those to come.

    Source: Vlaamse Codex Wonen, minimum label of rented homes from 2030 on.
    """
    through_time = figures.through_time(RENTAL_LABELS[row_or_flat])
    passed = sum(one.valid_from <= today for one in through_time)
    return [RentalStep(one.value, one.valid_from, one) for one in through_time[max(passed - 1, 0) :]]


@dataclass(frozen=True)
class AsbestosDuty:
    """A certificate is needed at a sale since `rests_on.valid_from`, and from every owner by a later day.

    `common_parts_by`: the day by which the common parts need one of their own.
    """

    before_year: int
    rests_on: ParameterValue
    every_owner_by: ParameterValue | None
    common_parts_by: ParameterValue | None


def asbestos_duty(construction_year: int, *, today: date, figures: Figures) -> AsbestosDuty | None:
    """None for a newer construction. Source: Materialendecreet, asbestos certificate (OVAM)."""
    before = figures.find("asbestos_construction_before", on=today)
    if before is None or construction_year >= before.value:
        return None
    return AsbestosDuty(
        before.value,
        before,
        figures.find("asbestos_every_owner_by", on=today),
        figures.find("asbestos_common_parts_by", on=today),
    )


def asbestos_certificate_ends(
    issued_on: date, *, none_found: bool, has_risk: bool, figures: Figures
) -> date | None:
    """Its last day by the term that held when it was made; None where it stays valid."""
    names = ["asbestos_years_valid"]
    if none_found:
        names.insert(0, "asbestos_years_valid_none_found")
    elif has_risk:
        names.insert(0, "asbestos_years_valid_risk")
    term = next((one for name in names if (one := figures.find(name, on=issued_on))), None)
    return years_after(issued_on, term.value) if term and term.value is not None else None
