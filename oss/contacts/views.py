from django.http import JsonResponse

from oss.addresses.lookup import MOST, answer
from oss.contacts.models import Organisation, Person
from oss.core.components import Option
from oss.staff.http import StaffRequest


def person_lookup(request: StaffRequest) -> JsonResponse:
    """Active people, found by any fragment of name, mail address or phone number."""

    def find(text: str) -> list[Option]:
        people = Person.objects.visible_to(request.user).active().matching(text).with_contact()
        return [person_option(person) for person in people[:MOST]]

    return answer(request, find)


def organisation_lookup(request: StaffRequest) -> JsonResponse:
    """Active organisations, by any fragment of name, number, mail address or phone number."""

    def find(text: str) -> list[Option]:
        found = Organisation.objects.visible_to(request.user).active().matching(text).with_contact()
        return [organisation_option(organisation) for organisation in found[:MOST]]

    return answer(request, find)


def person_option(person: Person) -> Option:
    """Also for a form that shows again what was chosen; wants `with_contact()`."""
    return Option(str(person.pk), person.name, _detail(_reached_by(person)), "user")


def organisation_option(organisation: Organisation) -> Option:
    """Also for a form that shows again what was chosen; wants `with_contact()`."""
    about = [organisation.get_kind_display(), organisation.enterprise_number_label]
    return Option(
        str(organisation.pk),
        organisation.name,
        _detail([*about, *_reached_by(organisation)]),
        "building-store",
    )


def _reached_by(owner: Person | Organisation) -> list[str]:
    main_mail, main_phone = getattr(owner, "main_mail", ""), getattr(owner, "main_phone", "")
    return [main_mail or "", main_phone or "", owner.address.label if owner.address else ""]


def _detail(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
