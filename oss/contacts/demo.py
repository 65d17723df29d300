"""The people and organisations the demo loket knows: invented, as are their numbers and domains."""

from datetime import date
from itertools import cycle, islice

from django.db.models import Count

from oss.addresses.models import Address, Building, Measure
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import (
    AssociationRoleKind,
    Employment,
    Language,
    Organisation,
    OrganisationKind,
    Person,
    PoolStatus,
    Segment,
)
from oss.contacts.operations.association_roles import set_association_role
from oss.contacts.operations.parts import add_building
from oss.contacts.operations.pool import add_evaluation, update_contractor
from oss.staff.models import User
from oss.staff.roles import Role

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
# what the contractors of the pool do, and for which buildings
POOL = {
    "Dakwerken Demo BV": (
        ("roof_sarking", "flat_roof", "asbestos_removal"),
        (Segment.SMALL, Segment.MEDIUM),
    ),
    "Isolatie Voorbeeld BV": (("outer_wall", "cavity_wall", "floor"), tuple(Segment)),
    "Ramen en Deuren Voorbeeld BV": (("windows", "outer_doors"), (Segment.SMALL,)),
}
# one citizen, written down by two colleagues
KNOWN_TWICE = (
    {"first_name": "Godelieve", "last_name": "Vermeulen", "phone": "0460 01 00 01"},
    {"first_name": "Godelieve", "last_name": "Vermeuelen", "phone": "0460 01 00 01", "mail": ""},
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
        for language, home in islice(zip(cycle(LANGUAGES), homes, strict=False), PEOPLE - len(KNOWN_TWICE))
    ]
    people += [PersonFactory.create(**fields, address=people[0].address) for fields in KNOWN_TWICE]
    for kind, name in ORGANISATIONS:
        OrganisationFactory.create(kind=kind, name=name, phone="")
    syndics = Organisation.objects.of_kind(OrganisationKind.SYNDIC)
    for person, syndic in zip(people[: len(syndics)], syndics, strict=True):
        Employment.objects.create(person=person, organisation=syndic, role="Dossierbeheerder")
    _give_associations_a_building(people, syndics[0])
    _fill_the_pool()


def _give_associations_a_building(people: list[Person], office: Organisation) -> None:
    """The largest has a professional syndic and a council, the next a volunteer, the third nobody known."""
    largest = Building.objects.annotate(doors=Count("addresses")).order_by("-doors", "pk")[:2]
    names = ("VME Zandpoort", "VME Residentie De Dijle")
    for name, building in zip(names, largest, strict=False):
        association = Organisation.objects.get(name=name)
        add_building(association, building, by=None)
        if name == names[0]:
            set_association_role(
                association,
                by=None,
                role=AssociationRoleKind.SYNDIC,
                organisation=office,
                professional=True,
                since=date(2024, 5, 14),
            )
            for member in people[3:5]:
                set_association_role(association, by=None, role=AssociationRoleKind.COUNCIL, person=member)
        else:
            set_association_role(
                association, by=None, role=AssociationRoleKind.SYNDIC, person=people[6], professional=False
            )


def _fill_the_pool() -> None:
    by = User.objects.with_role(Role.COORDINATOR).active().first()
    if by is None:
        return
    for name, (specialities, segments) in POOL.items():
        contractor = Organisation.objects.get(name=name)
        update_contractor(
            contractor,
            by=by,
            status=PoolStatus.ADMITTED,
            segments=list(segments),
            specialities=list(Measure.objects.filter(code__in=specialities)),
        )
        add_evaluation(contractor, by=by, score=4, text="Propere werf, duidelijke offerte.")
