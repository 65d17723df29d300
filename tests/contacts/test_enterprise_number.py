"""Rule R1: ten digits, the last two a check on the first eight."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from oss.contacts import enterprise_number
from oss.contacts.factories import OrganisationFactory
from oss.contacts.models import Organisation

BASES = st.integers(min_value=0, max_value=19_999_999).map(lambda number: f"{number:08}")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0314.595.348", "0314.595.348"),
        ("BE 403.019.261", "0403.019.261"),
        ("be0403019261", "0403.019.261"),
        ("0123.456.749", "0123.456.749"),
        ("1000.000.021", "1000.000.021"),
        ("00000097 97", "0000.009.797"),
    ],
)
def test_a_valid_number_is_read_in_any_notation(typed: str, shown: str) -> None:
    assert enterprise_number.display(enterprise_number.parse(typed)) == shown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *[("0431150351", "check"), ("0000.009.700", "check")],
        *[("", "length"), ("12345678", "length"), ("04030192611", "length")],
        ("2.123.456.789", "first_digit"),
    ],
)
def test_what_is_wrong_is_said(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        enterprise_number.parse(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2.123.456.789", "2.123.456.789"),
        ("0431150351", "0431.150.351"),
        ("431150351", "0431.150.351"),
        ("12345678", "8"),
    ],
)
def test_the_refusal_shows_what_was_read(typed: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says.replace(".", r"\.")):
        enterprise_number.parse(typed)


def test_a_missing_leading_zero_is_proposed() -> None:
    reading = enterprise_number.read("403.019.261")
    assert reading.number == "0403019261"
    assert "0403.019.261" in reading.remark
    assert enterprise_number.read("0403.019.261").remark == ""


@pytest.mark.parametrize(
    ("base", "check"), [("01234567", "49"), ("10000000", "21"), ("00000097", "97"), ("03145953", "48")]
)
def test_the_check_digits_of_the_facts(base: str, check: str) -> None:
    assert enterprise_number.check_digits(base) == check


@given(BASES)
def test_every_number_made_with_its_check_digits_is_valid(base: str) -> None:
    number = base + enterprise_number.check_digits(base)
    assert enterprise_number.parse(number) == number


@given(BASES, st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=9))
def test_one_mistyped_digit_is_always_noticed(base: str, place: int, by: int) -> None:
    digits = list(base + enterprise_number.check_digits(base))
    digits[place] = str((int(digits[place]) + by) % 10)
    with pytest.raises(ValidationError):
        enterprise_number.parse("".join(digits))


@given(BASES)
def test_what_is_shown_is_read_back_as_the_same_number(base: str) -> None:
    number = base + enterprise_number.check_digits(base)
    shown = enterprise_number.display(number)
    assert enterprise_number.parse(shown) == number
    assert enterprise_number.parse(f"BE {shown}") == number
    reading = enterprise_number.read(shown.removeprefix("0"))
    assert reading.number == number
    assert bool(reading.remark) == number.startswith("0")


@given(st.builds("{}{:02}".format, st.integers(0, 29_999_999).map("{:08}".format), st.integers(0, 99)))
def test_ten_digits_are_read_if_and_only_if_the_rule_holds(digits: str) -> None:
    """The rule of R1, written once more: 0 or 1 in front; base and check, 1 to 97, make a multiple of 97."""
    base, check = int(digits[:8]), int(digits[8:])
    fits = digits[0] in "01" and 1 <= check <= 97 and (base + check) % 97 == 0
    try:
        assert enterprise_number.parse(digits) == digits
        assert fits
    except ValidationError:
        assert not fits


@given(st.text(max_size=30))
def test_any_text_is_read_as_a_number_or_refused(text: str) -> None:
    try:
        number = enterprise_number.parse(text)
    except ValidationError:
        return
    assert enterprise_number.parse(number) == number


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0431150351", "431150350", "2123456789", "abcdefghij", ""])
def test_the_database_refuses_a_number_that_cannot_be(number: str) -> None:
    organisation = OrganisationFactory()
    with pytest.raises(IntegrityError, match="enterprise_number_check_digits_fit"), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(enterprise_number=number)


@pytest.mark.django_db
def test_a_number_belongs_to_one_organisation_and_none_to_many() -> None:
    OrganisationFactory(enterprise_number="")
    OrganisationFactory(enterprise_number="")
    OrganisationFactory(enterprise_number="0403.019.261")
    with pytest.raises(ValidationError, match=r".") as refusal:
        OrganisationFactory(enterprise_number="BE 403.019.261")
    assert len(refusal.value.messages) == 1
