"""The pages of addresses and buildings: what they show, whom they warn, what they save."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from bench.register_stub import Mood, RegisterStub
from dossiers.factories import information_dossier, past_work
from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.finding_kinds import KINDS
from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    Dwelling,
    EnergyCertificate,
)
from oss.addresses.origin import INVENTED_FROM
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.core.models import DatedValue
from oss.core.partial_dates import PartialDate
from oss.staff.models import User
from oss.staff.roles import Role
from tests.addresses.test_register_client import ROW
from tests.drawn_forms import values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofie(user_with: Callable[..., User]) -> User:
    return user_with(Role.FILE_HANDLER)


@pytest.fixture
def loket(sofie: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(sofie)


@pytest.fixture
def building() -> Building:
    """Bruul 12 with the house and three boxes."""
    street = StreetFactory.create(name="Bruul")
    building = BuildingFactory.create(street=street, house_numbers="12")
    for box in ("", "1", "2", "3"):
        AddressFactory.create(
            street=street,
            house_number="12",
            box_number=box,
            building=building,
            longitude=Decimal("4.481"),
            latitude=Decimal("51.025"),
        )
    return building


def text_of(loket: Client, path: str) -> str:
    response = loket.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_address_shows_who_lives_there_and_what_runs_there(
    loket: Client, sofie: User, building: Building
) -> None:
    address = building.addresses.get(box_number="2")
    person = PersonFactory.create(first_name="Eddy", last_name="Pollet", address=address)
    office = OrganisationFactory.create(address=address)
    dossier = information_dossier(by=sofie, assignee=sofie, address=address)
    for path in (f"/addresses/{address.pk}/", f"/addresses/buildings/{building.pk}/"):
        page = text_of(loket, path)
        assert "Eddy Pollet" in page
        assert f'href="/people/{person.pk}/"' in page
        assert f'href="/organisations/{office.pk}/"' in page
        assert f"/dossiers/{dossier.number}/" in page
        assert f"/journeys/{dossier.journey.number}/" in page


def test_an_additional_address_of_a_dossier_shows_it_too(
    loket: Client, sofie: User, building: Building
) -> None:
    first, second = building.addresses.in_order()[:2]
    dossier = information_dossier(by=sofie, assignee=sofie, address=first)
    dossier.additional_addresses.add(second)
    assert dossier.number in text_of(loket, f"/addresses/{second.pk}/")


def test_apartment_and_building_show_what_is_known_of_each_other(loket: Client, building: Building) -> None:
    address = building.addresses.get(box_number="2")
    past_work(building, ended_on=PartialDate(2016))
    past_work(address, "windows_and_doors", ended_on=PartialDate(2021, 5))
    EnergyCertificate.objects.create(address=address, score=612, issued_on=date(2023, 1, 1))
    apartment = text_of(loket, f"/addresses/{address.pk}/")
    assert "Dakisolatie" in apartment
    assert "mei 2021" in apartment
    whole = text_of(loket, f"/addresses/buildings/{building.pk}/")
    assert "Ramen en deuren" in whole
    assert "hue-epc-f" in whole


def test_an_apartment_takes_from_its_building_what_it_does_not_say_itself(
    loket: Client, building: Building
) -> None:
    Building.objects.filter(pk=building.pk).update(construction_year=1972, storeys=8)
    address = building.addresses.get(box_number="2")
    Dwelling.objects.create(address=address, storeys=2)
    page = text_of(loket, f"/addresses/{address.pk}/")
    assert "1972 (gebouw)" in page
    assert "8 (gebouw)" not in page


def test_a_building_of_five_warns_of_the_certificate_it_lacks(loket: Client, building: Building) -> None:
    Building.objects.filter(pk=building.pk).update(dwelling_units=2, shops=2, offices=1)
    page = text_of(loket, f"/addresses/buildings/{building.pk}/")
    assert "notice-warn" in page
    assert "Verplicht sinds 01/01/2023 (5 eenheden)" in page
    assert DatedValue.objects.get(parameter="epc_common_parts_least_units", value="5").source in page
    valid = {"is_common_parts": True, "issued_on": date(2023, 3, 15), "valid_until": date(2033, 3, 15)}
    EnergyCertificate.objects.create(building=building, basis="estimated", **valid)  # which proves nothing
    assert "notice-warn" in text_of(loket, f"/addresses/buildings/{building.pk}/")
    EnergyCertificate.objects.create(building=building, **valid)
    page = text_of(loket, f"/addresses/buildings/{building.pk}/")
    assert "notice-good" in page
    assert "geldig tot 15/03/2033" in page


def test_an_ended_certificate_of_the_common_parts_is_told(loket: Client, building: Building) -> None:
    ended = timezone.localdate() - timedelta(days=1)
    EnergyCertificate.objects.create(
        building=building, is_common_parts=True, issued_on=date(2014, 1, 1), valid_until=ended
    )
    assert "notice-bad" in text_of(loket, f"/addresses/buildings/{building.pk}/")


def test_a_new_building_is_exempt_for_now(loket: Client, building: Building) -> None:
    year = timezone.localdate().year - 2
    Building.objects.filter(pk=building.pk).update(construction_year=year)
    assert f"verplicht vanaf 31/12/{year + 10}" in text_of(loket, f"/addresses/buildings/{building.pk}/")


def test_a_number_of_units_that_nobody_filled_in_is_counted(loket: Client, building: Building) -> None:
    assert "3 eenheden, geteld uit het register" in text_of(loket, f"/addresses/buildings/{building.pk}/")


@pytest.mark.parametrize(
    ("deed", "scores", "tone", "words"),
    [
        (
            date(2023, 6, 1),
            {date(2023, 4, 20): 612},
            "warn",
            "label D of beter tegen 01/06/2029 (6 jaar, zoals de regel vandaag is)",
        ),
        (date(2023, 6, 1), {date(2023, 4, 20): 387}, "good", "Geen plicht: label D"),
        (date(2023, 6, 1), {date(2023, 4, 20): 612, date(2025, 1, 1): 180}, "good", "Voldaan"),
        (date(2023, 6, 1), {}, "tell", "niet bekend"),
        (date(2023, 6, 1), {date(2024, 1, 1): 612}, "tell", "niet bekend"),
    ],
)
def test_the_renovation_duty_follows_the_deed(
    loket: Client, deed: date, scores: dict[date, int], tone: str, words: str
) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, deed_on=deed)
    for day, score in scores.items():
        EnergyCertificate.objects.create(address=address, score=score, issued_on=day)
    page = text_of(loket, f"/addresses/{address.pk}/")
    assert f"notice-{tone}" in page
    assert words in page


def test_a_missed_deadline_is_told(loket: Client) -> None:
    DatedValue.objects.filter(parameter="renovation_duty_years").update(value="1")
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, deed_on=date(2023, 6, 1))
    EnergyCertificate.objects.create(address=address, score=612, issued_on=date(2023, 4, 20))
    assert "notice-bad" in text_of(loket, f"/addresses/{address.pk}/")


def test_an_estimate_proves_nothing(loket: Client) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, deed_on=date(2023, 6, 1))
    EnergyCertificate.objects.create(address=address, score=612, issued_on=date(2023, 4, 20))
    EnergyCertificate.objects.create(address=address, score=90, issued_on=date(2025, 1, 1), basis="estimated")
    assert "notice-warn" in text_of(loket, f"/addresses/{address.pk}/")


def test_a_deed_from_before_the_duty_says_nothing(loket: Client) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, deed_on=date(2022, 12, 31))
    assert "Renovatieplicht" not in text_of(loket, f"/addresses/{address.pk}/")


def test_a_protected_monument_is_exempt(loket: Client) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, deed_on=date(2023, 6, 1), heritage="protected")
    assert "Vrijgesteld: beschermd monument." in text_of(loket, f"/addresses/{address.pk}/")
    flat = AddressFactory.create(building=BuildingFactory.create(heritage="protected"))
    Dwelling.objects.create(address=flat, deed_on=date(2023, 6, 1))
    assert "Vrijgesteld: beschermd monument." in text_of(loket, f"/addresses/{flat.pk}/")


@pytest.mark.parametrize(
    ("known", "score", "tone", "words"),
    [
        ({}, 612, "open", "Minimumlabel bij verhuur (vul in: of de woning verhuurd wordt)"),
        ({"is_rented": True}, 612, "open", "Minimumlabel bij verhuur (vul in: het type woning)"),
        ({"is_rented": True, "type": "house"}, 612, "open", "(vul in: het type bebouwing)"),
        (
            {"is_rented": True, "type": "house", "detachment": "open"},
            450,
            "warn",
            "label E: minstens label E vanaf 01/01/2030, D vanaf 01/01/2035, C vanaf 01/01/2040",
        ),
        ({"is_rented": True, "type": "apartment"}, 250, "good", "minstens label D vanaf 01/01/2030"),
        (
            {"is_rented": True, "type": "house", "detachment": "closed"},
            None,
            "tell",
            "Hier is geen label bekend",
        ),
    ],
)
def test_a_rented_home_tells_which_label_it_needs_or_what_to_fill_in(
    loket: Client, known: dict[str, Any], score: int | None, tone: str, words: str
) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, **known)
    if score:
        EnergyCertificate.objects.create(address=address, score=score, issued_on=date(2023, 4, 20))
    page = text_of(loket, f"/addresses/{address.pk}/")
    assert f"notice-{tone}" in page
    assert words in page
    assert ("Geldt vanaf 01/01/2030, nagekeken op 29/11/2026." in page) is (tone != "open")


def test_a_home_that_is_not_rented_asks_nothing_of_it(loket: Client) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, is_rented=False, construction_year=2015)
    assert 'class="notices"' not in text_of(loket, f"/addresses/{address.pk}/")


def test_the_asbestos_certificate_of_a_home_follows_the_construction_year(loket: Client) -> None:
    building = BuildingFactory.create(construction_year=1972)
    address = AddressFactory.create(building=building, street=building.street)
    path = f"/addresses/{address.pk}/"
    assert "Gebouwd in 1972, voor 2001: verplicht bij verkoop, en voor elke eigenaar tegen 2032." in text_of(
        loket, path
    )
    AsbestosCertificate.objects.create(address=address, result="safe", issued_on=date(2024, 2, 12))
    assert "Er is een attest: geldig tot 12/02/2034." in text_of(loket, path)
    Building.objects.filter(pk=building.pk).update(construction_year=None)
    assert "Asbestattest (vul in: het bouwjaar)" in text_of(loket, path)
    Building.objects.filter(pk=building.pk).update(construction_year=2001)
    assert "voor elke eigenaar" not in text_of(loket, path)


def test_every_vme_needs_an_asbestos_certificate_of_the_common_parts(loket: Client) -> None:
    building = BuildingFactory.create(construction_year=1972, dwelling_units=8)
    path = f"/addresses/buildings/{building.pk}/"
    assert "Asbestattest van de gemene delen (vul in: of er een VME is: koppel ze)" in text_of(loket, path)
    OrganisationFactory.create(kind="vme").building_links.create(building=building)
    page = text_of(loket, path)
    assert "Gebouwd in 1972, voor 2001: elke VME" in page
    assert "31/12/2026" in page
    AsbestosCertificate.objects.create(building=building, result="free", issued_on=date(2025, 1, 1))
    assert "het blijft geldig" in text_of(loket, path)


def test_a_label_without_a_score_is_typed_and_counts(loket: Client) -> None:
    address = AddressFactory.create()
    Dwelling.objects.create(address=address, deed_on=date(2024, 6, 1))
    path = f"/addresses/{address.pk}/add/certificate/"
    typed = {"kind": "epc", "basis": "real", "issued_on": "2023", "typed_label": "F"}
    assert loket.post(path, typed).status_code == 302
    certificate = EnergyCertificate.objects.get()
    assert (certificate.made.edtf, certificate.valid_until) == ("2023", None)
    page = text_of(loket, f"/addresses/{address.pk}/")
    assert "Zo precies als je het weet: 2019" in loket.get(path).content.decode()
    for words in ("hue-epc-f", "ingevuld, score onbekend", ">2033<", "label D of beter tegen 01/06/2030"):
        assert words in page
    path_of_it = f"/addresses/findings/certificate/{certificate.pk}/"
    drawn = values_of(loket.get(path_of_it).content.decode())
    assert loket.post(path_of_it, drawn | {"issued_on": ["03/2023"]}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.made.edtf == "2023-03"
    for wrong, told in (
        ({"score": "612"}, "Het label volgt uit de score"),
        ({"typed_label": "", "e_level": ""}, "Vul de energiescore, het label of het E-peil in."),
        ({"typed_label": "Z"}, "Z"),
        ({"issued_on": "2023", "valid_until": "2022-01-01"}, "kijk beide datums na"),
    ):
        refused = loket.post(path, typed | wrong)
        assert refused.status_code == 422
        assert told in refused.content.decode()


def test_a_parcel_is_typed_on_a_building_in_any_notation(loket: Client) -> None:
    building = BuildingFactory.create()
    path = f"/addresses/buildings/{building.pk}/edit/"
    typed = values_of(loket.get(path).content.decode())
    parcels = "12403d0009-00n009, 12403 D 9 N 9; afd. 11001, sectie B, nr. 213/2"
    saved = loket.post(path, typed | {"capakeys": [parcels]})
    assert saved.status_code == 302, saved.context["form"].errors
    building.refresh_from_db()
    assert building.capakeys == ["12403D0009/00N009", "11001B0213/02_000"]
    assert "12403D0009/00N009" in text_of(loket, f"/addresses/buildings/{building.pk}/")
    refused = loket.post(path, typed | {"capakeys": ["12403D0009/00N009, Bruul 12"]})
    assert refused.status_code == 422
    assert "Bruul 12" in refused.content.decode()
    again = loket.get(path).content.decode()
    assert values_of(again)["capakeys"] == ["12403D0009/00N009, 11001B0213/02_000"]


def test_a_certificate_is_added_corrected_removed_and_put_back(loket: Client) -> None:
    address = AddressFactory.create()
    typed = {
        "kind": "epc",
        "basis": "real",
        "issued_on": "2023-03-15",
        "score": "387",
        "number": "20230315-1",
    }
    path = f"/addresses/{address.pk}/add/certificate/"
    assert loket.post(path, typed)["Location"] == f"/addresses/{address.pk}/"
    certificate = EnergyCertificate.objects.get()
    assert (certificate.score, certificate.valid_until) == (387, date(2033, 3, 15))
    loket.post(f"/addresses/findings/certificate/{certificate.pk}/", typed | {"score": "401.5"})
    certificate.refresh_from_db()
    assert certificate.score == Decimal("401.5")
    removed = loket.post(f"/addresses/findings/certificate/{certificate.pk}/remove/")
    assert not EnergyCertificate.objects.exists()
    restore = f"/addresses/findings/certificate/{certificate.pk}/restore/"
    assert restore in text_of(loket, removed["Location"])
    loket.post(restore)
    assert EnergyCertificate.objects.get().number == "20230315-1"


def test_what_is_refused_stays_typed(loket: Client) -> None:
    address = AddressFactory.create()
    typed = {"known_on": "vorig jaar", "source": "Factuur van Eneco", "heating": "gas"}
    response = loket.post(f"/addresses/{address.pk}/add/energy/", typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "vorig jaar" in page
    assert "Schrijf 2019, 03/2019 of 17/03/2019." in page
    assert "Factuur van Eneco" in page


def test_the_common_parts_are_asked_of_a_building_only(loket: Client, building: Building) -> None:
    address = building.addresses.all()[0]
    assert "is_common_parts" not in text_of(loket, f"/addresses/{address.pk}/add/certificate/")
    assert "is_common_parts" in text_of(loket, f"/addresses/buildings/{building.pk}/add/certificate/")


def test_an_unknown_kind_of_finding_is_not_found(loket: Client) -> None:
    assert loket.get(f"/addresses/{AddressFactory.create().pk}/add/poem/").status_code == 404


def test_characteristics_are_saved(loket: Client, building: Building) -> None:
    loket.post(f"/addresses/buildings/{building.pk}/edit/", {"dwelling_units": "20", "is_several": "False"})
    address = building.addresses.all()[0]
    loket.post(f"/addresses/{address.pk}/edit/", {"type": "apartment", "construction_year": "1974"})
    building.refresh_from_db()
    assert (building.dwelling_units, building.is_several) == (20, False)
    assert Dwelling.objects.get().construction_year == 1974


def test_a_dwelling_of_which_nothing_is_known_shows_dashes_and_an_empty_form(loket: Client) -> None:
    address = AddressFactory.create()
    for path in (f"/addresses/{address.pk}/", f"/addresses/{address.pk}/edit/"):
        assert "django.db" not in text_of(loket, path)
        assert "DatabaseDefault" not in text_of(loket, path)
    loket.post(f"/addresses/{address.pk}/edit/", {"storeys": "2"})
    assert (Dwelling.objects.get().storeys, Dwelling.objects.get().position) == (2, "")


def test_two_who_change_other_characteristics_both_keep_theirs(loket: Client, building: Building) -> None:
    """What a form shows unchanged does not undo what somebody else changed meanwhile."""
    path = f"/addresses/buildings/{building.pk}/edit/"
    seen = loket.get(path).context["form"]
    shown = {one.html_initial_name: one.value() or "" for one in seen} | {
        one.html_name: one.value() or "" for one in seen
    }
    Building.objects.filter(pk=building.pk).update(storeys=4)
    loket.post(path, shown | {"dwelling_units": "20"})
    building.refresh_from_db()
    assert (building.storeys, building.dwelling_units) == (4, 20)


def test_who_writes_over_a_characteristic_that_changed_meanwhile_is_told(
    loket: Client, building: Building
) -> None:
    path = f"/addresses/buildings/{building.pk}/edit/"
    drawn = values_of(loket.get(path).content.decode())
    Building.objects.filter(pk=building.pk).update(dwelling_units=24)
    refused = loket.post(path, drawn | {"dwelling_units": "20"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Iemand anders wijzigde dit intussen." in page
    assert "‘24’" in page
    building.refresh_from_db()
    assert building.dwelling_units == 24
    loket.post(path, values_of(page))  # having read it, theirs counts
    building.refresh_from_db()
    assert building.dwelling_units == 20


FINDINGS: dict[str, tuple[dict[str, str], dict[str, Any], dict[str, str]]] = {
    "certificate": (
        {"kind": "epc", "basis": "real", "issued_on": "2023-03-15", "score": "387.5", "number": "20230315-1"},
        {"score": Decimal("401.5")},
        {"number": "20230315-2"},
    ),
    "energy": (
        {"known_on": "2024", "floor_area": "1250.5", "heating": "gas", "source": "owner"},
        {"floor_area": Decimal("140.5")},
        {"consumption": "12000", "consumption_unit": "kwh"},
    ),
    "asbestos": (
        {"issued_on": "2024-02-01", "result": "safe", "number": "A-1"},
        {"number": "A-2"},
        {"valid_until": "2034-02-01"},
    ),
}


@pytest.mark.parametrize("kind", FINDINGS)
def test_two_who_correct_the_same_finding_merge_or_are_told(kind: str, loket: Client) -> None:
    typed, theirs, mine = FINDINGS[kind]
    added = loket.post(f"/addresses/{AddressFactory.create().pk}/add/{kind}/", typed)
    assert added.status_code == 302, added.content.decode()
    model = KINDS[kind].model
    row = model.objects.get()
    path = f"/addresses/findings/{kind}/{row.pk}/"
    drawn = values_of(loket.get(path).content.decode())
    model.objects.filter(pk=row.pk).update(**theirs)
    assert loket.post(path, drawn | mine).status_code == 302
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in theirs} == theirs
    (name,) = theirs
    refused = loket.post(path, drawn | {name: {"asbestos": "A-3"}.get(kind, "99")})
    assert refused.status_code == 422
    assert "Iemand anders wijzigde dit intussen." in refused.content.decode()
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in theirs} == theirs


def test_the_map_shows_the_place_first_and_its_neighbours(loket: Client, building: Building) -> None:
    near = AddressFactory.create(
        street=building.street, house_number="14", longitude=Decimal("4.482"), latitude=Decimal("51.026")
    )
    AddressFactory.create(street=building.street, house_number="16")  # nobody knows where
    response = loket.get(f"/addresses/buildings/{building.pk}/map/")
    assert response["Content-Type"] == "application/geo+json"
    features = json.loads(response.content)["features"]
    assert [feature["properties"]["here"] for feature in features] == [True, False]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [4.481, 51.025]}
    assert features[0]["properties"]["label"] == "Bruul 12: 4 adressen"
    assert features[1]["properties"]["url"] == f"/addresses/{near.pk}/"


def test_without_a_position_there_is_no_map(loket: Client) -> None:
    address = AddressFactory.create()
    assert "data-map" not in text_of(loket, f"/addresses/{address.pk}/")
    assert loket.get(f"/addresses/{address.pk}/map/").status_code == 404


def test_no_picture_comes_from_elsewhere_unless_a_tile_server_is_configured(
    loket: Client, building: Building
) -> None:
    assert settings.MAP_TILE_URL == ""
    response = loket.get(f"/addresses/buildings/{building.pk}/")
    assert "img-src 'self' data: blob:;" in response["Content-Security-Policy"] + ";"
    assert "data-tiles" not in response.content.decode()


def test_buildings_are_corrected_on_their_page(loket: Client, building: Building) -> None:
    other = AddressFactory.create(street=building.street, house_number="14")
    path = f"/addresses/buildings/{building.pk}/addresses/"
    loket.post(path, {"correction": "add", "add-address": other.pk})
    building.refresh_from_db()
    assert building.house_numbers == "12–14"
    loket.post(path, {"correction": "split", "split-addresses": [other.pk]})
    building.refresh_from_db()
    assert building.house_numbers == "12"
    everything = [address.pk for address in building.addresses.all()]
    assert loket.post(path, {"correction": "split", "split-addresses": everything}).status_code == 422
    new = Building.objects.exclude(pk=building.pk).get()
    loket.post(path, {"correction": "merge", "merge-building": new.pk})
    assert not Building.objects.filter(pk=new.pk).exists()


def test_an_address_outside_the_register_is_added_and_marked(loket: Client) -> None:
    street = StreetFactory.create(name="Bruul")
    typed = {"street": street.pk, "house_number": "99", "postcode": "2800", "reason": "nieuwbouw"}
    response = loket.post("/addresses/new/", typed)
    address = Address.objects.get()
    assert response["Location"].startswith(f"/addresses/{address.pk}/")
    page = text_of(loket, f"/addresses/{address.pk}/")
    assert "niet geverifieerd: nieuwbouw" in page
    again = loket.post("/addresses/new/", typed)
    assert again.status_code == 422
    assert f"/addresses/{address.pk}/" in again.content.decode()


def test_the_section_searches_addresses(loket: Client, building: Building) -> None:
    assert "Bruul 12 bus 2" in text_of(loket, "/addresses/?q=12+bus+2+bruul")
    assert "Niets voldoet aan deze filter." in text_of(loket, "/addresses/?q=nergensstraat")


def test_streets_and_buildings_are_found_by_typing(loket: Client, building: Building) -> None:
    assert loket.get("/addresses/streets/lookup/?q=bru").json()[0]["label"] == "Bruul"
    assert loket.get("/addresses/buildings/lookup/?q=bruul+12").json()[0]["value"] == str(building.pk)


@pytest.fixture
def stub(settings: Any) -> Iterator[RegisterStub]:
    """A register of which this installation is told; it removed the address 7."""
    with RegisterStub([ROW], removed={"7"}) as server:
        settings.ADDRESS_REGISTER_URL = settings.ADDRESS_GEO_URL = server.url
        yield server


def test_a_removed_address_says_so_on_its_page_and_on_its_dossier(
    loket: Client, sofie: User, stub: RegisterStub
) -> None:
    address = AddressFactory.create(register_id=7)
    dossier = information_dossier(by=sofie, assignee=sofie, address=address)
    assert "opnieuw koppelen" not in text_of(loket, f"/addresses/{address.pk}/")
    response = loket.post(f"/addresses/{address.pk}/refresh/", follow=True)
    assert "Adres verwijderd, opnieuw koppelen." in response.content.decode()
    assert dossier.number in response.content.decode()
    assert "adres verwijderd, opnieuw koppelen" in text_of(loket, f"/dossiers/{dossier.number}/")
    assert "adres verwijderd, opnieuw koppelen" in text_of(loket, f"/journeys/{dossier.journey.number}/")


def test_asking_again_does_not_take_an_answer_of_before(loket: Client, stub: RegisterStub) -> None:
    address = AddressFactory.create(register_id=60)
    loket.post(f"/addresses/{address.pk}/refresh/")
    stub.removed.add("60")
    loket.post(f"/addresses/{address.pk}/refresh/")
    address.refresh_from_db()
    assert address.is_removed


def test_a_register_that_is_down_is_told_and_our_own_data_stay(loket: Client, stub: RegisterStub) -> None:
    address = AddressFactory.create(register_id=60, street__name="Bruul")
    stub.mood = Mood.BROKEN
    page = loket.post(f"/addresses/{address.pk}/refresh/", follow=True).content.decode()
    assert "Het adressenregister antwoordt niet." in page
    assert "Het adressenregister antwoordt nu niet" in text_of(loket, f"/addresses/{address.pk}/")
    assert "Bruul" in page


def test_without_a_live_register_there_is_nothing_to_check(loket: Client) -> None:
    address = AddressFactory.create(register_id=60)
    assert "Nagaan in het register" not in text_of(loket, f"/addresses/{address.pk}/")
    assert loket.post(f"/addresses/{address.pk}/refresh/").status_code == 404


@pytest.mark.parametrize(
    ("register_id", "told"), [(INVENTED_FROM, "Demogegevens"), (60, "gebruikt onder de licentie")]
)
def test_a_page_says_where_its_address_comes_from(register_id: int, told: str, loket: Client) -> None:
    address = AddressFactory.create(register_id=register_id, building=BuildingFactory.create())
    assert told in text_of(loket, f"/addresses/{address.pk}/")
    assert told in text_of(loket, f"/addresses/buildings/{address.building_id}/")
