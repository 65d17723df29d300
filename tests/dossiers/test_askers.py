"""Who asks by a mail: whom the answer reaches, never an address that many share or that takes no answers."""

from typing import Any

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Capacity
from dossiers.operations.opening import Client as JourneyClient
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.mail.factories import MailboxFactory
from oss.mail.models import Message
from oss.mail.receiving import receive
from oss.queues.models import QueueItem
from oss.staff.models import User

FORM = "Webformulier <noreply@formulier.example>"


@pytest.fixture
def desk(client: Client, lotte: User) -> Client:
    client.force_login(lotte)
    return client


@pytest.fixture
def mia(db: None) -> Person:
    return PersonFactory.create(first_name="Mia", last_name="Claes", mail="mia@burger.example")


def arrived(sender: str, *headers: str) -> QueueItem:
    lines = [f"From: {sender}", *headers, "Subject: Contact", "Message-ID: <a@x.example>", "", "Een vraag"]
    receive("\r\n".join(lines).encode(), mailbox=MailboxFactory.create(), source="test")
    return Message.objects.get().queue_item


def opened(desk: Client, item: QueueItem) -> Any:
    return desk.get("/dossiers/new/", {"item": item.pk})


def proposed(page: Any) -> int | None:
    return page.context["form"].initial.get("person")


def newcomer(page: Any) -> dict[str, str]:
    """What fills in the form of a new person."""
    known: dict[str, str] = page.context["form"].fields["person"].widget.known
    return known


def test_a_form_of_a_website_proposes_whom_the_answer_goes_to(desk: Client, mia: Person) -> None:
    PersonFactory.create(first_name="Omar", mail="noreply@formulier.example")
    item = arrived(FORM, "Reply-To: Mia Claes <mia@burger.example>")
    page = opened(desk, item)
    assert proposed(page) == mia.pk
    assert "Mia Claes &lt;mia@burger.example&gt;" in page.content.decode()
    assert newcomer(page) == {"first_name": "Mia", "last_name": "Claes", "mail": "mia@burger.example"}
    pane = desk.get(item.url_for("all")).content.decode()
    assert "Antwoord aan" in pane
    assert "Mia Claes &lt;mia@burger.example&gt;" in pane


@pytest.mark.parametrize(
    "sender",
    [FORM, "ne-pas-repondre@dienst.example", "Mia <webformulier@stad.example>", "MAILER-DAEMON@x.example"],
)
def test_nobody_is_proposed_by_an_address_that_is_of_no_person(
    desk: Client, sender: str, lotte: User
) -> None:
    address = sender.partition("<")[2].rstrip(">") or sender
    known = PersonFactory.create(mail=address)
    client = JourneyClient(Capacity.objects.first(), known)
    information_dossier(by=lotte, client=client)
    item = arrived(sender)
    page = opened(desk, item)
    assert proposed(page) is None
    assert newcomer(page) == {}
    link = desk.get(f"/dossiers/link/{item.pk}/")
    assert link.context["proposed"] == []
    assert "niet van een persoon" in link.content.decode()


def test_the_sender_of_a_form_is_not_proposed_where_the_answer_goes_to_a_stranger(desk: Client) -> None:
    PersonFactory.create(mail="onthaal@stad.example")
    page = opened(desk, arrived("Stad <onthaal@stad.example>", "Reply-To: nieuw@burger.example"))
    assert proposed(page) is None
    assert newcomer(page) == {"first_name": "", "last_name": "", "mail": "nieuw@burger.example"}


def test_the_name_before_via_is_that_of_the_person(desk: Client) -> None:
    page = opened(
        desk, arrived("Mia Claes via Formulier <noreply@x.example>", "Reply-To: mia@burger.example")
    )
    assert newcomer(page) == {"first_name": "Mia", "last_name": "Claes", "mail": "mia@burger.example"}


@pytest.mark.parametrize(
    "header",
    [
        "Reply-To: mia@burger.example",
        "Reply-To: no-reply@burger.example",
        "Reply-To: lijst@vme.example\r\nList-Id: <vme.example>",
        "Reply-To: loket@mechelen.example",
        "Reply-To: mia@burger.example, jan@burger.example",
    ],
)
def test_a_person_is_known_by_their_own_address_where_no_other_person_is_answered(
    desk: Client, mia: Person, header: str
) -> None:
    MailboxFactory.create(address="Loket@mechelen.example")
    assert proposed(opened(desk, arrived("Mia <mia@burger.example>", header))) == mia.pk


def test_a_mailbox_of_two_people_offers_both_and_fills_in_none(desk: Client, lotte: User) -> None:
    jan, mia = (
        PersonFactory.create(first_name=name, last_name="Aerts", mail="fam@burger.example")
        for name in ("Jan", "Mia")
    )
    for person in (jan, mia):
        information_dossier(by=lotte, client=JourneyClient(Capacity.objects.first(), person))
    item = arrived(FORM, "Reply-To: Familie Aerts <fam@burger.example>")
    page = opened(desk, item)
    assert proposed(page) is None
    assert page.context["form"].initial["journey"] is None
    for person in (jan, mia):
        url = f"/dossiers/new/?item={item.pk}&amp;person={person.pk}"
        assert f'<a href="{url}">{person.name}</a>' in page.content.decode()
        assert proposed(desk.get(url.replace("&amp;", "&"))) == person.pk
    link = desk.get(f"/dossiers/link/{item.pk}/").content.decode()
    assert "2 mensen hebben dit mailadres" in link
    assert "Jan Aerts" in link
    assert "Mia Aerts" in link
    assert "autofocus" not in link


def test_a_new_person_gets_the_names_in_their_places(desk: Client) -> None:
    page = opened(desk, arrived("VAN DEN BERGHE, Nele <nele@burger.example>"))
    assert newcomer(page) == {
        "first_name": "Nele",
        "last_name": "Van den Berghe",
        "mail": "nele@burger.example",
    }


def test_where_answers_go_is_told_only_where_that_is_not_the_sender(desk: Client) -> None:
    item = arrived("Mia <mia@burger.example>", "Reply-To: mia@burger.example")
    for page in (opened(desk, item), desk.get(item.url_for("all")), desk.get(f"/mail/{item.message_id}/")):
        assert "Antwoord aan" not in page.content.decode()
