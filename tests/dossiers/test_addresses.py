"""Apartment and building belong together on a dossier: what it is about besides its site."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind, Scope
from dossiers.operations.activation import deactivate
from dossiers.operations.addresses import add_addresses, remove_address
from dossiers.operations.editing import update_dossier
from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import Address, Street
from oss.core.refusal import Refused
from oss.staff.models import User
from tests.dossiers.lent import request_for

BOXES = 4


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def house(db: None) -> Address:
    """The building's own address; its apartments are 1 to 4."""
    building = BuildingFactory.create(house_numbers="42")
    known = {"street": building.street, "house_number": "42", "building": building}
    for box in range(1, BOXES + 1):
        AddressFactory.create(box_number=str(box), **known)
    return AddressFactory.create(box_number="", **known)


def box(house: Address, number: int) -> Address:
    return Address.objects.get(building=house.building, box_number=str(number))


def page_of(desk: Client, dossier: Dossier, tab: str = "contact") -> str:
    return desk.get(f"/dossiers/{dossier.number}/?tab={tab}").content.decode()


def press(desk: Client, page: str, words: str, **typed: object) -> str:
    """Sends the form that holds these words, and gives the page that follows."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(one for one in forms if words in one)
    action = re.search(r'action="([^"]*)"', form)
    return desk.post(action[1], typed, follow=True).content.decode()


def numbers(dossier: Dossier) -> list[str]:
    return [one.box_number for one in dossier.additional_addresses.in_order()]


def test_the_building_of_an_apartment_is_added_by_one_click_and_taken_away_and_back_again(
    lotte: User, desk: Client, house: Address
) -> None:
    dossier = information_dossier(by=lotte, address=box(house, 2))
    page = press(desk, page_of(desk, dossier), "Voeg het gebouw toe")
    assert "+ 1 adres<" in page
    assert "Voeg het gebouw toe" not in page
    assert dossier.number in desk.get(f"/addresses/{house.pk}/").content.decode()
    assert dossier.number in desk.get(f"/addresses/buildings/{house.building_id}/").content.decode()
    page = press(desk, page, f"Verwijder {house}")
    assert numbers(dossier) == []
    page = press(desk, page, "Ongedaan maken")
    assert numbers(dossier) == [""]
    timeline = page_of(desk, dossier, "timeline")
    assert timeline.count(f"Gaat ook over, in dossier {dossier.number}: {house}") == 2
    assert f"Gaat niet meer over, in dossier {dossier.number}: {house}" in timeline


def test_the_apartments_are_proposed_where_it_is_about_the_common_parts(
    lotte: User, desk: Client, house: Address
) -> None:
    dossier = information_dossier(by=lotte, address=house)
    page = page_of(desk, dossier)
    assert "Er zijn hier 4 appartementen." in page
    assert 'name="addresses"' not in page
    update_dossier(dossier, by=lotte, scope=Scope.COMMON)
    page = page_of(desk, dossier)
    assert len(re.findall(r'name="addresses"', page)) == BOXES
    assert "Vink minstens één adres aan." in press(desk, page, "Voeg toe wat is aangevinkt")
    some = [box(house, 3).pk, box(house, 1).pk, AddressFactory.create().pk]  # the last is of another house
    page = press(desk, page, "Voeg toe wat is aangevinkt", addresses=some)
    assert numbers(dossier) == ["1", "3"]
    page = press(desk, page, "Voeg toe wat is aangevinkt", all="1")
    assert numbers(dossier) == ["1", "2", "3", "4"]
    assert "+ 4 adressen" in page
    assert 'name="addresses"' not in page


def test_houses_of_the_street_are_ticked_where_a_street_asks_it_together(
    lotte: User, desk: Client, house: Address
) -> None:
    street = [AddressFactory.create(street=house.street, house_number=number) for number in ("2", "10", "12")]
    elsewhere = AddressFactory.create(house_number="4")
    alone = request_for("tile_garden_individual", by=lotte, address=house)
    assert "Voeg huizen toe van" not in page_of(desk, alone)
    together = request_for("tile_garden_collective", by=lotte, address=house)
    page = page_of(desk, together)
    assert f"Voeg huizen toe van {house.street.name}" in page
    assert "Vink minstens één adres aan." in press(desk, page, "Huisnummers")
    ticked = [one.pk for one in (street[2], street[0], elsewhere)]
    page = press(desk, page, "Huisnummers", addresses=ticked)
    assert list(together.additional_addresses.in_order()) == [street[0], street[2]]
    assert f'id="house-{street[1].pk}"' in page
    assert f'id="house-{street[0].pk}"' not in page


def test_another_address_is_looked_up(lotte: User, desk: Client, house: Address) -> None:
    dossier = information_dossier(by=lotte, address=house)
    garage = AddressFactory.create()
    url = f"/dossiers/{dossier.number}/addresses/new/"
    refused = desk.post(url, {"address": ""})
    assert refused.status_code == 422
    assert '<details class="add-more" open>' in refused.content.decode()
    assert desk.post(url, {"address": garage.pk}).status_code == 302
    assert list(dossier.additional_addresses.all()) == [garage]


def test_a_dossier_is_found_by_each_of_its_addresses(lotte: User, desk: Client, house: Address) -> None:
    dossier, other = information_dossier(by=lotte, address=house), information_dossier(by=lotte)
    beside = AddressFactory.create(street__name="Adegemstraat", house_number="77", box_number="B3")
    assert dossier.number not in desk.get("/dossiers/?q=adegemstraat 77").content.decode()
    add_addresses(dossier, [beside], by=lotte)
    for asked in ("q=adegemstraat 77", "f=address.contains:adegemstraat 77 bus B3", "f=address.contains:77"):
        found = desk.get(f"/dossiers/?{asked}").content.decode()
        assert dossier.number in found, asked
        assert other.number not in found, asked
    Street.objects.filter(pk=beside.street_id).update(name="Nieuwe Vest")
    assert dossier.number in desk.get("/dossiers/?q=nieuwe vest").content.decode()
    remove_address(dossier, beside, by=lotte)
    assert dossier.number not in desk.get("/dossiers/?q=nieuwe vest").content.decode()


def test_the_journey_lists_the_dossiers_of_the_house_whatever_train_they_ride_on(
    lotte: User, desk: Client, house: Address
) -> None:
    dossier = information_dossier(by=lotte, address=box(house, 1))
    same = information_dossier(by=lotte, address=box(house, 1))
    above = information_dossier(by=lotte, address=box(house, 4))
    beside = information_dossier(by=lotte, address=AddressFactory.create())
    add_addresses(beside, [house], by=lotte)
    elsewhere = information_dossier(by=lotte, address=AddressFactory.create())
    page = page_of(desk, dossier, "journey")
    table = page[page.index('id="around-heading"') :].partition("</section>")[0]
    lines = re.findall(r"<tr class.*?</tr>", table, re.DOTALL)
    rows = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in lines]
    assert [one.split()[0] for one in rows] == [beside.number, above.number, same.number]
    assert "42 naast het werfadres" in rows[0]
    assert "42 bus 4" in rows[1]
    assert "dit adres" in rows[2]
    assert elsewhere.number not in table
    assert dossier.number not in table
    alone = page_of(desk, elsewhere, "journey")
    assert "geen ander dossier bekend" in alone


def test_what_is_deactivated_keeps_its_addresses(lotte: User, desk: Client, house: Address) -> None:
    dossier = information_dossier(by=lotte, address=box(house, 1))
    add_addresses(dossier, [house], by=lotte)
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0])
    page = page_of(desk, dossier)
    assert str(house) in page
    assert "Verwijder" not in page
    for act in (
        lambda: add_addresses(dossier, [house], by=lotte),
        lambda: remove_address(dossier, house, by=lotte),
    ):
        with pytest.raises(Refused):
            act()


def test_the_site_is_none_of_them(lotte: User, house: Address) -> None:
    dossier = information_dossier(by=lotte, address=house)
    assert add_addresses(dossier, [house, box(house, 1), box(house, 1)], by=lotte) == [box(house, 1)]
    update_dossier(dossier, by=lotte, site_address=box(house, 1))
    assert numbers(dossier) == []
