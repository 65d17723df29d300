"""Keys of parcels, as the register, the tax office and people write them."""

import string
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from oss.addresses.capakey import Capakey


@given(
    st.builds(
        Capakey,
        division=st.text("0123456789", min_size=5, max_size=5),
        section=st.sampled_from(string.ascii_uppercase),
        ground=st.integers(0, 9999),
        bis=st.integers(0, 99),
        exponent=st.sampled_from(["", *string.ascii_uppercase]),
        power=st.integers(0, 999),
    )
)
def test_both_ways_of_writing_read_back_as_the_same_parcel(parcel: Capakey) -> None:
    assert Capakey.read(str(parcel)) == parcel
    assert Capakey.read(parcel.in_register) == parcel
    assert len(str(parcel)) == 17


@given(st.text())
def test_whatever_is_typed_is_a_parcel_or_refused(text: str) -> None:
    with suppress(ValidationError):
        assert len(str(Capakey.read(text))) == 17


@pytest.mark.parametrize(
    ("text", "short", "in_register"),
    [
        ("12403D0009/00N009", "9N9", "12403D0009-00N009"),
        ("11001B0213/02_000", "213/2", "11001B0213-02_000"),
        ("44021A0001/00A000", "1A", "44021A0001-00A000"),
    ],
)
def test_the_published_examples(text: str, short: str, in_register: str) -> None:
    parcel = Capakey.read(text)
    assert (str(parcel), parcel.short, parcel.in_register) == (text, short, in_register)


def test_a_key_without_its_ground_number_says_so() -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=r"ground number \(4 digits\)"):
        Capakey.read("12403D/00N009")


def test_a_parcel_is_read_in_every_usual_notation() -> None:
    for text in (
        *(
            "12403D0009/00N009",
            "12403d0009-00n009",
            " 12403 D 0009 / 00 N 009 ",
            "12403D9N9",
            "12403 D 9 N 9",
        ),
        *("12403 sectie D nr. 9 N 9", "Afd. 12403, sectie D, nummer 9N9"),
    ):
        assert str(Capakey.read(text)) == "12403D0009/00N009", text
    assert str(Capakey.read("11001 B 213/2")) == "11001B0213/02_000"
    assert str(Capakey.read("44021A1A")) == "44021A0001/00A000"
    far = f"12403D0009/00N009{' ' * 60}of 12403D0010/00_000"
    for text in ("D 9 N 9", "12403 D", "12403 D 9 9", "Bruul 12", "12403D99999", "1" * 100_000, far):
        with pytest.raises(ValidationError):
            Capakey.read(text)
