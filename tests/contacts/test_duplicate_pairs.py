"""Probable duplicates in what is stored: which pairs are proposed, why, and how good the proposals are."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from faker import Faker

from oss.addresses.factories import AddressFactory, StreetFactory
from oss.addresses.models import Address
from oss.contacts.duplicate_pairs import find_duplicates
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.operations import merge, not_a_duplicate
from oss.contacts.models import ContactPoint, DuplicatePair, Organisation, Person, PointKind
from oss.contacts.similarity import Traits, likeness
from oss.contacts.tasks import find_all_duplicates, find_duplicates_of
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


def traits(name: str, **known: Any) -> Traits:
    first, last = name.split("|")
    many = {kind: frozenset(known.pop(kind, ())) for kind in ("mails", "phones")}
    return Traits(0, first, last, **many, **known)


A_MAIL, A_PHONE = {"mails": ["a@example.be"]}, {"phones": ["+32478123456"]}
OTHER_MAIL = {"mails": ["b@example.be"]}


@pytest.mark.parametrize(
    ("one", "two", "worth", "reasons"),
    [
        (traits("an|janssens"), traits("an|janssens"), True, ["name"]),
        (traits("an|janssens", **A_MAIL), traits("an|janssens", **OTHER_MAIL), True, ["name"]),
        (traits("an|janssens", address=1), traits("an|janssens", address=2), False, ["name"]),
        (traits("an|jansens", **A_MAIL), traits("an|janssens", **A_MAIL), True, ["mail", "similar_name"]),
        (traits("janssens|an", **A_MAIL), traits("an|janssens", **A_MAIL), True, ["mail", "name"]),
        (traits("an|janssens", **A_MAIL), traits("jan|janssens", **A_MAIL), False, []),
        (traits("j|janssens", **A_PHONE), traits("jan|janssens", **A_PHONE), True, ["phone", "similar_name"]),
        (traits("|dakwerken demo", number="1"), traits("|anders", number="1"), True, ["number"]),
        (
            traits("|demo", number="1", **A_MAIL),
            traits("|demo", number="2", **A_MAIL),
            False,
            ["mail", "name"],
        ),
        (
            traits("an|janssens", address=1),
            traits("an|jansens", address=1),
            True,
            ["similar_name", "address"],
        ),
        (traits("an|peeters", address=1), traits("jef|janssens", address=1), False, []),
    ],
)
def test_what_makes_a_pair_worth_a_look(one: Traits, two: Traits, worth: bool, reasons: list[str]) -> None:
    for found in (likeness(one, two), likeness(two, one)):
        assert found.is_worth_a_look is worth
        assert list(found.reasons) == reasons


def pairs() -> list[tuple[str, str, list[str]]]:
    return [(str(pair.first), str(pair.second), pair.reasons) for pair in DuplicatePair.objects.open()]


def test_a_pair_is_found_with_its_reasons_and_goes_with_them() -> None:
    one = PersonFactory(first_name="An", last_name="Janssens", mail="an@example.be", phone="")
    two = PersonFactory(first_name="An", last_name="Jansens", mail="an@example.be", phone="")
    PersonFactory(first_name="Karim", last_name="El Amrani")
    assert find_duplicates(Person) == 1
    assert find_duplicates(Person, [two.pk]) == 1
    assert pairs() == [(str(one), str(two), ["mail", "similar_name"])]
    Person.objects.filter(pk=two.pk).update(first_name="Bram", last_name="Verhaegen")
    find_duplicates(Person)
    assert pairs() == []


def test_an_organisation_is_known_without_its_legal_form() -> None:
    OrganisationFactory(name="Dakwerken Demo BV", enterprise_number="", mail="")
    OrganisationFactory(name="BVBA Dakwerken Demo", enterprise_number="", mail="")
    OrganisationFactory(name="Ramen Voorbeeld", enterprise_number="", mail="")
    assert find_duplicates(Organisation) == 1


def test_not_a_duplicate_is_remembered(user_with: Callable[..., User]) -> None:
    PersonFactory(first_name="An", last_name="Janssens", mail="", phone="")
    PersonFactory(first_name="An", last_name="Janssens", mail="", phone="")
    find_all_duplicates()
    not_a_duplicate(DuplicatePair.objects.get(), by=user_with(Role.DESK))
    find_all_duplicates()
    assert not DuplicatePair.objects.open().exists()
    assert DuplicatePair.objects.count() == 1


def test_who_was_merged_is_no_duplicate_of_anybody(user_with: Callable[..., User]) -> None:
    people = [PersonFactory(first_name="An", last_name="Janssens", mail="", phone="") for _time in range(3)]
    assert find_duplicates(Person) == 3
    merge(people[0], people[1], by=user_with(Role.DESK))
    find_duplicates_of("person", people[0].pk)
    (left,) = DuplicatePair.objects.open()
    assert {left.first, left.second} == {people[0], people[2]}


# --- Precision and recall on 2,000 people with 300 planted duplicates ------------------------------

PEOPLE, PLANTED, FAMILIES = 2_000, 300, 200


@dataclass
class Entry:
    first: str
    last: str
    mail: str
    phone: str
    address: int | None


def _typo(name: str, pick: random.Random) -> str:
    place = pick.randrange(1, max(2, len(name) - 1))
    return pick.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + name[place] + name[place:] if place < len(name) else name + name[-1],
            name[: place - 1] + name[place : place + 1] + name[place - 1] + name[place + 1 :],
            name[:place] + pick.choice("aeiourstn") + name[place + 1 :],
        ]
    )


def _double(of: Entry, pick: random.Random) -> Entry:
    """How the same person is entered again: misspelt, swapped, shortened; by another channel."""
    first, last = of.first, of.last
    match pick.choice(["same", "same", "typo", "typo", "typo", "swapped", "initial", "accents"]):
        case "typo":
            first, last = (first, _typo(last, pick)) if pick.random() < 0.7 else (_typo(first, pick), last)
        case "swapped":
            first, last = last, first
        case "initial":
            first = f"{first[0]}."
        case "accents":
            first, last = first.upper(), last.lower()
    kept = pick.choice(["mail", "phone", "address", "mail phone", "mail address", "phone address", "name"])
    return Entry(
        first,
        last,
        of.mail if "mail" in kept else pick.choice(["", f"nieuw.{pick.random()}@example.be"]),
        of.phone if "phone" in kept else "",
        of.address if "address" in kept else None,
    )


def _population() -> tuple[list[Entry], set[tuple[int, int]]]:
    """Entries and the planted pairs (places in the list). Families share name, address, often mail."""
    pick = random.Random(20261121)  # noqa: S311 - the same people every time
    invent = Faker("nl_BE")
    invent.seed_instance(20261121)
    people = [
        Entry(
            invent.first_name(),
            invent.last_name(),
            f"persoon{number}@example.be" if pick.random() < 0.85 else "",
            f"+3246{number:07}" if pick.random() < 0.7 else "",
            number if pick.random() < 0.8 else None,
        )
        for number in range(PEOPLE - PLANTED - FAMILIES)
    ]
    for member in pick.sample(people, FAMILIES):
        first = invent.first_name()
        while first == member.first:
            first = invent.first_name()
        mail = member.mail if pick.random() < 0.6 else f"gezin{len(people)}@example.be"
        people.append(Entry(first, member.last, mail, member.phone, member.address))
    originals = pick.sample(range(len(people)), PLANTED)
    doubles = [_double(people[place], pick) for place in originals]
    planted = {(place, len(people) + number) for number, place in enumerate(originals)}
    return people + doubles, planted


def _stored(entries: list[Entry]) -> list[int]:
    """In bulk: 2,000 people through the operation would take longer than what is tested."""
    street = StreetFactory()
    places = sorted({entry.address for entry in entries if entry.address is not None})
    made = Address.objects.bulk_create(
        AddressFactory.build(street=street, house_number=str(place + 1)) for place in places
    )
    addresses = dict(zip(places, made, strict=True))
    people = Person.objects.bulk_create(
        Person(
            first_name=entry.first,
            last_name=entry.last,
            address=None if entry.address is None else addresses[entry.address],
        )
        for entry in entries
    )
    points = [
        ContactPoint(person=person, kind=kind, value=value, normalised=value)
        for person, entry in zip(people, entries, strict=True)
        for kind, value in ((PointKind.MAIL, entry.mail), (PointKind.PHONE, entry.phone))
        if value
    ]
    ContactPoint.objects.bulk_create(points)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contacts_person, contacts_contactpoint")
    return [person.pk for person in people]


def test_precision_and_recall_on_two_thousand_people(capsys: pytest.CaptureFixture[str]) -> None:
    entries, planted = _population()
    keys = _stored(entries)
    find_duplicates(Person)
    place = {key: number for number, key in enumerate(keys)}
    proposed = {
        (place[first], place[second])
        for first, second in DuplicatePair.objects.open().values_list("first_person_id", "second_person_id")
    }
    right = proposed & planted
    precision, recall = len(right) / len(proposed), len(right) / len(planted)
    with capsys.disabled():
        print(  # noqa: T201 - the report
            f"\n{len(entries)} people, {len(planted)} duplicates: {len(proposed)} proposed,"
            f" {len(right)} right; precision {precision:.3f}, recall {recall:.3f}"
        )
    assert (len(entries), len(planted)) == (PEOPLE, PLANTED)
    assert precision >= 0.9
    assert recall >= 0.8
