"""Loans of the demo's loket of which the money moves: one that is being drawn, two that are repaid."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.flows.table import DossierType
from dossiers.loans.models import Drawdown, Keeps
from dossiers.loans.operations import drawing, keeping, promised, stating
from dossiers.models import Capacity, Dossier
from dossiers.operations import stages
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Client
from dossiers.types.loan.demo import MVL, Demo
from dossiers.types.loan.profile import LOAN_SIGNING
from dossiers.works.models import Work
from dossiers.works.operations import add_invoice
from oss.staff.models import User

BULLET = "loan_emergency_purchase_fund"


def load_drawn_loans() -> None:
    if Drawdown.objects.exists():
        return
    demo = Demo()
    lent = set(Dossier.objects.filter(type=DossierType.LOAN).values_list("journey", flat=True))
    clients = [one for one in demo.trains if one.journey_id not in lent]
    waiting = Dossier.objects.filter(type=DossierType.LOAN, stage="drawdown").order_by("pk").first()
    if waiting is not None:
        _being_drawn(waiting, demo.karim, demo.griet)
    for tell in (_repaid_by_statement, _repaid_by_hand):
        if clients:  # a demo with few clients has fewer loans
            tell(demo, clients.pop())


def _being_drawn(loan: Dossier, karim: User, griet: User) -> None:
    """One part is paid to the contractor, of the next Griet is to approve what Karim asked."""
    works, since = list(Work.objects.on_dossier(loan).order_by("pk")), database_now()
    drawn = _asked(loan, works[0], karim, "12300.00", "2026-0187", days=20)
    drawing.approve_drawdown(drawn, by=griet)
    drawing.pay_drawdown(drawn, by=karim, paid_on=_ago(15))
    _asked(loan, works[-1], karim, "8200.00", "V-1144", days=2)
    promised.add_obligation(
        loan,
        by=karim,
        kind="no_sale",
        basis="Leningsovereenkomst: terug te betalen bij verkoop",
        starts_on=_ago(36),
    )
    Past(loan, since).was(2)


def _repaid_by_statement(demo: Demo, earlier: Dossier) -> None:
    """Drawn in two parts; the loan administration keeps the account, and its statement differs from ours."""
    loan = _signed(
        demo, earlier, MVL, "18000.00", 120, Decimal("2.75"), ("roof_sarking", "windows"), "MVL-2025-0117"
    )
    works, since = list(Work.objects.on_dossier(loan).order_by("pk")), database_now()
    for work, amount, number, days in (
        (works[0], "11250.00", "F25-310", 330),
        (works[1], "6180.00", "25/0098", 290),
    ):
        drawn = _asked(loan, work, demo.karim, amount, number, days=days)
        drawing.approve_drawdown(drawn, by=demo.griet)
        drawing.pay_drawdown(drawn, by=demo.karim, paid_on=_ago(days - 5))
    drawing.close_drawing(loan, by=demo.karim, on=_ago(280))
    stages.advance(_now(loan), by=demo.karim)
    rows = "\n".join(
        (
            "leningnummer;saldo;dagen achterstand;einddatum;datum staat",
            f"MVL-2025-0117;16310,55;0;{_ago(-3400):%d/%m/%Y};{_ago(92):%d/%m/%Y}",
            f"MVL-2025-0117;16172,40;33;{_ago(-3400):%d/%m/%Y};{_ago(31):%d/%m/%Y}",
        )
    )
    upload = stating.upload_statement(by=demo.karim, data=rows.encode(), name="staat-leningen-oktober.csv")
    stating.take_over_statement(upload, by=demo.karim)
    keeping.note_reminder(loan, by=demo.karim, sent_on=_ago(25), note="per brief")
    keeping.expect_early(
        loan,
        by=demo.karim,
        repaid_with="premium",
        expected_on=_ago(-45),
        expected=Decimal("4025.00"),
        note="Mijn VerbouwPremie, dak",
    )
    for kind, basis, months in (
        ("label", "Leningsovereenkomst, art. 7: label C", 60),
        ("domicile", "Leningsovereenkomst: domicilie binnen 36 maanden", 36),
    ):
        told = {"kind": kind, "basis": basis, "months": months, "is_checked_yearly": kind == "domicile"}
        promised.add_obligation(loan, by=demo.karim, starts_on=_ago(380), **told)
    Past(loan, since).was(25)


def _repaid_by_hand(demo: Demo, earlier: Dossier) -> None:
    """A bullet loan without software: what comes in is entered here, and a mistake is countered."""
    loan = _signed(demo, earlier, BULLET, "16500.00", 240, Decimal(0), ("electricity",), "NKF-2025-003")
    work, since = Work.objects.on_dossier(loan).get(), database_now()
    drawn = _asked(loan, work, demo.karim, "16500.00", "2025/771", days=300)
    drawing.approve_drawdown(drawn, by=demo.griet)
    drawing.pay_drawdown(drawn, by=demo.karim, paid_on=_ago(290))
    stages.advance(_now(loan), by=demo.karim)
    told: dict[str, Any] = {"on": _ago(60), "amount": Decimal("250.00"), "note": "van een andere lening"}
    entry = keeping.add_entry(loan, by=demo.karim, kind="receipt", **told)
    keeping.counter_entry(entry, by=demo.griet, because="Was voor een andere lening.")
    early = keeping.expect_early(
        loan, by=demo.karim, repaid_with="own", expected_on=_ago(30), expected=Decimal("2000.00")
    )
    keeping.receive_early(
        early, by=demo.karim, received_on=_ago(28), received=Decimal("2000.00"), keeps=Keeps.INSTALMENT
    )
    promised.add_obligation(
        loan, by=demo.karim, kind="renovation", basis="Energiebesluit, renovatieplicht", starts_on=_ago(420)
    )
    Past(loan, since).was(28)


def _signed(
    demo: Demo,
    earlier: Dossier,
    product: str,
    amount: str,
    months: int,
    rate: Decimal,
    measures: tuple[str, ...],
    loan_number: str,
) -> Dossier:
    """Of more than a year ago, in a journey of its own; in stage Drawdown."""
    person = earlier.main_contact.person if earlier.main_contact else None
    assert person is not None  # noqa: S101 - as each of the trains has one
    owner = Capacity.objects.get(code="owner_occupier")
    loan, past = demo.opened(product, 420, client=Client(owner, person), address=earlier.site_address)
    loan = demo.asked(loan, 420, amount, months, ownership="full")
    for measure in measures:
        demo.work(loan, measure, amount)
    demo.prechecked(loan)
    text = "Stabiel inkomen, geen lopende kredieten."
    loan = demo.analysed(loan, 410, income="3150.00", costs="1240.00", text=text)
    body = "other" if product == BULLET else "committee"
    told = {"amount": Decimal(amount), "months": months, "rate": rate, "decided_on": _ago(400)}
    demo.decided(loan, verdict="yes", body=body, **told)
    loan = stages.advance(_now(loan), by=demo.karim)
    signed: dict[str, Any] = {"signed_on": _ago(380), "signed_by": "energiehuis", "loan_number": loan_number}
    form = "bullet" if product == BULLET else "annuity"
    update_detail(loan, LOAN_SIGNING, by=demo.karim, repayment=form, account="BE68539007547034", **signed)
    stages.advance(_now(loan), by=demo.karim)
    past.was(380)
    return _now(loan)


def _asked(loan: Dossier, work: Work, by: User, amount: str, number: str, *, days: int) -> Drawdown:
    paper = add_invoice(work, by=None, number=number, dated_on=_ago(days + 6), amount_incl=Decimal(amount))
    return drawing.ask_drawdown(loan, by=by, invoice=paper, asked_on=_ago(days))


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)
