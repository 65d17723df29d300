"""The search box does not search the records yet: its page says so and leads to the lists that do."""

from collections.abc import Callable

import pytest
from django.test import Client

from oss.contacts.factories import PersonFactory
from oss.core.navigation import SearchPlace
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role

UserWith = Callable[..., User]
ClientOf = Callable[[User], Client]


@pytest.fixture
def desk(user_with: UserWith, client_of: ClientOf) -> Client:
    return client_of(user_with(Role.DESK))


def test_what_was_typed_is_carried_into_the_search_of_each_list(desk: Client) -> None:
    PersonFactory.create(first_name="Dakota", last_name="Peeters")
    PersonFactory.create(first_name="Jan", last_name="Mertens")
    page = desk.get("/search/", {"q": "dak"})
    text = page.content.decode()
    for place in ("Klimaatdossiers", "Contactpersonen", "Organisaties", "Adressen", "Mails"):
        assert f"Zoek ‘dak’ in {place}" in text
    people = next(one for one in page.context["places"] if str(one.label) == "Contactpersonen")
    answer = desk.get(people.url).content.decode()
    assert "Dakota Peeters" in answer
    assert "Jan Mertens" not in answer


def test_every_list_of_the_search_page_opens_searched_by_what_was_typed(desk: Client) -> None:
    for place in desk.get("/search/", {"q": "a&b=c #1"}).context["places"]:
        answer = desk.get(place.url)
        assert answer.status_code == 200
        assert answer.context["opened"].state.search == "a&b=c #1"


def test_the_search_page_does_not_say_that_nothing_was_found(desk: Client) -> None:
    text = desk.get("/search/", {"q": "zzzz"}).content.decode()
    assert "Niets gevonden" not in text
    assert "doorzoekt nog niet zelf" in text


def test_who_may_not_see_a_list_is_not_led_there(user_with: UserWith, client_of: ClientOf) -> None:
    response = client_of(user_with(Role.AUDITOR)).get("/search/", {"q": "dak"})
    assert response.status_code == 403 or not response.context["places"]


def test_a_list_that_only_some_may_see_is_led_to_by_them_alone(
    user_with: UserWith, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = SearchPlace("admin:staff_user_add", "Collega", "user", 99, lambda _query: "/", "wie nieuw is")
    monkeypatch.setitem(offered(SearchPlace), place.name, place)
    for role, led in ((Role.DESK, False), (Role.ADMINISTRATOR, True)):
        found = client_of(user_with(role)).get("/search/", {"q": "dak"}).context["places"]
        assert ("Collega" in [one.label for one in found]) is led


def test_the_menu_of_what_is_new_opens_a_page_for_every_line(
    user_with: UserWith, client_of: ClientOf
) -> None:
    for role in (Role.DESK, Role.DISPATCHER, Role.COORDINATOR, Role.ADMINISTRATOR):
        client = client_of(user_with(role))
        made = {
            str(link.label): client.get(str(link.url)) for link in client.get("/").context["frame"].create
        }
        assert {page.status_code for page in made.values()} == {200}
        assert ("Adres buiten het register" in made) is (role is not Role.DESK)
