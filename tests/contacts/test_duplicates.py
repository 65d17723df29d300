"""While somebody types: who may already be known, and why."""

from typing import Any

import pytest

from oss.addresses.factories import AddressFactory
from oss.celery import app
from oss.contacts.duplicates import probable_duplicates, probable_organisations
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import Person
from oss.contacts.tasks import find_duplicates_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def an() -> Person:
    PersonFactory(first_name="Karim", last_name="El Amrani")
    person: Person = PersonFactory(
        first_name="An", last_name="Janssens", mail="an@example.be", phone="0478 12 34 56"
    )
    return person


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"mail": "AN@example.be"}, "mail"),
        ({"phone": "+32 478/12.34.56"}, "phone"),
        ({"first_name": "Janssens", "last_name": "an", "phone": "0478123456"}, "phone"),
        ({"first_name": "án", "last_name": "JANSSENS"}, "same name"),
        ({"first_name": "An", "last_name": "Jansens"}, "looks like"),
        ({"first_name": "Janssens", "last_name": "An"}, "looks like"),
    ],
)
def test_somebody_known_is_pointed_out_with_the_reason(
    typed: dict[str, str], reason: str, an: Person
) -> None:
    (hint,) = probable_duplicates(**typed)
    assert hint.record == an
    assert reason in hint.reason


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"first_name": "An"},
        {"last_name": "Janssens"},
        {"mail": "an@exam"},
        {"phone": "0478"},
        {"first_name": "Bram", "last_name": "Verhaegen", "mail": "bram@example.be"},
    ],
)
@pytest.mark.usefixtures("an")
def test_too_little_or_something_else_points_to_nobody(typed: dict[str, str]) -> None:
    assert probable_duplicates(**typed) == []


def test_the_surest_comes_first_and_never_more_than_five(an: Person) -> None:
    for number in range(8):
        PersonFactory(first_name="An", last_name="Janssens", mail=f"an{number}@example.be")
    hints = probable_duplicates(first_name="An", last_name="Janssens", mail="an@example.be")
    assert len(hints) == 5
    assert hints[0].record == an


def test_many_namesakes_do_not_hide_who_has_the_same_mail_address(an: Person) -> None:
    """Husband and wife share it: whatever name is typed."""
    for number in range(25):
        PersonFactory(first_name="Jan", last_name="Peeters", mail=f"jan{number}@example.be")
    hints = probable_duplicates(first_name="Jan", last_name="Peeters", mail="an@example.be")
    assert hints[0].record == an


@pytest.mark.parametrize("rows", [1, 50])
def test_it_takes_two_queries_for_one_row_and_for_fifty(rows: int, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        PersonFactory(first_name="An", last_name="Janssens", mail=f"an{number}@example.be")
    with django_assert_num_queries(2):
        probable_duplicates(first_name="An", last_name="Janssens")


def test_who_is_not_in_use_is_not_proposed(an: Person) -> None:
    Person.objects.filter(pk=an.pk).update(is_active=False)
    assert probable_duplicates(mail="an@example.be") == []


def test_the_same_address_goes_first_among_names_that_are_alike(an: Person) -> None:
    home = AddressFactory()
    neighbour = PersonFactory(first_name="An", last_name="Jansssens", mail="", phone="", address=home)
    hints = probable_duplicates(first_name="An", last_name="Janssenss", address=home)
    assert [hint.record for hint in hints] == [neighbour, an]
    assert "same address" in hints[0].reason


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"enterprise_number": "BE 403.019.261", "name": "Iets helemaal anders"}, "number"),
        ({"mail": "INFO@dak.example"}, "mail"),
        ({"name": "dakwerken demo"}, "same name"),
        ({"name": "Dakwerken Demo nv"}, "same name"),
        ({"name": "Dakwerkn Demo"}, "looks like"),
    ],
)
def test_an_organisation_is_known_by_number_mail_or_name(typed: dict[str, str], reason: str) -> None:
    known = OrganisationFactory(
        name="Dakwerken Demo BV", enterprise_number="0403.019.261", mail="info@dak.example"
    )
    (hint,) = probable_organisations(**typed)
    assert (hint.record, reason in hint.reason) == (known, True)


@pytest.mark.parametrize("typed", [{}, {"name": "dak"}, {"enterprise_number": "0403"}, {"name": "Ramen Jef"}])
def test_too_little_of_an_organisation_points_to_none(typed: dict[str, str]) -> None:
    OrganisationFactory(name="Dakwerken Demo BV", enterprise_number="0403.019.261")
    assert probable_organisations(**typed) == []


def test_a_new_record_is_compared_in_the_background(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(type(app), "send_task", lambda _app, *task: sent.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        person = PersonFactory()
    assert sent == [(find_duplicates_of.name, ["person", person.pk])]


def test_a_broker_that_is_down_does_not_stop_a_new_record(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(*_task: Any, **_options: Any) -> None:
        raise OSError("connection refused")

    monkeypatch.setattr(type(app), "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        person = PersonFactory()
    assert Person.objects.filter(pk=person.pk).exists()
