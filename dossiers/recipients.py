"""To whom a mail about a dossier goes: its main contact."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from oss.contacts.models import ContactPoint, Organisation, Person
from oss.contacts.models.vocabulary import ContactState, PointKind
from oss.core.refusal import Refused
from oss.public.languages import DUTCH, spoken


class NoAddress(Refused):
    """No mail can be sent to them."""


class Recipient(NamedTuple):
    mail: str
    language: str


def recipient_of(dossier: Dossier, *, otherwise: str = "") -> Recipient:
    """In their language. NoAddress where there is nobody, no mail address, or no wish to be contacted: with
    what to do `otherwise`."""
    contact = dossier.main_contact
    if contact is None:
        raise _no_address(_("There is no main contact to write to."), otherwise)
    person, organisation = contact.person, contact.organisation
    if person is not None and person.do_not_contact:
        raise NoAddress(_("%(name)s does not want to be contacted.") % {"name": contact.name})
    for one in (person, organisation):
        if one is not None and (address := _mail_of(one)):
            return Recipient(address, spoken(person.language) if person else DUTCH)
    raise _no_address(_("%(name)s has no mail address.") % {"name": contact.name}, otherwise)


def _no_address(why: str, otherwise: str) -> NoAddress:
    return NoAddress(f"{why} {otherwise}".strip())


def _mail_of(one: Person | Organisation) -> str:
    """The preferred one of those that arrive."""
    points = ContactPoint.objects.of_kind(PointKind.MAIL).filter(state=ContactState.VALID)
    mine = points.filter(person=one) if isinstance(one, Person) else points.filter(organisation=one)
    return mine.order_by("-preferred", "pk").values_list("normalised", flat=True).first() or ""
