"""An organisation is filled in from the company register, by its number or that of a branch."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory
from oss.contacts.register.filling import details_of
from oss.contacts.register.importing import import_register
from oss.contacts.register.operations import fill_in
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.contacts.register_set import BRANCH, branch, enterprise, full_set, number

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(tmp_path: Path) -> None:
    demo = enterprise(1, "Dak Demo", form="070", box="3", mail="info@dak.example", phone="015 29 40 10")
    import_register(full_set(tmp_path / "s", demo, branch(1)), by=None)


def test_all_that_the_register_knows_of_a_number_is_given() -> None:
    address = AddressFactory(street__name="Bruul", house_number="12", box_number="3", postcode="2800")
    found = details_of(number(1)[1:])
    assert (found.name, found.kind, found.address) == ("Dak Demo", "vme", address)
    assert found.juridical_form_label == "Vereniging van mede-eigenaars"
    assert found.address_text == "Bruul 12 bus 3, 2800 Mechelen"
    assert (found.mail, found.phone, found.is_active) == ("info@dak.example", "015 29 40 10", True)


def test_a_branch_leads_to_its_enterprise() -> None:
    assert details_of(BRANCH).name == "Dak Demo"


@pytest.mark.parametrize(
    ("typed", "code"), [("2.999.999.999", "first_digit"), (number(2), "unknown"), ("1", "length")]
)
def test_what_is_not_in_the_register_is_said(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        details_of(typed)
    assert refusal.value.code == code


def test_an_organisation_takes_over_what_the_register_knows(user_with: Callable[..., User]) -> None:
    organisation = OrganisationFactory(name="Dakdemo", enterprise_number=number(1), mail="", phone="")
    address = AddressFactory(street__name="Bruul", house_number="12", box_number="3", postcode="2800")
    fill_in(organisation, by=user_with(Role.DESK))
    organisation.refresh_from_db()
    assert (organisation.name, organisation.address, organisation.juridical_form) == (
        "Dak Demo",
        address,
        "070",
    )
    assert set(organisation.contact_points.values_list("value", flat=True)) == {
        "info@dak.example",
        "015 29 40 10",
    }


def test_without_a_number_there_is_nothing_to_look_up(user_with: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        fill_in(OrganisationFactory(enterprise_number=""), by=user_with(Role.DESK))
