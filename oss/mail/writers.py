"""Who asks something by a mail: whom an answer would reach, which is not always whom it came from."""

from collections.abc import Iterable

from oss.contacts.models import Organisation, Person
from oss.documents.models import DocumentOrigin
from oss.mail.classify import Automatic, is_of_a_form, takes_no_replies
from oss.mail.headers import MailAddress
from oss.mail.models import Mailbox, Message, MessageAddress, RecipientRole


def writers(message: Message) -> list[MailAddress]:
    """Whom Reply-To names beside the sender, else the sender; nobody where that address is of no person.

    A website sends what everybody fills in from one address, so where answers go elsewhere the sender's says
    nothing. A mailing list gets its own answers, and a mailbox of ours is nobody else.
    """
    if message.automatic == Automatic.BOUNCE:
        return []
    replies = [] if message.automatic == Automatic.LIST else _reached(message)
    if replies and message.from_address not in {one.address for one in replies}:
        return [MailAddress(one.name or _before_via(message.from_name), one.address) for one in replies]
    is_person = "@" in message.from_address and not (
        takes_no_replies(message.from_address) or is_of_a_form(message.from_address)
    )
    return [MailAddress(message.from_name, message.from_address)] if is_person else []


def origin_of(message: Message) -> DocumentOrigin:
    """Of what the mail brings along: the client's own, unless an organisation wrote that is known here."""
    address = message.from_address
    by_organisation = Organisation.objects.by_mail_address(address).exists()
    is_other = by_organisation and not Person.objects.by_mail_address(address).exists()
    return DocumentOrigin.OTHER if is_other else DocumentOrigin.CLIENT


def other_replies(message: Message, lines: Iterable[MessageAddress]) -> list[MessageAddress]:
    """To whom an answer goes, where that is not simply the sender; of all `lines` of the mail's header."""
    replies = [one for one in lines if one.role == RecipientRole.REPLY_TO]
    return [] if {one.address for one in replies} == {message.from_address} else replies


def _reached(message: Message) -> list[MessageAddress]:
    replies = [
        one for one in message.addresses.all() if one.role == RecipientRole.REPLY_TO and "@" in one.address
    ]
    ours = {one.lower() for one in Mailbox.objects.values_list("address", flat=True)} if replies else set()
    return [one for one in replies if one.address not in ours and not takes_no_replies(one.address)]


def _before_via(name: str) -> str:
    """ "Mia Claes via Webformulier" names Mia Claes; a form's own name names nobody."""
    person, via, _form = name.partition(" via ")
    return person if via and "@" not in person else ""
