"""An address is found by any part of it, in any order, misspelt or not; the most exact hit comes first."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from oss.addresses.factories import AddressFactory, MunicipalityFactory, StreetFactory
from oss.addresses.models import Address, AddressStatus, Building, Street
from oss.addresses.text_search import SHORTEST_MISSPELT, one_letter_less
from oss.addresses.typeahead import suggestions
from oss.core.text_search import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> None:
    """A few streets, with house numbers and boxes that are easily mistaken for each other."""
    for house, boxes in (
        ("1", ""),
        ("2", ""),
        ("12", "1 2 3 10"),
        ("12A", ""),
        ("20", ""),
        ("28", ""),
        ("42", "5B"),
        ("112", ""),
    ):
        for box in ("", *boxes.split()):
            AddressFactory(street__name="Bruul", house_number=house, box_number=box)
    AddressFactory(street__name="Sint-Katelijnestraat", house_number="12")
    AddressFactory(street__name="Onze-Lieve-Vrouwestraat", house_number="3")
    AddressFactory(street__name="Bankstraat", house_number="7", postcode="2811")
    AddressFactory(street__name="Bruulhof", house_number="12")
    AddressFactory(street__name="Café-straatje", house_number="5-7")


def found(text: str) -> list[str]:
    return [address.short_label for address in Address.objects.matching(text).with_label()]


def test_an_address_reads_as_the_register_writes_it() -> None:
    address = AddressFactory(street__name="Bruul", house_number="42", box_number="5B")
    assert str(address) == "Bruul 42 bus 5B, 2800 Mechelen"
    assert (
        AddressFactory(street__name="Grote Markt", house_number="21").label == "Grote Markt 21, 2800 Mechelen"
    )


@pytest.mark.parametrize("text", ["bruul 12", "12 bruul", "BRUUL 12", "brul 12", "  Bruul,  12 "])
@pytest.mark.usefixtures("town")
def test_a_house_comes_before_its_boxes_and_before_houses_that_only_begin_so(text: str) -> None:
    assert found(text)[:6] == [
        *("Bruul 12", "Bruul 12 bus 1", "Bruul 12 bus 2", "Bruul 12 bus 3", "Bruul 12 bus 10"),
        "Bruulhof 12",
    ]


@pytest.mark.parametrize(
    "text", ["12 bus 3 bruul", "bruul 12 bus 3", "bus 3 bruul 12", "2800 12 bus 3 bruul"]
)
@pytest.mark.usefixtures("town")
def test_a_box_is_found_wherever_it_is_typed(text: str) -> None:
    assert found(text) == ["Bruul 12 bus 3"]


@pytest.mark.usefixtures("town")
def test_a_postcode_and_a_street_give_the_street_in_walking_order() -> None:
    houses = [text for text in found("2800 bruul") if "bus" not in text and "hof" not in text]
    assert houses == [f"Bruul {number}" for number in ("1", "2", "12", "12A", "20", "28", "42", "112")]


@pytest.mark.usefixtures("town")
def test_the_beginning_of_a_house_number_or_postcode_is_enough() -> None:
    assert found("28")[0] == "Bruul 28"
    assert "Bankstraat 7" in found("28")
    assert found("281") == ["Bankstraat 7"]
    assert found("bruul 1")[:2] == ["Bruul 1", "Bruul 12"]
    assert "Bruul 20" not in found("bruul 1")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("katelijnestraat", "Sint-Katelijnestraat 12"),
        ("sint katelijne", "Sint-Katelijnestraat 12"),
        ("katelijnstraat", "Sint-Katelijnestraat 12"),
        ("sintkatelijnestraat", "Sint-Katelijnestraat 12"),
        ("onze lieve vrouw", "Onze-Lieve-Vrouwestraat 3"),
        ("OLV 3", "Onze-Lieve-Vrouwestraat 3"),
        ("vrouwstraat", "Onze-Lieve-Vrouwestraat 3"),
        ("cafe straatje", "Café-straatje 5-7"),
        ("CAFÉ", "Café-straatje 5-7"),
        ("café 5-7", "Café-straatje 5-7"),
        ("bankstrat", "Bankstraat 7"),
        ("bruul 42 bus 5b", "Bruul 42 bus 5B"),
        ("bruul 12a", "Bruul 12A"),
    ],
)
@pytest.mark.usefixtures("town")
def test_accents_hyphens_and_small_mistakes_do_not_matter(text: str, address: str) -> None:
    assert found(text) == [address]


@pytest.mark.usefixtures("town")
def test_a_street_that_exists_is_not_taken_for_a_misspelling_of_another() -> None:
    StreetFactory(name="Bankerstraat").addresses.create(register_id=1, house_number="7", postcode="2800")
    assert found("bankstraat 7") == ["Bankstraat 7"]


@pytest.mark.parametrize("text", ["zzz", "bruul 999", "%", "_", "bruul 12 bus 99", "2800 bankstraat", "\\"])
@pytest.mark.usefixtures("town")
def test_what_is_nowhere_is_not_found(text: str) -> None:
    assert found(text) == ([] if text not in {"%", "_", "\\"} else found(""))


@pytest.mark.usefixtures("town")
def test_the_municipality_narrows_too() -> None:
    other = MunicipalityFactory(nis_code="12021", name="Lier")
    AddressFactory(street__name="Bruul", street__municipality=other, house_number="12", postcode="2500")
    texts = [str(address) for address in Address.objects.matching("lier bruul 12")]
    assert texts == ["Bruul 12, 2500 Lier"]


@pytest.mark.usefixtures("town")
def test_retired_addresses_are_not_in_use() -> None:
    Address.objects.filter(house_number="20").update(status=AddressStatus.RETIRED)
    assert not Address.objects.in_use().matching("bruul 20").exists()


def test_a_building_is_found_by_its_name_and_by_its_addresses() -> None:
    address = AddressFactory(street__name="Bruul", house_number="12", box_number="3")
    building = Building.objects.create(street=address.street, house_numbers="12", name="De Dijle")
    Address.objects.update(building=building)
    assert [*Building.objects.matching("dijle"), *Building.objects.matching("12 bruul")] == [
        building,
        building,
    ]
    assert str(building) == "De Dijle (Bruul 12, Mechelen)"


def test_python_and_postgresql_fold_text_alike() -> None:
    """Every letter of Western and Central Europe, and the punctuation between."""
    signs = [chr(code) for code in (*range(0x20, 0x17F), 0x2019, 0x2013, 0x1E9E)]
    signs = [sign for sign in signs if sign.isascii() or sign.isalpha() or sign in "’–"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sign, search_text('a' || sign || 'b') FROM unnest(%s::text[]) AS t(sign)",
            [signs],
        )
        different = [
            (sign, text, fold(f"a{sign}b")) for sign, text in cursor if text != f" {fold(f'a{sign}b')}"
        ]
    assert different == []


@given(st.text("abc ", max_size=12).map(fold), st.integers(0, 12), st.sampled_from("abcd"))
def test_two_texts_with_one_mistake_between_them_share_a_key(text: str, place: int, letter: str) -> None:
    mistakes = (
        text[:place] + letter + text[place + 1 :],
        text[:place] + letter + text[place:],
        text[:place] + text[place + 1 :],
        text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
    )
    if len(text) > SHORTEST_MISSPELT:
        assert all({*one_letter_less(text)} & {*one_letter_less(mistake)} for mistake in mistakes)


def test_python_and_postgresql_leave_out_the_same_letters() -> None:
    """The database does so for the whole name and for each of its words."""
    names = ["Bruul", "Lange Heergracht", "’t Echt", "Café-straatje", "A B", "Onze-Lieve-Vrouwestraat"]
    for name in names:
        folded = fold(name)
        parts = [part for part in {folded, *folded.split()} if len(part) >= SHORTEST_MISSPELT]
        with connection.cursor() as cursor:
            cursor.execute("SELECT one_letter_less(search_text(%s))", [name])
            (found,) = cursor.fetchone()
        assert sorted(found or []) == sorted({key for part in parts for key in one_letter_less(part)})


@pytest.mark.parametrize(
    "text", ["lange leistraat 2", "langeleiestraat 2", "lngae leiestraat 2", "leiestarat 2"]
)
def test_a_mistake_that_makes_another_street_s_word_does_not_hide_the_street(text: str) -> None:
    for street in ("Lange Leiestraat", "Leistraat", "Lange Schipstraat"):
        AddressFactory(street__name=street, house_number="2")
    assert found(text) == ["Lange Leiestraat 2"]
    assert [address.short_label for address in suggestions(text)] == ["Lange Leiestraat 2"]


def test_streets_are_found_by_their_words() -> None:
    for name in ("Lange Heergracht", "Lange Schipstraat"):
        StreetFactory(name=name)
    assert {street.name for street in Street.objects.matching("schip lange")} == {"Lange Schipstraat"}
