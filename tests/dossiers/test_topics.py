"""Of a long list of topics those that are chosen most stand in sight, from a count that no page makes."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.factories import answer, information_dossier
from dossiers.models import Dossier, Topic
from dossiers.tasks import count_topics
from oss.core.forms import Chips
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def chips(client: Client, dossier: Dossier) -> tuple[list[str], list[str]]:
    """The names in sight, and those in the fold."""
    html = client.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    part = html[html.index('id="id_topics"') :].split("</fieldset>")[0]
    seen, _fold, rest = part.partition("<details")
    return tuple(re.findall(r"<span>([^<]+)</span></label>", one) for one in (seen, rest))  # type: ignore[return-value]


def test_the_topics_that_are_chosen_most_stand_in_sight(lotte: User, client: Client) -> None:
    client.force_login(lotte)
    names = list(Topic.objects.active().values_list("name", flat=True))
    dossier = information_dossier(by=lotte)
    assert chips(client, dossier) == (names[: Chips.FIRST], names[Chips.FIRST :])
    last = Topic.objects.active().last()
    for _number in range(2):
        answer(information_dossier(by=lotte), by=lotte, topic=last.code)
    with CaptureQueriesContext(connection) as before:
        assert last.name in chips(client, dossier)[1]
    count_topics()
    with CaptureQueriesContext(connection) as after:
        seen, folded = chips(client, dossier)
    assert seen == [*names[: Chips.FIRST - 1], last.name]  # in the order of the list
    assert len(seen) + len(folded) == len(names)
    assert len(after) == len(before)


def test_a_count_falls_again(lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    answer(dossier, by=lotte)
    count_topics()
    assert Topic.objects.get(code="roof_insulation").uses == 1
    with CaptureQueriesContext(connection) as asked:
        count_topics()
    assert not [one for one in asked.captured_queries if "UPDATE" in one["sql"]]  # nothing changed
    dossier.information.topics.clear()
    count_topics()
    assert not Topic.objects.filter(uses__gt=0).exists()
