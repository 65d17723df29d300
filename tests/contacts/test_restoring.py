"""What was removed from a contact by mistake is put back from its page, as it was."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oss.addresses.factories import BuildingFactory
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactPoint, Employment, OrganisationKind, Person, PointKind
from oss.contacts.operations import parts as editing
from oss.contacts.operations import pool
from oss.contacts.operations.lifecycle import deactivate
from oss.contacts.operations.records import add_contact_point
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def an() -> Person:
    return PersonFactory.create(mail="an@example.be", phone="")


def remove(desk: Client, person: Person) -> Any:
    return desk.post(reverse("contact_point_remove", args=[person.contact_points.get().pk]))


def undo(desk: Client, answer: Any) -> str:
    """Follows a removal to its page and presses the button there; gives the page after it."""
    page = desk.get(answer["Location"]).content.decode()
    form = re.search(r'<form class="undo" method="post" action="([^"]+)"', page)
    assert form, page
    return desk.post(form[1], follow=True).content.decode()


def test_a_mail_address_comes_back_as_the_preferred_one_that_it_was(
    desk: Client, lotte: User, an: Person
) -> None:
    point = an.contact_points.get()
    add_contact_point(an, by=lotte, kind=PointKind.MAIL, value="an@werk.example")
    before = list(ContactPoint.objects.order_by("pk").values())
    removed = desk.post(reverse("contact_point_remove", args=[point.pk]))
    assert an.contact_points.get().preferred
    assert "Teruggezet" in undo(desk, removed)
    assert list(ContactPoint.objects.order_by("pk").values()) == before
    history = desk.get(reverse("person", args=[an.pk]), {"tab": "history"}).content.decode()
    assert "Wat verwijderd was, teruggezet" in history


def test_an_employment_comes_back_on_the_page_where_it_was_removed(
    desk: Client, lotte: User, an: Person
) -> None:
    organisation = OrganisationFactory.create()
    employment = editing.add_employment(by=lotte, person=an, organisation=organisation, role="Lid")
    change = reverse("employment_change", args=[employment.pk])
    for side in ("person", "organisation"):
        removed = desk.post(f"{change}?from={side}", {"remove": "1"})
        assert not Employment.objects.exists()
        assert removed["Location"].startswith(reverse(side, args=[getattr(employment, side).pk]))
        undo(desk, removed)
        assert Employment.objects.get().role == "Lid"


def test_a_building_a_training_and_an_evaluation_come_back(desk: Client, lotte: User) -> None:
    vme = OrganisationFactory.create(kind=OrganisationKind.VME)
    link = editing.add_building(vme, BuildingFactory.create(), by=lotte)
    undo(desk, desk.post(reverse("building_remove", args=[link.pk])))
    assert list(vme.buildings.all()) == [link.building]
    firm = OrganisationFactory.create(kind=OrganisationKind.CONTRACTOR)
    training = pool.add_training(firm, by=lotte, name="Rescert")
    evaluation = pool.add_evaluation(firm, by=lotte, score=4, text="Net werk")
    for name, row in (("training", training), ("evaluation", evaluation)):
        undo(desk, desk.post(reverse(f"organisation_{name}_remove", args=[firm.pk, row.pk])))
    assert firm.contractor.trainings.get() == training
    assert firm.contractor.evaluations.get() == evaluation


def test_what_a_colleague_added_again_is_not_doubled(desk: Client, lotte: User, an: Person) -> None:
    removed = remove(desk, an)
    add_contact_point(an, by=lotte, kind=PointKind.MAIL, value="AN@example.be")
    assert "Teruggezet" not in undo(desk, removed)
    assert an.contact_points.count() == 1


def test_twice_pressed_it_is_put_back_once(desk: Client, an: Person) -> None:
    removed = remove(desk, an)
    undo(desk, removed)
    assert "niets terug te zetten" in undo(desk, removed)
    assert an.contact_points.count() == 1


def test_only_what_was_removed_from_this_contact_is_put_back(desk: Client, an: Person) -> None:
    other, key = PersonFactory.create(), an.contact_points.get().pk
    remove(desk, an)

    def restore(person: Person, part: str, key: int) -> Any:
        return desk.post(reverse("person_part_restore", args=[person.pk, part, key]), follow=True)

    assert "niets terug te zetten" in restore(other, "contact-point", key).content.decode()
    assert "niets terug te zetten" in restore(an, "employment", 10**30).content.decode()
    assert restore(an, "merge", key).status_code == 404
    assert desk.get(f"{reverse('person', args=[an.pk])}?removed=merge-1").status_code == 200
    assert not an.contact_points.exists()


def test_nothing_is_put_back_on_who_was_deactivated_meanwhile(desk: Client, lotte: User, an: Person) -> None:
    removed = remove(desk, an)
    deactivate(an, by=lotte, reason="verhuisd")
    assert "gedeactiveerd" in undo(desk, removed)
    assert not an.contact_points.exists()
