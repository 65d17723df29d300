"""Values that hold from a day on, each with its source."""

import json
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from oss.core import parameters
from oss.core.admin import DatedValueAdmin, DatedValueForm
from oss.core.models import DatedValue
from oss.core.parameters import Figures, NoValueError, ParameterValue, decimal_number, value_of, whole_number
from oss.core.registry import offered

YEARS = "renovation_duty_years"
TODAY = date(2026, 11, 21)


def figure(value: Any, valid_from: date) -> ParameterValue:
    return ParameterValue(value, valid_from, "bron", TODAY)


@given(st.lists(st.dates(), unique=True, min_size=1, max_size=12), st.dates())
def test_the_last_value_before_the_day_holds(days: list[date], on: date) -> None:
    figures = Figures((YEARS, figure(number, day)) for number, day in enumerate(days))
    before = [day for day in days if day <= on]
    found = figures.find(YEARS, on=on)
    assert found == (figure(days.index(max(before)), max(before)) if before else None)


def test_before_the_first_value_there_is_none() -> None:
    figures = Figures([(YEARS, figure(5, TODAY))])
    with pytest.raises(NoValueError):
        figures.value_of(YEARS, on=TODAY - timedelta(days=1))


def test_a_parameter_that_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(LookupError, match="no parameter"):
        Figures([]).find("renovation_duty_jears", on=TODAY)


@pytest.mark.parametrize("text", ["", "vijf", "5.5", "--5", "٥"])
def test_a_whole_number_is_whole(text: str) -> None:
    with pytest.raises(ValidationError):
        whole_number(text)


@pytest.mark.parametrize("text", ["", "veel", "NaN", "Infinity", "1.000,5"])
def test_a_number_is_a_number(text: str) -> None:
    with pytest.raises(ValidationError):
        decimal_number(text)


def test_numbers_are_read_as_they_are_written_here() -> None:
    assert (whole_number(" -1 "), decimal_number("2,75")) == (-1, Decimal("2.75"))


GIVEN_BY_NOBODY = {
    "loan_free_balance",
    *(f"activity_minutes_{kind}" for kind in ("call", "appointment", "visit", "note")),
}
"""No source says them: each loket does, or counts none."""


def test_every_starting_value_is_declared_readable_and_sourced() -> None:
    rows = json.loads(parameters.STARTING_VALUES.read_text(encoding="utf-8"))
    assert {row["parameter"] for row in rows} == set(offered(parameters.Parameter)) - GIVEN_BY_NOBODY
    for row in rows:
        parameters.figure_of(DatedValue(**row))
        assert row["source"]


@pytest.mark.django_db
def test_sync_inserts_what_is_missing_and_keeps_what_an_administrator_changed() -> None:
    changed = DatedValue.objects.get(parameter=YEARS, value="6")
    changed.value = "7"
    changed.save()
    DatedValue.objects.filter(parameter="renovation_duty_label").delete()
    assert parameters.load_parameters() == 1
    assert value_of(YEARS, on=TODAY) == 7
    assert parameters.load_parameters() == 0


@pytest.mark.django_db
def test_a_value_without_a_source_is_refused() -> None:
    with pytest.raises(IntegrityError, match="dated_value_has_a_source"):
        DatedValue.objects.create(parameter=YEARS, valid_from=TODAY, value="6", source="")


@pytest.mark.django_db
def test_every_change_of_a_value_is_kept() -> None:
    row = DatedValue.objects.get(parameter=YEARS, value="5")
    row.value = "6"
    row.save()
    assert [one.value for one in row.events.order_by("pgh_id")][-2:] == ["5", "6"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"value": "zes"}, "value"),
        ({"parameter": "something"}, "parameter"),
        ({"valid_from": "2023-01-01"}, ""),
    ],
)
def test_the_admin_names_the_field_that_is_wrong(typed: dict[str, str], field: str) -> None:
    right = {
        "parameter": YEARS,
        "valid_from": "2027-01-01",
        "value": "6",
        "source": "Decreet",
        "checked_on": "2026-11-21",
    }
    assert DatedValueForm(right).is_valid()
    form = DatedValueForm(right | typed)
    assert not form.is_valid()
    assert (field or "__all__") in form.errors


@pytest.mark.django_db
def test_the_only_value_of_today_is_not_moved_to_a_day_to_come() -> None:
    today = timezone.localdate()
    only = DatedValue.objects.get(parameter="masterplan_light_units")
    tomorrow = {
        "parameter": only.parameter,
        "valid_from": today + timedelta(days=1),
        "value": only.value,
        "source": only.source,
        "checked_on": today,
    }
    for moved in (tomorrow, tomorrow | {"parameter": YEARS, "value": "6", "valid_from": today}):
        assert list(DatedValueForm(moved, instance=copy(only)).errors) == ["valid_from"]
    assert DatedValueForm(tomorrow).is_valid()
    DatedValueForm(tomorrow | {"valid_from": today}).save()
    assert DatedValueForm(tomorrow, instance=copy(only)).is_valid()


def test_the_admin_shows_a_day_as_days_are_written_and_reads_it_so() -> None:
    by = "asbestos_common_parts_by"
    shown = DatedValueAdmin(DatedValue, admin.site).shown_value
    declared = offered(parameters.Parameter).get(by)
    assert declared
    assert shown(DatedValue(parameter=by, value="2026-12-31")) == "31/12/2026"
    assert shown(DatedValue(parameter=by, value="31/12/2026")) == "31/12/2026"
    assert shown(DatedValue(parameter=YEARS, value="6")) == "6"
    with pytest.raises(ValidationError):
        declared.read("31 dec")  # of which year?
