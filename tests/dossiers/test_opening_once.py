"""A form that is sent twice opens one dossier, and leads to it: double click, reload, four threads."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from dossiers.models import Capacity, Dossier, Journey, Project, Source, Subtype
from oss.contacts.factories import PersonFactory
from oss.contacts.merging.operations import merge
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def anonymous() -> dict[str, object]:
    return {
        "subtype": Subtype.objects.get(name="Informatievraag").pk,
        "source": Source.objects.get(name="e-mail").pk,
        "project": Project.objects.get(name="Reguliere werking").pk,
        "capacity": Capacity.objects.get(name="eigenaar-bewoner").pk,
        "question": "Welke premie is er?",
        "is_anonymous": "on",
        "postcode": "2800",
    }


def key_in(page: str) -> str:
    (key,) = re.findall(r'name="key" value="([^"]*)"', page)
    return str(key)


def test_the_same_form_sent_again_leads_to_the_same_dossier(desk: Client) -> None:
    key = key_in(desk.get("/dossiers/new/").content.decode())
    answers = [desk.post("/dossiers/new/", anonymous() | {"key": key}) for _time in range(2)]
    (dossier,) = Dossier.objects.all()
    assert [one["Location"] for one in answers] == [f"/dossiers/{dossier.number}/"] * 2
    assert Journey.objects.count() == 1


def test_only_a_question_is_anonymous_and_the_form_says_so(desk: Client) -> None:
    advice = Subtype.objects.get(code="advice_renovation_advice")
    answer = desk.post("/dossiers/new/", anonymous() | {"subtype": advice.pk})
    assert answer.status_code == 422
    assert "Alleen een vraag kan anoniem zijn" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_who_was_merged_while_the_form_was_open_is_asked_for_again_and_nothing_typed_is_lost(
    desk: Client, lotte: User
) -> None:
    an, double = PersonFactory.create(), PersonFactory.create()
    page = desk.get("/dossiers/new/", {"person": double.pk}).content.decode()
    merge(an, double, by=lotte)
    sent = {**anonymous(), "person": double.pk, "key": key_in(page)}
    del sent["is_anonymous"], sent["postcode"]
    answer = desk.post("/dossiers/new/", sent)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "een collega heeft ze intussen verwijderd, samengevoegd of gedeactiveerd" in told
    assert "Welke premie is er?" in told
    assert not Dossier.objects.exists()


def test_a_new_form_opens_a_new_dossier(desk: Client) -> None:
    for _time in range(2):
        key = key_in(desk.get("/dossiers/new/").content.decode())
        desk.post("/dossiers/new/", anonymous() | {"key": key})
    assert Dossier.objects.count() == 2


def test_a_form_that_was_refused_keeps_its_key_and_opens_once_it_is_right(desk: Client) -> None:
    key = str(uuid4())
    refused = desk.post("/dossiers/new/", anonymous() | {"key": key, "postcode": "28"})
    assert refused.status_code == 422
    assert key_in(refused.content.decode()) == key
    assert desk.post("/dossiers/new/", anonymous() | {"key": key}).status_code == 302
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "9" * 5000, "a\x00b"])
def test_a_key_that_is_none_loses_nothing(key: str, desk: Client) -> None:
    assert desk.post("/dossiers/new/", anonymous() | {"key": key}).status_code == 302
    assert Dossier.objects.count() == 1


def test_from_a_mail_the_second_click_leads_to_the_dossier_too(desk: Client) -> None:
    item = receive_message().queue_item
    sent = anonymous() | {"key": str(uuid4()), "item": item.pk}
    answers = [desk.post("/dossiers/new/", sent) for _time in range(2)]
    (dossier,) = Dossier.objects.all()
    assert [one["Location"] for one in answers] == [f"/dossiers/{dossier.number}/"] * 2


@pytest.mark.django_db(transaction=True)
def test_four_threads_open_one_dossier(lotte: User, client_of: Callable[[User], Client]) -> None:
    mieke = PersonFactory(first_name="Mieke", last_name="Maes")
    sent = anonymous() | {"is_anonymous": "", "person": mieke.pk, "key": str(uuid4())}

    def send(desk: Client) -> str:
        try:
            return str(desk.post("/dossiers/new/", sent)["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        led_to = set(threads.map(send, [client_of(lotte) for _number in range(4)]))
    (dossier,) = Dossier.objects.all()
    assert led_to == {f"/dossiers/{dossier.number}/"}
