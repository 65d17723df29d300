"""The people and organisations the demo loket knows: invented, as are their numbers and domains."""

from itertools import cycle, islice

from oss.addresses.models import Address
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import Employment, Language, Organisation, OrganisationKind, Person

PEOPLE = 60
ORGANISATIONS = (
    (OrganisationKind.VME, "VME Residentie De Dijle"),
    (OrganisationKind.VME, "VME Residentie Sint-Rombout"),
    (OrganisationKind.VME, "VME Zandpoort"),
    (OrganisationKind.SYNDIC, "Syndicus Verzonnen & Partners"),
    (OrganisationKind.SYNDIC, "Mechels Vastgoedbeheer (demo)"),
    (OrganisationKind.CONTRACTOR, "Dakwerken Demo BV"),
    (OrganisationKind.CONTRACTOR, "Isolatie Voorbeeld BV"),
    (OrganisationKind.CONTRACTOR, "Ramen en Deuren Voorbeeld BV"),
    (OrganisationKind.CONTRACTOR, "Warmtepompen Demo BV"),
    (OrganisationKind.STUDY_OFFICE, "Studiebureau Voorbeeld"),
    (OrganisationKind.ARCHITECT, "Architecten Demo"),
    (OrganisationKind.ENERGY_HOUSE, "Energiehuis Voorbeeld"),
)
# every sixth person writes in another language than Dutch
LANGUAGES = (*[Language.DUTCH] * 5, Language.FRENCH, *[Language.DUTCH] * 5, Language.ENGLISH)


def load_contacts() -> None:
    if Person.objects.exists():
        return
    houses = Address.objects.in_use().verified().in_order()
    addresses = list(houses[:: max(1, houses.count() // PEOPLE)])
    homes = cycle(addresses or [None])
    people: list[Person] = [
        PersonFactory.create(language=language, address=home)
        for language, home in islice(zip(cycle(LANGUAGES), homes, strict=False), PEOPLE)
    ]
    for kind, name in ORGANISATIONS:
        OrganisationFactory.create(kind=kind, name=name, phone="")
    syndics = Organisation.objects.of_kind(OrganisationKind.SYNDIC)
    for person, syndic in zip(people[-len(syndics) :], syndics, strict=True):
        Employment.objects.create(person=person, organisation=syndic, role="Dossierbeheerder")
