"""Opening: numbers without gaps, a journey that is read by its wagons, a mail that hangs on the dossier."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection, transaction

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier, Journey, Subtype
from dossiers.operations.opening import Client, Opening, open_dossier, open_dossier_from_item
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message


def test_a_first_dossier_makes_a_journey_with_its_client(lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    assert dossier.journey.client == dossier.main_contact
    assert dossier.journey.number.startswith("R")
    assert dossier.stage == "request"
    assert dossier.information.dossier_type == "information"


def test_a_second_wagon_reads_what_the_locomotive_holds(lotte: User) -> None:
    address = AddressFactory()
    first = information_dossier(by=lotte, address=address)
    second = open_dossier(
        Opening(subtype=Subtype.objects.get(name="Technische vraag"), journey=first.journey), by=lotte
    )
    assert second.journey == first.journey
    assert second.main_contact == first.main_contact
    assert second.site_address == address


def test_a_newcomer_at_an_address_does_not_inherit_its_journey(lotte: User) -> None:
    address = AddressFactory()
    first = information_dossier(by=lotte, address=address)
    second = information_dossier(by=lotte, address=address)
    assert first.journey != second.journey


def test_somebody_else_on_the_same_journey_becomes_a_stakeholder_of_it(lotte: User) -> None:
    first = information_dossier(by=lotte)
    tenant = Client(Capacity.objects.get(name="huurder"), PersonFactory())
    second = open_dossier(Opening(subtype=first.subtype, journey=first.journey, client=tenant), by=lotte)
    assert second.main_contact.person == tenant.person
    assert first.journey.stakeholders.count() == 2


def test_a_subtype_without_a_profile_cannot_be_opened(lotte: User) -> None:
    subtype = Subtype.objects.get(name="Mijn VerbouwLening")
    subtype.profile = ""
    subtype.save()
    with pytest.raises(Refused):
        open_dossier(Opening(subtype=subtype), by=lotte)
    assert not Journey.objects.exists()


def test_the_auditor_opens_nothing(user_with: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        information_dossier(by=user_with(Role.AUDITOR))


def test_the_year_of_a_number_is_the_year_in_brussels(lotte: User) -> None:
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        assert information_dossier(by=lotte).number == "D2027-00001"


def test_a_number_of_a_failed_opening_is_given_to_the_next(lotte: User) -> None:
    first = information_dossier(by=lotte)
    with pytest.raises(RuntimeError), transaction.atomic():
        information_dossier(by=lotte)
        raise RuntimeError
    second = information_dossier(by=lotte)
    assert int(second.number[-5:]) == int(first.number[-5:]) + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.drill("numbers")
def test_twenty_threads_open_dossiers_with_consecutive_numbers(
    user_with: Callable[..., User], size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    user = user_with(Role.DESK)

    def open_one(_number: int) -> str:
        try:
            return information_dossier(by=user).number
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        numbers = sorted(threads.map(open_one, range(size.dossiers)))
    assert [int(number[-5:]) for number in numbers] == list(range(1, size.dossiers + 1))
    journeys = sorted(Journey.objects.values_list("number", flat=True))
    assert [int(number[-5:]) for number in journeys] == list(range(1, size.dossiers + 1))
    record_property("dossiers", size.dossiers)


def test_a_mail_hangs_on_the_dossier_it_opens(lotte: User) -> None:
    message = receive_message(subject="Premie voor mijn dak")
    item = message.queue_item
    subtype = Subtype.objects.get(name="Informatievraag")
    dossier = open_dossier_from_item(item, Opening(subtype=subtype), by=lotte)
    item.refresh_from_db()
    assert item.case_file == dossier.case_file
    assert item.worker == lotte
    assert dossier.case_file.correspondence.get().message == message


def test_two_who_open_from_the_same_mail_make_one_dossier(
    lotte: User, user_with: Callable[..., User]
) -> None:
    item = receive_message().queue_item
    opening = Opening(subtype=Subtype.objects.get(name="Informatievraag"))
    dossier = open_dossier_from_item(item, opening, by=lotte)
    colleague = user_with(Role.DESK)
    with pytest.raises(Refused):
        open_dossier_from_item(item, opening, by=colleague)
    item.refresh_from_db()
    with pytest.raises(Refused, match=f"{lotte} koppelde dit om .* aan {dossier}"):
        open_dossier_from_item(item, opening, by=colleague)
    assert Dossier.objects.count() == 1
