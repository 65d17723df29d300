"""What is left of the budget of a scheme in a year. What was granted stays counted until its decision is
withdrawn; once less was accepted, that."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear

from dossiers.schemes.models import Scheme
from dossiers.types.grant.model import GrantDetail, GrantOutcome, GrantPayment
from dossiers.types.grant.terms import GrantBudget, GrantTerms

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class BudgetLine:
    """Of one scheme and year; `budget`: None while nobody said what there is."""

    scheme: Scheme
    year: int
    budget: GrantBudget | None
    files: int = 0
    requested: Decimal = ZERO
    granted: Decimal = ZERO
    paid: Decimal = ZERO
    is_own: bool = True

    @property
    def left(self) -> Decimal | None:
        return None if self.budget is None else self.budget.amount - self.granted


def committed(scheme: int, year: int) -> Decimal:
    """What was granted and not freed again, by confirmed decisions of own premiums."""
    found = GrantDetail.objects.filter(
        sheet__scheme=scheme, budget_year=year, outcome=GrantOutcome.GRANTED
    ).aggregate(total=Sum(Coalesce("accepted_amount", "granted_amount")))
    return found["total"] or ZERO


def budget_of(scheme: int, year: int) -> GrantBudget | None:
    return GrantBudget.objects.filter(scheme=scheme, year=year).first()


def budget_lines(*, year: int | None = None) -> list[BudgetLine]:
    """For the page: each scheme and year of which a budget is known or a file asks something. A file counts
    in its budget year, else in the year in which it was submitted. In five queries, however many."""
    rows = GrantDetail.objects.exclude(sheet=None).annotate(
        in_year=Coalesce("budget_year", ExtractYear("decided_on"), ExtractYear("submitted_on"))
    )
    if year is not None:
        rows = rows.filter(in_year=year)
    by_scheme = rows.exclude(in_year=None).values("sheet__scheme", "in_year")
    sums = {
        (one["sheet__scheme"], one["in_year"]): one
        for one in by_scheme.annotate(
            files=Count("pk"),
            requested=Sum("requested_amount"),
            granted=Sum(
                Coalesce("accepted_amount", "granted_amount"), filter=Q(outcome=GrantOutcome.GRANTED)
            ),
        ).order_by()
    }
    paid = {
        (one["grant__sheet__scheme"], one["in_year"]): one["paid"]
        for one in GrantPayment.objects.standing()
        .annotate(in_year=F("grant__budget_year"))
        .values("grant__sheet__scheme", "in_year")
        .annotate(paid=Sum("amount"))
        .order_by()
    }
    budgets = {
        (one.scheme_id, one.year): one
        for one in GrantBudget.objects.all()
        if year is None or one.year == year
    }
    keys = sums.keys() | budgets.keys()
    own = set(GrantTerms.objects.filter(is_own=True).values_list("version__scheme", flat=True))
    schemes = Scheme.objects.in_bulk({scheme for scheme, _year in keys})
    lines = []
    for scheme, of_year in keys:
        told: Any = sums.get((scheme, of_year), {})
        lines.append(
            BudgetLine(
                schemes[scheme],
                of_year,
                budgets.get((scheme, of_year)),
                told.get("files", 0),
                told.get("requested") or ZERO,
                told.get("granted") or ZERO,
                paid.get((scheme, of_year)) or ZERO,
                scheme in own,
            )
        )
    return sorted(lines, key=lambda one: (-one.year, not one.is_own, one.scheme.position))
