"""Sort keys, search text and parties stay what a plain look at the tables says, whatever changes, however."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from time import monotonic, sleep
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from bench.scale.seeding import Size, seed
from dossiers.factories import information_dossier
from dossiers.models import (
    MOST_AT_ONCE,
    Capacity,
    Dossier,
    DossierParty,
    Journey,
    Stakeholder,
    StaleKey,
)
from dossiers.operations.addresses import add_addresses
from dossiers.operations.editing import add_stakeholder, update_dossier
from dossiers.operations.opening import Client, Opening, open_dossier
from dossiers.sort_keys import make_stale_keys, mark_wrong_keys
from oss.addresses.factories import AddressFactory, MunicipalityFactory, StreetFactory
from oss.addresses.models import Address, Municipality, Street
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import Organisation, Person
from oss.core.text_search import fold
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity

NAMES = ("Élise", "Van den Broeck", "D’Hondt", "Öztürk", "O'Neill", "Nguyễn", "Sint-Jan", "12de Linie", "Z")
CHANGES = 40


# --- what the columns hold, in plain Python ------------------------------------------------------


def name_of(stakeholder: Stakeholder | None) -> str | None:
    if stakeholder is None:
        return None
    person, organisation = stakeholder.person, stakeholder.organisation
    words = [person.last_name, person.first_name] if person else []
    return fold(" ".join([*words, organisation.name if organisation else ""]))


def place_of(address: Address | None) -> str | None:
    return address and f"{fold(address.street.name)} {address.house_order} {address.box_order}"


def term_of(dossier: Dossier) -> date | None:
    open_ones = Activity.objects.filter(case_file=dossier.case_file).to_do().open()
    return min((one.due_on for one in open_ones if one.due_on), default=None)


def words_of(*numbers: str, stakeholders: Any, addresses: list[Address | None]) -> list[str]:
    texts = list(numbers)
    for one in stakeholders.order_by("pk"):
        texts += [one.person.first_name, one.person.last_name] if one.person else []
        texts += [one.organisation.name] if one.organisation else []
    for address in filter(None, addresses):
        box = f"bus {address.box_number}" if address.box_number else ""
        texts += [address.street.name, address.house_number, box, address.postcode]
        texts += [address.street.municipality.name]
    return fold(" ".join(texts)).split()


def involved_in(dossier: Dossier) -> Any:
    return Stakeholder.objects.filter(journey=dossier.journey) | Stakeholder.objects.filter(dossier=dossier)


def assert_true_keys() -> None:
    for one in Journey.objects.all():
        assert one.client_sort == name_of(one.client)
        assert one.address_sort == place_of(one.address)
        assert one.search.split() == words_of(
            one.number, stakeholders=one.stakeholders, addresses=[one.address]
        )
    for one in Dossier.objects.all():
        assert one.contact_sort == name_of(one.main_contact)
        assert one.address_sort == place_of(one.site_address)
        assert one.assignee_sort == (fold(one.assignee.name) if one.assignee else None)
        assert one.next_due == term_of(one)
        assert one.search.split() == words_of(
            one.number,
            one.journey.number,
            one.postcode,
            stakeholders=involved_in(one),
            addresses=[one.site_address, *one.additional_addresses.order_by("pk")],
        )


def assert_true_parties() -> None:
    expected = {
        (dossier.pk, one.pk, one.person_id, one.organisation_id, one.capacity_id, one.until is None)
        for dossier in Dossier.objects.all()
        for one in involved_in(dossier)
    }
    columns = ("dossier", "stakeholder", "person", "organisation", "capacity", "is_current")
    assert set(DossierParty.objects.values_list(*columns)) == expected
    assert DossierParty.objects.count() == len(expected)


# --- random changes ------------------------------------------------------------------------------


class Loket:
    """Changes something, never twice in the same way: by operation, by queryset, by raw SQL."""

    def __init__(self, chance: Random, user: User) -> None:
        self.chance, self.user = chance, user
        self.changes: list[Callable[[], object]] = [
            self.rename_person,
            self.rename_organisation,
            self.rename_street,
            self.move_street,
            self.rename_town,
            self.rename_colleague,
            self.renumber_address,
            self.open_dossier,
            self.add_stakeholder,
            self.end_stakeholder,
            self.turn_stakeholder_into_another,
            self.remove_stakeholder,
            self.choose_contact,
            self.choose_address,
            self.choose_more_addresses,
            self.forget_an_address,
            self.turn_an_address_into_another,
            self.choose_assignee,
            self.choose_client,
            self.move_dossier,
        ]

    def one(self, model: Any) -> Any:
        return self.chance.choice(list(model.objects.order_by("pk")))

    def name(self) -> str:
        return self.chance.choice(NAMES)

    def rename_person(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE contacts_person SET last_name = %s WHERE id = %s", [self.name(), self.one(Person).pk]
            )

    def rename_organisation(self) -> None:
        Organisation.objects.filter(pk=self.one(Organisation).pk).update(name=self.name())

    def rename_street(self) -> None:
        Street.objects.filter(pk=self.one(Street).pk).update(name=self.name())

    def move_street(self) -> None:
        Street.objects.filter(pk=self.one(Street).pk).update(municipality=self.one(Municipality))

    def rename_town(self) -> None:
        Municipality.objects.filter(pk=self.one(Municipality).pk).update(name=self.name())

    def rename_colleague(self) -> None:
        User.objects.filter(pk=self.one(User).pk).update(
            first_name=self.chance.choice(["", self.name()]), last_name=""
        )

    def renumber_address(self) -> None:
        address = self.one(Address)
        numbers = [("12A", ""), ("3", "2"), ("110", "b1")]
        address.house_number, address.box_number = self.chance.choice(numbers)
        address.save()

    def open_dossier(self) -> None:
        journey = self.chance.choice([None, self.one(Journey)])
        known = {"journey": journey} if journey else {"address": self.one(Address)}
        information_dossier(by=self.user, assignee=self.one(User), **known)

    def add_stakeholder(self) -> None:
        on = {"journey": self.one(Journey)} if self.chance.random() < 0.5 else {"dossier": self.one(Dossier)}
        who = self.chance.choice(
            [
                {"person": self.one(Person)},
                {"organisation": self.one(Organisation)},
                {"person": self.one(Person), "organisation": self.one(Organisation)},
            ]
        )
        Stakeholder.objects.create(capacity=self.one(Capacity), **on, **who)

    def end_stakeholder(self) -> None:
        until = self.chance.choice([None, "2026-01-31"])
        Stakeholder.objects.filter(pk=self.one(Stakeholder).pk).update(until=until)

    def turn_stakeholder_into_another(self) -> None:
        Stakeholder.objects.filter(pk=self.one(Stakeholder).pk).update(
            person=self.one(Person), capacity=self.one(Capacity)
        )

    def remove_stakeholder(self) -> None:
        free = Stakeholder.objects.filter(main_contact_of=None, client_of=None).order_by("pk")
        if free:
            self.chance.choice(list(free)).delete()

    def choose_contact(self) -> None:
        dossier = self.one(Dossier)
        contact = self.chance.choice([None, *dossier.journey.stakeholders.order_by("pk")])
        update_dossier(dossier, by=self.user, main_contact=contact)

    def choose_address(self) -> None:
        update_dossier(
            self.one(Dossier), by=self.user, site_address=self.chance.choice([None, self.one(Address)])
        )

    def choose_more_addresses(self) -> None:
        add_addresses(self.one(Dossier), [self.one(Address), self.one(Address)], by=self.user)

    def forget_an_address(self) -> None:
        Dossier.additional_addresses.through.objects.filter(address=self.one(Address)).delete()

    def turn_an_address_into_another(self) -> None:
        links, address = Dossier.additional_addresses.through.objects, self.one(Address)
        there = links.filter(address=address).values("dossier")
        if link := links.exclude(dossier__in=there).first():
            links.filter(pk=link.pk).update(address=address)

    def choose_assignee(self) -> None:
        stale = self.one(Dossier)
        Dossier.objects.filter(pk=stale.pk).update(search="nonsense", contact_sort="nonsense")
        stale.assignee = self.chance.choice([None, self.one(User)])
        stale.save()

    def choose_client(self) -> None:
        journey = self.one(Journey)
        journey.client = journey.stakeholders.order_by("-pk").first()
        journey.address = self.one(Address)
        journey.save()

    def move_dossier(self) -> None:
        Dossier.objects.filter(pk=self.one(Dossier).pk).update(journey=self.one(Journey), main_contact=None)


@pytest.mark.parametrize("seed_of_chance", range(3))
def test_keys_and_parties_stay_true(seed_of_chance: int, lotte: User) -> None:
    loket = Loket(Random(seed_of_chance), lotte)  # noqa: S311 - changes, not secrets
    streets = [StreetFactory(name="Bruul"), StreetFactory(municipality=MunicipalityFactory(nis_code="12021"))]
    for number in range(4):
        PersonFactory.create()
        OrganisationFactory.create()
        AddressFactory(street=streets[number % 2], box_number="" if number else "3")
    for address in Address.objects.all():
        information_dossier(by=lotte, address=address)
    for _ in range(CHANGES):
        loket.chance.choice(loket.changes)()
    assert_true_keys()
    assert_true_parties()
    assert mark_wrong_keys() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["stakeholder", "wagon"])
def test_a_stakeholder_and_a_wagon_that_join_a_journey_at_once_know_each_other(
    first: str, user_with: Callable[..., User]
) -> None:
    lotte = user_with(Role.DESK)
    wagon = information_dossier(by=lotte)
    tenant = Client(Capacity.objects.get(name="huurder"), PersonFactory())
    joining = {
        "stakeholder": lambda: add_stakeholder(wagon, tenant, by=lotte),
        "wagon": lambda: open_dossier(Opening(subtype=wagon.subtype, journey=wagon.journey), by=lotte),
    }
    second = next(name for name in joining if name != first)

    def join() -> None:
        try:
            joining[second]()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            joining[first]()
            waiting = threads.submit(join)
            deadline = monotonic() + 30
            while not somebody_waits_for_me():
                assert not waiting.done(), "the second did not wait for the first"
                assert monotonic() < deadline
                sleep(0.01)
        waiting.result(30)
    assert DossierParty.objects.filter(person=tenant.person).count() == 2
    assert_true_keys()
    assert_true_parties()


def somebody_waits_for_me() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchall())


def test_a_key_that_is_not_kept_is_noticed(dossier: Dossier) -> None:
    """Planted: the triggers of people are off while somebody is renamed."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Person.objects.update(last_name="Anders")
        cursor.execute("SET LOCAL session_replication_role = origin")
    with pytest.raises(AssertionError):
        assert_true_keys()
    assert mark_wrong_keys() == 2
    assert make_stale_keys() == 2
    assert_true_keys()


