"""People and organisations with everything their pages can show."""

from datetime import date

from oss.addresses.factories import AddressFactory
from oss.contacts.duplicate_pairs import find_duplicates
from oss.contacts.exchange.importing import carry_on
from oss.contacts.exchange.operations import upload
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import (
    VME_FORM,
    AssociationMatch,
    ContactState,
    MatchProblem,
    MatchState,
    OrganisationKind,
    Person,
    PointKind,
    RegisterEnterprise,
)
from oss.contacts.operations.association_roles import set_association_role
from oss.contacts.operations.parts import add_employment, change_contact_point
from oss.contacts.operations.records import add_contact_point, update_person
from oss.staff.models import User
from tests.browser.scenery import busy_loket

ROWS = "voornaam;achternaam;e-mail\nAn;De Smet;an.desmet@burger.example\nBert;Maes;geen mailadres"


def known_contacts() -> dict[str, object]:
    """The keys that the paths of the screens ask for."""
    keys = busy_loket()
    lotte = User.objects.get(email="lotte@loket.example")
    person = Person.objects.get(first_name="Eddy", last_name="Pollet")
    address = AddressFactory.create(street__name="Guldenstraat", house_number="20")
    update_person(
        person, by=lotte, address=address, notes="Belt liefst na 17 uur.", preferred_channel="phone"
    )
    second = add_contact_point(person, by=lotte, kind=PointKind.MAIL, value="eddy.pollet@oud-adres.example")
    change_contact_point(second, by=lotte, state=ContactState.BOUNCING)
    organisation = OrganisationFactory.create(
        name="Vereniging van mede-eigenaars Residentie De Dijle", kind=OrganisationKind.VME, address=address
    )
    add_employment(by=lotte, person=person, organisation=organisation, role="Lid van de RME")
    office = OrganisationFactory.create(name="Mechels Vastgoedbeheer", kind=OrganisationKind.SYNDIC)
    syndic = set_association_role(
        organisation, by=lotte, role="syndic", organisation=office, professional=True, since=date(2024, 5, 14)
    )
    set_association_role(organisation, by=lotte, role="council", person=person, note="voorzitter")
    enterprise = RegisterEnterprise.objects.create(
        number="0123456749",
        name="Vereniging van mede-eigenaars Residentie Sint-Romboutspoort aan de Dijle",
        juridical_form=VME_FORM,
        street="Guldenstraat",
        house_number="99",
        postcode="2800",
        municipality="Mechelen",
    )
    match = AssociationMatch.objects.create(
        enterprise=enterprise, state=MatchState.TO_DO, problem=MatchProblem.NUMBER
    )
    twin = PersonFactory.create(first_name="Eddy", last_name="Polet", mail="eddy@burger.example")
    alone = PersonFactory.create(first_name="Noor", last_name="Janssens", do_not_contact=True)
    find_duplicates(Person)
    griet = User.objects.get(email="griet@loket.example")
    job = upload(
        by=griet, kind="person", data=ROWS.encode(), name="nieuwe mensen.csv", hint=lambda _key: None
    )
    carry_on(job.pk)
    return keys | {
        "person": person.pk,
        "organisation": organisation.pk,
        "twin": twin.pk,
        "alone": alone.pk,
        "import": job.pk,
        "match": match.pk,
        "role": syndic.pk,
    }
