"""The terms of permits, street furniture and public space, with the figures of the domain page."""

from datetime import date

import pytest

from dossiers.types.execution.rules import (
    FacadeAnswer,
    PermitCalendar,
    PublicSpace,
    facade_answer,
    permit_calendar,
    public_space,
    street_asked_by,
)
from oss.core.parameters import Figures, known_figures

TODAY = date(2026, 11, 30)


@pytest.fixture
def figures(db: None) -> Figures:
    return known_figures()


def test_a_permit_is_decided_after_its_proof_of_completeness(figures: Figures) -> None:
    asked, complete = date(2027, 1, 11), date(2027, 1, 25)
    told = permit_calendar(figures, asked_on=asked, complete_on=complete, posted_on=date(2027, 4, 1))
    assert told == PermitCalendar(date(2027, 3, 26), date(2027, 5, 10), date(2027, 5, 25), date(2027, 5, 6))
    without = permit_calendar(figures, asked_on=asked, complete_on=None, posted_on=None)
    assert without == PermitCalendar(date(2027, 4, 11), date(2027, 5, 26), date(2027, 6, 10), None)
    nothing = permit_calendar(figures, asked_on=None, complete_on=None, posted_on=None)
    assert nothing == PermitCalendar()


def test_street_furniture_is_asked_two_months_before(figures: Figures) -> None:
    assert street_asked_by(figures, date(2027, 5, 3)) == date(2027, 3, 3)
    assert street_asked_by(figures, date(2027, 4, 30)) == date(2027, 2, 28)
    assert street_asked_by(figures, date(2027, 1, 15)) == date(2026, 11, 15)
    assert street_asked_by(figures, None) is None
    assert street_asked_by(Figures([]), date(2027, 5, 3)) is None


def space(figures: Figures, start: date, end: date | None, **known: object) -> PublicSpace:
    defaults = {"kind": "large", "closes_street": False, "by_neighbourhood_contractor": True}
    return public_space(figures, start=start, end=end, **defaults | known)  # type: ignore[arg-type]


def test_public_space_is_free_for_21_days_with_the_neighbourhood_contractor(figures: Figures) -> None:
    start = date(2027, 3, 1)
    short, longer = space(figures, start, date(2027, 3, 19)), space(figures, start, date(2027, 3, 31))
    assert (short.days, short.free_days, short.charged_days) == (19, 19, 0)
    assert (longer.free_days, longer.charged_days, longer.last_free_day) == (21, 10, date(2027, 3, 21))
    closed = space(figures, start, date(2027, 3, 2), closes_street=True)
    assert (closed.free_days, closed.charged_days, closed.last_free_day) == (0, 2, None)
    other = space(figures, start, date(2027, 3, 19), by_neighbourhood_contractor=False)
    assert (other.days, other.free_days, other.charged_days) == (19, None, None)
    assert space(figures, start, None).days is None


def test_public_space_is_asked_so_many_working_days_before(figures: Figures) -> None:
    start = date(2027, 1, 11)
    asked_by = {
        kind: space(figures, start, None, kind=kind).asked_by for kind in ("small", "large", "hinder")
    }
    assert asked_by == {
        "small": date(2027, 1, 6),
        "large": date(2027, 1, 4),
        "hinder": date(2026, 11, 26),
    }
    assert space(figures, start, None, kind="").asked_by is None


@pytest.mark.parametrize(
    ("thickness", "beyond", "heritage", "answer"),
    [
        (16, False, False, FacadeAnswer.EXEMPT),
        (26, False, False, FacadeAnswer.EXEMPT),
        (27, False, False, FacadeAnswer.PERMIT),
        (14, True, False, FacadeAnswer.PERMIT),
        (18, True, False, FacadeAnswer.SPECIAL),
        (12, False, True, FacadeAnswer.PERMIT),
        (None, False, False, FacadeAnswer.UNKNOWN),
        (None, True, None, FacadeAnswer.PERMIT),
        (16, None, False, FacadeAnswer.UNKNOWN),
    ],
)
def test_the_pre_check_of_a_facade(
    figures: Figures, thickness: int | None, beyond: bool | None, heritage: bool | None, answer: str
) -> None:
    told = facade_answer(
        figures,
        on=TODAY,
        thickness=thickness,
        beyond_line=beyond,
        heritage=heritage,
        against_rules=False,
    )
    assert told == answer
