"""The posts of one work in a quote: a row for each, as many as the letter has."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.quotes import operations
from dossiers.quotes.amounts import summed
from dossiers.quotes.forms import LineForm, rate_choices
from dossiers.quotes.holding import rows_of
from dossiers.quotes.models import CatalogueItem, LineUnit, Quote, QuoteLine, QuoteWork
from dossiers.quotes.totals import CENT
from dossiers.quotes.views import quotes_url
from dossiers.works.places import work_url
from oss.core.keys import key_of
from oss.core.parameters import known_figures
from oss.core.refusal import Refused
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest

BLANK_ROWS = 4


def quote_lines(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Quote.objects.visible_to(request.user)
    parts = QuoteWork.objects.filter(quote__in=visible).select_related("quote__contractor", "work__measure")
    part = get_object_or_404(parts.prefetch_related("lines__item"), pk=pk)
    rates = rate_choices(known_figures(), *(line.vat_rate for line in part.lines.all()))
    items = _items(part)
    if request.method == "POST":
        forms = _sent(request, part, rates, items)
        if all(one.is_valid() for one in forms) and _save(request, part, forms):
            messages.success(request, _("Saved."))
            return redirect(quotes_url(part.work_id))
    else:
        forms = [
            LineForm(prefix=f"l{number}", initial=initial, rates=rates, items=items)
            for number, initial in enumerate(islice(_initial(part, items, rates), operations.MOST_LINES))
        ]
    now = part.quote
    return render(
        request,
        "dossiers/quotes/lines.html",
        {
            "part": part,
            "forms": forms,
            "seen": state_of(*rows_of(now)),
            "ours": summed(part),
            "may_change": request.user.has_perm(operations.MAY_CHANGE),
            "back_url": reverse("quote", args=[now.pk]),
            "breadcrumbs": [
                (_("Works"), reverse("works")),
                (part.work.name, work_url(part.work_id)),
                (_("Quotes"), quotes_url(part.work_id)),
                (str(now), reverse("quote", args=[now.pk])),
                (_("Posts"), None),
            ],
        },
        status=422 if request.method == "POST" else 200,
    )


def _items(part: QuoteWork) -> dict[int, CatalogueItem]:
    """Those of the measure, and those out of use that stand there."""
    found = {one.pk: one for one in CatalogueItem.objects.active().filter(measure=part.work.measure_id)}
    return found | {line.item.pk: line.item for line in part.lines.all() if line.item}


def _initial(
    part: QuoteWork, items: dict[int, CatalogueItem], rates: list[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """What stands there, the usual posts that do not, and some rows for what is in neither."""
    usual = part.quote.vat_rate if part.quote.vat_rate is not None else Decimal(rates[0][0])
    named = set()
    for line in part.lines.all():
        named.add(line.item_id)
        yield _of_line(line)
    for key, item in items.items():
        if key not in named:
            quantity = part.work.quantity if item.unit == part.work.measure.unit else None
            if item.unit == LineUnit.LUMP_SUM:
                quantity = Decimal(1)
            yield {"item": key, "quantity": _short(quantity), "unit": item.unit, "vat_rate": usual}
    for _row in range(BLANK_ROWS):
        yield {"unit": part.work.measure.unit or LineUnit.LUMP_SUM, "vat_rate": usual}


def _of_line(line: QuoteLine) -> dict[str, Any]:
    fields = ("text", "quantity", "unit", "unit_price", "vat_rate", "conform", "conform_on", "differs")
    told = {name: getattr(line, name) for name in fields}
    short = {"quantity": _short(line.quantity), "unit_price": _short(line.unit_price, CENT)}
    return told | short | {"item": line.item_id, "is_included": line.unit_price is None}


def _short(value: Decimal | None, least: Decimal = Decimal(1)) -> Decimal | None:
    """Without decimals that say nothing."""
    if value is None or value % least:
        return value and value.normalize()
    return value.quantize(least)


def _sent(
    request: StaffRequest, part: QuoteWork, rates: list[tuple[str, str]], items: dict[int, CatalogueItem]
) -> list[LineForm]:
    # one more than there may be: the operation refuses it
    rows = min(key_of(request.POST.get("rows")) or 0, operations.MOST_LINES + 1)
    before = [_of_line(line) for line in part.lines.all()]
    return [
        LineForm(
            request.POST,
            prefix=f"l{number}",
            initial=before[number] if number < len(before) else {},
            rates=rates,
            items=items,
        )
        for number in range(rows)
    ]


def _save(request: StaffRequest, part: QuoteWork, forms: list[LineForm]) -> bool:
    lines = [one.told for one in forms if one.says_something]
    try:
        operations.set_lines(part, lines, by=request.user, seen=seen_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
