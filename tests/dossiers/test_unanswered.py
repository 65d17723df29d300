"""A client who leaves two requests unanswered: the page proposes to abandon the dossier, for that reason."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dossiers.factories import design_dossier, information_dossier
from dossiers.models import Dossier, Reason
from dossiers.operations import stages
from dossiers.operations.editing import update_dossier
from dossiers.unanswered import no_reaction
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.mail.models import Message
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import (
    answer_request,
    change_activity,
    link_message,
    remind_of_request,
)
from tests.dossiers.asked import asked, client_of_journey
from tests.mails import receive_message

pytestmark = pytest.mark.django_db

PROPOSED = "/stage/abandon/?reason=abandon_no_reaction"


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def page_of(desk: Client, dossier: Dossier, query: str = "") -> str:
    answer = desk.get(f"/dossiers/{dossier.number}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(desk: Client, dossier: Dossier) -> bool:
    return f"/dossiers/{dossier.number}{PROPOSED}" in page_of(desk, dossier)


def test_two_requests_to_the_client_past_their_day_propose_it_and_an_answer_takes_it_away(
    desk: Client, lotte: User
) -> None:
    for dossier in (information_dossier(by=lotte), design_dossier(by=lotte, address=AddressFactory.create())):
        first = asked(dossier, lotte, 30)
        assert not proposed(desk, dossier)
        asked(dossier, lotte, 20)
        page = page_of(desk, dossier, "?tab=files")
        assert "2 vragen aan de klant bleven onbeantwoord" in page
        assert "Stopzetten met reden ‘geen reactie meer’?" in page
        answer_request(first, by=lotte, answer="Ze liggen klaar.")
        assert not proposed(desk, dossier)


def test_what_others_or_nobody_were_asked_and_what_is_not_late_proposes_nothing(
    desk: Client, lotte: User
) -> None:
    dossier = information_dossier(by=lotte)
    for of in (OrganisationFactory.create(), PersonFactory.create(), lotte):
        asked(dossier, lotte, 30, of=of)
    asked(dossier, lotte, 30)
    asked(dossier, lotte, 3)
    asked(dossier, lotte, 30, due=None)
    assert not proposed(desk, dossier)


def test_two_reminders_without_an_answer_propose_it_the_day_after(desk: Client, lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=UTC), tick=False) as clock:
        request = asked(dossier, lotte, 10)
        for day in (2, 8):
            clock.move_to(datetime(2027, 3, day, 9, tzinfo=UTC))
            desk.force_login(lotte)  # a session does not last that long
            remind_of_request(request, by=lotte)
            assert not proposed(desk, dossier)
        clock.move_to(datetime(2027, 3, 9, 9, tzinfo=UTC))
        desk.force_login(lotte)
        page = page_of(desk, dossier)
        assert "De klant antwoordde niet na 2 herinneringen" in page
        change_activity(request, by=lotte, due_on=timezone.localdate() + timedelta(days=4))  # more time
        assert not proposed(desk, dossier)


def test_reminders_of_one_day_are_one_and_those_of_before_a_reaction_count_no_more(
    desk: Client, lotte: User
) -> None:
    dossier = information_dossier(by=lotte)
    address = client_of_journey(dossier).contact_points.get(kind="mail").normalised
    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=UTC), tick=False) as clock:
        request = asked(dossier, lotte, 10)
        for day, is_proposed in ((2, False), (8, False), (10, True)):
            clock.move_to(datetime(2027, 3, day, 9, tzinfo=UTC))
            for _colleague in range(2):
                remind_of_request(request, by=lotte)
            if day == 2:
                link_message(dossier.case_file, receive_message(sender=address), by=lotte)
            clock.move_to(datetime(2027, 3, day + 1, 9, tzinfo=UTC))
            desk.force_login(lotte)
            assert proposed(desk, dossier) == is_proposed, day
        assert "na 2 herinneringen" in page_of(desk, dossier)


def test_a_mail_that_waits_in_a_queue_may_be_the_answer_and_one_on_another_dossier_is_not(
    desk: Client, lotte: User
) -> None:
    dossier = information_dossier(by=lotte)
    for days in (30, 20):
        asked(dossier, lotte, days)
    address = client_of_journey(dossier).contact_points.get(kind="mail").normalised
    mail = receive_message(sender=address)
    assert not proposed(desk, dossier)
    link_message(information_dossier(by=lotte).case_file, mail, by=lotte)
    assert proposed(desk, dossier)


def test_the_words_lead_to_what_was_asked(desk: Client, lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    for days in (30, 20):
        asked(dossier, lotte, days)
    query = "?tab=timeline&scope=own&filter=task"
    assert f'href="/dossiers/{dossier.number}/{query.replace("&", "&amp;")}"' in page_of(desk, dossier)
    assert page_of(desk, dossier, query).count("Bezorgt u de aanslagbiljetten?</") == 2


def test_a_mail_of_the_client_on_the_dossier_is_a_reaction(desk: Client, lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    for days in (30, 20):
        asked(dossier, lotte, days)
    assert proposed(desk, dossier)
    address = client_of_journey(dossier).contact_points.get(kind="mail").normalised
    for sender, stays in (("iemand@anders.example", True), (address, False)):
        message: Message = receive_message(sender=sender)
        link_message(dossier.case_file, message, by=lotte)
        assert proposed(desk, dossier) == stays
    Message.objects.update(received_at=timezone.now() - timedelta(days=40))  # of before the questions
    assert proposed(desk, dossier)


def test_the_button_leads_to_abandoning_with_the_reason_filled_in(desk: Client, lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    for days in (30, 20):
        asked(dossier, lotte, days)
    reason = Reason.objects.get(code="abandon_no_reaction")
    page = desk.get(f"/dossiers/{dossier.number}{PROPOSED}").content.decode()
    assert f'<option value="{reason.pk}" selected>' in page
    assert Dossier.objects.get(pk=dossier.pk).is_open  # nothing is done by itself
    desk.post(f"/dossiers/{dossier.number}/stage/abandon/", {"reason": reason.pk, "note": ""})
    assert Dossier.objects.get(pk=dossier.pk).closing_reason == reason
    assert not proposed(desk, dossier)
    Reason.objects.filter(pk=reason.pk).update(is_active=False)
    other = information_dossier(by=lotte)
    for days in (30, 20):
        asked(other, lotte, days)
    page = page_of(desk, other)
    assert "Stopzetten?" in page
    assert PROPOSED not in page


def test_who_may_not_abandon_is_proposed_nothing(lotte: User, user_with: Callable[..., User]) -> None:
    dossier = information_dossier(by=lotte)
    for days in (30, 20):
        asked(dossier, lotte, days)
    assert no_reaction(dossier, lotte) is not None
    assert no_reaction(dossier, user_with(Role.AUDITOR)) is None


def test_the_main_contact_is_the_client_too(desk: Client, lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    contact = dossier.journey.client
    update_dossier(dossier, by=lotte, main_contact=contact)
    assert contact is not None
    for days in (30, 20):
        asked(dossier, lotte, days, of=contact.person)
    assert proposed(desk, dossier)
    stages.abandon(dossier, by=lotte, reason=Reason.objects.get(code="abandon_client_withdraws"))
    assert not proposed(desk, dossier)
