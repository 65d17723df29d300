"""The typeahead for addresses: a JSON list, for staff."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from bench.register_stub import Mood, RegisterStub
from oss.addresses.factories import AddressFactory
from oss.addresses.models import AddressStatus
from oss.addresses.typeahead import RecentChoices
from oss.core import registry
from oss.core.lookup import CREATE_HEADER, NOTE_HEADER
from oss.staff.models import User
from oss.staff.roles import ALL_STAFF, Role
from tests.addresses.test_register_client import ROW

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
UserWith = Callable[..., User]


def ask(client: Client, text: str) -> Any:
    return client.get(reverse("address_lookup"), {"q": text}).json()


@pytest.fixture
def loket(user_with: UserWith, client_of: ClientOf) -> Client:
    """May add what the register lacks."""
    return client_of(user_with(Role.FILE_HANDLER))


@pytest.fixture
def desk(user_with: UserWith, client_of: ClientOf) -> Client:
    return client_of(user_with(Role.DESK))


def test_an_option_has_what_the_component_shows(desk: Client) -> None:
    address = AddressFactory(street__name="Bruul", house_number="42", box_number="5B")
    assert ask(desk, "bruul 42 b 5b") == [
        {"value": str(address.pk), "label": "Bruul 42 bus 5B, 2800 Mechelen", "detail": "", "icon": "map-pin"}
    ]


@pytest.mark.parametrize("text", ["", "b", " b "])
def test_fewer_than_two_characters_find_nothing(text: str, desk: Client) -> None:
    AddressFactory(street__name="Bruul")
    assert ask(desk, text) == []


def test_at_most_twenty_are_shown_and_only_those_in_use(desk: Client) -> None:
    AddressFactory(street__name="Bruul", house_number="1", status=AddressStatus.RETIRED)
    for number in range(2, 30):
        AddressFactory(street__name="Bruul", house_number=str(number))
    labels = [option["label"].split(",")[0] for option in ask(desk, "bruul")]
    assert labels == [f"Bruul {number}" for number in range(2, 22)]


def test_an_unverified_address_shows_that_it_is(desk: Client) -> None:
    AddressFactory(street__name="Bruul", unverified=True)
    assert ask(desk, "bruul")[0]["detail"] != ""


@pytest.mark.parametrize("rows", [1, 50])
def test_it_takes_as_many_queries_for_one_row_as_for_fifty(
    rows: int, desk: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        AddressFactory(street__name="Bruul", house_number=str(number + 1))
    with django_assert_num_queries(7):  # session, user, four for the streets, addresses
        ask(desk, "bruul")


@pytest.mark.parametrize("role", Role)
def test_it_opens_for_staff_and_not_for_the_auditor(
    role: Role, user_with: UserWith, client_of: ClientOf
) -> None:
    response = client_of(user_with(role)).get(reverse("address_lookup"), {"q": "bruul"})
    assert response.status_code == (200 if role in ALL_STAFF else 403)


def test_a_visitor_gets_nothing() -> None:
    assert Client().get(reverse("address_lookup"), {"q": "bruul"}).status_code in {302, 401}


def test_what_lacks_a_part_of_the_text_is_told_to_the_component(desk: Client) -> None:
    AddressFactory(street__name="Bruul", house_number="12", box_number="3")
    assert [option.get("lacks", False) for option in ask(desk, "bruul 12 bus 3")] == [False]
    assert [option["lacks"] for option in ask(desk, "bruul 12 bus 9")] == [True]


def test_a_house_or_box_that_is_not_there_is_no_other_that_begins_so(desk: Client) -> None:
    """The neighbours are offered, and somebody has to point at one."""
    AddressFactory(street__name="Bruul", house_number="12", box_number="0701")
    for text in ("bruul 1", "bruul 12 bus 7", "bruul 12 bus 07", "1 bruul"):
        assert [(option["label"][:15], option.get("lacks")) for option in ask(desk, text)] == [
            ("Bruul 12 bus 07", True)
        ], text
    assert "lacks" not in ask(desk, "bru 12 bus 701")[0]


def test_all_boxes_of_a_house_number_are_shown_at_once(desk: Client) -> None:
    for box in ("", *map(str, range(1, 61))):
        AddressFactory(street__name="Zandpoortvest", house_number="60", box_number=box)
    AddressFactory(street__name="Zandpoortvest", house_number="600")
    labels = [option["label"].split(",")[0] for option in ask(desk, "zandpoortvest 60")]
    assert labels == ["Zandpoortvest 60", *(f"Zandpoortvest 60 bus {box}" for box in range(1, 61))]


def test_before_anything_is_typed_what_the_user_chose_lately_is_shown(
    user_with: UserWith, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [AddressFactory(house_number=str(number)) for number in (1, 2, 3)]
    retired = AddressFactory(status=AddressStatus.RETIRED)
    lately = [
        RecentChoices("first", lambda _user: [chosen[1].pk, retired.pk]),
        RecentChoices("second", lambda _user: [chosen[0].pk]),
    ]
    monkeypatch.setitem(registry._offered, RecentChoices, {one.name: one for one in lately})
    values = [option["value"] for option in ask(client_of(user_with(Role.DESK)), "")]
    assert values == [str(chosen[1].pk), str(chosen[0].pk)]


def test_what_we_lack_is_asked_of_the_register(desk: Client, settings: Any) -> None:
    AddressFactory(street__name="Bruul", house_number="1")
    with RegisterStub([ROW]) as stub:
        settings.ADDRESS_REGISTER_URL = settings.ADDRESS_GEO_URL = stub.url
        assert ask(desk, "bruul 1")[0]["label"] == "Bruul 1, 2800 Mechelen"
        assert stub.asked == []
        assert ask(desk, "teststraat 42")[0]["label"] == "Teststraat 42 bus 5B, 2800 Mechelen"


def test_a_register_that_is_down_leaves_our_own_addresses_and_says_so(desk: Client, settings: Any) -> None:
    AddressFactory(street__name="Bruul", house_number="1")
    with RegisterStub([ROW], mood=Mood.BROKEN) as stub:
        settings.ADDRESS_REGISTER_URL = settings.ADDRESS_GEO_URL = stub.url
        answer = desk.get(reverse("address_lookup"), {"q": "teststraat"})
        assert "register" in unquote(answer[NOTE_HEADER])
        assert ask(desk, "bruul")[0]["label"] == "Bruul 1, 2800 Mechelen"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("bruul 99", True), ("brul 42", True), ("bruul 42", False), ("42 mechelen", False), ("", False)],
)
def test_what_is_not_found_literally_may_be_added(typed: str, offered: bool, loket: Client) -> None:
    AddressFactory(street__name="Bruul", house_number="42")
    AddressFactory(street__name="Bruul", house_number="420")
    answer = loket.get(reverse("address_lookup"), {"q": typed})
    assert (answer.get(CREATE_HEADER) == reverse("address_quick")) is offered


def test_nobody_is_offered_what_they_may_not(desk: Client) -> None:
    """Nor does the form open for them."""
    assert CREATE_HEADER not in desk.get(reverse("address_lookup"), {"q": "bruul 99"})
    assert desk.get(reverse("address_quick")).status_code == 403


def test_the_panel_takes_over_what_was_typed_and_gives_the_option_back(loket: Client) -> None:
    address = AddressFactory(street__name="Bruul", house_number="42", postcode="2800")
    form = loket.get(reverse("address_quick"), {"typed": "2800 bruul 12a bus 5B"}).context["form"]
    assert form.initial == {
        "street": address.street_id,
        "house_number": "12A",
        "box_number": "5B",
        "postcode": "2800",
    }
    made = loket.post(reverse("address_quick"), {**form.initial, "reason": "nieuwbouw"})
    assert made.status_code == 201
    assert made.json()["label"].startswith("Bruul 12A bus 5B, 2800 Mechelen")
    again = loket.post(reverse("address_quick"), {**form.initial, "reason": "nieuwbouw"})
    assert again.status_code == 422
    assert f'data-value="{made.json()["value"]}"' in again.content.decode()


@pytest.mark.parametrize("typed", ["x" * 10_000, "🏠 <b>", "\u202ebruul", "bus", "9" * 400])
def test_odd_input_opens_an_empty_form(typed: str, loket: Client) -> None:
    assert loket.get(reverse("address_quick"), {"typed": typed}).status_code == 200


@pytest.mark.parametrize("typed", ["bruul 12/3", "Bruul 12 bte 0003, B-2800 Mechelen", "BRUUL 12 B3"])
def test_what_is_there_in_another_notation_is_not_offered_as_outside_the_register(
    typed: str, loket: Client
) -> None:
    AddressFactory(street__name="Bruul", house_number="12", box_number="3")
    answer = loket.get(reverse("address_lookup"), {"q": typed})
    assert [option["label"] for option in answer.json()] == ["Bruul 12 bus 3, 2800 Mechelen"]
    assert answer.json()[0]["detail"] == ""
    assert CREATE_HEADER not in answer


def test_an_option_says_what_it_lacks_of_the_text(loket: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "nl"
    house = AddressFactory(street__name="Bruul", house_number="12")
    for box in ("1", "2", "3"):
        AddressFactory(street=house.street, house_number="12", box_number=box)
    assert ask(loket, "bruul 12 achterbouw")[0]["detail"] == "gevonden zonder ‘achterbouw’"
    assert ask(loket, "bruul 12 bus 7")[0]["detail"] == "bus 7 bestaat niet; wel bus 1, 2, 3"
    assert ask(loket, "bruul 99") == []
    assert CREATE_HEADER in loket.get(reverse("address_lookup"), {"q": "bruul 12 bus 7"})
