"""A loan and a premium with a secret in all that is written on them, and a wagon that all staff read."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.incomes.tab import INCOME
from dossiers.loans.models import Obligation
from dossiers.models import Capacity, Dossier
from dossiers.operations.editing import add_stakeholder, update_detail
from dossiers.operations.filing import add_file, add_note, add_task_on
from dossiers.operations.opening import Client
from dossiers.types.grant.model import GrantDecision, GrantDetail, GrantOwner, GrantPayment
from dossiers.types.loan.decisions import LoanDecision
from dossiers.types.loan.model import LoanDetail
from dossiers.works.operations import add_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.contacts.factories import PersonFactory
from oss.mail.factories import File
from oss.mail.models import Message
from oss.mail.sending import post
from oss.queues import operations as queues
from oss.staff.models import User
from oss.timeline.models import PostedMail
from oss.timeline.operations import ask_request
from tests.mails import receive_message

WORD, BORROWER = "kwartelkoning", "roerdomp"
"""In all that is written there, and in nothing else; and how who borrows too is called."""
SOUGHT = "kwartelkon"
INCOME_TOLD = Decimal("43217.89")
GRANTED = Decimal("43217.00")


@dataclass
class Lent:
    """`beside` rides on the train of both; `keys` are of what the pages take."""

    loan: Dossier
    grant: Dossier
    beside: Dossier
    message: Message
    keys: dict[str, object]

    @property
    def dossiers(self) -> tuple[Dossier, Dossier]:
        return self.loan, self.grant


def lent_money(*, by: User) -> Lent:
    beside = information_dossier(by=by, address=AddressFactory.create())
    loan, grant = (
        information_dossier(by=by, subtype=subtype, journey=beside.journey, assignee=by)
        for subtype in ("loan_verbouwlening", "grant_green_roof")
    )
    keys: dict[str, object] = {}
    for one in (loan, grant):
        keys |= _fill(one, by)
    update_detail(loan, INCOME, by=by, amount=INCOME_TOLD, income_year=2024)
    keys |= _rows_of(loan, grant, by)
    message = receive_message(
        sender="Ro <ro@burger.example>",
        subject=f"{WORD} over de lening",
        text=f"De {WORD} kan niet betalen.",
        attachments=[File(f"{WORD}-brief.txt", f"brief van {WORD}".encode(), "text/plain")],
    )
    item = message.queue_item
    queues.link(item, case_file=loan.case_file, by=by)
    queues.file_attachments(item, message.attachments.all(), by=by)
    place = beside.site_address
    assert place is not None
    roof = Measure.objects.get(code="roof_sarking")
    work = add_work(place, roof, by=by, dossier=loan, description=f"{WORD} dak")
    keys |= {"item": item.pk, "mail": message.pk, "dossier": loan.number, "work": work.pk}
    keys |= {"journey": loan.journey.number, "address": place.pk}
    keys["attachment"] = message.attachments.earliest("pk").pk
    return Lent(loan, grant, beside, message, defaultdict(lambda: "1", keys))


def _rows_of(loan: Dossier, grant: Dossier, by: User) -> dict[str, object]:
    """What hangs on them by their type alone, each with the word."""
    detail = GrantDetail.objects.get(pk=grant.pk)
    GrantDetail.objects.filter(pk=grant.pk).update(advice=WORD, other_support=WORD, computed_words=WORD)
    LoanDetail.objects.filter(pk=loan.pk).update(analysis=WORD, loan_number=WORD)
    who, today = {"proposed_by": by}, timezone.localdate()
    decision = GrantDecision.objects.create(
        grant=detail, outcome="granted", amount=GRANTED, number=WORD, conditions=WORD, **who
    )
    iban = "BE68539007547034"
    payment = GrantPayment.objects.create(grant=detail, amount=GRANTED, iban=iban, budget_key=WORD, **who)
    lent = LoanDecision.objects.create(dossier=loan, verdict="yes", amount=GRANTED, conditions=WORD, **who)
    duty = Obligation.objects.create(
        dossier=loan, kind="renovation", basis="Energiebesluit", starts_on=today, note=WORD, created_by=by
    )
    return {
        "grant": grant.number,
        "loan_dossier": loan.number,
        "drawn_loan": loan.number,
        "grant_decision": decision.pk,
        "grant_payment": payment.pk,
        "grant_owner": GrantOwner.objects.create(grant=detail, lot=WORD, shares=1, note=WORD).pk,
        "loan_decision": lent.pk,
        "obligation": duty.pk,
    }


def _fill(dossier: Dossier, by: User) -> dict[str, object]:
    add_note(dossier, f"{WORD} in een nota", by=by)
    task = add_task_on(dossier, by=by, title=f"{WORD} bellen", text=WORD, due_on=timezone.localdate())
    asked = PersonFactory.create()
    request = ask_request(dossier.case_file, of=asked, text=f"{WORD} gevraagd", notes=WORD, by=by)
    document = add_file(
        dossier, data=f"{WORD} {dossier}".encode(), name=f"{WORD}.txt", content_type="text/plain", by=by
    )
    too = Client(Capacity.objects.get(code="co_owner"), PersonFactory.create(last_name=BORROWER.title()))
    add_stakeholder(dossier, too, by=by, on_journey=False)
    sent = post(recipient="ro@burger.example", subject=f"{WORD} antwoord", text=WORD, why="survey")
    PostedMail.objects.create(case_file=dossier.case_file, message=sent)
    return {"task": task.pk, "request": request.pk, "document": document.pk, "outbound": sent.pk}
