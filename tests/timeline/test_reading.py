"""The timeline read on: every entry once, in one order, however many were made at the same moment."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from dossiers.owners import dossiers_of as dossier_owners
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import ActivityKind, Event
from oss.timeline.operations import add_activity, file_document, link_message, record, record_on_each
from oss.timeline.reading import MOST, TimelinePlace, read
from tests.mails import receive_message


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    """With 30 notes, mails, documents and events of one transaction: their moments are the same."""
    made = information_dossier(by=lotte)
    at = made.case_file.events.get().at
    for number in range(30):
        add_activity(made.case_file, by=lotte, kind=ActivityKind.NOTE, title=f"Notitie {number}")
        message = receive_message(subject=f"Mail {number}")
        message.received_at = at
        message.save(update_fields=["received_at"])
        link_message(made.case_file, message, by=lotte)
        document = add_document(
            data=b"x%d" % number, name=f"Blad {number}", content_type="text/plain", by=lotte
        )
        file_document(made.case_file, document, by=lotte)
        Event.objects.create(
            case_file=made.case_file, kind="activity_finished", at=at, data={"title": str(number)}
        )
    return made


def pages(dossier: Dossier, lotte: User, chip: str = "") -> list[list[str]]:
    found, before = [], ""
    while True:
        timeline = read([dossier.case_file], user=lotte, url="/x/?tab=info", chip=chip, before=before)
        found.append([str(entry.title) for entry in timeline.entries])
        if not timeline.older_url:
            return found
        asked = parse_qs(urlsplit(timeline.older_url).query)
        assert asked["tab"] == ["info"]
        before = asked["before"][0]


def test_reading_on_shows_every_entry_once(dossier: Dossier, lotte: User) -> None:
    found = pages(dossier, lotte)
    assert [len(page) for page in found] == [MOST, MOST, 21]  # 4 x 30, and the opening of the dossier
    together = [title for page in found for title in page]
    assert len(set(together)) == len(together)


def test_reading_on_keeps_the_chip(dossier: Dossier, lotte: User) -> None:
    for number in range(30):
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title=f"Later {number}")
    found = pages(dossier, lotte, "task")
    assert [len(page) for page in found] == [MOST, 10]
    assert not any(title.startswith("Mail") for page in found for title in page)


def test_a_short_timeline_offers_no_more(lotte: User) -> None:
    made = information_dossier(by=lotte)
    assert read([made.case_file], user=lotte, url="/x/").older_url == ""


@pytest.mark.parametrize(
    "text", ["", "x", "20260230T101010000000.mail.1", "20261121T101010000000.nothing.1", "9" * 5000]
)
def test_a_place_that_is_none_shows_the_newest(text: str, dossier: Dossier, lotte: User) -> None:
    assert TimelinePlace.of(text) is None
    assert len(read([dossier.case_file], user=lotte, url="/x/", before=text).entries) == MOST


def test_the_day_that_goes_on_has_no_second_heading(
    dossier: Dossier, lotte: User, client_of: Callable[[User], Client]
) -> None:
    desk = client_of(lotte)
    page = desk.get(f"/dossiers/{dossier.number}/").content.decode()
    older = re.search(r'hx-get="([^"]*before=[^"]*)"', page)[1].replace("&amp;", "&")
    answer = desk.get(older, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert "timeline-day" not in answer
    assert answer.count('class="timeline-entry') == MOST
    whole = desk.get(older).content.decode()  # opened without a script
    assert "<html" in whole


def test_the_journey_reads_on_too(lotte: User, client_of: Callable[[User], Client]) -> None:
    journey = information_dossier(by=lotte).journey
    for number in range(MOST):
        add_activity(journey.case_file, by=lotte, kind=ActivityKind.NOTE, title=str(number))
    desk = client_of(lotte)
    page = desk.get(f"/journeys/{journey.number}/").content.decode()
    older = re.search(r'hx-get="([^"]*before=[^"]*)"', page)[1].replace("&amp;", "&")
    answer = desk.get(older, headers={"HX-Request": "true"}).content.decode()
    assert answer.count('class="timeline-entry') == 2  # journey and dossier were opened


def test_what_is_told_of_two_case_files_at_once_is_one_entry_with_both(lotte: User) -> None:
    first = information_dossier(by=lotte)
    second = information_dossier(by=lotte, journey=first.journey)
    files = [first.case_file, second.case_file]
    paper = add_document(data=b"x", name="Offerte.pdf", content_type="application/pdf", by=lotte)
    record_on_each(files, "work_goes_on", by=lotte, work="Dakisolatie")
    record(second.case_file, "work_goes_on", by=lotte, work="Ramen")
    for one in files:
        file_document(one, paper, by=lotte)
    owners = dossier_owners([one.pk for one in files])
    entries = read(files, user=lotte, url="/x/", owners=owners).entries
    told = [(str(one.title), [str(owner.label) for owner in one.owners]) for one in entries]
    both = [first.number, second.number]
    assert ("Werk ‘Dakisolatie’ gaat door", both) in told
    assert ("Werk ‘Ramen’ gaat door", [second.number]) in told
    assert ("Offerte.pdf", both) in told
    assert len(told) == 5
