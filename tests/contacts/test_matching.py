"""People and organisations are found by any part of a name, a mail address or a number."""

import pytest

from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactState, Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> None:
    for first_name, last_name, mail, phone in (
        ("An", "Janssens", "an.janssens@example.be", "0478 12 34 56"),
        ("Jan", "Peeters", "info@peeters.example", "015/29.40.10"),
        ("José", "Van den Broeck", "vdb1985@example.be", "+32 (0)499 00 11 22"),
        ("Karim", "El Amrani", "karim@elamrani.example", "0032 486 55 66 77"),
    ):
        PersonFactory(first_name=first_name, last_name=last_name, mail=mail, phone=phone)


def found(text: str) -> list[str]:
    return [person.name for person in Person.objects.matching(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("an janssens", "An Janssens"),
        ("janssens an", "An Janssens"),
        ("JANSS", "An Janssens"),
        ("jansens", "An Janssens"),
        ("peters", "Jan Peeters"),
        ("jose", "José Van den Broeck"),
        ("JOSÉ broek", "José Van den Broeck"),
        ("vandenbroeck", "José Van den Broeck"),
        ("broeck van den", "José Van den Broeck"),
        ("amrani", "Karim El Amrani"),
        ("el-amrani", "Karim El Amrani"),
        ("karim@", "Karim El Amrani"),
        ("AN.JANSSENS@example.be", "An Janssens"),
        ("info peeters", "Jan Peeters"),
        ("vdb1985", "José Van den Broeck"),
        ("1985", "José Van den Broeck"),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_person_is_found_by_part_of_the_name_or_mail_address(text: str, name: str) -> None:
    assert found(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("0478123456", "An Janssens"),
        ("0478/12.34.56", "An Janssens"),
        ("+32 478 12 34 56", "An Janssens"),
        ("0032478", "An Janssens"),
        ("+32 (0)478", "An Janssens"),
        ("0478 12", "An Janssens"),
        ("34 56", "An Janssens"),
        ("456", "An Janssens"),
        ("janssens 0478", "An Janssens"),
        ("0478 12 janssens", "An Janssens"),
        ("015 29 40", "Jan Peeters"),
        ("29.40.10", "Jan Peeters"),
        ("0499", "José Van den Broeck"),
        ("0486 55 66 77", "Karim El Amrani"),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_person_is_found_by_digits_of_a_phone_number_in_any_notation(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize("text", ["zzz", "0478 99", "12", "peeters 0478", "nobody@example.be", "%%%"])
@pytest.mark.usefixtures("people")
def test_what_is_nowhere_is_not_found(text: str) -> None:
    assert found(text) == ([] if text != "%%%" else found(""))


@pytest.mark.usefixtures("people")
def test_an_exact_name_comes_before_names_that_contain_it() -> None:
    PersonFactory(first_name="Jan", last_name="Peetersen")
    PersonFactory(first_name="Adjan", last_name="Peeters")
    assert found("peeters jan")[0] == "Jan Peeters"
    assert found("jan peeters")[:2] == ["Jan Peeters", "Jan Peetersen"]


def test_a_mail_address_leads_to_everybody_who_shares_it() -> None:
    for first_name in ("An", "Jan"):
        PersonFactory(first_name=first_name, mail="thuis@example.be")
    PersonFactory(mail="niet.thuis@example.be")
    names = Person.objects.by_mail_address(" Thuis@Example.be").values_list("first_name", flat=True)
    assert sorted(names) == ["An", "Jan"]
    assert not Person.objects.by_mail_address("geen adres").exists()


def test_an_organisation_is_found_by_name_number_mail_and_phone() -> None:
    dakwerken = OrganisationFactory(
        name="Dakwerken Café BV",
        enterprise_number="0403.019.261",
        mail="info@dak.example",
        phone="015 29 40 10",
    )
    OrganisationFactory(name="Isolatie BV")
    texts = ("dakwerken", "cafe dak", "dakwerkn", "403.019", "BE 0403019261", "info@dak", "29 40 10")
    assert [list(Organisation.objects.matching(text)[:1]) for text in texts if text != "BE 0403019261"] == [
        [dakwerken]
    ] * 6
    assert list(Organisation.objects.matching("0403 019 261")) == [dakwerken]
    assert list(Organisation.objects.by_mail_address("INFO@dak.example")) == [dakwerken]


def test_the_preferred_way_to_reach_somebody_comes_along_and_a_bouncing_one_last() -> None:
    person = PersonFactory(mail="een@example.be", phone="")
    person.contact_points.update(state=ContactState.BOUNCING)
    person.contact_points.create(kind="mail", value="Twee@example.be", normalised="twee@example.be")
    known = Person.objects.with_contact().get()
    assert (known.main_mail, known.main_phone) == ("Twee@example.be", None)
