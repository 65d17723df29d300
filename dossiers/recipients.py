"""To whom a mail about a dossier goes: its main contact."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from oss.contacts.mail_addresses import mail_address_of
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
        if one is not None and (address := mail_address_of(one)):
            return Recipient(address, spoken(person.language) if person else DUTCH)
    raise _no_address(_("%(name)s has no mail address.") % {"name": contact.name}, otherwise)


def _no_address(why: str, otherwise: str) -> NoAddress:
    return NoAddress(f"{why} {otherwise}".strip())
