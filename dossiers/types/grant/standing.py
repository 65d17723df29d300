"""Where a premium stands: what its rule gives for the works and figures that were noted, and what warns."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Household
from dossiers.types.grant.costs import costs_now, works_with_costs
from dossiers.types.grant.model import GrantDetail, GrantOutcome, GrantOwner, GrantWork
from dossiers.types.grant.rules import (
    Computed,
    Item,
    Lack,
    Window,
    base_shares,
    compute,
    months_after,
    supplement,
    window,
)
from dossiers.types.grant.terms import CostBase, GrantTerms, WindowFrom
from oss.core.dates import written


def grant_of(dossier: Dossier) -> GrantDetail:
    """Its row; an empty one where it was never stored."""
    held: GrantDetail | None = getattr(dossier, "grant", None)
    return held or GrantDetail(dossier=dossier, dossier_type=dossier.type)


def terms_of(grant: GrantDetail) -> GrantTerms | None:
    if grant.sheet_id is None:
        return None
    found: GrantTerms | None = GrantTerms.objects.prefetch_related("rates").filter(pk=grant.sheet_id).first()
    return found


def category_of(dossier: Dossier) -> int | None:
    household: Household | None = getattr(dossier.journey, "household", None)
    return household.category if household else None


def items_of(grant: GrantDetail, works: list[GrantWork], terms: GrantTerms) -> list[Item]:
    """As they were noted; what was typed by hand where no work was picked."""
    if works:
        return [
            Item(one.quantity, _cost(terms, one.amount_excl, one.amount_incl), one.work.measure_id)
            for one in works
        ]
    return [Item(grant.own_quantity, _cost(terms, grant.own_cost_excl, grant.own_cost_incl))]


def _cost(terms: GrantTerms, excl: Decimal | None, incl: Decimal | None) -> Decimal | None:
    """As the sheet counts it; None where it does not say which."""
    return {CostBase.EXCL.value: excl, CostBase.INCL.value: incl}.get(terms.cost_base)


def computed_now(grant: GrantDetail, terms: GrantTerms | None, works: list[GrantWork]) -> Computed:
    if terms is None:
        return Computed(lacks=frozenset({Lack.RULE}))
    return compute(
        terms.rule(),
        items_of(grant, works, terms),
        category=category_of(grant.dossier),
        units=grant.units,
        extra_quantity=grant.extra_quantity,
    )


def anchor_of(grant: GrantDetail, terms: GrantTerms, works: list[GrantWork]) -> date | None:
    """The day around which it can be asked, as far as it is known."""
    if terms.window_from == WindowFrom.WORKS:
        return grant.works_on
    if terms.window_from != WindowFrom.INVOICE or not works:
        return None
    costs = costs_now(works_with_costs(one.work_id for one in works))
    days = [one.invoiced_on for one in costs.values() if one.invoiced_on is not None]
    return min(days) if days else None


def window_of(grant: GrantDetail, terms: GrantTerms, works: list[GrantWork]) -> Window | None:
    anchor = anchor_of(grant, terms, works)
    return window(anchor, terms.months_before, terms.months_after) if anchor else None


def warnings(grant: GrantDetail, terms: GrantTerms | None, works: list[GrantWork]) -> list[str]:
    """What does not stop the file, but has to be seen."""
    found = []
    asked_on = grant.submitted_on or timezone.localdate()
    if grant.sheet is not None:
        sheet = grant.sheet
        if sheet.closed_by(asked_on):
            found.append(
                _("This scheme was closed when it was asked (%(day)s).") % {"day": written(asked_on)}
            )
        outside = (sheet.valid_from and asked_on < sheet.valid_from) or (
            sheet.valid_until and asked_on > sheet.valid_until
        )
        if outside:
            found.append(
                _("This sheet did not hold on %(day)s: choose another.") % {"day": written(asked_on)}
            )
    if terms is not None and (time := window_of(grant, terms, works)) and not time.holds(asked_on):
        told = {
            "day": written(asked_on),
            "first": written(time.first) if time.first else "…",
            "last": written(time.last) if time.last else "…",
        }
        found.append(_("Asked on %(day)s, outside the term: from %(first)s until %(last)s.") % told)
    return found


@dataclass(frozen=True)
class OwnerLine:
    """`share`: the part of this owner in the base premium; `net`: what is left of the own amount."""

    owner: GrantOwner
    share: Decimal | None
    net: Decimal | None
    deadline: date | None

    @property
    def is_settled(self) -> bool:
        return bool(self.owner.outcome)

    @property
    def is_late(self) -> bool:
        """Asked after the term, or not asked while it passed."""
        if self.deadline is None or self.is_settled:
            return False
        return (self.owner.requested_on or timezone.localdate()) > self.deadline


def owner_lines(grant: GrantDetail, terms: GrantTerms | None, owners: list[GrantOwner]) -> list[OwnerLine]:
    """Of a base premium whose amount is known the part of each owner, to the cent."""
    weights = [Decimal(one.shares) for one in owners]
    base = grant.granted_amount if grant.outcome == GrantOutcome.GRANTED else None
    shares: list[Decimal | None] = [None] * len(owners)
    if base is not None and grant.total_shares and sum(weights) <= grant.total_shares:
        shares = list(base_shares(base, weights, Decimal(grant.total_shares)))
    months = terms.supplement_months if terms else None
    deadline = months_after(grant.decided_on, months) if months and grant.decided_on else None
    return [
        OwnerLine(
            one,
            share,
            supplement(one.gross, share) if one.gross is not None and share is not None else None,
            deadline,
        )
        for one, share in zip(owners, shares, strict=True)
    ]
