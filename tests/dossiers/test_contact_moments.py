"""Contacts: noted in a moment, counted at once, corrected by who had them; and what comes of one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.contact_moments.models import ContactMoment
from dossiers.contact_moments.operations import (
    correct_contact,
    count_contact_again,
    note_contact,
    open_from_contact,
    withdraw_contact,
)
from dossiers.models import Capacity, Dossier, Subtype, Topic
from dossiers.operations.opening import Client as JourneyClient
from dossiers.operations.opening import Opening
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.contacts.merging.operations import merge, undo_merge
from oss.core.conflicts import Conflict
from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.staff.rosters.models import DeskPlace
from oss.timeline.models import Event
from tests.dossiers.contacted import channel, contact

NEW = "/contact-moments/new/"
TALLY = "/contact-moments/tally/"


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def test_what_is_not_told_of_a_contact_follows(lotte: User) -> None:
    place = DeskPlace.objects.create(name="Huis van de Mechelaar")
    address = AddressFactory.create()
    noted = note_contact(by=lotte, channel=channel("desk", minutes=10), address=address)
    assert (noted.minutes, noted.place, noted.municipality) == (10, place, address.street.municipality)
    called = note_contact(by=lotte, channel=channel("phone"), minutes=2)
    assert (called.minutes, called.place, called.municipality) == (2, None, None)
    elsewhere = AddressFactory.create().street.municipality  # as the form proposes it, of the contact before
    met = note_contact(
        by=lotte, channel=channel("desk"), address=address, municipality=elsewhere, place=place
    )
    assert met.municipality == address.street.municipality
    assert correct_contact(met, by=lotte, channel=channel("phone")).place is None


def test_only_who_had_it_corrects_and_withdraws_it_and_the_list_counts_what_counts(
    lotte: User, user_with: Callable[..., User], desk: Client
) -> None:
    bram, noted = user_with(Role.DISPATCHER), contact(by=lotte)
    for verb in (
        lambda: correct_contact(noted, by=bram, minutes=3),
        lambda: withdraw_contact(noted, by=bram),
        lambda: note_contact(by=user_with(Role.AUDITOR), channel=channel("phone")),
    ):
        with pytest.raises(NotAllowed):
            verb()
    correct_contact(noted, by=lotte, minutes=3, topics=[Topic.objects.get(code="premiums")])
    with pytest.raises(Conflict):  # another tab still showed no minutes
        correct_contact(noted, by=lotte, seen={"minutes": None}, minutes=7)
    assert "dakpremie" in desk.get("/contact-moments/").content.decode()
    withdraw_contact(noted, by=lotte)
    assert "dakpremie" not in desk.get("/contact-moments/").content.decode()
    with pytest.raises(Refused):
        correct_contact(noted, by=lotte, minutes=3)
    count_contact_again(noted, by=lotte)
    found = desk.get("/contact-moments/?chart=channel&total=minutes&q=dakpremie").content.decode()
    assert "premies" in found
    assert "telefoon" in found


def test_a_quick_contact_is_told_with_the_way_back_and_a_refused_one_keeps_what_was_typed(
    lotte: User, desk: Client
) -> None:
    person = PersonFactory.create(first_name="Jeannine", last_name="Verwimp")
    refused = desk.post(NEW, {"text": "Belt terug over het dak", "back": "/tasks/"})
    assert refused.status_code == 422
    assert "Belt terug over het dak" in refused.content.decode()
    sent = {
        "channel": channel("phone").pk,
        "text": "Belt terug over het dak",
        "person": person.pk,
        "minutes": 4,
        "back": "/tasks/",
    }
    told = desk.post(NEW, sent, follow=True).content.decode()
    noted = ContactMoment.objects.get()
    assert "Genoteerd: telefoon" in told
    assert "Jeannine Verwimp" in told
    assert 'href="/tasks/"' in told
    too_long = desk.post(f"/contact-moments/{noted.pk}/", sent | {"at": "01/12/2025 10:00", "minutes": 5000})
    assert "5000 min" not in too_long.content.decode()  # typed, and not what stands
    undone = desk.post(f"/contact-moments/{noted.pk}/withdraw/", {"quick": 1, "back": "/tasks/"}, follow=True)
    assert "ingetrokken" in undone.content.decode()
    assert not ContactMoment.objects.counted().exists()
    came_from = desk.get(NEW, headers={"Referer": "http://testserver/tasks/?q=dak"}).content.decode()
    assert 'name="back" value="/tasks/?q=dak"' in came_from
    elsewhere = desk.get(NEW, headers={"Referer": "http://evil.example/tasks/"}).content.decode()
    assert 'name="back" value=""' in elsewhere
    outside = desk.get(NEW, {"counted": noted.pk, "back": "//evil.example/"}).content.decode()
    assert 'href="//evil.example/"' not in outside


def test_each_tap_is_a_tally_and_what_it_is_about_stays(lotte: User, desk: Client) -> None:
    fair, topic = channel("fair"), Topic.objects.get(code="heat_pump")
    sent = {"channel": fair.pk, "topics": [topic.pk]}
    for _tap in range(2):  # twice the very same, as a double tap sends it
        told = desk.post(TALLY, sent, headers={"HX-Request": "true"}).content.decode()
    assert "2 streepjes vandaag" in told
    assert "warmtepomp" in told
    assert f'id="tally-{fair.pk}" hx-swap-oob="true">2<' in told
    last = ContactMoment.objects.order_by("-pk")[0]
    told = desk.post(TALLY, {"undo": last.pk}, headers={"HX-Request": "true"}).content.decode()
    assert "1 streepje vandaag" in told
    without_script = desk.post(TALLY, sent)
    assert f"topics={topic.pk}" in without_script["Location"]
    assert ContactMoment.objects.counted().filter(person=None, topics=topic).count() == 2
    refused = desk.post(TALLY, {"channel": ""}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "Kanaal" not in refused.content.decode().partition("alert")[0]


def test_a_dossier_that_comes_of_a_contact_carries_all_that_was_noted(lotte: User, desk: Client) -> None:
    address = AddressFactory.create()
    person = PersonFactory.create(address=address)
    yesterday = timezone.now() - timedelta(days=1)
    noted = contact(by=lotte, person=person, address=address, at=yesterday)
    correct_contact(noted, by=lotte, topics=Topic.objects.filter(code__in=["premiums", "roof_insulation"]))
    page = desk.get(f"/dossiers/new/?contact={noted.pk}").content.decode()
    assert "dakpremie" in page
    assert f'name="contact" value="{noted.pk}"' in page

    sent = form_of(noted, Capacity.objects.get(code="owner_occupier").pk)
    desk.post("/dossiers/new/", sent)
    desk.post("/dossiers/new/", sent)  # sent twice: one dossier
    dossier = Dossier.objects.get()
    day = timezone.localdate(yesterday)
    question = dossier.information
    assert ContactMoment.objects.get().dossier == dossier
    assert (question.question, question.asked_on, question.first_action_on) == (noted.text, day, day)
    assert question.first_action.code == "answered_by_phone"
    assert {one.code for one in question.topics.all()} == {"premiums", "roof_insulation"}
    assert (dossier.main_contact.person, dossier.site_address, dossier.source.code) == (
        person,
        address,
        "phone",
    )
    assert Event.objects.filter(case_file=dossier.case_file, kind="contact_became_dossier").exists()
    with pytest.raises(Refused):
        withdraw_contact(noted, by=lotte)
    with pytest.raises(Refused):
        open_from_contact(noted, opening(person), [], by=lotte)


def form_of(noted: ContactMoment, capacity: int) -> dict[str, Any]:
    return {
        "contact": noted.pk,
        "key": "6f1f6a4e-0000-4000-8000-000000000001",
        "subtype": Subtype.objects.get(code="information_question").pk,
        "person": noted.person_id,
        "capacity": capacity,
        "address": noted.address_id,
        "source": noted.channel.source_id,
        "question": noted.text,
        "assignee": noted.created_by_id,
    }


def opening(person: Any) -> Opening:
    capacity = Capacity.objects.get(code="owner_occupier")
    subtype = Subtype.objects.get(code="information_question")
    return Opening(subtype=subtype, client=JourneyClient(capacity, person))


def test_a_tally_becomes_an_anonymous_question(lotte: User, desk: Client) -> None:
    noted = contact(by=lotte, person=None, address=AddressFactory.create())
    page = desk.get(f"/dossiers/new/?contact={noted.pk}").content.decode()
    assert "checked" in page.partition('name="is_anonymous"')[2].partition(">")[0]
    assert 'value="2800"' in page


def test_a_contact_stands_on_the_page_of_the_person_and_of_the_address_and_a_merge_takes_it_along(
    lotte: User, desk: Client
) -> None:
    address, other = AddressFactory.create(), PersonFactory.create()
    person = PersonFactory.create(address=address)
    noted = contact(by=lotte, person=person, address=address)
    for url in (f"/people/{person.pk}/?tab=contacts", reverse("address", args=[address.pk])):
        assert "dakpremie" in desk.get(url).content.decode(), url
    done = merge(other, person, by=lotte)
    assert ContactMoment.objects.get(pk=noted.pk).person == other
    undo_merge(done, by=lotte)
    assert ContactMoment.objects.get(pk=noted.pk).person == person
