"""Addresses as people write them lead to the address they mean, and say what they lack of it."""

import sys
from types import FrameType

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oss.addresses import notation
from oss.addresses.demo import EXTRACT
from oss.addresses.factories import AddressFactory, MunicipalityFactory
from oss.addresses.importer import import_addresses
from oss.addresses.models import Address
from oss.addresses.typeahead import exactly, hits, suggestions

BOX_3 = (
    *("Bruul 12 bus 0003", "Bruul 12 bus3", "Bruul 12 b3", "Bruul 12 b 3", "Bruul 12 b. 3", "Bruul 12b3"),
    *(
        "Bruul 12 app 3",
        "Bruul 12 app. 3",
        "Bruul 12 appt. nr. 3",
        "Bruul 12 apt 3",
        "Bruul 12 appartement 3",
    ),
    *("Bruul 12 bte 3", "Bruul 12 boîte 3", "Bruul 12 box 3", "Bruul 12 busnr. 3", "Bruul 12 bt 3"),
    *("Bruul 12 verdieping 3", "Bruul 12, 3de verdieping", "Bruul 12/3", "Bruul 12 / 3", "Bruul 12-3"),
    *(
        "Bruul 12/0003",
        "Bruul 12/b3",
        "Bruul 12, bus 3",
        "BRUUL  12\tBUS 3\n2800 MECHELEN",
        "Bruul 012 bus 3",
    ),
    *("bus 3 bruul 12", "12 bus 3 bruul", "2800 Mechelen, Bruul 12 bus 3", "Bruul 12 b 3 - 2800 Mechelen"),
    *("Bruul nr. 12 bus nr. 3", "Bruul n° 12 bus n° 3", "12, Bruul bte 3", "Bruul 12 bus 3, B-2800 Mechelen"),
    *("Bruul 12 bus 3 te 2800 Mechelen (België)", "Bruul 12, verdieping 2, bus 3"),
)
HOUSE_12 = (
    *("Bruul nr. 12", "Bruul n°12", "Bruul nr12", "Bruul 12 te Mechelen", "Bruul 12, BE-2800 Mechelen"),
    *("Bruul 12 B-2800 Mechelen", "Bruul 12 B 2800 Mechelen", "Bruul 12 Mechelen België", "bruul12"),
    *(
        "Bruul 12, 2800 Mechelen, Belgique",
        "Bruul 12, 2800 Mechelen (BE)",
        "12, Bruul, 2800 Mechelen, Belgium",
    ),
    *("Bruul 12, Mechelen, Belgien", "Bruul, 12", "huisnummer 12, Bruul"),
    *("Bruul 12 - 2800 Mechelen", "Bruul 12-2800 Mechelen", "Bruul 12 (hoekhuis), 2800 Mechelen"),
)
STREETS = {
    "Sint-Katelijnestraat": (
        *("St.-Katelijnestraat", "St Katelijnestraat", "Sint Katelijnestraat", "St-Katelijnestr."),
        *("ST. KATELIJNESTR", "Ste-Katelijnestraat", "sint katelijne straat"),
    ),
    "Onze-Lieve-Vrouwestraat": (
        *(
            "O.L.V.straat",
            "OLV straat",
            "olvstraat",
            "O.-L.-Vrouwestraat",
            "O.L. Vrouwstr.",
            "Onze Lieve Vrouwstraat",
        ),
    ),
    "Brusselsesteenweg": ("Brusselse steenweg", "Brusselsestwg", "Brusselse stwg.", "brusselsestw"),
    "Frederik de Merodestraat": ("Fr. de Merodestraat", "F. de Merodestr.", "frederik de merodestraat"),
    "Sint-Lambertuslaan": ("St. Lambertusln", "St-Lambertuslaan"),
    "Koning Albertplein": ("Kon. Albertplein", "koning albertpl.", "Kon Albert pl"),
}


@pytest.fixture
def mechelen(db: None) -> None:
    """The demo's register."""
    import_addresses(EXTRACT, by=None)


def labels(text: str) -> list[str]:
    return [address.label for address in suggestions(text)]


def only(text: str) -> str:
    found = exactly(text)
    return found[0].short_label if len(found) == 1 else f"{[one.label for one in found]}"


