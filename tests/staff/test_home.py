"""The start page tells each colleague what they may do, and points only to what they can open."""

from collections.abc import Callable

import pytest
from django.test import Client

from oss.staff.models import User
from oss.staff.roles import Role

UserWith = Callable[..., User]
ClientOf = Callable[[User], Client]


def home(client: Client) -> str:
    return client.get("/").content.decode()


def test_somebody_without_a_role_reads_whom_to_ask(user_with: UserWith, client_of: ClientOf) -> None:
    page = home(client_of(user_with()))
    assert "Je hebt nog geen rol. Vraag de CRM-beheerder." in page
    assert "Je rol werkt" not in page


def test_the_auditor_has_a_role_that_works_elsewhere(user_with: UserWith, client_of: ClientOf) -> None:
    assert "nog geen rol" not in home(client_of(user_with(Role.AUDITOR)))


@pytest.mark.parametrize(("role", "reads"), [(Role.COORDINATOR, True), (Role.DESK, False)])
def test_the_page_about_the_admin_is_for_who_may_use_it(
    user_with: UserWith, client_of: ClientOf, role: Role, reads: bool
) -> None:
    page = home(client_of(user_with(role)))
    assert ("Lees ‘Beheer’" in page) is reads
    assert "Lees ‘Aan de slag" in page


def test_somebody_reads_their_roles_on_their_profile(user_with: UserWith, client_of: ClientOf) -> None:
    client = client_of(user_with(Role.DESK, Role.COACH))
    page = " ".join(client.get("/profile/").content.decode().split())
    assert "Je rollen: Loketmedewerker, Renovatiecoach." in page
