"""Dates that keep the precision with which they are known."""

import contextlib
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from oss.core.partial_dates import EDTF, PartialDate, PartialDateField, PartialDateFormField, read

days = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
partial_dates = st.builds(
    lambda day, precision: PartialDate(*(day.year, day.month, day.day)[:precision]), days, st.integers(1, 3)
)


@given(partial_dates)
def test_what_is_written_as_edtf_is_read_back(known: PartialDate) -> None:
    assert PartialDate.parse(known.edtf) == known


@given(partial_dates)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_staff_read_can_be_typed(language: str, known: PartialDate) -> None:
    with translation.override(language):
        assert read(str(known)) == known
        assert read(PartialDateFormField().prepare_value(known)) == known


@given(partial_dates)
def test_a_partial_date_spans_exactly_what_is_not_known(known: PartialDate) -> None:
    span = (known.latest - known.earliest).days + 1
    assert span == 1 if known.day else span in {28, 29, 30, 31} if known.month else span in {365, 366}


@given(st.lists(partial_dates))
def test_sorting_is_that_of_the_stored_text_and_of_time(several: list[PartialDate]) -> None:
    in_order = sorted(several)
    assert [one.edtf for one in in_order] == sorted(one.edtf for one in several)
    assert [one.earliest for one in in_order] == sorted(one.earliest for one in several)


@given(st.text(max_size=20))
def test_no_text_is_read_as_another_year_than_it_holds(text: str) -> None:
    with contextlib.suppress(ValidationError):
        assert str(read(text).year) in text


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2019", "2019"),
        ("3/2019", "2019-03"),
        ("03-2019", "2019-03"),
        ("maart 2019", "2019-03"),
        ("mrt. 2019", "2019-03"),
        ("Okt 2019", "2019-10"),
        ("17 maart 2019", "2019-03-17"),
        (" 17/3/2019 ", "2019-03-17"),
        ("17.03.2019", "2019-03-17"),
        ("2019-05", "2019-05"),
        ("2019-05-17", "2019-05-17"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_staff_type_a_date_as_they_are_used_to(typed: str, edtf: str) -> None:
    with translation.override("nl"):
        assert read(typed).edtf == edtf


@pytest.mark.parametrize(
    "typed",
    ["", "19", "vorig jaar", "13/2019", "30/2/2019", "29/2/2023", "0/2019", "ma 2019", "٢٠١٩", "2019/3"],
)
def test_what_is_no_date_is_refused_with_the_remedy(typed: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError):
        read(typed)


def test_a_month_is_shown_by_its_name_and_a_day_in_figures() -> None:
    with translation.override("nl"):
        shown = [str(PartialDate.parse(text)) for text in ("2019", "2019-03", "2019-03-17")]
    assert shown == ["2019", "maart 2019", "17/03/2019"]


@pytest.mark.parametrize("parts", [(2019, None, 5), (2019, 13), (2019, 2, 29), (99,), (2019, 1, 0)])
def test_a_day_that_does_not_exist_is_refused(parts: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(*parts)


def test_the_form_field_keeps_what_was_typed_and_gives_none_for_nothing() -> None:
    field = PartialDateFormField(required=False)
    assert field.clean("") is None
    assert field.clean("3/2019") == PartialDate(2019, 3)
    assert field.prepare_value("vorig jaar") == "vorig jaar"
    assert field.has_changed(PartialDate(2019, 3), "03/2019") is False
    assert field.has_changed(PartialDate(2019, 3), "2019") is True


def test_the_model_field_stores_edtf() -> None:
    field = PartialDateField(null=True)
    assert field.get_prep_value(PartialDate(2019, 3)) == "2019-03"
    assert field.get_prep_value(date(2019, 3, 1)) == "2019-03-01"
    assert field.get_prep_value(None) is None
    assert field.from_db_value("2019-03", None, None) == PartialDate(2019, 3)
    assert isinstance(field.formfield(), PartialDateFormField)


def test_the_constraint_accepts_every_edtf_text_and_no_other() -> None:
    accepted = [text for text in ("2019", "2019-12", "2019-12-31") if re.match(EDTF, text)]
    refused = [text for text in ("19", "2019-13", "2019-12-32", "2019-1", "x2019") if re.match(EDTF, text)]
    assert (len(accepted), refused) == (3, [])