@pytest.mark.usefixtures("mechelen")
def test_every_notation_of_one_address_leads_to_it_and_to_nothing_else() -> None:
    wrong = {text: only(text) for text in BOX_3 if only(text) != "Bruul 12 bus 3"}
    wrong |= {text: only(text) for text in HOUSE_12 if only(text) != "Bruul 12"}
    wrong |= {
        text: only(text) for text in ("Bruul 21 A", "bruul 21a", "Bruul 21-A") if only(text) != "Bruul 21A"
    }
    assert not wrong
    for text in (*BOX_3, *HOUSE_12):
        assert labels(text)[0] == f"{only(text)}, 2800 Mechelen", text


@pytest.mark.usefixtures("mechelen")
def test_every_spelling_of_a_street_leads_to_it_first() -> None:
    wrong = {}
    for street, spellings in STREETS.items():
        house = Address.objects.filter(street__name=street, box_number="").in_order().first()
        assert house is not None
        for text in spellings:
            if only(f"{text} {house.house_number}") != house.short_label:
                wrong[text] = labels(f"{text} {house.house_number}")[:3]
            if not (labels(text) or [""])[0].startswith(street):
                wrong[text] = labels(text)[:3]
    assert not wrong


@pytest.mark.django_db
def test_a_number_in_a_street_s_name_is_no_house_number() -> None:
    right = {
        "11 Novemberlaan 5": "11 Novemberlaan 5",
        "5, 11 Novemberlaan": "11 Novemberlaan 5",
        "11-Novemberlaan 5": "11 Novemberlaan 5",
        "8 Meistraat 1": "8 Meistraat 1",
        "Straat 1 12": "Straat 1 12",
        "Leopold II-laan 5": "Leopold II-laan 5",
        "Leopold IIlaan 5": "Leopold II-laan 5",
        "Leopold 2 laan 5": "Leopold II-laan 5",
        "Twaalf-Apostelenstraat 3": "Twaalf-Apostelenstraat 3",
        "12 Apostelenstraat 3": "Twaalf-Apostelenstraat 3",
        "12 A. Stesselstraat": "A. Stesselstraat 12",
    }
    for address in dict.fromkeys(right.values()):
        street, _space, house = address.rpartition(" ")
        AddressFactory(street__name=street, house_number=house)
    AddressFactory(street__name="Novemberlaan", house_number="11")
    AddressFactory(street__name="Straat", house_number="12")
    for text, address in right.items():
        assert labels(text)[0] == f"{address}, 2800 Mechelen", text
        assert only(text) == address, text
        assert address in [one.short_label for one in Address.objects.matching(text)], text
    assert labels("11 novemberlaan")[0].startswith("11 Novemberlaan 5")
    assert "Novemberlaan 11, 2800 Mechelen" in labels("11 novemberlaan")


@pytest.mark.usefixtures("mechelen")
def test_a_postcode_with_the_name_of_its_place_leads_to_that_postcode() -> None:
    for text in (
        "2812 Muizen",
        "Muizen 2812",
        "Muizen, 2812",
        "2812 Mechelen",
        "B-2812 Muizen",
        "2811 Hombeek",
        "2801 Heffen",
    ):
        found = suggestions(text)
        assert found, text
        digits = "".join(sign for sign in text if sign.isdigit())
        assert {address.postcode for address in found} == {digits}, text


@pytest.mark.usefixtures("mechelen")
def test_two_numbers_together_may_be_a_box_or_two_houses() -> None:
    assert "Bruul 12, 2800 Mechelen" in labels("Bruul 12-14")
    assert "Bruul 14, 2800 Mechelen" in labels("Bruul 12-14")
    assert [hit.missed for hit in hits("Bruul 12-14") if hit.address.short_label == "Bruul 12"] == ["14"]
    street = Address.objects.filter(street__name="Bruul")[0].street
    AddressFactory(street=street, house_number="99")
    assert not [label for label in labels("Bruul 12-99") if label.startswith("Bruul 99")]  # no one building
    AddressFactory(street=street, house_number="A40")
    assert (only("Bruul A40"), only("Bruul a40, 2800 Mechelen")) == ("Bruul A40", "Bruul A40")
    for house, box in (("1200", "3"), ("12", "1001")):
        AddressFactory(street=street, house_number=house, box_number=box)
    assert only("Bruul 1200/3") == "Bruul 1200 bus 3"  # and no postcode, as it would be
    assert only("Bruul 12 b 1001, 2800 Mechelen") == "Bruul 12 bus 1001"
    AddressFactory(street=street, house_number="12/3")
    assert labels("Bruul 12/3")[:2] == ["Bruul 12/3, 2800 Mechelen", "Bruul 12 bus 3, 2800 Mechelen"]


