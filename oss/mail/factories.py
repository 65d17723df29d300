"""Mailboxes and mails for the demo and the tests. Mails are bytes: they go through `receive` like all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from oss.mail.models import Mailbox


class MailboxFactory(DjangoModelFactory[Mailbox]):
    class Meta:
        model = Mailbox
        skip_postgeneration_save = True

    name = "Woonloket"
    address = factory.Sequence(lambda n: f"woonloket{n}@mechelen.example")


@dataclass(frozen=True)
class File:
    """An attachment; with `content_id` a picture that the HTML shows as `cid:…`."""

    name: str
    data: bytes
    content_type: str = "application/pdf"
    content_id: str = ""


def make_eml(
    *,
    sender: str = "Jan Peeters <jan.peeters@burger.example>",
    to: str | Sequence[str] = "woonloket@mechelen.example",
    subject: str = "Vraag over een premie",
    text: str = "Dag,\n\nKom ik in aanmerking voor een premie?\n\nGroeten,\nJan",
    html: str = "",
    attachments: Sequence[File] = (),
    message_id: str = "",
    in_reply_to: str = "",
    references: Sequence[str] = (),
    date: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """RFC 822 bytes with CRLF. The same arguments give the same bytes; without `message_id` there is none."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender)
    mail["To"] = ", ".join(str(_address(one)) for one in ([to] if isinstance(to, str) else to))
    mail["Subject"] = subject
    mail["Date"] = format_datetime(date or datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    if message_id:
        mail["Message-ID"] = f"<{message_id}>"
    if in_reply_to:
        mail["In-Reply-To"] = f"<{in_reply_to}>"
    if references:
        mail["References"] = " ".join(f"<{one}>" for one in references)
    for name, value in (headers or {}).items():
        mail[name] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
        _add_pictures(list(mail.iter_parts())[1], [one for one in attachments if one.content_id])
    for one in attachments:
        if not (html and one.content_id):
            kind, _slash, subtype = one.content_type.partition("/")
            mail.add_attachment(one.data, maintype=kind, subtype=subtype, filename=one.name)
    _fix_boundaries(mail, subject)
    return mail.as_bytes()


def _address(text: str) -> str | Address:
    name, angle, address = text.partition("<")
    return Address(name.strip(), addr_spec=address.rstrip("> ")) if angle else text


def _add_pictures(html: Any, pictures: Sequence[File]) -> None:
    for one in pictures:
        kind, _slash, subtype = one.content_type.partition("/")
        html.add_related(
            one.data, maintype=kind, subtype=subtype, filename=one.name, cid=f"<{one.content_id}>"
        )


def _fix_boundaries(mail: EmailMessage, subject: str) -> None:
    """Else the standard library draws them by chance."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{len(subject)}_oss")


class MailFactory(factory.DictFactory):
    """`make_eml(**MailFactory())`: a letter as citizens write them to the loket."""

    sender = factory.LazyFunction(lambda: f"{_faker('name')} <{_faker('user_name')}@burger.example>")
    subject = factory.Iterator(
        [
            "Premie voor dakisolatie",
            "Vraag over Mijn VerbouwLening",
            "Afspraak renovatiecoach",
            "Zonnepanelen op een plat dak",
            "Attest van de aannemer",
            "EPC van mijn appartement",
        ]
    )
    text = factory.LazyAttribute(
        lambda mail: (
            f"Beste,\n\nIk woon in de {_faker('street_name')} {_faker('building_number')} in Mechelen "
            f"en heb een vraag: {mail.subject.lower()}.\n"
            "Kunnen jullie mij verder helpen?\n\nMet vriendelijke groeten"
        )
    )
    message_id = factory.Sequence(lambda n: f"demo-{n}@burger.example")


def _faker(provider: str) -> str:
    return str(factory.Faker(provider, locale="nl_BE").evaluate(None, None, {"locale": "nl_BE"}))
