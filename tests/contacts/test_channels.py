"""Mail addresses and phone numbers are compared in one form, however they are typed."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from oss.contacts.channels import display_phone, normalise_mail, normalise_phone


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("0478 12 34 56", "+32478123456"),
        ("0478/12.34.56", "+32478123456"),
        ("+32 478 12 34 56", "+32478123456"),
        ("+32 (0)478 12 34 56", "+32478123456"),
        ("0032478123456", "+32478123456"),
        ("32478123456", "+32478123456"),
        ("015 29 40 10", "+3215294010"),
        ("015/29.40.10", "+3215294010"),
        ("04 221 11 11", "+3242211111"),
        ("0800 12 345", "+3280012345"),
        ("+31 20 123 4567", "+31201234567"),
        ("0031201234567", "+31201234567"),
        ("478123456", "+32478123456"),
        ("(015) 29 40 10", "+3215294010"),
    ],
)
def test_a_phone_number_is_read_in_any_notation(typed: str, normalised: str) -> None:
    assert normalise_phone(typed) == normalised


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "112",
        "0478 12 34 5",
        "0478 12 34 567",
        "015 29 40 1",
        "bel mij",
        "+",
        "+32",
        "+1 2",
        "0800 ENERGIE",
    ],
)
def test_what_cannot_be_a_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        normalise_phone(typed)


@given(st.from_regex(r"04[5-9][0-9]{7}", fullmatch=True), st.sampled_from(["", " ", "/", ".", "-"]))
def test_separators_and_the_country_make_no_difference(number: str, separator: str) -> None:
    spaced = separator.join((number[:4], number[4:6], number[6:8], number[8:]))
    assert (
        normalise_phone(spaced)
        == normalise_phone(f"+32 {number[1:]}")
        == normalise_phone(f"0032{number[1:]}")
    )


@given(st.text(max_size=30))
def test_a_normalised_number_is_normal_already(text: str) -> None:
    try:
        number = normalise_phone(text)
    except ValidationError:
        return
    assert normalise_phone(number) == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+32478123456", "0478 12 34 56"),
        ("+3215294010", "015 29 40 10"),
        ("+31201234567", "+31 20 123 4567"),
    ],
)
def test_a_belgian_number_is_shown_without_its_country(number: str, shown: str) -> None:
    assert display_phone(number) == shown


def test_a_mail_address_is_compared_in_lower_case() -> None:
    assert normalise_mail("  An.Peeters@Example.BE ") == "an.peeters@example.be"


@pytest.mark.parametrize("typed", ["", "an", "an@", "@example.be", "an peeters@example.be"])
def test_what_cannot_be_a_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        normalise_mail(typed)
