"""Until when an obligation of a loan runs, and when it is to be looked at again."""

from dataclasses import dataclass
from datetime import date

from dossiers.loans.models import Obligation, ObligationKind
from dossiers.loans.rules import months_after
from oss.addresses.duties import renovation_term, years_after
from oss.core.parameters import Figures, ParameterValue


@dataclass(frozen=True)
class Until:
    """`rests_on`: the value of the parameter where the law says the term, as it stands today."""

    day: date
    rests_on: ParameterValue | None = None


def until(obligation: Obligation, figures: Figures, *, today: date) -> Until | None:
    """Its last day; None where no term is known. A term that was typed goes before that of the law."""
    if obligation.months:
        day = months_after(obligation.starts_on, obligation.months)
        return Until(day) if day else None
    if obligation.kind == ObligationKind.RENOVATION:
        years = renovation_term(obligation.starts_on, today=today, figures=figures)
        if years is not None:
            return Until(years_after(obligation.starts_on, years.value), years)
    return None


def check_due_on(obligation: Obligation) -> date | None:
    """When somebody looks again whether it holds: a year after the last time, while it is not met."""
    if not obligation.is_checked_yearly or obligation.met_on is not None:
        return None
    return years_after(obligation.checked_on or obligation.starts_on, 1)
