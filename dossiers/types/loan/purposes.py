"""The works that a loan pays, and what each asks: by its invoices, its chosen quote, or the one picked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from dossiers.asked_once import asked_once
from dossiers.loans.rules import ZERO
from dossiers.models import Dossier
from dossiers.quotes.amounts import asked_for, with_sums
from dossiers.quotes.models import Quote
from dossiers.types.loan.model import LoanPurpose
from dossiers.works.dossier_tab import works_of
from dossiers.works.models import Decision, Work, WorkDossier, WorkQuerySet, WorkRole
from oss.staff.models import User


@dataclass(frozen=True)
class FinancedWork:
    """One work of the loan. `noted` is what the loan counts with, `now` what the work asks today; a work that
    came along and was not noted yet counts with what it asks."""

    work: Work
    row: LoanPurpose | None
    quote: Quote | None
    now: Decimal | None

    @property
    def noted(self) -> Decimal | None:
        return self.row.amount if self.row else self.now

    @property
    def noted_on(self) -> date | None:
        return self.row.noted_on if self.row else None

    @property
    def is_changed(self) -> bool:
        return self.row is not None and self.now is not None and self.now != self.row.amount

    @property
    def is_invoiced(self) -> bool:
        return bool(self.work.invoices.all())


def financed(dossier: Dossier) -> WorkQuerySet:
    links = WorkDossier.objects.filter(dossier=dossier, role=WorkRole.FINANCED).order_by()
    found: WorkQuerySet = Work.objects.filter(pk__in=links.values("work"))
    return found


def has_purposes(dossier: Dossier) -> bool:
    return asked_once(dossier, "loan_works", lambda: financed(dossier).exists())


def purposes_of(dossier: Dossier) -> list[FinancedWork]:
    """In the same number of queries, however many."""
    standing = Decision.objects.standing()
    works = list(
        financed(dossier)
        .for_list()
        .prefetch_related(Prefetch("decisions", standing), "invoices")
        .order_by("pk")
    )
    rows = {one.work_id: one for one in LoanPurpose.objects.filter(loan=dossier.pk)}
    picked = {work.pk: _quote_of(work, rows.get(work.pk)) for work in works}
    keys = {key for key in picked.values() if key}
    quotes = with_sums(Quote.objects.filter(pk__in=keys).select_related("contractor")) if keys else []
    by_key = {one.pk: one for one in quotes}
    return [
        FinancedWork(work, rows.get(work.pk), quote, _asks(work, quote))
        for work in works
        for quote in [by_key.get(picked[work.pk] or 0)]
    ]


def _quote_of(work: Work, row: LoanPurpose | None) -> int | None:
    """The chosen one; else the one that was picked here."""
    decision = next(iter(work.decisions.all()), None)
    chosen = decision.quote_id if decision else None
    return chosen or (row.quote_id if row else None)


def _asks(work: Work, quote: Quote | None) -> Decimal | None:
    """Including VAT; an executed work asks what its invoices say."""
    invoices = [one.amount_incl for one in work.invoices.all()]
    if work.is_executed and invoices:
        return sum(invoices, ZERO)
    if quote is not None and (told := asked_for(quote)[work.pk].incl) is not None:
        return told
    decision = next(iter(work.decisions.all()), None)
    return decision.amount if decision else None


def noted_total(purposes: Iterable[FinancedWork]) -> Decimal:
    return sum((one.noted for one in purposes if one.noted is not None), ZERO)


def works_to_pick(dossier: Dossier, user: User) -> list[Work]:
    """Of the site or on the dossier, that it does not pay yet and that were not done before."""
    there = financed(dossier).order_by().values("pk")
    found = works_of(dossier, user).filter(is_past=False).exclude(pk__in=there)
    return list(found.for_list().order_by("state_order", "pk"))
