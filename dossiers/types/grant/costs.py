"""What the works of a premium cost now: by their invoices, else by the chosen quote, else by the only one.

An amount has one home, the quote or the invoice; a premium notes what it was told on a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.quotes.amounts import Asked, asked_for, with_sums
from dossiers.quotes.models import Quote
from dossiers.works.dossier_tab import works_of
from dossiers.works.models import Decision, Work, WorkQuerySet
from oss.core.dates import written
from oss.staff.models import User


@dataclass(frozen=True)
class WorkCost:
    """`source`: where it stands, in words; empty where nothing says what the work costs."""

    excl: Decimal | None = None
    incl: Decimal | None = None
    source: str = ""
    invoiced_on: date | None = None


def works_to_pick(dossier: Dossier, user: User) -> list[Work]:
    """Those at the site address that were not done before it; in three queries, however many."""
    return _read(works_of(dossier, user).filter(is_past=False))


def works_with_costs(keys: Iterable[int]) -> list[Work]:
    return _read(Work.objects.filter(pk__in=list(keys)))


def _read(works: WorkQuerySet) -> list[Work]:
    standing = Decision.objects.standing().select_related("quote__contractor")
    found = works.for_list()
    return list(found.prefetch_related(Prefetch("decisions", standing), "invoices").order_by("pk"))


def costs_now(works: Iterable[Work]) -> dict[int, WorkCost]:
    """By the key of each work, read by one of the two above; in three queries more."""
    works = list(works)
    received = Quote.objects.filter(parts__work__in=works, received_on__isnull=False).distinct()
    quotes = with_sums(received.select_related("contractor")) if works else []
    asked = {quote.pk: asked_for(quote) for quote in quotes}
    return {work.pk: _cost(work, quotes, asked) for work in works}


def _cost(work: Work, quotes: list[Quote], asked: dict[int, dict[int, Asked]]) -> WorkCost:
    invoices: list[Any] = list(work.invoices.all())
    if invoices:
        excl = [one.amount_excl for one in invoices]
        last = max(one.dated_on for one in invoices)
        return WorkCost(
            sum((one for one in excl if one is not None), Decimal(0)) if None not in excl else None,
            sum((one.amount_incl for one in invoices), Decimal(0)),
            _("invoice of %(day)s") % {"day": written(last)},
            last,
        )
    decision = next(iter(work.decisions.all()), None)
    chosen = decision.quote_id if decision else None
    of_work = [one for one in quotes if work.pk in asked[one.pk]]
    if chosen is not None:
        of_work = [one for one in of_work if one.pk == chosen]
    if len(of_work) != 1:
        return WorkCost()
    (quote,) = of_work
    told = asked[quote.pk][work.pk]
    day = written(quote.received_on) if quote.received_on else ""
    return WorkCost(
        told.excl, told.incl, _("quote of %(day)s, %(who)s") % {"day": day, "who": quote.contractor}
    )
