"""The typeahead of people and organisations."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import JsonResponse
from django.utils.translation import gettext as _

from oss.contacts.matching import ContactFragments, read
from oss.contacts.models import ContactState, Organisation, Person
from oss.contacts.models.contacts import ContactQuerySet
from oss.core.components import LookupOption
from oss.core.lookup import MOST, answer
from oss.core.narrowing import with_keys
from oss.staff.asked_often import asked_often
from oss.staff.http import StaffRequest
from oss.staff.models import User

Record = TypeVar("Record", Person, Organisation)


def person_lookup(request: StaffRequest) -> JsonResponse:
    """Active people, found by any fragment of name, mail address or phone number."""

    def find(text: str) -> list[LookupOption]:
        return [person_option(person) for person in _closest(request.user, text, Person)]

    return answer(request, find)


def organisation_lookup(request: StaffRequest) -> JsonResponse:
    """Active organisations, by any fragment of name, number, mail address or phone number."""

    def find(text: str) -> list[LookupOption]:
        found = _closest(request.user, text, Organisation)
        return [organisation_option(organisation) for organisation in found]

    return answer(request, find)


def _closest(user: User, text: str, model: type[Record]) -> list[Record]:
    """The best of `matching`: among names written so, if there are enough."""
    wanted = read(text)
    if wanted.mails or wanted.numbers or not wanted.names:
        return list(_active(user, model).with_contact().meeting(wanted)[:MOST])
    keys = _spelt(user, wanted.names, model=model)
    if len(keys) >= MOST:
        return _best(keys, wanted.names, model=model)
    return _called(user, wanted.names, model=model)


def _active(user: User, model: type[Record]) -> ContactQuerySet[Record]:
    everybody: ContactQuerySet[Record] = model._default_manager.all()
    return everybody.visible_to(user).active()


@asked_often
def _spelt(user: User, names: tuple[str, ...], *, model: type[Any]) -> QuerySet[Any, int]:
    return _active(user, model).spelt(ContactFragments(names), MOST)


@asked_often
def _best(keys: list[int], names: tuple[str, ...], *, model: type[Any]) -> QuerySet[Any]:
    found = model.objects.filter(with_keys(keys)).with_contact()
    return found.best_first(ContactFragments(names))[:MOST]


@asked_often
def _called(user: User, names: tuple[str, ...], *, model: type[Any]) -> QuerySet[Any]:
    return _active(user, model).with_contact().meeting(ContactFragments(names))[:MOST]


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
