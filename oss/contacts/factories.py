"""Invented people and organisations, for the demo and the tests; made through the operations."""

from typing import Any

import factory
from django.utils.text import slugify

from oss.contacts import enterprise_number
from oss.contacts.models import Organisation, OrganisationKind, Person
from oss.contacts.operations.records import create_organisation, create_person


class PersonFactory(factory.Factory[Person]):
    """`PersonFactory(mail="", phone="")`: somebody who can't be reached."""

    class Meta:
        model = Person

    first_name = factory.Faker("first_name", locale="nl_BE")
    last_name = factory.Faker("last_name", locale="nl_BE")
    mail = factory.LazyAttributeSequence(
        lambda person, n: f"{slugify(person.first_name)}.{slugify(person.last_name)}.{n}@example.be"
    )
    # 0460 00 … : a range that no operator gives out
    phone = factory.Sequence(lambda n: f"0460 00 {n // 100 % 100:02} {n % 100:02}")

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **fields: Any) -> Person:  # noqa: ARG003
        return create_person(by=None, **fields)


class OrganisationFactory(factory.Factory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Verzonnen Onderneming {n} BV")
    kind = OrganisationKind.CONTRACTOR
    # a valid number in a range that the company register has not reached
    enterprise_number = factory.Sequence(
        lambda n: f"{19_900_000 + n}{enterprise_number.check_digits(str(19_900_000 + n))}"
    )
    mail = factory.LazyAttribute(lambda organisation: f"info@{slugify(organisation.name)}.example")

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **fields: Any) -> Organisation:  # noqa: ARG003
        return create_organisation(by=None, **fields)
