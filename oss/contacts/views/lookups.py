"""The typeahead of people and organisations."""

from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

from oss.contacts.models import ContactState, Organisation, Person
from oss.core.components import LookupOption
from oss.core.lookup import MOST, answer
from oss.staff.http import StaffRequest


def person_lookup(request: StaffRequest) -> JsonResponse:
    """Active people, found by any fragment of name, mail address or phone number."""

    def find(text: str) -> list[LookupOption]:
        people = Person.objects.visible_to(request.user).active().with_contact().closest(text, MOST)
        return [person_option(person) for person in people]

    return answer(request, find)


def organisation_lookup(request: StaffRequest) -> JsonResponse:
    """Active organisations, by any fragment of name, number, mail address or phone number."""

    def find(text: str) -> list[LookupOption]:
        found = Organisation.objects.visible_to(request.user).active().with_contact().closest(text, MOST)
        return [organisation_option(organisation) for organisation in found]

    return answer(request, find)


def person_option(person: Person) -> LookupOption:
    """Also for a form that shows again what was chosen; wants `with_contact()`."""
    alone = [_("do not contact")] if person.do_not_contact else []
    return LookupOption(str(person.pk), person.name, _detail([*alone, *_reached_by(person)]), "user")


def organisation_option(organisation: Organisation) -> LookupOption:
    """Also for a form that shows again what was chosen; wants `with_contact()`."""
    about = [organisation.get_kind_display(), organisation.enterprise_number_label]
    return LookupOption(
        str(organisation.pk),
        organisation.name,
        _detail([*about, *_reached_by(organisation)]),
        "building-store",
    )


def _reached_by(owner: Any) -> list[str]:
    mail, phone = owner.main_mail or "", owner.main_phone or ""
    if owner.mail_state == ContactState.BOUNCING:
        mail = _("%(mail)s (bounces)") % {"mail": mail}
    if owner.phone_state == ContactState.BOUNCING:
        phone = _("%(phone)s (does not work)") % {"phone": phone}
    return [mail, phone, owner.address.label if owner.address else ""]


def _detail(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
