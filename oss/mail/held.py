"""What mails hold about people."""

from oss.contacts.held import mail_addresses
from oss.core.held import Forgotten, hold_about
from oss.mail.models import Attachment, ForwardedMail, Mailbox, Message, MessageAddress, OutboundMessage

WHO = "who writes to us, and whom they write about"

hold_about(
    Message,
    WHO,
    "to answer them",
    "received_at",
    Forgotten.DELETE,
    lambda person: Message.objects.filter(from_address__in=mail_addresses(person)),
)
hold_about(
    MessageAddress,
    WHO,
    "to know who else got a mail",
    "",
    Forgotten.DELETE,
    lambda person: MessageAddress.objects.filter(address__in=mail_addresses(person)),
)
hold_about(
    ForwardedMail,
    WHO,
    "to read what was sent along",
    "",
    Forgotten.DELETE,
    lambda person: ForwardedMail.objects.filter(message__from_address__in=mail_addresses(person)),
)
hold_about(
    Attachment,
    WHO,
    "to keep what they sent",
    "",
    Forgotten.DELETE,
    lambda person: Attachment.objects.filter(message__from_address__in=mail_addresses(person)),
)
hold_about(
    OutboundMessage,
    "to whom we write",
    "to show what we told them",
    "posted_at",
    Forgotten.BLANK,
    lambda person: OutboundMessage.objects.filter(recipient__in=mail_addresses(person)),
    ("recipient", "subject", "text", "html"),
)
hold_about(Mailbox, "nobody: addresses of the shop", "to fetch mails", "", Forgotten.KEEP)
