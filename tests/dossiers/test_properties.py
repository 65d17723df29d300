"""*Panden*: what somebody owns, lets or manages, with the duties that are still to be met."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Capacity
from dossiers.operations.opening import Client as JourneyClient
from dossiers.properties import properties_of
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Dwelling, EnergyCertificate
from oss.contacts.factories import PersonFactory
from oss.staff.models import User


def test_a_landlord_sees_each_house_with_label_and_duty(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    landlord, tenant = PersonFactory.create(), PersonFactory.create()
    houses = [AddressFactory.create(street__name="Bruul", house_number=str(n)) for n in (4, 12)]
    for house in houses:
        for person, capacity in ((landlord, "owner_landlord"), (tenant, "tenant")):
            client = JourneyClient(Capacity.objects.get(code=capacity), person)
            information_dossier(by=lotte, client=client, address=house)
    Dwelling.objects.create(address=houses[0], type="house", detachment="closed", is_rented=True)
    EnergyCertificate.objects.create(address=houses[0], score=612, issued_on=date(2023, 3, 1))
    table = properties_of(landlord, lotte)
    assert [row.cells[0].text for row in table.rows] == [house.label for house in houses]
    first = [str(cell.text) for cell in table.rows[0].cells]
    assert first[1:4] == ["eigenaar-verhuurder", "eengezinswoning", "F"]
    assert "Verhuurd" in first[4]
    assert first[5] == "2"
    assert properties_of(tenant, lotte).rows == ()
    page = client_of(lotte).get(f"/people/{landlord.pk}/?tab=properties").content.decode()
    assert "Bruul 12" in page