@pytest.mark.usefixtures("mechelen")
def test_what_is_not_understood_is_said_and_never_is_the_house_number() -> None:
    [first, *_rest] = hits("Bruul 12 achterbouw")
    assert (first.address.short_label, first.missed, first.is_exact) == ("Bruul 12", "achterbouw", False)
    assert labels("Bruul 9999") == []
    assert labels("Bruul 999 achterbouw") == []
    assert hits("Bruul 12, 2811 Mechelen")[0].missed == "2811"
    assert hits("Bruul 12 Antwerpen")[0].missed == "Antwerpen"
    assert hits("Bruul 14 A")[0].missed == "A"
    assert (hits("Bruulstr. 12")[0].address.short_label, hits("Bruulstr. 12")[0].missed) == (
        "Bruul 12",
        "straat",
    )
    assert not exactly("Bruul 12 bus 3 bus 4")
    for text, missed in (("De Bruul 12", "De"), ("straat: Bruul 12", "straat"), ("den bruul 12", "den")):
        assert (hits(text)[0].address.short_label, hits(text)[0].missed) == ("Bruul 12", missed)
    assert labels("Foostraat 2812") == []


@pytest.mark.usefixtures("mechelen")
def test_a_box_of_floor_and_door_is_one_however_it_is_parted() -> None:
    street = Address.objects.filter(street__name="Bruul")[0].street
    for box in ("0102", "2.03", "2A", "B4", "1"):
        AddressFactory(street=street, house_number="99", box_number=box)
    right = {
        "0102": (
            "bus 1.02",
            "bus 01.02",
            "/1.02",
            "-1.02",
            "/01.02",
            "bus 102",
            "bus 1/02",
            "/0102",
            " b 1.02",
        ),
        "2.03": ("bus 203", "bus 0203", "bus 2-03", "/2.03", "/203"),
        "2A": ("bus 2-A", "bus 2.A", "bus 2a", "/2A"),
        "B4": ("bus B.4", "bus B-4", "bus b4"),
        "1": ("bus 1", "bus 01", "/1", "/001"),
    }
    for box, texts in right.items():
        for text in texts:
            assert only(f"Bruul 99{text}") == f"Bruul 99 bus {box}", text
    assert not exactly("Bruul 99 bus A2")


@pytest.mark.usefixtures("mechelen")
def test_what_has_more_words_and_numbers_than_an_address_is_not_looked_up() -> None:
    for text in ("12/3 " * 40, "2800 2801 2811 2812 " * 10, "Bruul 12 2800 " * 10, "a b " * 50):
        with CaptureQueriesContext(connection) as asked:
            assert hits(text) == []
        assert len(asked) == 0, text


@pytest.mark.usefixtures("mechelen")
def test_a_box_that_is_not_there_shows_those_that_are() -> None:
    first = hits("Bruul 14 bus 77")[0]
    assert (first.address.house_number, first.no_box, first.is_exact) == ("14", "77", False)
    assert first.boxes[:3] == ("1", "2", "3")
    assert not any(hit.is_exact for hit in hits("Bruul 14 bus 77"))


@pytest.mark.django_db
def test_one_street_in_two_towns_is_told_by_the_town_alone() -> None:
    lier = MunicipalityFactory(nis_code="12021", name="Lier")
    AddressFactory(street__name="Markt", house_number="3", postcode="2800")
    AddressFactory(street__name="Markt", street__municipality=lier, house_number="3", postcode="2500")
    assert only("Markt 3 te Lier") == "Markt 3"
    assert exactly("Markt 3, Lier")[0].postcode == "2500"
    assert len(exactly("Markt 3")) == 2


def calls_of_reading(text: str) -> int:
    calls = 0

    def count(_frame: FrameType, _event: str, _what: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        notation.read(text)
    finally:
        sys.setprofile(None)
    return calls


def test_reading_does_work_in_proportion_to_the_text() -> None:
    """Also what is made to be read again and again; more than a line is not read at all."""
    for piece in ("1/", "b ", "12 b ", "o.l.", "nr ", "bus ", "12-", "a.", "1 ", "9999 ", "B-", "´", "\n"):
        line = (piece * notation.LONGEST)[: notation.LONGEST]
        half = line[: notation.LONGEST // 2]
        assert calls_of_reading(line) < 2.5 * calls_of_reading(half), piece
        assert calls_of_reading(line * 100) < 1.1 * calls_of_reading(line), piece
