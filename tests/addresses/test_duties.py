"""Labels and duties, against the worked examples and for any value."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oss.addresses.duties import (
    asbestos_certificate_ends,
    asbestos_duty,
    common_parts_duty,
    renovation_duty,
    rental_steps,
    years_after,
)
from oss.addresses.epc import LABELS, is_worse, label_jump, label_of
from oss.core.models import DatedValue
from oss.core.parameters import STARTING_VALUES, Figures, ParameterValue, figure_of

TODAY = date(2026, 11, 21)
BANDS = {"a_plus": -1, "a": 100, "b": 200, "c": 300, "d": 400, "e": 500}


def figures(**more: list[tuple[int | str, date]]) -> Figures:
    known: dict[str, list[tuple[int | str, date]]] = {
        **{f"epc_highest_score_{name}": [(value, date(2019, 1, 1))] for name, value in BANDS.items()},
        "epc_common_parts_least_units": [
            (15, date(2022, 1, 1)),
            (5, date(2023, 1, 1)),
            (2, date(2024, 1, 1)),
        ],
        "epc_common_parts_new_build_years": [(10, date(2022, 1, 1))],
        "renovation_duty_years": [(5, date(2023, 1, 1))],
        "renovation_duty_label": [("D", date(2023, 1, 1))],
    } | more
    return Figures(
        (name, ParameterValue(value, day, "bron", TODAY))
        for name, rows in known.items()
        for value, day in rows
    )


@pytest.mark.parametrize(
    ("score", "label"),
    [
        *((-12, "A+"), (0, "A"), (95, "A"), (100, "A"), (101, "B"), (387, "D"), (401, "E"), (712, "F")),
        *((Decimal("100.4"), "A"), (Decimal("100.5"), "B"), (Decimal("-0.4"), "A"), (Decimal("500.5"), "F")),
    ],
)
def test_the_label_follows_from_the_score(score: Decimal | int, label: str) -> None:
    assert label_of(score, on=TODAY, figures=figures()) == label


@given(st.decimals(-200, 2000, places=2), st.decimals(-200, 2000, places=2))
def test_a_lower_score_never_has_a_worse_label(one: Decimal, other: Decimal) -> None:
    low, high = (label_of(score, on=TODAY, figures=figures()) for score in sorted((one, other)))
    assert not is_worse(low, than=high)


@given(st.integers(-200, 2000))
def test_bands_are_a_hundred_wide_with_an_inclusive_end(score: int) -> None:
    place = 0 if score < 0 else min(max(1, -(-score // 100)), len(LABELS) - 1)
    assert label_of(score, on=TODAY, figures=figures()) == LABELS[place]


@given(st.sampled_from(LABELS), st.sampled_from(LABELS), st.sampled_from(LABELS))
def test_jumps_add_up(first: str, second: str, third: str) -> None:
    whole = label_jump(first, third)
    assert whole == label_jump(first, second) + label_jump(second, third)
    assert (whole > 0) is is_worse(first, than=third)


def test_new_bands_count_for_certificates_from_then_on() -> None:
    known = figures(epc_highest_score_a=[(100, date(2019, 1, 1)), (90, date(2030, 1, 1))])
    labels = [label_of(95, on=day, figures=known) for day in (date(2029, 12, 31), date(2030, 1, 1))]
    assert labels == ["A", "B"]


def test_a_certificate_older_than_the_labels_takes_those_of_the_first_bands() -> None:
    assert label_of(612, on=date(2012, 5, 1), figures=figures()) == "F"


def test_without_bands_there_is_no_label() -> None:
    assert label_of(95, on=TODAY, figures=Figures([])) == ""


def test_a_jump_counts_the_steps_to_a_better_label() -> None:
    assert (label_jump("F", "B"), label_jump("B", "B"), label_jump("A", "A+")) == (4, 0, 1)


@pytest.mark.parametrize(
    ("units", "on", "obliged"),
    [
        (20, date(2022, 6, 1), True),
        (20, date(2021, 12, 31), False),
        (10, date(2022, 6, 1), False),
        (10, date(2023, 2, 1), True),
        (3, date(2023, 12, 31), False),
        (3, date(2024, 1, 1), True),
        (1, date(2026, 1, 1), False),
        (0, date(2026, 1, 1), False),
    ],
)
def test_the_common_parts_need_a_certificate_by_size_and_day(units: int, on: date, obliged: bool) -> None:
    assert (common_parts_duty(units, on=on, figures=figures()) is not None) is obliged


def test_the_duty_counts_from_the_day_on_which_buildings_of_this_size_came_under_it() -> None:
    since = [
        duty.rests_on.valid_from
        for units in (20, 10, 3)
        if (duty := common_parts_duty(units, on=TODAY, figures=figures()))
    ]
    assert since == [date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)]


@given(
    st.integers(0, 200), st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(0, 50), st.integers(0, 900)
)
def test_a_larger_building_or_a_later_day_never_lifts_the_duty(
    units: int, on: date, more: int, later: int
) -> None:
    if common_parts_duty(units, on=on, figures=figures()) is not None:
        later_day = date.fromordinal(on.toordinal() + later)
        assert common_parts_duty(units + more, on=later_day, figures=figures()) is not None


@given(st.integers(0, 16), st.dates(date(2021, 12, 1), date(2024, 2, 1)))
def test_size_and_day_alone_decide_on_the_duty(units: int, on: date) -> None:
    since = date(2022, 1, 1) if units >= 15 else date(2023, 1, 1) if units >= 5 else date(2024, 1, 1)
    obliged = common_parts_duty(units, on=on, figures=figures()) is not None
    assert obliged is (units >= 2 and on >= since)


def test_a_new_building_is_exempt_for_ten_years() -> None:
    built = date(2016, 2, 29)
    duties = [
        common_parts_duty(20, on=day, figures=figures(), new_build_on=built)
        for day in (date(2026, 2, 27), date(2026, 2, 28))
    ]
    assert [duty and duty.exempt_until for duty in duties] == [date(2026, 2, 28), None]


@pytest.mark.parametrize(
    ("deed", "years", "deadline"),
    [
        (date(2023, 3, 15), 5, date(2028, 3, 15)),
        (date(2023, 3, 15), 6, date(2029, 3, 15)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2024, 2, 29), 6, date(2030, 2, 28)),
        (date(2026, 6, 1), 5, date(2031, 6, 1)),
    ],
)
@pytest.mark.parametrize("label", ["E", "F"])
def test_a_bad_label_at_the_deed_gives_a_deadline(label: str, deed: date, years: int, deadline: date) -> None:
    known = figures(renovation_duty_years=[(years, date(2023, 1, 1))])
    duty = renovation_duty(deed, label, today=TODAY, figures=known)
    assert duty is not None
    assert (duty.deadline, duty.target) == (deadline, "D")


@pytest.fixture(scope="module")
def starting() -> Figures:
    """The values that every installation starts with."""
    rows = json.loads(STARTING_VALUES.read_text(encoding="utf-8"))
    return Figures((row["parameter"], figure_of(DatedValue(**_dated(row)))) for row in rows)


def _dated(row: dict[str, str]) -> dict[str, Any]:
    return row | {name: date.fromisoformat(row[name]) for name in ("valid_from", "checked_on")}


@pytest.mark.parametrize(
    ("deed", "deadline"),
    [
        (date(2023, 3, 15), date(2029, 3, 15)),
        (date(2024, 2, 29), date(2030, 2, 28)),
        (date(2026, 6, 1), date(2032, 6, 1)),
    ],
)
def test_the_term_of_today_counts_for_every_deed(deed: date, deadline: date, starting: Figures) -> None:
    duty = renovation_duty(deed, "F", today=TODAY, figures=starting)
    assert duty is not None
    assert (duty.deadline, duty.target) == (deadline, "D")
    before = renovation_duty(deed, "F", today=date(2025, 12, 11), figures=starting)
    assert before is not None
    assert before.deadline == years_after(deed, 5)  # the older reading is kept
    assert renovation_duty(date(2022, 12, 31), "F", today=TODAY, figures=starting) is None


@pytest.mark.parametrize(
    ("row_or_flat", "today", "steps"),
    [
        (False, TODAY, [("E", 2030), ("D", 2035), ("C", 2040)]),
        (True, TODAY, [("D", 2030), ("C", 2035), ("C", 2040)]),
        (False, date(2036, 1, 1), [("D", 2035), ("C", 2040)]),
        (True, date(2041, 1, 1), [("C", 2040)]),
    ],
)
def test_a_rented_home_needs_a_better_label_step_by_step(
    row_or_flat: bool, today: date, steps: list[tuple[str, int]], starting: Figures
) -> None:
    found = rental_steps(row_or_flat=row_or_flat, today=today, figures=starting)
    assert [(one.target, one.since.year) for one in found] == steps
    assert {(one.since.month, one.since.day) for one in found} == {(1, 1)}


def test_what_was_built_before_2001_needs_an_asbestos_certificate(starting: Figures) -> None:
    duty = asbestos_duty(2000, today=TODAY, figures=starting)
    assert duty is not None
    assert (duty.rests_on.valid_from, duty.rests_on.value) == (date(2022, 11, 23), 2001)
    assert duty.common_parts_by is not None
    assert duty.common_parts_by.value == date(2026, 12, 31)
    assert duty.every_owner_by is not None
    assert duty.every_owner_by.value == 2032
    assert asbestos_duty(2001, today=TODAY, figures=starting) is None
    assert asbestos_duty(1950, today=date(2022, 11, 22), figures=starting) is None


@pytest.mark.parametrize(
    ("issued", "none_found", "has_risk", "ends"),
    [
        (date(2024, 2, 29), False, False, date(2034, 2, 28)),
        (date(2025, 1, 1), False, True, date(2030, 1, 1)),
        (date(2024, 4, 8), True, False, None),
        (date(2024, 4, 7), True, False, date(2034, 4, 7)),
    ],
)
def test_an_asbestos_certificate_ends_by_its_result(
    issued: date, none_found: bool, has_risk: bool, ends: date | None, starting: Figures
) -> None:
    found = asbestos_certificate_ends(issued, none_found=none_found, has_risk=has_risk, figures=starting)
    assert found == ends


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.sampled_from([*LABELS, ""]))
def test_only_e_and_f_from_2023_on_have_a_renovation_duty(deed: date, label: str) -> None:
    duty = renovation_duty(deed, label, today=TODAY, figures=figures())
    assert (duty is not None) is (deed >= date(2023, 1, 1) and label in {"E", "F"})


@given(st.dates(date(1950, 1, 1), date(2500, 1, 1)), st.integers(0, 50))
def test_years_later_is_the_same_day_of_the_year(day: date, years: int) -> None:
    later = years_after(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
    assert later.day == day.day or (day.day, later.day) == (29, 28)


def test_the_renovation_duty_begins_on_its_day_and_follows_the_label_of_today() -> None:
    for deed, obliged in ((date(2022, 12, 31), False), (date(2023, 1, 1), True)):
        assert (renovation_duty(deed, "F", today=TODAY, figures=figures()) is not None) is obliged
    known = figures(renovation_duty_label=[("D", date(2023, 1, 1)), ("C", date(2026, 1, 1))])
    duty = renovation_duty(date(2023, 3, 15), "D", today=TODAY, figures=known)
    assert duty is not None
    assert duty.target == "C"


def test_a_step_for_rented_homes_holds_from_its_day_on() -> None:
    known = figures(rental_label_row_or_flat=[("F", date(2025, 1, 1)), ("E", TODAY), ("D", date(2035, 1, 1))])
    assert [step.target for step in rental_steps(row_or_flat=True, today=TODAY, figures=known)] == ["E", "D"]


def test_a_certificate_runs_ten_years() -> None:
    assert years_after(date(2023, 3, 15), 10) == date(2033, 3, 15)
