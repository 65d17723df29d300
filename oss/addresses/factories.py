"""Invented addresses, for the demo and the tests."""

import factory
from factory.django import DjangoModelFactory

from oss.addresses.models import Address, Building, Municipality, Street


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality
        django_get_or_create = ("nis_code",)

    nis_code = "12025"
    name = "Mechelen"


class StreetFactory(DjangoModelFactory[Street]):
    class Meta:
        model = Street
        django_get_or_create = ("name", "municipality")

    register_id = factory.Sequence(lambda n: 980_000 + n)
    name = factory.Sequence(lambda n: f"Verzonnenstraat {n}")
    municipality = factory.SubFactory(MunicipalityFactory)


class BuildingFactory(DjangoModelFactory[Building]):
    class Meta:
        model = Building

    street = factory.SubFactory(StreetFactory)
    house_numbers = factory.Sequence(lambda n: str(2 + n * 2))


class AddressFactory(DjangoModelFactory[Address]):
    """`AddressFactory(street__name="Bruul", house_number="12")`."""

    class Meta:
        model = Address

    class Params:
        unverified = factory.Trait(
            register_id=None, is_verified=False, unverified_reason="Nieuwbouw, nog geen huisnummer toegekend"
        )

    register_id = factory.Sequence(lambda n: 980_000_000 + n)
    street = factory.SubFactory(StreetFactory)
    house_number = factory.Sequence(lambda n: str(1 + n))
    postcode = "2800"
