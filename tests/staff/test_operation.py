"""How an operation begins: right, transaction, history, and the row as it is now."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy

from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.core.history import events_of
from oss.core.refusal import Gone, NotAllowed, Refused
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, operation
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@operation("contacts.change_person", refused=gettext_lazy("Your role may not take this step."))
def rename(person: Person, *, by: User | None, name: str) -> Person:
    held = hold(Person.objects, person, by=by)
    held.last_name = name
    held.save(update_fields=["last_name"])
    if not name:
        raise Refused("no name")
    return held


@operation()
def rename_twice(person: Person, *, by: User | None) -> None:
    rename(person, by=by, name="Eerst")
    rename(person, by=by, name="Daarna")


def operations_of(person: Person) -> list[str]:
    events = events_of(Person).filter(pgh_obj_id=person.pk, pgh_label="update").order_by("pgh_id")
    return [event.pgh_context.metadata["operation"] for event in events]


def test_who_lacks_the_right_is_told_so_and_nothing_is_done(user_with: Callable[..., User]) -> None:
    person = PersonFactory.create(last_name="Peeters")
    with pytest.raises(NotAllowed, match="stap"):
        rename(person, by=user_with(Role.AUDITOR), name="Anders")
    person.refresh_from_db()
    assert person.last_name == "Peeters"


def test_the_shop_itself_needs_no_right() -> None:
    assert rename(PersonFactory.create(), by=None, name="Anders").last_name == "Anders"


def test_what_is_refused_halfway_leaves_nothing(user_with: Callable[..., User]) -> None:
    person = PersonFactory.create(last_name="Peeters")
    with pytest.raises(Refused, match="no name"):
        rename(person, by=user_with(Role.DESK), name="")
    person.refresh_from_db()
    assert person.last_name == "Peeters"


def test_the_history_names_the_operation_that_was_asked_for_and_who_asked(
    user_with: Callable[..., User],
) -> None:
    person, desk = PersonFactory.create(), user_with(Role.DESK)
    rename(person, by=desk, name="Anders")
    rename_twice(person, by=desk)
    assert operations_of(person) == ["rename", "rename_twice", "rename_twice"]
    last = events_of(Person).filter(pgh_obj_id=person.pk).latest("pgh_id")
    assert last.pgh_context.metadata["user"] == desk.pk


def test_what_is_gone_is_told_and_who_may_not_see_it_hears_no_more(user_with: Callable[..., User]) -> None:
    person = PersonFactory.create(last_name="Peeters")
    with pytest.raises(Gone, match="Peeters"), transaction.atomic():
        hold(Person.objects, person, by=user_with(Role.AUDITOR))
    with pytest.raises(NotAllowed, match="of yours"), transaction.atomic():
        hold(Person.objects, 0, by=None, missing=NotAllowed("none of yours"))
    with transaction.atomic():
        assert hold_if_there(Person.objects, 0, by=None) is None
