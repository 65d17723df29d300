"""The dwelling on the site of a dossier: what is known, what is not yet, and kept with the address."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import Address, Dwelling, EnergyCertificate
from oss.addresses.operations.describing import describe_building, describe_dwelling
from oss.contacts.factories import OrganisationFactory
from oss.staff.models import User
from tests.drawn_forms import values_of


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def panel(desk: Client, dossier: Dossier) -> str:
    page = desk.get(f"/dossiers/{dossier.number}/?tab=contact").content.decode()
    found = re.search(r'<section class="part dwelling".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def link(html: str, name: str) -> str:
    return re.search(rf'id="{name}" href="([^"]*)"', html)[1]


def apartment() -> Address:
    building = BuildingFactory.create(house_numbers="8")
    known = {"street": building.street, "house_number": "8", "building": building}
    AddressFactory.create(**known)
    return AddressFactory.create(box_number="2", **known)


def test_what_kind_it_is_is_asked_until_somebody_says_so_and_is_kept_with_the_address(
    lotte: User, desk: Client
) -> None:
    dossier = information_dossier(by=lotte, address=AddressFactory.create())
    before = panel(desk, dossier)
    assert "4 gegevens onbekend" in words(before)
    url = f"/dossiers/{dossier.number}/dwelling/"
    asked = values_of(before)
    wrong = desk.post(url, asked | {"dwelling-type": ["castle"]})
    assert wrong.status_code == 422
    assert "castle" in wrong.content.decode()
    assert desk.post(url, asked | {"dwelling-type": ["house"]}).status_code == 302
    assert Dwelling.objects.get(pk=dossier.site_address_id).type == "house"
    after = panel(desk, dossier)
    assert "dwelling-type" not in after
    assert "dwelling-detachment" in after
    assert "3 gegevens onbekend" in words(after)
    # somebody else said it meanwhile
    late = desk.post(url, asked | {"dwelling-type": ["studio"], "dwelling-detachment": ["open"]})
    assert late.status_code in {302, 422}
    assert Dwelling.objects.get(pk=dossier.site_address_id).type == "house"


def test_a_fact_is_filled_in_beside_the_page_and_the_page_shows_it(lotte: User, desk: Client) -> None:
    dossier = information_dossier(by=lotte, address=AddressFactory.create())
    edit = link(panel(desk, dossier), "fact-construction_year")
    beside = {"X-Requested-With": "side-panel"}
    form = desk.get(edit, headers=beside).content.decode()
    assert "<html" not in form
    assert re.search(r'name="construction_year"[^>]* autofocus', form)
    sent = values_of(form)
    refused = desk.post(edit, sent | {"construction_year": ["12"]}, headers=beside)
    assert (refused.status_code, "<html" in refused.content.decode()) == (422, False)
    saved = desk.post(edit, sent | {"construction_year": ["1962"]}, headers=beside)
    assert (saved.status_code, saved.json()) == (201, {"saved": True})
    assert "Bouwjaar 1962" in words(panel(desk, dossier))
    # without a script the same link is a page
    assert desk.post(edit, values_of(desk.get(edit).content.decode())).status_code == 302


def test_the_label_comes_with_the_day_of_its_certificate(lotte: User, desk: Client) -> None:
    dossier = information_dossier(by=lotte, address=AddressFactory.create())
    new = link(panel(desk, dossier), "fact-label")
    assert new.endswith("/add/certificate/")
    known = {"address": dossier.site_address, "score": 320}
    EnergyCertificate.objects.create(issued_from=date(2019, 3, 14), **known)
    newest = EnergyCertificate.objects.create(issued_from=date(2024, 3, 14), **known)
    shown = panel(desk, dossier)
    assert "Label D 14/03/2024" in words(shown)
    assert link(shown, "fact-label").endswith(f"/certificate/{newest.pk}/")


def test_an_apartment_tells_where_it_lies_and_who_governs_the_building(lotte: User, desk: Client) -> None:
    address = apartment()
    association = OrganisationFactory.create(kind="vme", name="VME Zandpoort")
    association.building_links.create(building=address.building)
    office = OrganisationFactory.create(kind="syndic", name="Syndicus Peeters")
    association.roles.create(role="syndic", organisation=office)
    dossier = information_dossier(by=lotte, address=address)
    describe_dwelling(address, by=lotte, position="tweede verdieping")
    describe_building(address.building, by=lotte, construction_year=1972, detachment="closed")
    shown = words(panel(desk, dossier))
    for told in ("tweede verdieping", "1972 (gebouw)", "VME Zandpoort", "Syndicus Syndicus Peeters"):
        assert told in shown, told
    assert str(address.building) in shown
    assert "dwelling-detachment" not in panel(desk, dossier)  # the building says it


def test_the_building_tells_its_units(lotte: User, desk: Client) -> None:
    address = apartment()
    house = address.building.addresses.get(box_number="")
    dossier = information_dossier(by=lotte, address=house)
    before = panel(desk, dossier)
    assert "buildings/" in link(before, "fact-storeys")
    facts = {"dwelling_units": 12, "storeys": 5, "is_several": False, "typology": "Hoogbouw"}
    describe_building(address.building, by=lotte, shops=2, garages=0, **facts)
    shown = words(panel(desk, dossier))
    for told in ("Wooneenheden 12", "Bouwlagen 5", "één gebouw", "Typologie Hoogbouw", "Andere eenheden"):
        assert told in shown, told
    assert "andelsruimten 2" in shown
    assert "arages" not in shown


def test_without_a_site_there_is_no_dwelling(lotte: User, desk: Client) -> None:
    dossier = information_dossier(by=lotte)
    assert panel(desk, dossier) == ""
    assert desk.post(f"/dossiers/{dossier.number}/dwelling/", {}).status_code == 302
