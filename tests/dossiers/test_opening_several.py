"""One form, one client, several addresses: a train for each."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier, Journey, Project, Source, Subtype
from dossiers.operations.opening import MOST_TOGETHER, Elsewhere, Opening, open_dossiers
from dossiers.operations.opening import Client as JourneyClient
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.core.refusal import Refused
from oss.staff.drafts import Typed, keep_draft
from oss.staff.models import User
from tests.mails import receive_message

NEW = "/dossiers/new/"


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def landlord(db: None) -> Person:
    return PersonFactory.create(first_name="Rita", last_name="Claes")


@pytest.fixture
def houses(db: None) -> list[Address]:
    return [AddressFactory.create() for _one in range(3)]


def owner() -> Capacity:
    return Capacity.objects.get(code="owner_occupier")


def opening(person: Person, address: Address | None, **known: object) -> Opening:
    return Opening(
        subtype=Subtype.objects.get(code="advice_renovation_advice"),
        client=JourneyClient(owner(), person),
        address=address,
        source=Source.objects.get(code="mail"),
        project=Project.objects.get(code="regular"),
        **known,  # type: ignore[arg-type]
    )


def typed(person: Person, houses: list[Address], **known: object) -> dict[str, object]:
    first, *others = houses
    fields: dict[str, object] = {
        "subtype": Subtype.objects.get(code="information_question").pk,
        "source": Source.objects.get(code="mail").pk,
        "project": Project.objects.get(code="regular").pk,
        "capacity": owner().pk,
        "person": person.pk,
        "address": first.pk,
        "question": "Welke premies zijn er?",
        "further": len(others),
        "key": str(uuid4()),
    }
    for number, address in enumerate(others, start=1):
        fields |= {f"address_{number}": address.pk, f"journey_{number}": ""}
    return fields | known


def opened() -> list[Dossier]:
    return list(Dossier.objects.order_by("number").select_related("journey", "site_address", "main_contact"))


# --- The operation -------------------------------------------------------------------------------


def test_each_address_gets_a_train_of_the_same_client(
    lotte: User, landlord: Person, houses: list[Address]
) -> None:
    made = open_dossiers(opening(landlord, houses[0]), [Elsewhere(one) for one in houses[1:]], by=lotte)
    assert made == opened()
    assert [one.site_address for one in made] == houses
    assert [one.journey.address for one in made] == houses
    assert {one.journey.client.person for one in made if one.journey.client} == {landlord}
    assert len({one.journey_id for one in made}) == len(houses)
    assert len({(one.type, one.subtype_id, one.source_id, one.project_id) for one in made}) == 1
    for numbers in ([one.number for one in made], sorted(one.journey.number for one in made)):
        tails = [int(one.rpartition("-")[2]) for one in numbers]
        assert tails == list(range(tails[0], tails[0] + len(houses)))


def test_a_journey_that_is_there_goes_on(lotte: User, landlord: Person, houses: list[Address]) -> None:
    there = information_dossier(by=lotte, client=JourneyClient(owner(), landlord), address=houses[1]).journey
    made = open_dossiers(
        opening(landlord, houses[0]), [Elsewhere(houses[1], there), Elsewhere(houses[2])], by=lotte
    )
    assert [one.journey == there for one in made] == [False, True, False]
    assert made[1].main_contact == there.client
    assert Journey.objects.count() == 3


def test_all_or_none(lotte: User, landlord: Person, houses: list[Address]) -> None:
    gone = AddressFactory.create()
    stale = Journey(pk=0, number="R2026-99999", address=gone)
    many = [Elsewhere(AddressFactory.create()) for _one in range(MOST_TOGETHER)]
    anonymous = Opening(subtype=Subtype.objects.get(code="information_question"), is_anonymous=True)
    cases = (
        (opening(landlord, houses[0]), [Elsewhere(houses[1]), Elsewhere(gone, stale)], "R2026-99999"),
        (opening(landlord, houses[0]), many, "hoogstens 20 adressen tegelijk; dit zijn er 21"),
        (opening(landlord, houses[0]), [Elsewhere(houses[0])], "tweemaal"),
        (opening(landlord, None), [Elsewhere(houses[0])], "eerste adres"),
        (anonymous, [Elsewhere(houses[0])], "van één klant"),
    )
    for asked, elsewhere, told in cases:
        with pytest.raises(Refused, match=told):
            open_dossiers(asked, elsewhere, by=lotte)
        assert not Dossier.objects.exists()
        assert not Journey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_at_once_opens_them_once(
    lotte: User, landlord: Person, houses: list[Address]
) -> None:
    key, start = uuid4(), Barrier(3)

    def send(asked: Opening) -> list[str]:
        try:
            start.wait()
            made = open_dossiers(asked, [Elsewhere(one) for one in houses[1:]], by=lotte)
            return [one.number for one in made]
        finally:
            connection.close()

    other = PersonFactory.create()
    asked = [opening(landlord, houses[0], key=key)] * 2 + [opening(other, houses[0], key=uuid4())]
    with ThreadPoolExecutor(3) as threads:
        first, second, third = threads.map(send, asked)
    assert first == second
    assert sorted(first + third) == [one.number for one in opened()]


# --- The page ------------------------------------------------------------------------------------


def test_the_page_opens_all_and_names_them_also_the_second_time(
    desk: Client, landlord: Person, houses: list[Address]
) -> None:
    sent = typed(landlord, houses)
    answers = [desk.post(NEW, sent) for _time in range(2)]
    made = opened()
    assert len(made) == 3
    assert [one["Location"] for one in answers] == [f"/dossiers/{made[0].number}/"] * 2
    page = desk.get(answers[0]["Location"]).content.decode()
    assert "3 dossiers zijn geopend" in page
    for one in made:
        assert f'<a href="/dossiers/{one.number}/">{one.number}</a>' in page


def test_one_more_address_keeps_all_that_is_typed(
    desk: Client, landlord: Person, houses: list[Address]
) -> None:
    sent = typed(landlord, houses[:2])
    page = desk.post(NEW, sent | {"more": "1"}).content.decode()
    assert "Welke premies zijn er?" in page
    assert f'name="key" value="{sent["key"]}"' in page
    assert 'name="further" value="2"' in page
    assert re.search(rf'name="address_1".{{0,600}}value="{houses[1].pk}"[^>]*selected', page, re.DOTALL)
    assert 'name="address_2"' in page
    assert 'aria-invalid="true"' not in page
    assert not Dossier.objects.exists()
    many = typed(landlord, [AddressFactory.create() for _one in range(MOST_TOGETHER)])
    full = desk.post(NEW, many | {"more": "1"}).content.decode()
    assert f'name="further" value="{MOST_TOGETHER - 1}"' in full
    assert "hoogstens 20 adressen tegelijk" in full
    beyond = desk.post(NEW, many | {"further": MOST_TOGETHER, f"address_{MOST_TOGETHER}": houses[0].pk})
    assert "dit zijn er 21" in beyond.content.decode()
    assert not Dossier.objects.exists()


def test_each_address_proposes_the_journey_of_this_client_and_never_of_another(
    lotte: User, desk: Client, landlord: Person, houses: list[Address]
) -> None:
    own = information_dossier(by=lotte, client=JourneyClient(owner(), landlord), address=houses[1]).journey
    tenant = information_dossier(by=lotte, address=houses[2]).journey

    def ask(number: int) -> str:
        fields = {"person": landlord.pk, f"address_{number}": houses[number].pk}
        return desk.get(
            NEW, fields, headers={"HX-Request": "true", "HX-Target": f"further-journey-{number}"}
        ).content.decode()

    assert re.search(rf'name="journey_1"[^>]*value="{own.pk}"[^>]*checked', ask(1))
    assert "Deze klant heeft hier al een klantenreis" in ask(1)
    assert tenant.number in ask(2)
    assert "andere klant op dit adres" in ask(2)
    assert re.search(r'name="journey_2"[^>]*value=""[^>]*checked', ask(2))
    # the form that was faster than the proposal comes back with it
    sent = typed(landlord, houses, proposed_1="", proposed_2="")
    refused = desk.post(NEW, sent)
    assert refused.status_code == 422
    assert "is nu gekozen" in refused.content.decode()
    assert Dossier.objects.count() == 2
    desk.post(NEW, sent | {"proposed_1": own.pk, "journey_1": own.pk})
    journeys = [one.journey for one in opened()[2:]]
    assert [one in {own, tenant} for one in journeys] == [False, True, False]


def test_what_does_not_go_together_is_told_at_its_field(
    desk: Client, landlord: Person, houses: list[Address]
) -> None:
    cases: tuple[tuple[dict[str, object], str], ...] = (
        (typed(landlord, [houses[0], houses[0]]), "Dit adres staat er tweemaal"),
        (typed(landlord, houses[:2], address=""), "Kies ook het eerste adres"),
        (typed(landlord, houses[:2], is_anonymous="on"), "Een anonieme vraag gaat over één adres"),
    )
    for sent, told in cases:
        answer = desk.post(NEW, sent)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert not Dossier.objects.exists()
    desk.post(NEW, typed(landlord, houses[:2]) | {"address_1": ""})
    assert len(opened()) == 1, "an empty one is left out"


def test_a_draft_finds_the_addresses_that_it_puts_back(
    lotte: User, desk: Client, landlord: Person, houses: list[Address]
) -> None:
    for of, url in (("-", NEW), (f"person={landlord.pk}", f"{NEW}?person={landlord.pk}")):
        fields = {"address_1": [str(houses[0].pk)], "address_2": [str(houses[1].pk)], "address_3": [""]}
        keep_draft(Typed("dossier_new", of, uuid4(), 1, fields, {}, {}, []), by=lotte)
        assert 'name="further" value="2"' in desk.get(url).content.decode()
    assert 'name="further" value="0"' in desk.get(f"{NEW}?address={houses[0].pk}").content.decode()


def test_a_mail_hangs_on_the_first(
    lotte: User, desk: Client, landlord: Person, houses: list[Address]
) -> None:
    item = receive_message(subject="Drie huizen").queue_item
    desk.post(NEW, typed(landlord, houses, item=item.pk))
    item.refresh_from_db()
    assert [one.case_file_id == item.case_file_id for one in opened()] == [True, False, False]
