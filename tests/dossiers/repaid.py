"""A loan of which the money moves, for the tests of pages, budgets and screens."""

from decimal import Decimal

from django.utils import timezone

from dossiers.loans.models import EarlyRepayment, LoanEntry, Obligation
from dossiers.loans.operations import drawing, keeping, promised, stating
from dossiers.models import Dossier
from dossiers.types.loan.terms import LoanTerms
from dossiers.works.models import Invoice, Work
from dossiers.works.operations import add_invoice
from oss.staff.models import User
from tests.dossiers.borrowed import now, signed


def drawn(*, by: User, other: User) -> Dossier:
    """Of 24,000 euros, of which 9,000 is paid out; its account is kept by hand."""
    loan = signed(by=by, other=other)
    LoanTerms.objects.filter(pk=loan.loan.sheet_id).update(has_statement=False)
    today = timezone.localdate()
    one = drawing.ask_drawdown(now(loan), by=by, invoice=paper(loan, "9000", "F1"), asked_on=today)
    drawing.approve_drawdown(one, by=other)
    drawing.pay_drawdown(one, by=by, paid_on=today)
    return now(loan)


def paper(loan: Dossier, amount: str, number: str) -> Invoice:
    work = Work.objects.filter(loan_purposes__loan__dossier=loan)[0]
    return add_invoice(
        work, by=None, number=number, dated_on=timezone.localdate(), amount_incl=Decimal(amount)
    )


def fill(loan: Dossier, by: User, how_many: int) -> None:
    """Drawdowns that wait, entries, reminders, early repayments and obligations."""
    today = timezone.localdate()
    begun = LoanEntry.objects.count()
    for number in range(how_many):
        keeping.add_entry(loan, by=by, kind="receipt", on=today, amount=Decimal(1))
        keeping.note_reminder(loan, by=by, sent_on=today, anew=True)
        keeping.expect_early(loan, by=by, repaid_with="premium", expected=Decimal(10))
        basis = f"Artikel {begun + number}"
        promised.add_obligation(loan, by=by, kind="label", basis=basis, starts_on=today, months=60)


def everything(*, by: User, other: User) -> dict[str, object]:
    """Keys of one of each."""
    loan = drawn(by=by, other=other)
    fill(loan, by, 1)
    rows = "leningnummer;saldo;datum staat\nONBEKEND;1;01/11/2026"
    upload = stating.upload_statement(by=by, data=rows.encode(), name="staat.csv")
    return {
        "drawn_loan": loan.number,
        "drawdown": loan.drawdowns.get().pk,
        "loan_entry": LoanEntry.objects.get().pk,
        "early": EarlyRepayment.objects.get().pk,
        "obligation": Obligation.objects.get().pk,
        "loan_statement": upload.pk,
    }
