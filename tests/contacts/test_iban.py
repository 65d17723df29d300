"""Rule R4: a Belgian account number passes two checks."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as international

from oss.contacts import iban


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("BE32 1234 5678 9002", "BE32 1234 5678 9002"), ("be68539007547034", "BE68 5390 0754 7034")],
)
def test_a_valid_number_is_read_in_any_notation(typed: str, shown: str) -> None:
    assert iban.display(iban.parse(typed)) == shown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("BE41 0918 1173 5141", "national_check"),
        ("BE33 1234 5678 9002", "check"),
        ("NL91 ABNA 0417 1643 00", "country"),
        ("", "country"),
        ("BE32 1234 5678 900", "length"),
        ("BE32 1234 5678 90AB", "length"),
    ],
)
def test_what_is_wrong_is_said(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        iban.parse(typed)
    assert refusal.value.code == code


BASES = st.integers(0, 9_999_999_999).map(lambda number: f"{number:010}")


def number_for(base: str) -> str:
    return with_international_check(base + iban.national_check_digits(base))


def with_international_check(national: str) -> str:
    return f"BE{international.calc_check_digits(f'BE00{national}')}{national}"


@given(BASES)
def test_every_number_made_with_its_check_digits_is_valid(base: str) -> None:
    assert iban.parse(number_for(base)) == number_for(base)


@given(BASES, st.integers(2, 15), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(base: str, place: int, by: int) -> None:
    digits = list(number_for(base))
    digits[place] = str((int(digits[place]) + by) % 10)
    with pytest.raises(ValidationError):
        iban.parse("".join(digits))


@given(BASES, st.integers(2, 14))
def test_two_neighbours_that_changed_places_are_noticed(base: str, place: int) -> None:
    digits = list(number_for(base))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    swapped = "".join(digits)
    if swapped != number_for(base):
        with pytest.raises(ValidationError):
            iban.parse(swapped)


@given(BASES)
def test_what_is_shown_is_read_back_as_the_same_number(base: str) -> None:
    shown = iban.display(number_for(base))
    assert iban.parse(shown) == iban.parse(shown.lower().replace(" ", "-")) == number_for(base)


TWELVE_DIGITS = st.from_regex(r"[0-9]{12}", fullmatch=True)


@given(TWELVE_DIGITS.map(with_international_check) | st.from_regex(r"BE[0-9]{14}", fullmatch=True))
def test_fourteen_digits_are_read_if_and_only_if_both_checks_hold(number: str) -> None:
    """The rule of R4, written once more: BE behind the digits is 1114, and the whole is 1 modulo 97."""
    digits = number[2:]
    whole = int(f"{digits[2:]}1114{digits[:2]}") % 97 == 1
    national = (int(digits[2:12]) % 97 or 97) == int(digits[12:])
    fits = whole and national
    try:
        assert iban.parse(number) == number
        assert fits
    except ValidationError:
        assert not fits


@given(st.text(max_size=30))
def test_any_text_is_read_as_a_number_or_refused(text: str) -> None:
    try:
        number = iban.parse(text)
    except ValidationError:
        return
    assert iban.parse(number) == number
