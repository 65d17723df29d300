"""While somebody types: who may already be known, and why."""

from typing import Any

import pytest

from oss.contacts.duplicates import probable_duplicates
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person

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
    assert hint.person == an
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
    assert hints[0].person == an


@pytest.mark.parametrize("rows", [1, 50])
def test_it_takes_two_queries_for_one_row_and_for_fifty(rows: int, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        PersonFactory(first_name="An", last_name="Janssens", mail=f"an{number}@example.be")
    with django_assert_num_queries(2):
        probable_duplicates(first_name="An", last_name="Janssens")
