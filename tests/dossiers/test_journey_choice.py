"""Which journey an opening continues: the client's own at that address, and it says so; never another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.journey_choice import MOST
from dossiers.models import Capacity, Dossier, Journey, Source, Stakeholder
from dossiers.operations.editing import add_stakeholder
from dossiers.operations.opening import Client as JourneyClient
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import Person
from oss.staff.models import User
from tests.mails import receive_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def bruul() -> Address:
    return AddressFactory.create(street__name="Bruul", house_number="12")


@pytest.fixture
def tenant(bruul: Address) -> Person:
    return PersonFactory.create(
        first_name="Hanne", last_name="Huys", mail="hanne@burger.example", address=bruul
    )


@pytest.fixture
def landlord() -> Person:
    return PersonFactory.create(first_name="Leo", last_name="Heer", mail="leo@burger.example")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def journey_of(person: Person | None, address: Address | None, by: User, **known: Any) -> Journey:
    client = JourneyClient(Capacity.objects.get(code="tenant"), person)
    return information_dossier(by=by, client=client, address=address, **known).journey


def opened(desk: Client, **asked: Any) -> Any:
    return desk.get(reverse("dossier_new"), asked)


def chosen_in(page: Any) -> str:
    """The key of the journey that is chosen, "" for a new one."""
    field = page.context["form"]["journey"]
    return next((str(one.data["value"]) for one in field.subwidgets if one.data["selected"]), "")


def asked_again(desk: Client, **sent: Any) -> Any:
    return desk.get(reverse("dossier_new"), sent, headers={"HX-Request": "true"})


def test_a_mail_of_a_known_client_continues_their_journey_and_says_so(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey = journey_of(tenant, bruul, lotte)
    item = receive_message(sender="Hanne Huys <hanne@burger.example>").queue_item
    page = opened(desk, item=item.pk)
    assert chosen_in(page) == str(journey.pk)
    assert f"{journey.number} is gekozen" in page.content.decode()
    assert page.context["form"].initial["capacity"] == Capacity.objects.get(code="tenant").pk
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "proposed": journey.pk,
        "journey": journey.pk,
        "item": item.pk,
    }
    desk.post(reverse("dossier_new"), {name: getattr(value, "pk", value) for name, value in sent.items()})
    dossier = Dossier.objects.latest("pk")
    assert dossier.journey == journey
    assert journey.stakeholders.count() == 1


def test_the_journey_of_another_client_at_the_address_is_never_chosen(
    lotte: User, desk: Client, tenant: Person, landlord: Person, bruul: Address
) -> None:
    other = journey_of(landlord, bruul, lotte)
    item = receive_message(sender="Hanne Huys <hanne@burger.example>").queue_item
    for page in (
        opened(desk, item=item.pk),
        opened(desk, person=tenant.pk),
        opened(desk, address=bruul.pk),
        asked_again(desk, person=tenant.pk, address=bruul.pk),
    ):
        assert chosen_in(page) == ""
        assert other in page.context["form"].fields["journey"].queryset
        assert "andere klant op dit adres" in page.content.decode()
        assert "is gekozen" not in page.content.decode()


def test_who_is_only_involved_in_a_journey_is_not_its_client(
    lotte: User, desk: Client, tenant: Person, landlord: Person, bruul: Address
) -> None:
    journey = journey_of(landlord, bruul, lotte)
    add_stakeholder(
        journey.dossiers.get(), JourneyClient(Capacity.objects.get(code="tenant"), tenant), by=lotte
    )
    page = opened(desk, person=tenant.pk)
    assert chosen_in(page) == ""
    assert "betrokken, niet de klant" in page.content.decode()


def test_who_is_involved_already_is_not_added_a_second_time(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    wagon = journey_of(tenant, bruul, lotte).dossiers.get()
    capacity = wagon.main_contact.capacity
    for only_here in ({}, {"only_here": "on"}):
        answer = desk.post(
            reverse("dossier_stakeholder", args=[wagon.number]),
            {"person": tenant.pk, "capacity": capacity.pk, **only_here},
        )
        assert answer.status_code == 422
        assert f"{tenant} is al betrokken als {capacity}." in answer.content.decode()
    assert Stakeholder.objects.filter(person=tenant).count() == 1


def test_a_journey_is_offered_to_whoever_is_involved_in_it_as_long_as_they_are(
    lotte: User, desk: Client, tenant: Person, landlord: Person
) -> None:
    """Person or organisation, with no address in common."""
    journey, firm = journey_of(landlord, AddressFactory.create(), lotte), OrganisationFactory.create()
    capacity = Capacity.objects.get(code="tenant")
    for party in (JourneyClient(capacity, tenant), JourneyClient(capacity, None, firm)):
        add_stakeholder(journey.dossiers.get(), party, by=lotte)
    for who in ({"person": tenant.pk}, {"organisation": firm.pk}):
        page = asked_again(desk, **who)
        assert list(page.context["form"].fields["journey"].queryset) == [journey]
        assert chosen_in(page) == ""
        assert "betrokken, niet de klant" in page.content.decode()
    journey.stakeholders.update(until=timezone.localdate())
    for who in ({"person": tenant.pk}, {"organisation": firm.pk}):
        assert not asked_again(desk, **who).context["form"].fields["journey"].queryset


def test_a_journey_that_is_deactivated_is_neither_chosen_nor_offered(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey = journey_of(tenant, bruul, lotte)
    Journey.objects.filter(pk=journey.pk).update(is_active=False)
    page = asked_again(desk, person=tenant.pk, address=bruul.pk)
    assert chosen_in(page) == ""
    assert not page.context["form"].fields["journey"].queryset


def test_an_empty_form_claims_nothing(lotte: User, desk: Client, tenant: Person, bruul: Address) -> None:
    journey_of(tenant, bruul, lotte)
    for page in (opened(desk), asked_again(desk), opened(desk, item=receive_message().queue_item.pk)):
        text = page.content.decode()
        assert "start een nieuwe klantenreis" not in text
        assert "is gekozen" not in text


def test_choosing_who_and_where_later_chooses_their_journey(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey, elsewhere = journey_of(tenant, bruul, lotte), AddressFactory.create()
    assert chosen_in(asked_again(desk, person=tenant.pk, address=bruul.pk)) == str(journey.pk)
    assert chosen_in(asked_again(desk, person=tenant.pk)) == str(journey.pk)
    assert chosen_in(asked_again(desk, person=tenant.pk, address=elsewhere.pk)) == ""
    assert chosen_in(asked_again(desk, person=tenant.pk, address=bruul.pk, is_anonymous="on")) == ""
    assert chosen_in(opened(desk, person=tenant.pk)) == str(journey.pk)
    assert "Er start een nieuwe klantenreis" in asked_again(desk, address=elsewhere.pk).content.decode()


def test_a_journey_that_is_chosen_fills_in_what_its_dossiers_share(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey = journey_of(tenant, bruul, lotte, source=Source.objects.get(code="phone"))
    empty = opened(desk)
    shown = {name: empty.context["form"][name].value() for name in ("capacity", "source", "project")}
    sent = {"person": tenant.pk, "filled": empty.context["filled"]} | {
        name: getattr(value, "pk", value) or "" for name, value in shown.items()
    }
    owner, tenancy = sent["capacity"], Capacity.objects.get(code="tenant").pk
    page = asked_again(desk, **sent)
    assert page.context["form"].initial["capacity"] == tenancy != owner
    assert 'hx-swap-oob="true" id="id_capacity"' in page.content.decode()
    assert page.context["form"].initial["source"] == journey.dossiers.get().source
    own = asked_again(desk, **sent | {"capacity": Capacity.objects.get(code="owner_landlord").pk})
    assert "id_capacity" not in own.content.decode()  # the user chose: it stays
    filled = {"capacity": tenancy, "source": Source.objects.get(code="phone").pk}
    back = asked_again(desk, **sent | filled | {"person": "", "filled": page.context["filled"]})
    assert (back.context["form"].initial["capacity"].pk, back.context["form"].initial["source"]) == (
        owner,
        None,
    )


def test_what_the_form_leaves_open_stays_open(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey = journey_of(tenant, bruul, lotte)
    form = opened(desk, on=journey.number).context["form"]
    sent = {name: getattr(form[name].value(), "pk", form[name].value()) or "" for name in form.fields}
    assert sent["source"]
    desk.post(f"{reverse('dossier_new')}?on={journey.number}", sent | {"source": "", "journey": journey.pk})
    dossier = journey.dossiers.latest("pk")
    assert (journey.dossiers.count(), dossier.source) == (2, None)


def test_an_own_choice_is_never_overridden(
    lotte: User, desk: Client, tenant: Person, landlord: Person, bruul: Address
) -> None:
    own, other = journey_of(tenant, bruul, lotte), journey_of(landlord, bruul, lotte)
    who = {"person": tenant.pk, "address": bruul.pk}
    assert chosen_in(asked_again(desk, **who, journey_chosen="new")) == ""
    assert chosen_in(asked_again(desk, **who, journey_chosen=other.pk)) == str(other.pk)
    assert chosen_in(asked_again(desk, person=landlord.pk, journey_chosen=own.pk)) == str(own.pk)
    page = opened(desk, **who, on=other.number)
    assert chosen_in(page) == str(other.pk)
    assert "is gekozen" not in page.content.decode()


def test_the_form_that_was_faster_than_the_choice_comes_back_with_it(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey = journey_of(tenant, bruul, lotte)
    initial = opened(desk).context["form"].initial
    sent = {
        "subtype": initial["subtype"].pk,
        "capacity": initial["capacity"].pk,
        "person": tenant.pk,
        "address": bruul.pk,
        "journey": "",
        "journey_chosen": "",
        "proposed": "",
    }
    page = desk.post(reverse("dossier_new"), sent)
    assert page.status_code == 422
    assert chosen_in(page) == str(journey.pk)
    assert "al een klantenreis" in page.content.decode()
    assert desk.post(reverse("dossier_new"), sent | {"journey_chosen": "new"}).status_code == 302
    assert Journey.objects.count() == 2


def test_the_newest_of_two_alike_is_chosen_and_none_of_two_without_an_address(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    journey_of(tenant, bruul, lotte)
    newest = journey_of(tenant, bruul, lotte)
    assert chosen_in(asked_again(desk, person=tenant.pk, address=bruul.pk)) == str(newest.pk)
    assert chosen_in(asked_again(desk, person=tenant.pk)) == ""


def test_the_own_journey_is_found_among_many_of_the_address(
    lotte: User, desk: Client, tenant: Person, bruul: Address
) -> None:
    own = journey_of(tenant, bruul, lotte)
    for _number in range(25):
        Journey.objects.create(
            number=f"R2026-9{_number:04}", address=bruul, case_file=type(own.case_file).objects.create()
        )
    page = asked_again(desk, person=tenant.pk, address=bruul.pk)
    assert chosen_in(page) == str(own.pk)
    assert len(page.context["form"].fields["journey"].queryset) == MOST


def test_an_association_is_the_client_whoever_writes_for_it(
    lotte: User, desk: Client, bruul: Address
) -> None:
    first, second = OrganisationFactory.create(name="VME Bruul"), OrganisationFactory.create(name="VME Dijle")
    writer = PersonFactory.create()
    client = JourneyClient(Capacity.objects.get(code="vme"), writer, first)
    journey = information_dossier(by=lotte, client=client, address=bruul).journey
    sent = {"address": bruul.pk, "person": PersonFactory.create().pk}
    assert chosen_in(asked_again(desk, **sent, organisation=first.pk)) == str(journey.pk)
    assert chosen_in(asked_again(desk, address=bruul.pk, person=writer.pk, organisation=second.pk)) == ""


def test_two_who_share_a_mail_address_are_both_named_and_none_is_filled_in(desk: Client) -> None:
    for name in ("Jan", "Mia"):
        PersonFactory.create(first_name=name, last_name="Aerts", mail="fam@burger.example")
    item = receive_message(sender="Familie Aerts <fam@burger.example>").queue_item
    page = opened(desk, item=item.pk)
    assert "person" not in page.context["form"].initial
    assert "2 mensen" in page.content.decode()
    assert "Jan Aerts" in page.content.decode()