def test_keys_are_no_part_of_the_history(dossier: Dossier, lotte: User) -> None:
    history = apps.get_model("dossiers.DossierEvent").objects.filter(pgh_obj=dossier)
    before = history.count()
    Person.objects.update(last_name="Anders")
    assert Dossier.objects.get().contact_sort.startswith("anders")
    assert history.count() == before


def test_a_name_on_very_many_dossiers_is_renewed_by_job(user_with: Callable[..., User]) -> None:
    colleague = user_with(Role.DESK, first_name="An", last_name="Eerst")
    seed(Size(dossiers=MOST_AT_ONCE + 1, addresses=200, mails=0))
    Dossier.objects.update(assignee=colleague)
    User.objects.filter(pk=colleague.pk).update(last_name="Daarna")
    assert set(Dossier.objects.values_list("assignee_sort", flat=True)) == {"an eerst"}
    assert StaleKey.objects.count() == MOST_AT_ONCE + 1
    assert make_stale_keys() == MOST_AT_ONCE + 1
    assert set(Dossier.objects.values_list("assignee_sort", flat=True)) == {"an daarna"}
    assert make_stale_keys() == 0


def test_an_invented_loket_has_true_keys_and_parties(db: None) -> None:
    seed(Size(dossiers=300, addresses=100, mails=1))
    assert_true_keys()
    assert_true_parties()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("élise", True),
        ("BROECK", True),  # inside a word
        ("broeck bruul", True),  # of different things
        ("br", True),  # two letters begin a word
        ("ro", False),  # and stand not inside one
        ("bruul 12", True),
        ("Bruul nr. 12, B-2800", True),  # in another notation than the register's
        ("bruul 13", False),
        ("%", True),  # nothing to look for
        ("👻 bruul", True),
        ("b_uul", False),
    ],
)
def test_a_dossier_is_found_by_fragments(text: str, found: bool, lotte: User) -> None:
    address = AddressFactory(street__name="Bruul", house_number="12")
    dossier = information_dossier(by=lotte, address=address)
    Person.objects.update(first_name="Elise", last_name="Van den Broeck")
    assert Dossier.objects.matching(text).exists() is found
    assert Journey.objects.matching(text).exists() is found
    assert Dossier.objects.matching(dossier.number).exists()
