"""How the account of a loan stands: what was drawn, what is owed, how far behind it is, if it is over."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dossiers.asked_once import asked_once
from dossiers.loans.models import (
    Drawdown,
    EarlyRepayment,
    EntryKind,
    Keeps,
    LoanAccount,
    LoanEntry,
    LoanStatement,
)
from dossiers.loans.models.account import LESSENS
from dossiers.loans.plan import Due, Early, RepaymentPlan, expected_balance, late_since, plan_of
from dossiers.loans.rules import ZERO, Convention, Drawn, RepaymentWay
from dossiers.loans.terms import Agreed, agreed_on
from dossiers.models import Dossier


@dataclass(frozen=True)
class AccountStanding:
    """`asked` counts what is asked, approved or paid; `by_hand`: what is owed by the entries."""

    agreed: Agreed
    account: LoanAccount | None
    drawdowns: tuple[Drawdown, ...]
    early: tuple[EarlyRepayment, ...]
    entries: tuple[LoanEntry, ...]
    statement: LoanStatement | None

    @property
    def asked(self) -> Decimal:
        return sum((one.amount for one in self.drawdowns if one.is_current), ZERO)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        return tuple(Drawn(one.paid_on, one.amount) for one in self.drawdowns if one.paid_on is not None)

    @property
    def paid_out(self) -> Decimal:
        return sum((one.amount for one in self.drawn), ZERO)

    @property
    def left(self) -> Decimal:
        """Of what was decided, what can still be asked."""
        return max((self.agreed.amount or ZERO) - self.asked, ZERO) if self.closed_on is None else ZERO

    @property
    def closed_on(self) -> date | None:
        """From when nothing is drawn any more: it was closed, or all was paid out."""
        if self.account is not None and self.account.closed_on is not None:
            return self.account.closed_on
        if self.drawn and self.paid_out == self.agreed.amount:
            return max(one.on for one in self.drawn)
        return None

    @property
    def is_closed_by_hand(self) -> bool:
        return self.account is not None and self.account.closed_on is not None

    @property
    def convention(self) -> Convention:
        return Convention(self.account.month_rate) if self.account else Convention.ACTUARIAL

    @property
    def repaid(self) -> tuple[Early, ...]:
        return tuple(
            Early(one.received_on, one.received, one.keeps == Keeps.INSTALMENT)
            for one in self.early
            if one.received_on is not None and one.received is not None
        )

    @property
    def by_hand(self) -> Decimal:
        return self.paid_out + sum((_signed(one) for one in self.entries), ZERO)

    @property
    def plan(self) -> RepaymentPlan | None:
        """None while it is drawn, and where term or rate are not known or nothing is repaid in parts."""
        told, closed = self.agreed, self.closed_on
        if closed is None or not self.drawn or told.months is None or told.rate is None:
            return None
        if told.form is None or told.form == RepaymentWay.NONE:
            return None
        return plan_of(
            self.drawn,
            told.rate,
            told.months,
            closed_on=closed,
            first_due_on=told.first_due_on,
            repaid=self.repaid,
            repayment=told.form,
            convention=self.convention,
        )

    def expected(self, on: date) -> Decimal | None:
        plan = self.plan
        return None if plan is None else expected_balance(plan, self.drawn, self.repaid, on=on)

    @property
    def is_kept_elsewhere(self) -> bool:
        """By a loan administration: the sheet says so, or it says nothing and a statement came."""
        told = self.agreed.has_statement
        return self.statement is not None if told is None else told

    @property
    def balance(self) -> Decimal | None:
        """What is owed: as the loan administration says where one keeps it, else by the entries.

        None where that said nothing yet.
        """
        if self.is_kept_elsewhere:
            return self.statement.balance if self.statement else None
        return self.by_hand

    def owed(self, on: date) -> Decimal:
        """Of which no more can be repaid: by the entries; where these are elsewhere by the statement, and by
        our schedule where none says that day."""
        if not self.is_kept_elsewhere:
            return self.by_hand
        stated = self.statement
        if stated is not None and stated.stated_on <= on:
            since = (one.amount for one in self.repaid if one.on > stated.stated_on)
            return max(stated.balance - sum(since, ZERO), ZERO)
        told = self.expected(on)
        if told is None:
            told = self.paid_out - sum((one.amount for one in self.repaid), ZERO)
        return told

    def late(self, today: date) -> Due | None:
        """Of an account kept by hand: since when and how much is lacking."""
        plan = self.plan
        if plan is None or self.is_kept_elsewhere:
            return None
        lessened = (one for one in self.entries if one.kind in LESSENS and one.early_id is None)
        came = sum((-_signed(one) for one in lessened), ZERO)
        return late_since(plan.dues(), came, today=today)

    def days_late(self, today: date) -> int:
        if self.is_kept_elsewhere:
            return self.statement.days_late if self.statement else 0
        late = self.late(today)
        return (today - late.on).days if late else 0


def _signed(entry: LoanEntry) -> Decimal:
    return -entry.amount if EntryKind(entry.kind) in LESSENS else entry.amount


def standing_of(dossier: Dossier) -> AccountStanding:
    """As it is now."""
    return standings_of([dossier])[dossier.pk]


def standings_of(dossiers: Collection[Dossier]) -> dict[int, AccountStanding]:
    """By the key of the dossier; five queries beside those of the dossiers, however many there are."""
    keys = [one.pk for one in dossiers]
    accounts = LoanAccount.objects.in_bulk(keys)
    drawdowns = _by_dossier(Drawdown.objects.filter(dossier__in=keys).for_list())
    early = _by_dossier(EarlyRepayment.objects.filter(dossier__in=keys))
    entries = _by_dossier(LoanEntry.objects.filter(dossier__in=keys).select_related("by", "early"))
    statements = _by_dossier(LoanStatement.objects.filter(dossier__in=keys).select_related("upload"))
    return {
        one.pk: AccountStanding(
            agreed_on(one),
            accounts.get(one.pk),
            tuple(drawdowns[one.pk]),
            tuple(early[one.pk]),
            tuple(entries[one.pk]),
            next(iter(statements[one.pk]), None),
        )
        for one in dossiers
    }


def _by_dossier(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.dossier_id].append(row)
    return found


def standing_on_page(dossier: Dossier) -> AccountStanding:
    """Asked once for the tabs and requirements of one page."""
    return asked_once(dossier, "loan_standing", lambda: standing_of(dossier))


def is_drawn(dossier: Dossier) -> bool:
    """Nothing is drawn any more; nor where nobody decided an amount, or another pays it out."""
    found = standing_on_page(dossier)
    told = found.agreed
    return told.amount is None or not told.is_paid_by_us or found.closed_on is not None


def is_settled(dossier: Dossier) -> bool:
    """Whether the loan is over: nothing is owed any more, it was settled, or nothing was ever paid out.

    What is repaid in no instalments, as to a bank, is not ours to wait for.
    """
    found = standing_on_page(dossier)
    if found.account is not None and found.account.settled_on is not None:
        return True
    if not found.drawn:
        return not any(one.is_current for one in found.drawdowns)
    if found.agreed.form == RepaymentWay.NONE:
        return True
    return found.balance == 0
