"""Interest in a masterplan starts from the building: its association asks, who decides there comes along."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dossiers.models import Capacity, Dossier, Subtype
from dossiers.types.information.masterplan import guidance
from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import Address, Building, Dwelling, DwellingType
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import AssociationRole, Organisation
from oss.contacts.operations.parts import add_building
from oss.core.parameters import Figures, known_figures
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def block(db: None) -> Building:
    building = BuildingFactory.create(name="Residentie Dijle", dwelling_units=24)
    for box in ("2", "", "1"):
        AddressFactory.create(building=building, street=building.street, house_number="4", box_number=box)
    return building


@pytest.fixture
def vme(block: Building, lotte: User) -> Organisation:
    found: Organisation = OrganisationFactory.create(kind="vme", name="VME Residentie Dijle")
    add_building(found, building=block, by=lotte)
    syndic = OrganisationFactory.create(kind="syndic", name="Dijlebeheer")
    AssociationRole.objects.create(association=found, role="syndic", organisation=syndic, professional=True)
    an = PersonFactory.create(first_name="An", last_name="Peeters")
    AssociationRole.objects.create(association=found, role="council", person=an)
    return found


def opening(desk: Client, **known: Any) -> Any:
    return desk.get("/dossiers/new/", {"subtype": "information_masterplan_interest"} | known)


def test_the_page_of_a_building_opens_it_with_who_asks_where_and_who_decides(
    desk: Client, block: Building, vme: Organisation
) -> None:
    button = f"/dossiers/new/?building={block.pk}&amp;subtype=information_masterplan_interest"
    assert button in desk.get(reverse("building", args=[block.pk])).content.decode()
    page = opening(desk, building=block.pk)
    form = page.context["form"]
    assert form["address"].value() == block.addresses.get(box_number="").pk
    assert form["organisation"].value() == vme.pk
    assert form["capacity"].value() == Capacity.objects.get(code="vme").pk
    text = page.content.decode()
    assert "24 wooneenheden" in text
    assert "An Peeters · lid van de raad van mede-eigendom (RME)" in text
    sent = {
        "subtype": Subtype.objects.get(code="information_masterplan_interest").pk,
        "organisation": vme.pk,
        "capacity": form["capacity"].value(),
        "address": form["address"].value(),
        "along_deciders": [str(key) for key, _words in form.fields["along_deciders"].choices],
    }
    assert desk.post("/dossiers/new/", sent).status_code == 302
    opened = Dossier.objects.get()
    there = {(one.name, one.capacity.code) for one in opened.journey.stakeholders.all()}
    assert there == {
        ("VME Residentie Dijle", "vme"),
        ("Dijlebeheer", "professional_syndic"),
        ("An Peeters", "rme_member"),
    }


def test_who_asks_for_themselves_brings_the_association_along_once(
    desk: Client, block: Building, vme: Organisation
) -> None:
    an = AssociationRole.objects.get(role="council").person
    form = opening(desk, address=block.own_address().pk, person=an.pk).context["form"]
    sent = {
        "subtype": Subtype.objects.get(code="information_masterplan_interest").pk,
        "person": an.pk,
        "capacity": Capacity.objects.get(code="rme_member").pk,
        "address": block.own_address().pk,
        "along_associations": [str(vme.pk)],
        "along_deciders": [str(key) for key, _words in form.fields["along_deciders"].choices],
    }
    assert desk.post("/dossiers/new/", sent).status_code == 302
    names = sorted(one.name for one in Dossier.objects.get().journey.stakeholders.all())
    assert names == ["An Peeters", "Dijlebeheer", "VME Residentie Dijle"]


def test_a_house_a_loose_address_and_a_building_without_an_association_are_told(
    desk: Client, block: Building
) -> None:
    house: Address = AddressFactory.create()
    Dwelling.objects.create(address=house, type=DwellingType.HOUSE)
    for known, told in (
        ({}, "Kies eerst het adres van het gebouw"),
        ({"address": house.pk}, "eengezinswoning"),
        ({"address": AddressFactory.create().pk}, "nog geen deel van een gebouw"),
        ({"building": block.pk}, "geen vereniging van mede-eigenaars (VME) gekend"),
    ):
        assert told in opening(desk, **known).content.decode()
    other = desk.get("/dossiers/new/", {"address": house.pk}).content.decode()
    assert "eengezinswoning" not in other


@pytest.mark.django_db
def test_the_size_of_a_building_names_its_guidance() -> None:
    """R22, with T = 15."""
    figures = known_figures()
    offered = {units: guidance(units, figures) for units in (1, 5, 6, 14, 15, 200)}
    assert offered[1] == offered[5] == "renovatiecoach"
    assert offered[6] == offered[14] == "renovatiemasterplan light"
    assert offered[15] == offered[200] == "renovatiemasterplan (RMP) van VEKA"


@given(st.integers(0, 1000))
def test_without_thresholds_no_guidance_is_named(units: int) -> None:
    assert guidance(units, Figures([])) == ""
