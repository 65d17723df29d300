"""To whom a survey goes: the main contact of the dossier, in their language."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from oss.contacts.models import ContactPoint, Organisation, Person
from oss.contacts.models.vocabulary import ContactState, PointKind
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
        if one is not None and (address := _mail_of(one)):
            return Recipient(address, spoken(person.language) if person else DUTCH)
    raise NoAddress(
        _("%(name)s has no mail address: fill in the answers by phone, or say why not.")
        % {"name": contact.name}
    )


def _mail_of(one: Person | Organisation) -> str:
    """The preferred one of those that arrive."""
    points = ContactPoint.objects.of_kind(PointKind.MAIL).filter(state=ContactState.VALID)
    mine = points.filter(person=one) if isinstance(one, Person) else points.filter(organisation=one)
    return mine.order_by("-preferred", "pk").values_list("normalised", flat=True).first() or ""
