"""Shielded dossiers of several types with a secret in all that is written on them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from dossiers.contact_moments.models import ContactChannel
from dossiers.contact_moments.operations import note_contact, open_from_contact
from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier, Reason, ReferralProduct, RelationKind, Subtype
from dossiers.operations.addresses import add_addresses
from dossiers.operations.editing import add_stakeholder, update_detail
from dossiers.operations.filing import add_file, add_note, add_task_on
from dossiers.operations.opening import Client, Opening
from dossiers.operations.referring import refer
from dossiers.operations.relating import relate_dossiers
from dossiers.operations.summary import make_summary
from dossiers.quotes.operations import OfWork, enter
from dossiers.schemes.operations import answer, follow_up, keep_check
from dossiers.shield.operations import shield
from dossiers.surveys.operations import answer_survey, ask_survey
from dossiers.types.design.operations import add_means, add_study
from dossiers.types.execution.operations import add_complaint
from dossiers.types.information.profile import QUESTION
from dossiers.types.lending.operations.stock import hand_out_stock
from dossiers.waiting.operations import put_on_list
from dossiers.works.models import Work
from dossiers.works.operations import add_photo, add_work, advise, decide
from dossiers.works.photos import PhotoMoment
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address, Measure
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import Person
from oss.documents.demo import picture_of
from oss.documents.uploads import Upload
from oss.mail.factories import File
from oss.mail.models import Message
from oss.mail.sending import post
from oss.queues import operations as queues
from oss.staff.models import User
from oss.timeline.models import PostedMail
from oss.timeline.operations import ask_request
from tests.dossiers.lent import bags, lent, meter
from tests.mails import receive_message

WORD, NAME = "kwartelkoning", "roerdomp"
"""In all that is written there, and in nothing else; and how the client is called, whom the register of
people knows too."""
SOUGHT = "kwartelkon"
"""By which it is looked for: a page may repeat what was typed."""


@dataclass
class Guarded:
    """`beside` rides on the train of the shielded `advice`; `keys` are of what the pages take."""

    quality: Dossier
    advice: Dossier
    design: Dossier
    execution: Dossier
    lending: Dossier
    beside: Dossier
    client: Person
    message: Message
    address: Address
    keys: dict[str, object]

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        return (self.quality, self.advice, self.design, self.execution, self.lending)


def guarded(*, by: User) -> Guarded:
    """All handled by `by`; the first is shielded by its subtype, the others by hand."""
    client = PersonFactory.create(first_name="Ro", last_name=NAME.title(), mail="ro@burger.example")
    as_tenant = Client(Capacity.objects.get(code="tenant"), client)
    address = AddressFactory.create()
    beside = information_dossier(by=by, address=AddressFactory.create())
    known = {"by": by, "assignee": by}
    quality = information_dossier(
        subtype="information_housing_quality", client=as_tenant, address=address, **known
    )
    update_detail(quality, QUESTION, by=by, question=f"{WORD} schimmel", answer=f"{WORD} besproken")
    advice = information_dossier(subtype="advice_renovation_advice", journey=beside.journey, **known)
    design = information_dossier(
        subtype="design_verbouwbegeleiding", client=as_tenant, address=AddressFactory.create(), **known
    )
    execution = information_dossier(
        subtype="execution_verbouwbegeleiding", client=as_tenant, address=AddressFactory.create(), **known
    )
    lending = information_dossier(subtype="lending_energy_meter", client=as_tenant, address=address, **known)
    dossiers = (quality, advice, design, execution, lending)
    reason = Reason.objects.get(code="shield_threat")
    for one in dossiers[1:]:
        shield(one, by=by, reason=reason, note=f"{WORD} bedreigt")
    keys: dict[str, object] = {}
    for one in dossiers:
        keys |= _fill(one, by, client)
    keys |= _own(advice, design, execution, lending, by)
    keys |= _rights(quality, by)
    make_summary(quality, by=by)
    keys["contact_moment"] = _contact(client, address, by)
    message = _mail(quality, by)
    keys |= {"item": message.queue_item.pk, "mail": message.pk, "dossier": quality.number}
    keys |= {"journey": quality.journey.number, "address": address.pk}
    keys["attachment"] = message.attachments.earliest("pk").pk
    return Guarded(
        *dossiers, beside, client, message, address, defaultdict(lambda: "1", {"address": address.pk, **keys})
    )


def _contact(client: Person, address: Address, by: User) -> int:
    """Of which a shielded dossier came."""
    channel = ContactChannel.objects.all()[0]
    noted = note_contact(by=by, channel=channel, person=client, address=address, text=f"{WORD} belde")
    subtype = Subtype.objects.get(code="information_housing_quality")
    asks = Client(Capacity.objects.get(code="tenant"), client)
    open_from_contact(noted, Opening(subtype, client=asks, address=address, assignee=by), [], by=by)
    return noted.pk


def _fill(dossier: Dossier, by: User, client: Person) -> dict[str, object]:
    """What any dossier may hold."""
    add_note(dossier, f"{WORD} in een nota", by=by)
    task = add_task_on(dossier, by=by, title=f"{WORD} bellen", text=f"{WORD}", due_on=timezone.localdate())
    request = ask_request(dossier.case_file, of=client, text=f"{WORD} gevraagd", notes=WORD, by=by)
    document = add_file(
        dossier, data=f"{WORD} {dossier}".encode(), name=f"{WORD}.txt", content_type="text/plain", by=by
    )
    referral = refer(
        dossier,
        by=by,
        product=ReferralProduct.objects.all()[0],
        organisation=OrganisationFactory.create(name="Verwijspunt"),
    )
    there = Client(Capacity.objects.get(code="owner_landlord"), PersonFactory.create(last_name=NAME.title()))
    add_stakeholder(dossier, there, by=by, on_journey=False)
    add_addresses(dossier, [AddressFactory.create()], by=by)
    relation = relate_dossiers(dossier, information_dossier(by=by), by=by, kind=RelationKind.objects.all()[0])
    sent = post(recipient="ro@burger.example", subject=f"{WORD} antwoord", text=WORD, why="survey")
    PostedMail.objects.create(case_file=dossier.case_file, message=sent)
    return {
        "task": task.pk,
        "request": request.pk,
        "document": document.pk,
        "referral": referral.pk,
        "relation": relation.pk,
        "outbound": sent.pk,
    }


def _own(
    advice: Dossier, design: Dossier, execution: Dossier, lending: Dossier, by: User
) -> dict[str, object]:
    """What dossiers of some types hold."""
    put_on_list(advice, by=by, note=f"{WORD} eerst")
    works = {one.pk: _work(one, by) for one in (advice, design, execution)}
    advise(works[advice.pk].on_dossiers.get(), by=by, remark=f"{WORD} eerst")
    decide(works[design.pk], by=by, goes_on=True, decided_on=timezone.localdate())
    quote = enter(
        None,
        {
            "contractor": OrganisationFactory.create(),
            "received_on": timezone.localdate(),
            "valid_until": timezone.localdate() + timedelta(days=7),
            "total_incl": Decimal(9000),
            "remarks": f"{WORD} gezien",
            "number": f"{WORD}-1",
        },
        {works[design.pk]: OfWork({}, {})},
        by=by,
    )
    study = add_study(
        design, by=by, measure=Measure.objects.get(code="stability_study"), conclusion=f"{WORD} stabiel"
    )
    means = add_means(design, by=by, kind="own", amount=Decimal(500), source=f"{WORD} spaarpot")
    photo = add_photo(
        works[execution.pk],
        Upload(picture_of(1, 2, 3), f"{WORD}.png", "image/png"),
        by=by,
        moment=PhotoMoment.BEFORE,
    )
    complaint = add_complaint(
        execution, by=by, reported_on=execution.opened_on, about="contr", what=f"{WORD} lekt"
    )
    ask_survey(execution, by=by)
    answer_survey(execution, {"better": f"{WORD} bedankt"}, by=by)
    loan = lent(lending, meter("EM-77"), by=by)
    move = hand_out_stock(lending, bags(20), by=by, quantity=2)
    return {
        "design": design.number,
        "execution": execution.number,
        "lending": lending.number,
        "work": works[design.pk].pk,
        "quoted_work": works[design.pk].pk,
        "photographed_work": works[execution.pk].pk,
        "advised_work": works[advice.pk].pk,
        "advised": works[advice.pk].on_dossiers.get().pk,
        "quote": quote.pk,
        "quote_part": quote.parts.get().pk,
        "study": study.pk,
        "means": means.pk,
        "photo": photo.pk,
        "complaint": complaint.pk,
        "loan": loan.pk,
        "piece": loan.piece_id,
        "stock": move.kind_id,
        "stock_move": move.pk,
    }


def _rights(dossier: Dossier, by: User) -> dict[str, object]:
    """What was told of the schemes."""
    answer(dossier, "lives_there", "yes", by=by)
    check = keep_check(dossier, by=by)
    follow_up(dossier, check.lines.all()[0].version, by=by)
    return {"rights_check": check.pk, "scheme_version": check.lines.all()[0].version_id}


def _work(dossier: Dossier, by: User) -> Work:
    place = dossier.site_address
    assert place is not None
    roof = Measure.objects.get(code="roof_sarking")
    return add_work(place, roof, by=by, dossier=dossier, description=f"{WORD} dak")


def _mail(dossier: Dossier, by: User) -> Message:
    message = receive_message(
        sender="Ro <ro@burger.example>",
        subject=f"{WORD} in nood",
        text=f"De {WORD} woont slecht.",
        attachments=[File(f"{WORD}-attest.txt", f"attest van {WORD}".encode(), "text/plain")],
    )
    item = message.queue_item
    queues.link(item, case_file=dossier.case_file, by=by)
    queues.file_attachments(item, message.attachments.all(), by=by)
    return message
