"""A page asks as many questions of the database for fifty rows as for one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations.editing import add_stakeholder
from dossiers.operations.opening import Client as JourneyClient
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.documents.operations import add_document
from oss.queues import operations as queues
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity, file_document, link_message
from tests.mails import receive_message

MANY = 50


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def queries(lotte: User, client_of: Callable[[User], Client]) -> Callable[[str], int]:
    browser = client_of(lotte)

    def count(url: str) -> int:
        browser.get(url)  # what is asked once and kept
        with CaptureQueriesContext(connection) as captured:
            response = browser.get(url)
        assert response.status_code == 200
        # whether the session comes from the cache or from its table is not the page's business
        return sum("django_session" not in one["sql"] for one in captured.captured_queries)

    return count


def mails(how_many: int) -> list[Any]:
    return [receive_message(subject=f"Vraag {number}").queue_item for number in range(how_many)]


def a_dossier(lotte: User, **known: Any) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte, address=AddressFactory(), **known)


def test_a_queue(lotte: User, queries: Callable[[str], int]) -> None:
    mails(1)
    one = queries("/queues/general/?show=all")
    dossier = a_dossier(lotte)
    for item in mails(MANY)[::3]:
        queues.link(item, case_file=dossier.case_file, by=lotte)
    # what hangs on dossiers and journeys is looked up once each, and the last verb can be undone
    assert queries("/queues/general/?show=all") <= one + 3


def test_a_queue_of_linked_mails(lotte: User, queries: Callable[[str], int]) -> None:
    def link(how_many: int) -> None:
        for item in mails(how_many):
            queues.link(item, case_file=a_dossier(lotte).case_file, by=lotte)

    link(1)
    one = queries("/queues/general/?show=linked")
    link(MANY - 1)
    assert queries("/queues/general/?show=linked") == one


def test_the_dossier_list(lotte: User, queries: Callable[[str], int]) -> None:
    a_dossier(lotte)
    one = queries("/dossiers/")
    for _number in range(MANY - 1):
        a_dossier(lotte)
    assert queries("/dossiers/") == one
    assert queries("/dossiers/information/?open=1") == one


def test_the_journey_list(lotte: User, queries: Callable[[str], int]) -> None:
    a_dossier(lotte)
    one = queries("/journeys/")
    for _number in range(MANY - 1):
        a_dossier(lotte)
    assert queries("/journeys/") == one


def fill(dossier: Dossier, lotte: User, how_many: int) -> None:
    """Notes, mails, documents, stakeholders and wagons."""
    capacity = Capacity.objects.get(name="mede-eigenaar")
    for number in range(how_many):
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Notitie", text=str(number))
        link_message(dossier.case_file, receive_message(subject=f"Bijlage {number}"), by=lotte)
        document = add_document(data=b"x%d" % number, name="x.pdf", content_type="application/pdf", by=lotte)
        file_document(dossier.case_file, document, by=lotte)
        add_stakeholder(dossier, JourneyClient(capacity, PersonFactory.create()), by=lotte)
        a_dossier(lotte, journey=dossier.journey)


@pytest.mark.parametrize("tab", ["info", "contact", "journey", "timeline", "files", "request"])
def test_a_dossier(tab: str, lotte: User, queries: Callable[[str], int]) -> None:
    dossier = a_dossier(lotte)
    fill(dossier, lotte, 1)
    one = queries(f"/dossiers/{dossier.number}/?tab={tab}")
    fill(dossier, lotte, MANY - 1)
    assert queries(f"/dossiers/{dossier.number}/?tab={tab}") == one


def test_a_journey(lotte: User, queries: Callable[[str], int]) -> None:
    dossier = a_dossier(lotte)
    fill(dossier, lotte, 1)
    url = f"/journeys/{dossier.journey.number}/"
    one = queries(url)
    fill(dossier, lotte, MANY - 1)
    assert queries(url) == one


def test_the_dashboard(lotte: User, queries: Callable[[str], int]) -> None:
    def work(how_many: int) -> None:
        for item in mails(how_many):
            queues.link(item, case_file=a_dossier(lotte).case_file, by=lotte)
            case_file = a_dossier(lotte).case_file
            add_activity(case_file, by=lotte, kind=ActivityKind.TASK, title="Bel", assignee=lotte)

    work(1)
    one = queries("/")
    work(MANY - 1)
    assert queries("/") == one
