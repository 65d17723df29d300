"""The tab *Quotes* of a work: who was asked, what came, and the way to all side by side."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.quotes.amounts import asked_for, with_sums
from dossiers.quotes.expiring.reading import Expiring, expiring_of
from dossiers.quotes.models import Quote
from dossiers.works.models import Work
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.links import link
from oss.core.money import euros
from oss.core.pages import may_open
from oss.staff.http import StaffRequest

_NO_QUOTES = EmptyState("scale", gettext_lazy("No quote was asked or noted yet."))


def quotes_of(request: StaffRequest, work: Work) -> dict[str, Any]:
    """In the same number of queries for one quote and for fifty."""
    found = Quote.objects.visible_to(request.user).filter(parts__work=work).select_related("contractor")
    quotes = with_sums(found.order_by("received_on", "pk"))
    standing = work.standing
    expiring = {} if standing is not None else expiring_of(quotes, request.user)
    return {
        "quotes": quotes_table(work, quotes, expiring, chosen=standing.quote_id if standing else None),
        "expiring": list(expiring.values()),
        **ways(request, work, quotes, is_decided=standing is not None),
    }


def ways(request: StaffRequest, work: Work, quotes: Sequence[Quote], *, is_decided: bool) -> dict[str, str]:
    """To all side by side, and to one more; empty where there is nothing to do."""
    may_add = not is_decided and may_open(request.user, "quote_new")
    return {
        "compare_url": reverse("quotes", args=[work.pk]) if quotes else "",
        "ask_url": reverse("quotes_ask", args=[work.pk]) if may_add else "",
        "quote_new_url": reverse("quote_new", query={"work": work.pk}) if may_add else "",
    }


def quotes_table(
    work: Work, quotes: Sequence[Quote], expiring: Mapping[int, Expiring], *, chosen: int | None
) -> ListTable:
    """The quotes come with what `dossiers.quotes.amounts` reads; `chosen` is the key of one of them."""
    return ListTable(
        _("Quotes"),
        (
            TableColumn(_("Contractor")),
            TableColumn(_("Asked on")),
            TableColumn(_("Received on")),
            TableColumn(_("Valid until")),
            TableColumn(_("Kind")),
            TableColumn(_("Amount including VAT"), numeric=True),
            TableColumn(_("State")),
        ),
        tuple(_row(quote, work, expiring.get(quote.pk), is_chosen=quote.pk == chosen) for quote in quotes),
        _NO_QUOTES,
    )


def _row(quote: Quote, work: Work, expiring: Expiring | None, *, is_chosen: bool) -> TableRow:
    return TableRow(
        (
            TableCell(str(quote.contractor), detail=quote.number),
            TableCell(_day(quote.asked_on)),
            TableCell(_day(quote.received_on)),
            TableCell(_day(quote.valid_until), "alert-triangle", detail=expiring.left)
            if expiring
            else TableCell(_day(quote.valid_until)),
            TableCell(quote.get_kind_display() or "–"),
            TableCell(euros(asked_for(quote)[work.pk].incl)),
            TableCell(_state(quote, is_chosen=is_chosen), detail=quote.none_because),
        ),
        link("quote", quote.pk),
    )


def _day(day: date | None) -> str:
    return written(day) if day else "–"


def _state(quote: Quote, *, is_chosen: bool) -> str:
    if is_chosen:
        return _("chosen")
    if quote.received_on:
        return _("received")
    return _("none came") if quote.none_because else _("asked")
