"""What the law asks of a dwelling or a building: rules of dated parameters, without a database.

An answer carries the figures it rests on, so that a page can show source and date. It is a warning to look
at, never a decision.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from oss.addresses.epc import LABELS, is_worse
from oss.core.parameters import Figure, Figures

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
    rests_on: Figure
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
    rests_on: Figure


def renovation_duty(deed_on: date, label: str, *, figures: Figures) -> RenovationDuty | None:
    """For a dwelling that had `label` at the notarial deed; None where there is no duty, or no label known.

    Source: Energiebesluit, residential renovation duty.
    """
    years = figures.find("renovation_duty_years", on=deed_on)
    target = figures.find("renovation_duty_label", on=deed_on)
    if years is None or target is None or label not in LABELS or not is_worse(label, target.value):
        return None
    return RenovationDuty(years_after(deed_on, years.value), target.value, years)
