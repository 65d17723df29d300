"""A loket with work on its hands: mails in the queues, dossiers, a train of three wagons."""

from datetime import timedelta

from django.utils import timezone

from dossiers.factories import answer, information_dossier
from dossiers.models import Capacity, Dossier, Reason, ReasonKind
from dossiers.operations import stages
from dossiers.operations.opening import Client
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.mail.factories import File, make_eml
from oss.mail.models import Mailbox, Message
from oss.mail.receiving import receive
from oss.queues import operations as queues
from oss.queues.models import Queue, QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity

MAILS = (
    ("An De Smet <an.desmet@burger.example>", "Premie voor dakisolatie"),
    ("Youssef Amrani <y.amrani@burger.example>", "Vraag over Mijn VerbouwLening"),
    ("Residentie De Dijle <bestuur@dedijle.example>", "Renovatiemasterplan voor ons gebouw"),
    ("Koen Wouters <koen@burger.example>", "EPC van mijn appartement"),
    ("Els Claes <els@burger.example>", "Zonnepanelen op een plat dak met een erg lange titel die niet past"),
)


def mail(sender: str, subject: str, **more: object) -> QueueItem:
    """A mail that came in, as its queue item."""
    mailbox, _made = Mailbox.objects.get_or_create(
        address="woonloket@mechelen.example", defaults={"name": "Woonloket"}
    )
    message_id = f"{abs(hash((sender, subject)))}@burger.example"
    raw = make_eml(
        sender=sender,
        subject=subject,
        text=f"Beste,\n\nIk heb een vraag: {subject.lower()}.\nIk woon in de Bruul 12.\n\nGroeten",
        message_id=message_id,
        **more,  # type: ignore[arg-type]
    )
    receive(raw, mailbox=mailbox, source="test")
    return Message.objects.get(message_id=message_id).queue_item


def known_person() -> Person:
    return PersonFactory.create(first_name="Eddy", last_name="Pollet", mail="eddy@burger.example")


def busy_loket() -> dict[str, object]:
    """The keys and numbers that the paths of the screens ask for."""
    load_staff()
    lotte = User.objects.get(email="lotte@loket.example")
    bram = User.objects.get(email="bram@loket.example")
    items = [mail(*one) for one in MAILS]
    with_files = mail(
        "Marie Janssens <marie@burger.example>",
        "Attest van de aannemer",
        attachments=[
            File("attest.pdf", b"%PDF-1.4 a"),
            File("factuur met een lange naam.pdf", b"%PDF-1.4 b"),
        ],
    )
    mail("no-reply@vlaanderen.example", "Aanvraag ontvangen", headers={"Auto-Submitted": "auto-generated"})
    receive(b"\x00\xff kapot", mailbox=Mailbox.objects.get(), source="test")
    parked = QueueItem.objects.get(message__state="parked")
    dossier = train_of_three(lotte, bram)
    queues.pick(with_files, by=lotte)
    queues.link(items[3], case_file=dossier.case_file, by=lotte)
    queues.route(items[2], queue=Queue.objects.get(slug="condos"), by=bram)
    wagons = dossier.journey.dossiers.order_by("pk")
    return {
        "item": items[0].pk,
        "picked": with_files.pk,
        "parked": parked.pk,
        "dossier": dossier.number,
        "journey": dossier.journey.number,
        "completed": wagons[0].number,
        "abandoned": wagons[2].number,
    }


def train_of_three(lotte: User, bram: User) -> Dossier:
    """One journey with a completed, an open and an abandoned wagon; gives the open one."""
    address = AddressFactory(street__name="Bruul", house_number="12")
    capacity = Capacity.objects.get(name="eigenaar-bewoner")
    first = information_dossier(
        by=lotte, assignee=lotte, address=address, client=Client(capacity, known_person())
    )
    answer(first, by=lotte)
    stages.save_and_complete(first, by=lotte)
    dossier = information_dossier(by=lotte, assignee=lotte, journey=first.journey)
    stages.advance(dossier, by=lotte)
    third = information_dossier(by=lotte, assignee=bram, journey=first.journey)
    stages.abandon(
        third, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.ABANDON)[0], note="Geen reactie."
    )
    today = timezone.localdate()
    for title, days in (("Terugbellen over het dak", -2), ("Premie-overzicht mailen", 3)):
        add_activity(
            dossier.case_file,
            by=lotte,
            kind=ActivityKind.TASK,
            title=title,
            assignee=lotte,
            due_on=today + timedelta(days=days),
        )
    add_activity(
        dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Notitie", text="Komt vrijdag langs."
    )
    return Dossier.objects.select_related("journey", "case_file").get(pk=dossier.pk)
