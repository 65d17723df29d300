"""The typeaheads for people and organisations: JSON lists, for staff."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oss.addresses.demo import load_addresses
from oss.addresses.factories import AddressFactory
from oss.contacts.demo import load_contacts
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactState, Organisation, OrganisationKind, Person
from oss.staff.models import User
from oss.staff.roles import ALL_STAFF, Role

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
UserWith = Callable[..., User]


def ask(client: Client, name: str, text: str) -> Any:
    return client.get(reverse(name), {"q": text}).json()


@pytest.fixture
def desk(user_with: UserWith, client_of: ClientOf) -> Client:
    return client_of(user_with(Role.DESK))


def test_a_person_shows_how_to_reach_them_and_where_they_live(desk: Client) -> None:
    person = PersonFactory(
        first_name="An",
        last_name="Peeters",
        mail="an@example.be",
        phone="0478 12 34 56",
        address=AddressFactory(street__name="Bruul", house_number="12"),
    )
    assert ask(desk, "person_lookup", "peet") == [
        {
            "value": str(person.pk),
            "label": "An Peeters",
            "detail": "an@example.be · 0478 12 34 56 · Bruul 12, 2800 Mechelen",
            "icon": "user",
        }
    ]


def test_a_mail_address_that_bounces_and_a_phone_that_does_not_work_are_marked(desk: Client) -> None:
    person = PersonFactory(
        last_name="Peeters", mail="an@example.be", phone="0478 12 34 56", do_not_contact=True
    )
    person.contact_points.update(state=ContactState.BOUNCING)
    (option,) = ask(desk, "person_lookup", "peet")
    assert option["detail"] == "niet contacteren · an@example.be (komt terug) · 0478 12 34 56 (werkt niet)"


def test_the_lists_mark_them_too(desk: Client) -> None:
    for factory, plural in ((PersonFactory, "people"), (OrganisationFactory, "organisations")):
        known = factory(mail="oud@example.be", phone="")
        known.contact_points.update(state=ContactState.BOUNCING)
        factory(mail="goed@example.be", phone="")
        page = desk.get(reverse(plural)).content.decode()
        assert page.count(">komt terug<") == 1
        assert page.index("oud@example.be") < page.index(">komt terug<")
        assert desk.get(reverse(plural), {"cols": "name"}).status_code == 200


def test_an_organisation_shows_its_kind_and_number(desk: Client) -> None:
    OrganisationFactory(name="Dakwerken Demo", enterprise_number="0403.019.261", mail="")
    (option,) = ask(desk, "organisation_lookup", "dakw")
    assert (option["label"], option["icon"]) == ("Dakwerken Demo", "building-store")
    assert option["detail"].endswith("· 0403.019.261")


@pytest.mark.parametrize("name", ["person_lookup", "organisation_lookup"])
def test_who_is_no_longer_active_is_not_offered(name: str, desk: Client) -> None:
    PersonFactory(last_name="Verzonnen")
    OrganisationFactory(name="Verzonnen")
    Person.objects.update(is_active=False)
    Organisation.objects.update(is_active=False)
    assert ask(desk, name, "verzonnen") == []


@pytest.mark.parametrize("name", ["person_lookup", "organisation_lookup"])
@pytest.mark.parametrize("rows", [1, 50])
def test_it_takes_four_queries_for_one_row_and_for_fifty(
    rows: int, name: str, desk: Client, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        PersonFactory(last_name=f"Verzonnen {number}", address=AddressFactory())
        OrganisationFactory(name=f"Verzonnen {number}", address=AddressFactory())
    with django_assert_num_queries(4):  # the session, the user, what the user may, the answers
        options = ask(desk, name, "verzonnen")
    assert len(options) == min(rows, 20)


@pytest.mark.parametrize("name", ["person_lookup", "organisation_lookup"])
@pytest.mark.parametrize("role", Role)
def test_it_opens_for_staff_and_not_for_the_auditor(
    role: Role, name: str, user_with: UserWith, client_of: ClientOf
) -> None:
    response = client_of(user_with(role)).get(reverse(name), {"q": "an"})
    assert response.status_code == (200 if role in ALL_STAFF else 403)


def test_the_demo_loket_knows_sixty_people_and_some_organisations() -> None:
    load_addresses()
    for _time in range(2):
        load_contacts()
    assert Person.objects.count() == 60
    assert Person.objects.filter(address=None).count() == 0
    assert Organisation.objects.of_kind(OrganisationKind.VME).count() == 3
    mails = Person.objects.values_list("contact_points__normalised", flat=True)
    assert all(mail.endswith("@example.be") for mail in mails if "@" in mail)


@pytest.mark.parametrize("model", ["addresses_address", "addresses_building", "contacts_person"])
def test_a_coordinator_looks_them_up_in_the_admin(
    model: str, user_with: UserWith, client_of: ClientOf
) -> None:
    load_addresses()
    load_contacts()
    client = client_of(user_with(Role.COORDINATOR))
    listing = client.get(
        reverse(f"admin:{model}_changelist"), {"q": "bruul" if "addr" in model else "example"}
    )
    first = listing.context["cl"].result_list[0]
    assert client.get(reverse(f"admin:{model}_change", args=[first.pk])).status_code == 200
    assert client.get(reverse(f"admin:{model}_add")).status_code == 403
