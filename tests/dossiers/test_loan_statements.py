"""The statement of the loan administration: looked at, taken over, and handed in a second time."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from dossiers.loans.account import is_settled, standing_of
from dossiers.loans.models import LoanStatement, StatementUpload
from dossiers.loans.operations import drawing, keeping, stating
from dossiers.loans.statements import counts_of, lines_of
from dossiers.models import Dossier
from dossiers.types.loan.model import LoanDetail
from dossiers.types.loan.terms import LoanTerms
from dossiers.works.models import Work
from dossiers.works.operations import add_invoice
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.borrowed import now, signed

pytestmark = pytest.mark.django_db
HEADINGS = "leningnummer;saldo;dagen achterstand;einddatum;datum staat"


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="El Amrani")


@pytest.fixture
def loan(karim: User, user_with: Callable[..., User]) -> Dossier:
    """Of 24,000 euros, all paid out today."""
    griet, today = user_with(Role.COORDINATOR), timezone.localdate()
    loan = signed(by=karim, other=griet, assignee=karim)
    work = Work.objects.get(loan_purposes__loan__dossier=loan)
    paper = add_invoice(work, by=None, number="F1", dated_on=today, amount_incl=Decimal(24000))
    one = drawing.ask_drawdown(loan, by=karim, invoice=paper, asked_on=today)
    drawing.approve_drawdown(one, by=griet)
    drawing.pay_drawdown(one, by=karim, paid_on=today)
    return now(loan)


def day() -> str:
    return timezone.localdate().strftime("%d/%m/%Y")


def statement(*rows: str) -> bytes:
    return "\n".join((HEADINGS, *rows)).encode()


def handed_in(by: User, *rows: str) -> StatementUpload:
    return stating.upload_statement(by=by, data=statement(*rows), name="staat.csv")


def test_a_statement_is_looked_at_and_then_taken_over(
    loan: Dossier, karim: User, client_of: Callable[[User], Client]
) -> None:
    page, today = client_of(karim), day()
    data = statement(
        f"{loan.loan.loan_number};23.900,00;12;01/12/2036;{today}",
        f"ONBEKEND-1;100;0;;{today}",
        f"{loan.loan.loan_number};-1;0;;{today}",
    )
    file = SimpleUploadedFile("staat.csv", data, "text/csv")
    answer = page.post("/loans/statements/", {"file": file})
    url = answer.headers["Location"]
    shown = page.get(url).content.decode()
    assert "23.900,00" in shown
    assert "24.000,00" in shown, "what we compute"
    assert "-100,00" in shown, "the difference"
    assert not LoanStatement.objects.exists()
    refused = page.get(f"{url}refused/")
    sheet: Any = load_workbook(BytesIO(refused.content)).active
    rows = list(sheet.values)
    assert [row[0] for row in rows[1:]] == ["ONBEKEND-1", loan.loan.loan_number]
    assert "ONBEKEND-1" in rows[1][-1]
    page.post(f"{url}take/")
    row = LoanStatement.objects.get()
    assert (row.balance, row.days_late) == (Decimal(23900), 12)
    shown = page.get(f"/dossiers/{loan.number}/?tab=outstanding").content.decode()
    for told in ("23.900,00", "-100,00", "12 dagen", "staat.csv", "01/12/2036"):
        assert told in shown
    assert not is_settled(now(loan))


def test_the_same_statement_twice_doubles_nothing(loan: Dossier, karim: User) -> None:
    row = f"{loan.loan.loan_number};23900;0;;{day()}"
    first = handed_in(karim, row)
    stating.take_over_statement(first, by=karim)
    with pytest.raises(Refused, match="al overgenomen"):
        stating.take_over_statement(first, by=karim)
    second = stating.take_over_statement(handed_in(karim, row), by=karim)
    assert (second.made, second.changed, second.unchanged) == (0, 0, 1)
    corrected = handed_in(karim, f"{loan.loan.loan_number};0;0;;{day()}")
    corrected = stating.take_over_statement(corrected, by=karim)
    assert (corrected.made, corrected.changed, corrected.unchanged) == (0, 1, 0)
    assert LoanStatement.objects.get().balance == 0
    assert is_settled(now(loan))


def test_each_row_that_does_not_fit_says_why(loan: Dossier, karim: User) -> None:
    number, today = loan.loan.loan_number, day()
    LoanDetail.objects.filter(pk=loan.pk).update(loan_number="KLOPT")
    upload = handed_in(
        karim,
        f"KLOPT;1;0;;{today}",
        f"KLOPT;2;0;;{today}",
        f"KLOPT;veel;0;;{today}",
        "KLOPT;1;0;;31/02/2026",
        "KLOPT;1;0;;01/01/2099",
        f"KLOPT;1;drie;;{today}",
        f"{number};1;0;;{today}",
    )
    lines = lines_of(upload, karim)
    assert [bool(line.wrong) for line in lines] == [False, *[True] * 6]
    assert counts_of(lines) == {"new": 1, "changed": 0, "unchanged": 0, "refused": 6}
    LoanTerms.objects.update(has_statement=False)
    assert lines_of(upload, karim)[0].found == "refused", "its account is kept by hand"


def test_numbers_that_do_not_fit_are_refused_before_anything_is_written(loan: Dossier, karim: User) -> None:
    number, today = loan.loan.loan_number, day()
    upload = handed_in(
        karim,
        f"{number};5;99999999999;;{today}",
        f"{number};99999999999999;0;;{today}",
        f"{number};;0;;{today}",
    )
    lines = lines_of(upload, karim)
    assert counts_of(lines)["refused"] == 3
    assert lines[2].wrong == ["Het saldo ontbreekt."]
    assert not stating.take_over_statement(upload, by=karim).made


def test_no_more_is_repaid_early_than_the_statement_says(loan: Dossier, karim: User) -> None:
    stating.take_over_statement(handed_in(karim, f"{loan.loan.loan_number};23000;40;;{day()}"), by=karim)
    early = keeping.expect_early(loan, by=karim, repaid_with="own", expected=Decimal(24000))
    told: dict[str, Any] = {"by": karim, "received_on": timezone.localdate()}
    with pytest.raises(Refused, match=r"23\.000,00"):
        keeping.receive_early(early, received=Decimal("23000.01"), **told)
    assert keeping.receive_early(early, received=Decimal(23000), **told).received == Decimal(23000)


def test_a_taking_over_that_is_killed_leaves_nothing(
    loan: Dossier, karim: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = handed_in(karim, f"{loan.loan.loan_number};23900;0;;{day()}")

    def dies(*_args: Any, **_kwargs: Any) -> None:
        raise SystemExit  # as a process that is killed: after the first row, before the upload is ticked off

    monkeypatch.setattr(stating, "tell", dies)
    with pytest.raises(SystemExit):
        stating.take_over_statement(upload, by=karim)
    assert not LoanStatement.objects.exists()
    monkeypatch.undo()
    stating.take_over_statement(upload, by=karim)
    assert standing_of(now(loan)).balance == Decimal(23900)


def test_who_does_not_see_a_loan_does_not_state_it(
    loan: Dossier, karim: User, user_with: Callable[..., User]
) -> None:
    loan.case_file.is_shielded = True
    loan.case_file.save()
    other = user_with(Role.FINANCIAL_ADVISER)
    upload = handed_in(other, f"{loan.loan.loan_number};23900;0;;{day()}")
    assert [line.dossier for line in lines_of(upload, other)] == [None]
