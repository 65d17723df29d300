"""Who lives or has a seat at an address, told to the package of addresses."""

from collections import defaultdict
from collections.abc import Collection

from django.utils.translation import gettext as _

from oss.contacts.addressing import record_url
from oss.contacts.models import Organisation, Person
from oss.core.components import PersonChip
from oss.staff.models import User


def people_at(addresses: Collection[int], user: User) -> dict[int, list[PersonChip]]:
    """Active people and organisations by the key of their address; two queries, however many there are."""
    found: dict[int, list[PersonChip]] = defaultdict(list)
    people = Person.objects.visible_to(user).active().filter(address__in=addresses).with_contact()
    for person in people:
        found[person.address_id or 0].append(
            PersonChip(
                person.name,
                person.initials,
                _("person"),
                email=person.main_mail or "",
                phone=person.main_phone or "",
                url=record_url(person),
                do_not_contact=person.do_not_contact,
            )
        )
    organisations = Organisation.objects.visible_to(user).active().filter(address__in=addresses)
    for organisation in organisations.with_contact():
        found[organisation.address_id or 0].append(
            PersonChip(
                organisation.name,
                "".join(word[0] for word in organisation.name.split()[:2]).upper(),
                organisation.get_kind_display(),
                email=organisation.main_mail or "",
                phone=organisation.main_phone or "",
                url=record_url(organisation),
            )
        )
    return found
