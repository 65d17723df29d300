"""The buildings of owners' associations: chosen on their page, and the work list of the register's rest."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.models import Building
from oss.addresses.operations.correcting import merge_buildings, split_off
from oss.contacts.factories import OrganisationFactory
from oss.contacts.models import (
    AssociationBuilding,
    AssociationMatch,
    MatchProblem,
    MatchState,
    Organisation,
    OrganisationKind,
    RegisterEnterprise,
    RegisterRun,
)
from oss.contacts.register.operations import settle_match
from oss.staff.models import User
from oss.staff.roles import Role
from tests.contacts.register_set import plain
from tests.drawn_forms import values_of

pytestmark = pytest.mark.django_db
WORK_LIST = "/organisations/associations/"


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def building() -> Building:
    return BuildingFactory.create(street__name="Bruul", house_numbers="12–14")


def unmatched(counter: int, name: str, **known: Any) -> AssociationMatch:
    enterprise = RegisterEnterprise.objects.create(
        number=plain(counter),
        name=name,
        juridical_form="070",
        **{"street": "Bruul", "postcode": "2800"} | known,
    )
    return AssociationMatch.objects.create(
        enterprise=enterprise, state=MatchState.TO_DO, problem=MatchProblem.NUMBER
    )


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


# --- the work list of the register ---


def test_the_list_of_organisations_leads_to_the_work_list(desk: Client) -> None:
    assert f'href="{WORK_LIST}"' in text_of(desk.get(reverse("organisations")))


def test_it_says_who_waits_where_they_are_and_why(desk: Client) -> None:
    unmatched(1, "VME De Dijle", house_number="99", municipality="Mechelen")
    page = text_of(desk.get(WORK_LIST))
    for words in ("VME De Dijle", "Bruul 99, 2800 Mechelen", "huisnummer niet gevonden"):
        assert words in page


def test_words_narrow_it(desk: Client) -> None:
    unmatched(1, "VME De Dijle")
    unmatched(2, "VME Zandpoort", street="Zandpoortvest")
    page = text_of(desk.get(WORK_LIST, {"q": "zandpoort\u200bvest"}))
    assert "VME Zandpoort" in page
    assert "VME De Dijle" not in page
    assert plain(2)[:4] not in text_of(desk.get(WORK_LIST, {"q": "nergens", "page": "-9"}))


def test_choosing_a_building_adds_the_association_with_it(
    desk: Client, lotte: User, building: Building
) -> None:
    match = unmatched(1, "VME De Dijle", mail="syndicus@example.be")
    desk.post(f"{WORK_LIST}{match.pk}/", {"building": building.pk, "adopt": "on"})
    match.refresh_from_db()
    assert (match.state, match.building, match.decided_by) == (MatchState.SETTLED, building, lotte)
    made = Organisation.objects.get(enterprise_number=plain(1))
    assert (made.name, made.kind, made.juridical_form) == ("VME De Dijle", OrganisationKind.VME, "070")
    assert list(made.buildings.all()) == [building]
    assert [point.value for point in made.contact_points.all()] == ["syndicus@example.be"]
    assert "VME De Dijle" not in text_of(desk.get(WORK_LIST)).replace(str(made), "", 1)


def test_without_the_box_it_stays_a_line_of_the_register(desk: Client, building: Building) -> None:
    match = unmatched(1, "VME De Dijle")
    desk.post(f"{WORK_LIST}{match.pk}/", {"building": building.pk})
    assert not Organisation.objects.exists()


def test_what_the_register_matched_follows_its_building_when_that_is_merged_and_split_off_again(
    lotte: User, user_with: Callable[..., User]
) -> None:
    OrganisationFactory.create(kind=OrganisationKind.VME, enterprise_number=plain(1))
    sofie, street = user_with(Role.FILE_HANDLER), StreetFactory.create()
    kept, gone = (BuildingFactory.create(street=street, house_numbers=number) for number in ("12", "14"))
    for one in (kept, gone):
        AddressFactory.create(street=street, house_number=one.house_numbers, building=one)
    match = unmatched(1, "VME De Dijle")
    settle_match(match, building=gone, by=lotte)
    merge_buildings(kept, gone, by=sofie)
    match.refresh_from_db()
    assert match.building == kept
    split = split_off(list(kept.addresses.filter(house_number="14")), by=sofie)
    match.refresh_from_db()
    assert match.building == split


def test_another_building_takes_the_place_of_the_first(lotte: User, building: Building) -> None:
    ours = OrganisationFactory.create(kind=OrganisationKind.VME, enterprise_number=plain(1))
    own = BuildingFactory.create()
    AssociationBuilding.objects.create(organisation=ours, building=own)  # which staff chose themselves
    match = unmatched(1, "VME De Dijle")
    settle_match(match, building=BuildingFactory.create(), by=lotte)
    settle_match(match, building=building, by=lotte)
    assert set(ours.buildings.all()) == {own, building}
    settle_match(match, building=None, by=lotte)
    assert set(ours.buildings.all()) == {own}


def test_none_of_ours_needs_no_building(desk: Client) -> None:
    match = unmatched(1, "VME De Dijle")
    assert desk.post(f"{WORK_LIST}{match.pk}/", {"none_of_ours": "1"}).status_code == 302
    match.refresh_from_db()
    assert match.state == MatchState.NONE
    assert "VME De Dijle" in text_of(desk.get(f"{WORK_LIST}?state=none"))


def test_nothing_chosen_is_told_at_the_field(desk: Client) -> None:
    match = unmatched(1, "VME De Dijle")
    for typed in ("", "999999999999999999999", "x"):
        response = desk.post(f"{WORK_LIST}{match.pk}/", {"building": typed})
        assert response.status_code == 422
    match.refresh_from_db()
    assert match.state == MatchState.TO_DO


def test_two_who_choose_another_building_at_once_are_told(
    desk: Client, lotte: User, building: Building
) -> None:
    match = unmatched(1, "VME De Dijle")
    mine = values_of(desk.get(f"{WORK_LIST}{match.pk}/").content.decode().split("<main")[1])
    theirs = BuildingFactory.create(street__name="Befferstraat")
    settle_match(match, building=theirs, by=lotte)
    answer = desk.post(f"{WORK_LIST}{match.pk}/", mine | {"building": [building.pk]})
    assert answer.status_code == 422
    assert "Befferstraat" in text_of(answer)
    match.refresh_from_db()
    assert match.building == theirs
    assert not Organisation.objects.exists()


def test_the_runs_of_the_register_stand_in_the_admin_for_coordination_only(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    run = RegisterRun.objects.create(source="KboOpenData_0123", message="Kapot bestand")
    url = reverse("admin:contacts_registerrun_change", args=[run.pk])
    coordinator = client_of(user_with(Role.COORDINATOR))
    assert "Kapot bestand" in text_of(coordinator.get(url))
    assert "KboOpenData_0123" in text_of(coordinator.get(reverse("admin:contacts_registerrun_changelist")))
    assert client_of(user_with(Role.DESK)).get(url).status_code in {302, 403}


# --- the buildings of one association ---


def test_a_building_is_added_and_removed_on_the_page_and_the_history_says_so(
    desk: Client, building: Building
) -> None:
    vme = OrganisationFactory.create(kind=OrganisationKind.VME)
    add = reverse("organisation_building", args=[vme.pk])
    for _twice in range(2):
        desk.post(add, {"building": building.pk})
    assert list(vme.buildings.all()) == [building]
    assert reverse("building", args=[building.pk]) in text_of(
        desk.get(reverse("organisation", args=[vme.pk]))
    )
    desk.post(reverse("building_remove", args=[vme.building_links.get().pk]))
    assert not vme.buildings.exists()
    history = text_of(desk.get(reverse("organisation", args=[vme.pk]), {"tab": "history"}))
    assert "Gebouw toegevoegd" in history
    assert "Bruul 12–14, Mechelen verwijderd" in history


def test_only_an_association_has_buildings(desk: Client, building: Building) -> None:
    contractor = OrganisationFactory.create(kind=OrganisationKind.CONTRACTOR)
    response = desk.post(reverse("organisation_building", args=[contractor.pk]), {"building": building.pk})
    assert response.status_code == 422
    assert not AssociationBuilding.objects.exists()


def test_nothing_chosen_opens_the_form_with_the_reason(desk: Client) -> None:
    vme = OrganisationFactory.create(kind=OrganisationKind.VME)
    response = desk.post(reverse("organisation_building", args=[vme.pk]), {"building": ""})
    assert response.status_code == 422
    assert "Dit veld is verplicht" in text_of(response)
