"""To whom a survey goes: the main contact of the dossier, in their language."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from oss.contacts.mail_addresses import mail_address_of
from oss.core.refusal import Refused
from oss.public.languages import DUTCH, spoken


class NoAddress(Refused):
    """No survey can be sent to them."""


class Recipient(NamedTuple):
    mail: str
    language: str


def recipient_of(dossier: Dossier) -> Recipient:
    """NoAddress, with what to do, where there is nobody, no mail address, or no wish to be contacted."""
    contact = dossier.main_contact
    if contact is None:
        raise NoAddress(_("There is no main contact to ask: fill in the answers with them, or say why not."))
    person, organisation = contact.person, contact.organisation
    if person is not None and person.do_not_contact:
        raise NoAddress(_("%(name)s does not want to be contacted.") % {"name": contact.name})
    for one in (person, organisation):
        if one is not None and (address := mail_address_of(one)):
            return Recipient(address, spoken(person.language) if person else DUTCH)
    raise NoAddress(
        _("%(name)s has no mail address: fill in the answers by phone, or say why not.")
        % {"name": contact.name}
    )
