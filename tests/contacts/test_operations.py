"""What staff and the shop itself do to people and organisations."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactPoint, Employment, Organisation, Person, PointKind
from oss.contacts.operations.records import (
    add_contact_point,
    create_organisation,
    create_person,
    update_person,
)
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def preferred(owner: Person | Organisation, kind: PointKind) -> list[str]:
    return list(owner.contact_points.filter(kind=kind, preferred=True).values_list("value", flat=True))


def test_a_person_is_made_with_how_to_reach_them(colleague: User) -> None:
    person = create_person(
        by=colleague, first_name=" An ", last_name="Peeters", mail="An@Example.be", phone="0478 12 34 56"
    )
    points = person.contact_points.values_list("kind", "value", "normalised", "preferred")
    assert person.name == "An Peeters"
    assert set(points) == {
        ("mail", "An@Example.be", "an@example.be", True),
        ("phone", "0478 12 34 56", "+32478123456", True),
    }


def test_a_person_needs_a_name(colleague: User) -> None:
    with pytest.raises(ValidationError, match=r"."):
        create_person(by=colleague, mail="an@example.be")
    assert not Person.objects.exists()


def test_a_wrong_phone_number_leaves_no_person_behind(colleague: User) -> None:
    with pytest.raises(ValidationError):
        create_person(by=colleague, last_name="Peeters", phone="123")
    assert not Person.objects.exists()


def test_only_the_given_fields_change(colleague: User) -> None:
    person = PersonFactory(first_name="An", last_name="Peters")
    home = AddressFactory()
    changed = update_person(person, by=colleague, last_name="Peeters ", address=home)
    assert (changed.name, changed.address) == ("An Peeters", home)
    assert Person.objects.get(pk=person.pk).name == "An Peeters"


def test_a_field_that_is_not_for_staff_is_refused(colleague: User) -> None:
    with pytest.raises(TypeError, match="created_at"):
        update_person(PersonFactory(), by=colleague, created_at=None)


def test_a_choice_that_does_not_exist_is_refused(colleague: User) -> None:
    with pytest.raises(ValidationError):
        update_person(PersonFactory(), by=colleague, language="klingon")


def test_the_first_of_its_kind_is_preferred_until_another_is() -> None:
    person = PersonFactory(mail="een@example.be")
    add_contact_point(person, by=None, kind=PointKind.MAIL, value="twee@example.be")
    assert preferred(person, PointKind.MAIL) == ["een@example.be"]
    add_contact_point(person, by=None, kind=PointKind.MAIL, value="drie@example.be", preferred=True)
    assert preferred(person, PointKind.MAIL) == ["drie@example.be"]
    add_contact_point(person, by=None, kind=PointKind.MAIL, value="TWEE@example.be", preferred=True)
    assert preferred(person, PointKind.MAIL) == ["twee@example.be"]


def test_the_same_number_in_another_notation_is_not_added_again() -> None:
    organisation = OrganisationFactory(phone="015 29 40 10")
    again = add_contact_point(organisation, by=None, kind="phone", value="+32 15 29 40 10")
    assert organisation.contact_points.filter(kind=PointKind.PHONE).get() == again


def test_an_organisation_is_made_with_its_number_and_address(colleague: User) -> None:
    organisation = create_organisation(
        by=colleague,
        name="Dakwerken  Demo",
        kind="contractor",
        enterprise_number="BE 403.019.261",
        address=AddressFactory(),
        mail="info@dakwerken.example",
    )
    assert (organisation.name, organisation.enterprise_number_label) == ("Dakwerken Demo", "0403.019.261")


@pytest.mark.parametrize("role", [Role.AUDITOR, None])
def test_who_may_not_is_refused(role: Role | None, user_with: Callable[..., User]) -> None:
    user = user_with(*([role] if role else []))
    person = PersonFactory()
    for operation in (
        lambda: create_person(by=user, last_name="Peeters"),
        lambda: update_person(person, by=user, last_name="Peeters"),
        lambda: create_organisation(by=user, name="Demo", kind="other"),
        lambda: add_contact_point(person, by=user, kind="mail", value="an@example.be"),
    ):
        with pytest.raises(PermissionDenied):
            operation()


@pytest.mark.parametrize("role", Role)
def test_people_and_organisations_are_visible_to_staff_and_not_to_the_auditor(
    role: Role, user_with: Callable[..., User]
) -> None:
    PersonFactory()
    OrganisationFactory()
    user = user_with(role)
    seen = Person.objects.visible_to(user).count() + Organisation.objects.visible_to(user).count()
    assert seen == (0 if role == Role.AUDITOR else 2)


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_may_delete(role: Role, user_with: Callable[..., User]) -> None:
    user = user_with(role)
    assert user.has_perm("contacts.delete_person") is (role == Role.ADMINISTRATOR)
    assert user.has_perm("contacts.delete_organisation") is (role == Role.ADMINISTRATOR)


def test_history_says_what_changed_by_whom(colleague: User) -> None:
    person = create_person(by=colleague, first_name="An", last_name="Peters")
    update_person(person, by=colleague, last_name="Peeters")
    events = apps.get_model("contacts.PersonEvent").objects.order_by("pgh_id").select_related("pgh_context")
    assert [(event.pgh_label, event.last_name) for event in events] == [
        ("insert", "Peters"),
        ("update", "Peeters"),
    ]
    assert {event.pgh_context.metadata["user"] for event in events} == {colleague.pk}


# --- What the database refuses -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("contact_point_has_one_owner", {"person": None}),
        ("contact_point_is_normalised", {"normalised": "An@Example.be"}),
        ("contact_point_is_normalised", {"kind": "phone", "normalised": "0478123456"}),
        ("contact_point_state_is_known", {"state": "gone"}),
        ("contact_point_once_per_person", {"normalised": "an@example.be"}),
        ("one_preferred_contact_point_per_person_and_kind", {"preferred": True}),
    ],
)
def test_a_contact_point_keeps_its_rules(rule: str, fields: dict[str, Any]) -> None:
    person = PersonFactory(mail="an@example.be")
    values = {"person": person, "kind": "mail", "value": "x", "normalised": "other@example.be", **fields}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ContactPoint.objects.create(**values)


def test_a_contact_point_has_no_two_owners() -> None:
    with pytest.raises(IntegrityError, match="contact_point_has_one_owner"), transaction.atomic():
        PersonFactory().contact_points.update(organisation=OrganisationFactory())


def test_an_employment_ends_after_it_begins() -> None:
    with pytest.raises(IntegrityError, match="employment_ends_after_it_begins"), transaction.atomic():
        Employment.objects.create(
            person=PersonFactory(),
            organisation=OrganisationFactory(),
            since=date(2026, 2, 1),
            until=date(2026, 1, 1),
        )


def test_current_employments_are_those_of_today(time_machine: Any) -> None:
    time_machine.move_to("2026-11-21 12:00+01:00")
    person, organisation = PersonFactory(), OrganisationFactory()
    for since, until in ((None, None), (date(2026, 1, 1), date(2026, 11, 21)), (None, date(2026, 11, 20))):
        Employment.objects.create(person=person, organisation=organisation, since=since, until=until)
    assert Employment.objects.current().count() == 2


def test_an_extension_is_kept_and_a_second_one_is_told() -> None:
    person = PersonFactory.create(phone="015 29 40 10")
    point = add_contact_point(person, by=None, kind="phone", value="015/29.40.10 ext. 12")
    assert (point.value, point.normalised) == ("015/29.40.10 ext. 12", "+3215294010")
    add_contact_point(person, by=None, kind="phone", value="015 29 40 10")
    assert person.contact_points.get(kind=PointKind.PHONE).value == "015/29.40.10 ext. 12"
    with pytest.raises(ValidationError, match="andere toestel"):
        add_contact_point(person, by=None, kind="phone", value="015 29 40 10 toestel 13")
