"""Mail addresses and phone numbers are compared in one form, however they are typed."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from oss.contacts.channels import display_phone, normalise_mail, normalise_phone, read_phone, split_phones


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
        ("tel: 0478 12 34 56", "+32478123456"),
        ("gsm-nr: 0478 12 34 56", "+32478123456"),
        ("tel.nr. 0478123456", "+32478123456"),
        ("WhatsApp: +32 478 12 34 56", "+32478123456"),
        ("privé: 0478123456", "+32478123456"),
        ("0478 12 34 56,", "+32478123456"),
        ("Tel.: 015/29.40.10", "+3215294010"),
        ("GSM 0478 12 34 56", "+32478123456"),
        ("tel:+32-478-12-34-56;phone-context=be", "+32478123456"),
        ("0478\u201112\u201134\u201156", "+32478123456"),
        ("0478\u201312\u201434\u221256", "+32478123456"),
        ("0478\u00a012\u202f34\u200956", "+32478123456"),
        ("\u202a+32 478 12 34 56\u202c", "+32478123456"),
        ("0478·12·34·56", "+32478123456"),
        ("0032 (0)15 29 40 10", "+3215294010"),
        ("+ 32 (0) 15 29 40 10", "+3215294010"),
        ("(+32) 478 12 34 56", "+32478123456"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0031 (0)6 12345678", "+31612345678"),
        ("15294010", "+3215294010"),
        ("015/29.30.40 ext. 12", "+3215293040"),
        ("０４７８ １２ ３４ ５６", "+32478123456"),
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
        "0800 BELME",
        f"0478 12 34 56{' ' * 300}",
    ],
)
def test_what_cannot_be_a_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        normalise_phone(typed)


@pytest.mark.parametrize(
    ("typed", "extension"),
    [
        ("015/29.30.40 ext. 12", "12"),
        ("015 29 30 40 toestel 305", "305"),
        ("015 29 30 40 (toestel 5)", "5"),
        ("015293040x12", "12"),
        ("tel:+3215293040;ext=12", "12"),
        ("015 29 30 40", ""),
        ("0478 10 20 30", ""),
    ],
)
def test_an_extension_is_read_beside_its_number(typed: str, extension: str) -> None:
    assert read_phone(typed).extension == extension


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0478 12 34 5", "te weinig cijfers"),
        ("015 29 40 1", "te weinig cijfers"),
        ("29 30 40", "te weinig cijfers"),
        ("0478 12 34 567", "te veel cijfers"),
        ("015 29 40 101", "te veel cijfers"),
        ("06 12 34 56 78", "landcode"),
        ("02/123.45.67", "genoeg cijfers, maar geen telefoonnummer begint zo"),
        ("0999 12 34 5", "genoeg cijfers, maar geen telefoonnummer begint zo"),
        ("+31 6 123", "te weinig cijfers"),
        ("0478 10 20 30 / 015 10 20 30", "twee telefoonnummers"),
        ("0478 10 20 30 of 015 10 20 30", "twee telefoonnummers"),
        ("4,78E+08", "rekenblad"),
        ("bel mij", "geen telefoonnummer"),
    ],
)
def test_what_is_wrong_with_a_number_is_told_as_it_is(typed: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
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


def test_a_long_list_of_numbers_is_not_taken_apart() -> None:
    for many, parts in ((10, 10), (11, 1)):
        assert len(split_phones(" / ".join(["0478 10 20 30"] * many))) == parts


def test_two_mail_addresses_are_told_to_be_two() -> None:
    with pytest.raises(ValidationError, match="twee mailadressen"):
        normalise_mail("an@example.be; bo@example.be")
