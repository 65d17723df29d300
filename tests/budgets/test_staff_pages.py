"""Rule 7: a page asks the database as often for 50 rows as for one, and not more often than its budget."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oss.staff.factories import TeamFactory, UserFactory
from oss.staff.models import Membership, Team, User
from oss.staff.roles import Role

BUDGETS = {
    # URL name → most queries
    "home": 10,
    "admin:staff_user_changelist": 15,
    "admin:staff_team_changelist": 15,
}
MANY = 50


@pytest.fixture(autouse=True)
def _sessions_in_the_database(settings: Any) -> None:
    """One query each time, whether or not another test run empties the cache meanwhile."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"


def queries(client: Client, url: str) -> list[str]:
    """What a page asks the second time; the first fills caches that last longer than a page."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def add_colleagues_and_teams(user: User, number: int) -> None:
    """Everybody has two roles and is in every team, and so is `user`."""
    roles = [Role.DESK, Role.COACH]
    colleagues = [user, *(UserFactory(roles=roles) for _ in range(number))]
    for _ in range(number):
        TeamFactory()
    Membership.objects.bulk_create(
        [Membership(team=team, user=one) for team in Team.objects.all() for one in colleagues],
        ignore_conflicts=True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_asks_as_often_for_fifty_rows_as_for_one(
    name: str, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    user = user_with(Role.ADMINISTRATOR)
    client, url = client_of(user), reverse(name)
    add_colleagues_and_teams(user, 1)
    for_one = queries(client, url)
    add_colleagues_and_teams(user, MANY - 1)
    for_many = queries(client, url)
    assert (Team.objects.count(), User.objects.exclude(pk=user.pk).count()) == (MANY, MANY)
    assert len(for_many) == len(for_one), "\n".join(for_many)
    assert 0 < len(for_one) <= BUDGETS[name], "\n".join(for_one)


@pytest.mark.django_db
def test_a_page_with_a_query_for_each_row_is_noticed(
    user_with: Callable[..., User], client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the roles of each colleague are asked for one by one."""
    monkeypatch.setattr(User, "initials", property(lambda user: str(user.groups.count())))
    user = user_with(Role.ADMINISTRATOR)
    add_colleagues_and_teams(user, 1)
    for_one = queries(client_of(user), reverse("home"))
    add_colleagues_and_teams(user, 2)
    assert len(queries(client_of(user), reverse("home"))) > len(for_one)
