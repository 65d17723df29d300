"""A loket with work on its hands: mails in the queues, dossiers, a train of three wagons."""

from datetime import date, timedelta
from decimal import Decimal

from django.http import QueryDict
from django.utils import timezone

from dossiers.bulk import ASSIGN
from dossiers.factories import answer, information_dossier, past_work
from dossiers.models import Capacity, Dossier, Reason, ReasonKind
from dossiers.operations import stages
from dossiers.operations.opening import Client
from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.models import Dwelling, EnergyCertificate
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import AssociationRole, Person
from oss.core.partial_dates import PartialDate
from oss.lists.declaration import list_named
from oss.lists.jobs.operations import start_bulk, start_export
from oss.lists.jobs.running import run
from oss.lists.saved.operations import save_view, share_view
from oss.lists.state import ListState
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
        "mail": items[3].message_id,
        "dossier": dossier.number,
        "journey": dossier.journey.number,
        "completed": wagons[0].number,
        "abandoned": wagons[2].number,
    }


def busy_lists() -> dict[str, object]:
    busy_loket()
    return shared_work()


def shared_work() -> dict[str, object]:
    """A view that somebody else shares, a bulk job of which rows were skipped, and an export."""
    lotte, bram = (User.objects.get(email=f"{name}@loket.example") for name in ("lotte", "bram"))
    definition = list_named("dossiers")
    assert definition
    state = ListState.read(definition, bram, QueryDict(definition.standard))
    view = save_view(state, by=lotte, name="Wat ik deze maand opende, met de lange naam die ik zo graag geef")
    share_view(view, by=lotte, users=[bram], teams=[])
    bulk = start_bulk(ASSIGN, state, by=lotte, parameters={"assignee": [str(bram.pk)]})
    run(bulk.pk)
    export = start_export(state, by=lotte)
    run(export.pk)
    return {"view": view.pk, "job": bulk.pk, "export": export.pk}


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


def apartment_building() -> dict[str, object]:
    """Bruul 12 with sixty boxes, its certificates and works, and somebody who lives there."""
    street = StreetFactory.create(name="Bruul")
    building = BuildingFactory.create(street=street, house_numbers="12", construction_year=1972)
    apartments = [
        AddressFactory.create(
            street=street,
            house_number="12",
            box_number=f"{floor:02d}0{door}",
            building=building,
            longitude=Decimal("4.481000"),
            latitude=Decimal("51.025000"),
        )
        for floor in range(1, 11)
        for door in range(1, 7)
    ]
    AddressFactory.create(
        street=street, house_number="14", longitude=Decimal("4.481300"), latitude=Decimal("51.025100")
    )
    first = apartments[0]
    Dwelling.objects.create(
        address=first, type="apartment", position="1e verdieping", deed_on=date(2023, 6, 1)
    )
    EnergyCertificate.objects.create(address=first, score=612, issued_on=date(2023, 3, 1))
    EnergyCertificate.objects.create(address=apartments[1], score=180, issued_on=date(2024, 3, 1))
    past_work(building, ended_on=PartialDate(2016))
    past_work(first, "windows_and_doors", ended_on=PartialDate(2021, 5))
    eddy = PersonFactory.create(
        first_name="Eddy", last_name="Pollet", mail="eddy@burger.example", address=first
    )
    association = OrganisationFactory.create(kind="vme", name="VME Residentie De Dijle")
    association.building_links.create(building=building)
    AssociationRole.objects.create(association=association, role="syndic", person=eddy, professional=False)
    return {"address": first.pk, "building": building.pk}
