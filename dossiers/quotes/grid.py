"""What the grids of works on a dossier say of quotes: how many came, what they ask, who was chosen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dossiers.quotes.amounts import asked_for, with_sums
from dossiers.quotes.expiring.reading import Expiring, expiring_of
from dossiers.quotes.models import Quote
from dossiers.works.models import Work
from oss.core.money import euros
from oss.staff.http import StaffRequest


def quoted(request: StaffRequest, works: Sequence[Work]) -> Mapping[int, str]:
    """In five queries at most, however many works and quotes."""
    found = Quote.objects.visible_to(request.user).filter(parts__work__in=works).distinct()
    of_work: dict[int, list[tuple[Quote, Decimal | None]]] = defaultdict(list)
    for quote in with_sums(found.select_related("contractor").order_by("pk")):
        for work, asked in asked_for(quote).items():
            of_work[work].append((quote, asked.incl))
    all_quotes = {quote.pk: quote for quotes in of_work.values() for quote, _incl in quotes}
    expiring = expiring_of(all_quotes.values(), request.user)
    return {work.pk: _told(work, of_work[work.pk], expiring) for work in works if work.pk in of_work}


def _told(work: Work, quotes: list[tuple[Quote, Decimal | None]], expiring: Mapping[int, Expiring]) -> str:
    """Who was chosen; until then how many came of those that were asked, what they ask, and whether one
    expires before somebody decides."""
    chosen = {decision.quote_id for decision in work.decisions.all()}
    for quote, _amount in quotes:
        if quote.pk in chosen:
            return str(quote.contractor)
    received = [amount for quote, amount in quotes if quote.received_on]
    told = [amount for amount in received if amount is not None]
    spread = " – ".join(dict.fromkeys((euros(min(told)), euros(max(told))))) if told else ""
    count = _("%(number)s of %(all)s received") % {"number": len(received), "all": len(quotes)}
    ends = [] if work.decisions.all() else [one for quote, _incl in quotes if (one := expiring.get(quote.pk))]
    first = min(ends, key=lambda one: one.until, default=None)
    expires = f"{first.quote.contractor} {first.words}" if first else ""
    return " · ".join(filter(None, (count, spread, expires)))
