"""A page is announced once: its right and its example stand with it, and the example answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern, RoutePattern

from oss.core import pages
from oss.core.pages import SIGNED_IN, Page, page
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.examples import first_role, one_of_everything, path_of

POST_WANTED = 405
ANSWERS = {200, 301, 302}
ANSWERS_TO_NOTHING = ANSWERS | {400, 409, 422}


def nothing(request: Any) -> HttpResponse:
    return HttpResponse()


@pytest.fixture
def led_to(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`led_to(pattern, …)`: the map of a URLconf with these."""

    def ask(*patterns: Any) -> dict[str, Page]:
        resolver = URLResolver(RegexPattern(r"^/"), list(patterns))
        monkeypatch.setattr(pages, "get_resolver", lambda: resolver)
        return pages.pages.__wrapped__()

    return ask


def test_a_route_that_begins_with_a_caret_is_a_regular_expression() -> None:
    assert isinstance(page("a/", nothing, name="a", may=SIGNED_IN).pattern, RoutePattern)
    assert isinstance(page(r"^a/$", nothing, name="a", may=SIGNED_IN).pattern, RegexPattern)


def test_what_was_not_announced_is_not_in_the_map(led_to: Any) -> None:
    assert pages.find("nowhere") is None  # of the real map, which is kept from here on
    announced = page("a/", nothing, name="a", may="staff.use_loket")
    assert led_to(announced, path("b/", nothing, name="b")) == {"a": announced}


def test_a_name_that_is_announced_twice_raises(led_to: Any) -> None:
    twice = [page(f"{place}/", nothing, name="a", may=SIGNED_IN) for place in "xy"]
    with pytest.raises(ValueError, match="page 'a' is announced twice"):
        led_to(*twice)
    with pytest.raises(ValueError, match="page 'account_login' is announced twice"):
        led_to(page("mine/", nothing, name="account_login", may=SIGNED_IN))


@pytest.mark.django_db
def test_the_example_of_every_page_answers(client_of: Callable[[User], Client], settings: Any) -> None:
    """Shown to who may open it, or sent on; what takes only a POST finds its record."""
    settings.DEBUG = True  # the style guide
    load_staff()
    keys = one_of_everything()
    wrong = {}
    for name in pages.pages():
        client = client_of(User.objects.with_role(first_role(name)).get())
        where = path_of(name, keys)
        with transaction.atomic():
            response = client.get(where)
            answers = ANSWERS
            if response.status_code == POST_WANTED:
                response, answers = client.post(where), ANSWERS_TO_NOTHING
            b"".join(response)  # a file is closed when it was sent
            transaction.set_rollback(True)
        if response.status_code not in answers:
            wrong[name] = (where, response.status_code)
    assert wrong == {}
