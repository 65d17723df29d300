"""The typeahead for addresses: a JSON list, for staff."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oss.addresses.factories import AddressFactory
from oss.addresses.models import AddressStatus
from oss.staff.models import User
from oss.staff.roles import ALL_STAFF, Role

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
UserWith = Callable[..., User]


def ask(client: Client, text: str) -> Any:
    return client.get(reverse("address_lookup"), {"q": text}).json()


@pytest.fixture
def desk(user_with: UserWith, client_of: ClientOf) -> Client:
    return client_of(user_with(Role.DESK))


def test_an_option_has_what_the_component_shows(desk: Client) -> None:
    address = AddressFactory(street__name="Bruul", house_number="42", box_number="5B")
    assert ask(desk, "bruul 4") == [
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
def test_it_takes_three_queries_for_one_row_and_for_fifty(
    rows: int, desk: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        AddressFactory(street__name="Bruul", house_number=str(number + 1))
    with django_assert_num_queries(3):  # the user, what the user may, the addresses
        ask(desk, "bruul")


@pytest.mark.parametrize("role", Role)
def test_it_opens_for_staff_and_not_for_the_auditor(
    role: Role, user_with: UserWith, client_of: ClientOf
) -> None:
    response = client_of(user_with(role)).get(reverse("address_lookup"), {"q": "bruul"})
    assert response.status_code == (200 if role in ALL_STAFF else 403)


def test_a_visitor_gets_nothing() -> None:
    assert Client().get(reverse("address_lookup"), {"q": "bruul"}).status_code in {302, 401}
