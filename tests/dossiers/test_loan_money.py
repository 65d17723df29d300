"""The money of a loan: drawn by four eyes for invoices, repaid, corrected by counter-entries, and over."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.loans.account import is_drawn, is_settled, standing_of
from dossiers.loans.models import Drawdown, EarlyRepayment, LoanAccount, LoanEntry, Obligation
from dossiers.loans.operations import drawing, keeping, promised
from dossiers.loans.rules import after_early_repayment, schedule
from dossiers.models import Dossier
from dossiers.operations.editing import update_detail
from dossiers.types.loan.model import LoanDetail
from dossiers.types.loan.profile import LOAN_SIGNING
from dossiers.types.loan.terms import LoanTerms
from dossiers.works.models import Invoice, Work
from dossiers.works.operations import add_invoice, remove_from_work
from oss.core.dates import months_before
from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.borrowed import now, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="El Amrani")


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Griet", last_name="Maes")


@pytest.fixture
def loan(karim: User, griet: User) -> Dossier:
    """Of 24,000 euros at 2.75 % over 120 months, signed today."""
    return signed(by=karim, other=griet, assignee=karim)


@pytest.fixture
def by_hand(loan: Dossier) -> Dossier:
    LoanTerms.objects.filter(pk=loan.loan.sheet_id).update(has_statement=False)
    return now(loan)


def work_of(loan: Dossier) -> Work:
    return Work.objects.get(loan_purposes__loan__dossier=loan)


def invoice(loan: Dossier, amount: str, number: str = "F1") -> Invoice:
    told = {"number": number, "dated_on": timezone.localdate(), "amount_incl": Decimal(amount)}
    return add_invoice(work_of(loan), by=None, **told)


def asked(loan: Dossier, by: User, billed: str, number: str = "F1", **told: Any) -> Drawdown:
    given: dict[str, Any] = {"invoice": invoice(loan, billed, number), "asked_on": timezone.localdate()}
    return drawing.ask_drawdown(loan, by=by, **given | told)


def paid(loan: Dossier, by: User, other: User, amount: str, number: str = "F1") -> Drawdown:
    one = asked(loan, by, amount, number)
    drawing.approve_drawdown(one, by=other)
    return drawing.pay_drawdown(one, by=by, paid_on=timezone.localdate())


def signed_ago(loan: Dossier, months: int) -> Dossier:
    long_ago = months_before(timezone.localdate(), months)
    LoanDetail.objects.filter(pk=loan.pk).update(signed_on=long_ago)
    return now(loan)


# --- Drawing -------------------------------------------------------------------------------------


def test_one_asks_another_approves_and_then_it_is_paid(
    loan: Dossier, karim: User, griet: User, client_of: Callable[[User], Client]
) -> None:
    one = asked(loan, karim, "9000")
    with pytest.raises(Refused, match="een andere collega"):
        drawing.approve_drawdown(one, by=karim)
    with pytest.raises(Refused, match="andere collega"):
        drawing.pay_drawdown(one, by=griet, paid_on=timezone.localdate())
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        Drawdown.objects.filter(pk=one.pk).update(confirmed_by=karim, stands_since=timezone.now())
    page = client_of(griet)
    url = f"/dossiers/{loan.number}/drawdowns/{one.pk}/"
    assert "Goedkeuren" in page.get(url).content.decode()
    assert page.post(f"{url}approve/").status_code == 302
    with pytest.raises(Refused, match="bevestigde dit"):
        drawing.approve_drawdown(one, by=griet)
    assert page.post(f"{url}pay/", {"paid_on": "31/12/2099"}).status_code == 422
    assert page.post(f"{url}pay/", {"paid_on": timezone.localdate().isoformat()}).status_code == 302
    with pytest.raises(Refused, match="al betaald"):
        drawing.drop_drawdown(one, by=karim, because="Toch niet.")
    shown = page.get(f"/dossiers/{loan.number}/?tab=drawdowns").content.decode()
    assert "9.000,00" in shown
    assert "15.000,00" in shown, "what is left"
    assert "36" in shown, "months, by the sheet"


def test_an_invoice_is_drawn_once_and_stays_where_it_is(loan: Dossier, karim: User, griet: User) -> None:
    one = asked(loan, karim, "9000")
    with pytest.raises(Refused, match="schijf 1 voor deze factuur"):
        drawing.ask_drawdown(loan, by=griet, invoice=one.invoice, asked_on=timezone.localdate())
    with pytest.raises(Refused, match="hangt al iets aan deze factuur"):
        remove_from_work(one.invoice, by=None)
    drawing.drop_drawdown(one, by=griet, because="Dubbel gefactureerd.")
    again = drawing.ask_drawdown(loan, by=griet, invoice=one.invoice, asked_on=timezone.localdate())
    assert (again.number, standing_of(now(loan)).asked) == (2, Decimal(9000))


def test_no_more_is_drawn_than_was_decided(loan: Dossier, karim: User) -> None:
    asked(loan, karim, "20000")
    with pytest.raises(Refused, match="4.000,00 over om op te nemen, en dit vraagt ..5.000,00"):
        asked(loan, karim, "5000", "F2")
    rest = asked(loan, karim, "5001", "F3", amount=Decimal(4000))
    assert standing_of(now(loan)).left == 0
    with pytest.raises(IntegrityError, match="more than was decided"), transaction.atomic():
        Drawdown.objects.filter(pk=rest.pk).update(amount=Decimal("4000.01"))
    more = invoice(loan, "10", "F4")
    row = {"number": 9, "asked_on": timezone.localdate(), "invoice_told": 10, "amount": 10}
    with pytest.raises(IntegrityError, match="more than was decided"), transaction.atomic():
        Drawdown.objects.bulk_create([Drawdown(dossier=loan, invoice=more, proposed_by=karim, **row)])


def test_no_more_drawdowns_than_the_product_has_and_none_too_late(
    loan: Dossier, karim: User, griet: User, client_of: Callable[[User], Client]
) -> None:
    for number in ("F1", "F2", "F3"):
        asked(loan, karim, "100", number)
    with pytest.raises(Refused, match="hoogstens 3 schijven"):
        asked(loan, karim, "100", "F4")
    drawing.drop_drawdown(Drawdown.objects.get(number=3), by=griet, because="Ingetrokken.")
    late = signed_ago(loan, 37)
    with pytest.raises(Refused, match="De uiterste opnamedag was"):
        asked(late, karim, "100", "F5")
    signed_ago(loan, 35)
    shown = client_of(karim).get(f"/dossiers/{loan.number}/?tab=drawdowns").content.decode()
    assert "is-warned" in shown, "less than sixty days are left"
    signed_ago(loan, 30)
    shown = client_of(karim).get(f"/dossiers/{loan.number}/?tab=drawdowns").content.decode()
    assert "is-warned" not in shown


def test_no_money_moves_before_the_loan_is_signed_or_paid_out(
    by_hand: Dossier, karim: User, griet: User
) -> None:
    today = timezone.localdate()
    before = today - timedelta(days=1)
    with pytest.raises(ValidationError, match="ondertekend op"):
        asked(by_hand, karim, "4000", asked_on=before)
    with pytest.raises(ValidationError, match="ondertekend op"):
        drawing.close_drawing(by_hand, by=karim, on=before)
    paid(by_hand, karim, griet, "4000", "F2")
    early = keeping.expect_early(by_hand, by=karim, repaid_with="own", expected=Decimal(500))
    signed_ago(by_hand, 1)
    for move in (
        lambda: keeping.add_entry(by_hand, by=karim, kind="receipt", on=before, amount=Decimal(100)),
        lambda: keeping.receive_early(early, by=karim, received_on=before, received=Decimal(500)),
        lambda: keeping.note_reminder(by_hand, by=karim, sent_on=before),
    ):
        with pytest.raises(ValidationError, match="is niets uitbetaald"):
            move()
    with pytest.raises(ValidationError, match="al een schijf gevraagd"):
        LoanDetail.objects.filter(pk=by_hand.pk).update(signed_on=today)
        Drawdown.objects.update(asked_on=before)
        update_detail(now(by_hand), LOAN_SIGNING, by=karim, signed_on=today)


def test_an_advance_is_billed_before_the_work_starts(
    loan: Dossier, karim: User, client_of: Callable[[User], Client]
) -> None:
    page, work = client_of(karim), work_of(loan)
    shown = page.get(f"/dossiers/{loan.number}/drawdowns/new/").content.decode()
    assert f'href="/works/{work.pk}/?tab=execution"' in shown, "where its invoice is noted"
    assert 'id="verb-invoice"' in page.get(f"/works/{work.pk}/?tab=execution").content.decode()


def test_an_invoice_that_changed_since_says_so(
    loan: Dossier, karim: User, client_of: Callable[[User], Client]
) -> None:
    one = asked(loan, karim, "9000")
    Invoice.objects.filter(pk=one.invoice_id).update(amount_incl=Decimal(8500))
    shown = client_of(karim).get(f"/dossiers/{loan.number}/?tab=drawdowns").content.decode()
    assert "gewijzigd sinds" in shown
    assert "8.500,00" in shown


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["draw", "approve"])
def test_two_at_once_do_it_once_and_the_other_is_told(user_with: Callable[..., User], what: str) -> None:
    karim, griet = user_with(Role.FINANCIAL_ADVISER), user_with(Role.COORDINATOR)
    loan = signed(by=karim, other=griet, assignee=karim)
    invoices = [invoice(loan, "15000", number) for number in ("F1", "F2")]
    one = asked(loan, griet, "10", "F3") if what == "approve" else None
    others = [karim, user_with(Role.COORDINATOR)]

    def go(place: int) -> str:
        try:
            if one is not None:
                drawing.approve_drawdown(one, by=others[place])
            else:
                told: dict[str, Any] = {"invoice": invoices[place], "asked_on": timezone.localdate()}
                drawing.ask_drawdown(loan, by=karim, **told)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as threads:
        told = sorted(threads.map(go, (0, 1)))
    assert told[0] == ""
    assert told[1]
    if what == "draw":
        assert sum(each.amount for each in Drawdown.objects.all()) == Decimal(15000)


def test_drawing_is_closed_and_the_rest_released(loan: Dossier, karim: User, griet: User) -> None:
    # the client does without: all of it is released, and nothing is owed
    released = drawing.close_drawing(loan, by=karim, on=timezone.localdate()).released
    assert (released, is_settled(now(loan))) == (Decimal(24000), True)
    drawing.reopen_drawing(loan, by=karim)
    waits = asked(loan, karim, "1000")
    paid(loan, karim, griet, "9000", "F2")
    with pytest.raises(Refused, match="nog niet betaald"):
        drawing.close_drawing(loan, by=karim, on=timezone.localdate())
    drawing.drop_drawdown(waits, by=karim, because="Niet uitgevoerd.")
    assert standing_of(now(loan)).plan is None
    account = drawing.close_drawing(loan, by=karim, on=timezone.localdate())
    assert account.released == Decimal(15000)
    plan = standing_of(now(loan)).plan
    assert plan is not None
    expected = schedule(Decimal(9000), Decimal("2.75"), 120)
    assert [row.payment for row in plan.rows] == [row.payment for row in expected]
    assert plan.rows[0].due_on == months_before(timezone.localdate(), -1)
    with pytest.raises(Refused, match="De opname eindigde"):
        asked(loan, karim, "100", "F3")
    drawing.reopen_drawing(loan, by=karim)
    assert LoanAccount.objects.get().released is None


# --- Entries by hand -----------------------------------------------------------------------------


def test_an_entry_stays_as_it_was_written_and_is_countered(
    by_hand: Dossier, karim: User, griet: User, client_of: Callable[[User], Client]
) -> None:
    paid(by_hand, karim, griet, "9000")
    today = timezone.localdate()
    receipt = keeping.add_entry(by_hand, by=karim, kind="receipt", on=today, amount=Decimal("85.83"))
    keeping.add_entry(by_hand, by=karim, kind="cost", on=today, amount=Decimal(10), note="Aanmaning")
    for change in (
        lambda: LoanEntry.objects.filter(pk=receipt.pk).update(amount=1),
        lambda: LoanEntry.objects.filter(pk=receipt.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            change()
    with pytest.raises(Refused, match="8.924,17 open"):
        keeping.add_entry(by_hand, by=karim, kind="receipt", on=today, amount=Decimal("8924.18"))
    page = client_of(karim)
    answer = page.post(
        f"/dossiers/{by_hand.number}/outstanding/entries/{receipt.pk}/", {"because": "Andere lening."}
    )
    assert answer.status_code == 302
    assert standing_of(now(by_hand)).by_hand == Decimal(9010)
    with pytest.raises(Refused, match="al een tegenboeking"):
        keeping.counter_entry(receipt, by=griet, because="Nog eens.")
    wrong = {"kind": "receipt", "on": today, "note": "x", "by": karim, "counters": None}
    cost = LoanEntry.objects.get(kind="cost")
    with pytest.raises(IntegrityError, match="opposite"), transaction.atomic():
        LoanEntry.objects.create(dossier=by_hand, **wrong | {"amount": Decimal(-9), "counters": cost})
    shown = page.get(f"/dossiers/{by_hand.number}/?tab=outstanding").content.decode()
    assert "9.010,00" in shown
    assert "Andere lening." in shown


def test_an_account_that_is_kept_elsewhere_takes_no_entries(loan: Dossier, karim: User, griet: User) -> None:
    paid(loan, karim, griet, "9000")
    with pytest.raises(Refused, match="lees haar staat in"):
        keeping.add_entry(loan, by=karim, kind="receipt", on=timezone.localdate(), amount=Decimal(10))


def test_a_premium_repays_early_and_the_schedule_follows(
    by_hand: Dossier, karim: User, griet: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid(by_hand, karim, griet, "24000")
    today = timezone.localdate()
    premium = keeping.expect_early(by_hand, by=karim, repaid_with="premium", expected=Decimal(4025))
    with pytest.raises(Refused, match="meer terugbetalen kan niet"):
        keeping.receive_early(premium, by=karim, received_on=today, received=Decimal("24000.01"))

    def dies(*_args: Any, **_kwargs: Any) -> None:
        raise SystemExit  # as a process that is killed: after the receipt, before its end

    monkeypatch.setattr(keeping, "tell", dies)
    with pytest.raises(SystemExit):
        keeping.receive_early(premium, by=karim, received_on=today, received=Decimal(4025))
    assert not LoanEntry.objects.exists()
    assert EarlyRepayment.objects.get().received is None
    monkeypatch.undo()
    keeping.receive_early(premium, by=karim, received_on=today, received=Decimal(4025))
    with pytest.raises(Refused, match="al ontvangen"):
        keeping.receive_early(premium, by=griet, received_on=today, received=Decimal(1))
    standing = standing_of(now(by_hand))
    assert standing.by_hand == Decimal(19975)
    assert standing.plan is not None
    expected = after_early_repayment(Decimal(24000), Decimal(4025), Decimal("2.75"), months_left=120)
    assert [row.payment for row in standing.plan.rows] == [row.payment for row in expected]
    keeping.counter_entry(LoanEntry.objects.get(), by=griet, because="Premie van een ander.")
    assert EarlyRepayment.objects.get().received is None
    assert standing_of(now(by_hand)).by_hand == Decimal(24000)


def test_arrears_are_counted_from_the_first_instalment_that_lacks(
    by_hand: Dossier, karim: User, griet: User
) -> None:
    today = timezone.localdate()
    begun = today - timedelta(days=100)
    one = paid(by_hand, karim, griet, "24000")
    Drawdown.objects.filter(pk=one.pk).update(paid_on=begun)
    standing = standing_of(now(by_hand))
    plan, first = standing.plan, months_before(begun, -1)
    assert plan is not None
    assert standing.days_late(today) == (today - first).days
    keeping.add_entry(by_hand, by=karim, kind="receipt", on=today, amount=plan.rows[0].payment)
    assert standing_of(now(by_hand)).days_late(today) == (today - months_before(begun, -2)).days
    steps = [keeping.note_reminder(by_hand, by=karim, sent_on=today).step for _turn in range(3)]
    assert steps == [1, 2, 3]
    with pytest.raises(Refused, match="derde herinnering"):
        keeping.note_reminder(by_hand, by=karim, sent_on=today)
    assert keeping.note_reminder(by_hand, by=karim, sent_on=today, anew=True).step == 1


def test_a_loan_is_over_once_nothing_is_owed_or_it_is_settled(
    by_hand: Dossier, karim: User, griet: User
) -> None:
    assert is_settled(now(by_hand)), "nothing was lent"
    assert not is_drawn(now(by_hand))
    sheets = LoanTerms.objects.filter(pk=by_hand.loan.sheet_id)
    sheets.update(loket_role="follow_up")
    assert is_drawn(now(by_hand)), "a bank pays it out"
    sheets.update(loket_role="lender")
    paid(by_hand, karim, griet, "24000")
    assert not is_settled(now(by_hand))
    today = timezone.localdate()
    receipt = keeping.add_entry(by_hand, by=karim, kind="receipt", on=today, amount=Decimal(24000))
    assert is_settled(now(by_hand))
    keeping.counter_entry(receipt, by=karim, because="Fout.")
    keeping.settle(by_hand, by=karim, on=today, because="Overgenomen door de bank.")
    assert is_settled(now(by_hand))
    keeping.unsettle(by_hand, by=karim)
    assert not is_settled(now(by_hand))


# --- Obligations and who sees them ---------------------------------------------------------------


def test_obligations_stand_on_the_loan_and_at_the_address(
    loan: Dossier, karim: User, lotte: User, client_of: Callable[[User], Client]
) -> None:
    today = timezone.localdate()
    law = promised.add_obligation(
        loan, by=karim, kind="renovation", basis="Energiebesluit", starts_on=today - timedelta(days=400)
    )
    promised.add_obligation(
        loan,
        by=karim,
        kind="label",
        basis="Art. 7 van het contract",
        starts_on=today,
        months=60,
        is_checked_yearly=True,
    )
    adviser, desk = client_of(karim), client_of(lotte)
    shown = adviser.get(f"/dossiers/{loan.number}/?tab=outstanding").content.decode()
    last = months_before(today, -60).strftime("%d/%m/%Y")
    assert last in shown
    assert "Art. 7 van het contract" in shown
    address = f"/addresses/{loan.site_address_id}/"
    assert "Art. 7 van het contract" in adviser.get(address).content.decode()
    for_all = desk.get(address).content.decode()
    assert "Energiebesluit" in for_all
    assert "Art. 7 van het contract" not in for_all
    url = f"/dossiers/{loan.number}/outstanding/obligations/{law.pk}/"
    assert desk.get(url).status_code in {403, 404}
    with pytest.raises(NotAllowed):
        promised.change_obligation(law, by=lotte, note="Gezien.")
    removed = adviser.post(url, {"remove": "1"})
    assert f"removed=obligation-{law.pk}" in removed.headers["Location"]
    assert Obligation.objects.count() == 1
    promised.restore_on_loan(loan, "obligation", law.pk, by=karim)
    assert Obligation.objects.count() == 2


def test_nobody_else_opens_the_money_of_a_loan(
    loan: Dossier, karim: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    one = asked(loan, karim, "9000")
    for role in (Role.DESK, Role.FILE_HANDLER, Role.COACH, Role.ADMINISTRATOR, Role.AUDITOR):
        other = user_with(role)
        page = client_of(other)
        for path in (f"drawdowns/{one.pk}/", "drawdowns/new/", "outstanding/schedule/"):
            assert page.get(f"/dossiers/{loan.number}/{path}").status_code in {403, 404}
        assert page.get("/loans/statements/").status_code in {403, 404}
        with pytest.raises(NotAllowed):
            drawing.approve_drawdown(one, by=other)
