"""A day is read as people type it, and shown as Flanders writes it; what is no day stays as it was typed."""

from datetime import date, time

import pytest
import time_machine
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from oss.core.dates import read_day, read_hour, written
from oss.core.forms import DayInput, Form, HourInput
from oss.lists.kinds import BadValue, Day
from oss.lists.operators import ON


class Due(Form):
    due_on = forms.DateField(widget=DayInput())


@pytest.mark.parametrize(
    "text",
    [
        *("27/11/2026", "27-11-2026", "27.11.2026", "27 11 2026", "27-11-26", "27/11/26", "2026-11-27"),
        *("27 nov", "27 nov. 2026", "27 november", "27NOV2026 ", " 27  november 26", "27/11", "27.11"),
    ],
)
@time_machine.travel("2026-03-01T12:00:00+01:00", tick=False)
def test_one_day_in_all_its_writings(text: str) -> None:
    with override("nl"):
        assert read_day(text) == date(2026, 11, 27)


@pytest.mark.parametrize(
    "text", ["", "morgen", "31/02/2026", "27/13/2026", "11/2026", "2026", "27 xyz 2026", "２７/11/2026"]
)
def test_no_day_is_guessed(text: str) -> None:
    assert read_day(text) is None


@time_machine.travel("2026-03-01T12:00:00+01:00", tick=False)
def test_a_year_of_two_digits_lies_at_most_thirty_years_ahead() -> None:
    assert read_day("1-1-56") == date(2056, 1, 1)
    assert read_day("1-1-57") == date(1957, 1, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_form_takes_what_was_typed_and_shows_it_as_flanders_writes(language: str) -> None:
    with override(language):
        form = Due(QueryDict("due_on=3-4-2026"))
        assert form.is_valid()
        assert form.cleaned_data["due_on"] == date(2026, 4, 3)
        assert 'value="03/04/2026"' in str(form["due_on"])
        assert 'value="27/11/2026"' in str(Due(initial={"due_on": date(2026, 11, 27)})["due_on"])


@pytest.mark.parametrize("day", [date(206, 11, 27), date(26, 11, 27), date(9999, 1, 2)])
def test_what_is_shown_is_read_as_the_same_day(day: date) -> None:
    assert read_day(written(day)) == day


def test_what_is_no_day_stays_in_the_box() -> None:
    form = Due(QueryDict("due_on=volgende+week"))
    assert not form.is_valid()
    assert 'value="volgende week"' in str(form["due_on"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/11/2026", "31 november 2026 bestaat niet."),
        ("29-2-2026", "29 februari 2026 bestaat niet."),
        ("32/13/2026", "‘32/13/2026’ is geen datum."),
        ("volgende week", "‘volgende week’ is geen datum."),
        ("x" * 10_000, f"‘{'x' * 39}…’ is geen datum."),
    ],
)
def test_what_is_no_day_is_named_with_how_to_write_one(typed: str, said: str) -> None:
    with override("nl"):
        form = Due({"due_on": typed})
        assert form.errors["due_on"] == [f"{said} Schrijf dag/maand/jaar, bijvoorbeeld 31/03/2026."]
        with pytest.raises(BadValue, match=said):
            Day().typed(ON, [typed])


class Visit(Form):
    at = forms.TimeField(widget=HourInput())


def test_one_hour_in_all_its_writings_and_no_other() -> None:
    for text in ("14:30", "14u30", "14.30", "14 u 30", "14U30", "14h30", " 14:30 "):
        assert read_hour(text) == time(14, 30), text
    assert read_hour("9 uur") == read_hour("9u") == read_hour("09:00") == time(9)
    for text in ("", "14", "1430", "25:00", "14:60", "14:3", "half drie", "14:30:10", "１４:30"):
        assert read_hour(text) is None, text
    typed = Visit(QueryDict("at=14u30"))
    assert typed.is_valid()
    assert typed.cleaned_data["at"] == time(14, 30)
    assert 'value="half drie"' in str(Visit(QueryDict("at=half drie"))["at"])
