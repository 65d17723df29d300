"""What the works of a design ask now: by the chosen quote, and by invoices once they are executed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch

from dossiers.models import Dossier
from dossiers.quotes.amounts import Asked, asked_for, with_sums
from dossiers.quotes.models import Quote
from dossiers.works.dossier_tab import works_of
from dossiers.works.models import Decision, Work, WorkDossier, WorkQuerySet
from oss.staff.models import User


def designed_works(dossier: Dossier, user: User | None = None) -> list[Work]:
    """Those that are on the dossier and were not done before it, with the decision that stands and their
    invoices. In three queries, however many."""
    works: WorkQuerySet = Work.objects.all() if user is None else Work.objects.visible_to(user)
    return _with_all(works.on_dossier(dossier))


def works_at_site(dossier: Dossier, user: User) -> list[Work]:
    """Those, and those of the site address that were not done before; each `is_on_it` or not."""
    on_it = WorkDossier.objects.filter(dossier=dossier, work=OuterRef("pk"))
    return _with_all(works_of(dossier, user).annotate(is_on_it=Exists(on_it)))


def _with_all(works: WorkQuerySet) -> list[Work]:
    standing = Decision.objects.standing().select_related("reason", "quote__contractor")
    found = works.filter(is_past=False).for_list().select_related("study_office", "contractor")
    return list(
        found.prefetch_related(Prefetch("decisions", standing), "invoices").order_by("state_order", "pk")
    )


def decision_on(work: Work) -> Decision | None:
    """The one that stands, of a work read with it."""
    return next(iter(work.decisions.all()), None)


def going_on(works: Iterable[Work]) -> list[Work]:
    return [work for work in works if (decision := decision_on(work)) is not None and decision.goes_on]


def asked_now(works: Iterable[Work]) -> dict[int, Decimal | None]:
    """Including VAT, by the key of each of these works that go on. In two queries, three with lines.

    An executed work asks what its invoices say. Without a quote it asks what was told when it was decided.
    """
    works = list(works)
    chosen = {decision.quote_id for work in works if (decision := decision_on(work)) and decision.quote_id}
    quotes = with_sums(Quote.objects.filter(pk__in=chosen)) if chosen else ()
    of_quotes = {quote.pk: asked_for(quote) for quote in quotes}
    return {work.pk: _asked(work, of_quotes) for work in works}


def _asked(work: Work, of_quotes: Mapping[int, Mapping[int, Asked]]) -> Decimal | None:
    if work.is_executed and (invoiced := invoiced_for(work)) is not None:
        return invoiced
    decision = decision_on(work)
    if decision is None:
        return None
    asked = of_quotes.get(decision.quote_id or 0, {}).get(work.pk)
    return decision.amount if asked is None else asked.incl


def invoiced_for(work: Work) -> Decimal | None:
    """All its invoices together; None without any."""
    amounts = [one.amount_incl for one in work.invoices.all()]
    return sum(amounts[1:], amounts[0]) if amounts else None


def asked_by_works(dossier: Dossier) -> dict[int, Decimal | None]:
    return asked_now(going_on(designed_works(dossier)))
