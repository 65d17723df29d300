"""The manual is reachable from `?` on every page, in Dutch, and its links lead somewhere."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from oss.core import manual
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.mark.django_db
def test_every_page_of_the_manual_opens(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    client = client_of(user_with(Role.DESK))
    for page in manual.pages():
        response = client.get(page.url)
        assert response.status_code == 200
        assert page.title in response.content.decode()


def test_links_between_pages_of_the_manual_lead_to_a_page() -> None:
    slugs = {page.slug for page in manual.pages()}
    for page in manual.pages():
        assert set(re.findall(r"\]\(/help/([\w-]+)/", page.source)) <= slugs


@pytest.mark.django_db
def test_an_unknown_page_is_not_found(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    assert client_of(user_with(Role.DESK)).get("/help/bestaat-niet/").status_code == 404
