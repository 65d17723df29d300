"""The quotes for one work side by side, as the comparison table shows them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dossiers.quotes.amounts import Asked, asked_for, our_incl, summed, told_incl
from dossiers.quotes.comparison import Comparable, Depth, Spread, Standing, comparable, spread, standings
from dossiers.quotes.conform import conform_of
from dossiers.quotes.expiring.reading import Expiring, expiring_of
from dossiers.quotes.files import files_of
from dossiers.quotes.models import ComparisonQuestion, Conform, Quote, QuoteWork
from dossiers.quotes.posts import Post, Said, depth_reached, posts_at
from dossiers.quotes.totals import vat_on
from dossiers.works.models import Decision, Work
from oss.core.comparison import (
    CellTone,
    ComparedCell,
    ComparedLine,
    ComparedTotal,
    ComparisonTable,
    Offered,
    OfferLink,
)
from oss.core.dates import written
from oss.core.money import euros, plainly
from oss.core.parameters import Figures
from oss.staff.models import User

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DEPTHS = {
    Depth.TOTALS: gettext_lazy("totals"),
    Depth.QUESTIONS: gettext_lazy("comparison questions"),
    Depth.LINES: gettext_lazy("posts"),
}


class PriceBasis(StrEnum):
    """By what prices are compared: what one unit costs, or the whole post."""

    UNIT = "unit"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Terms:
    """What the comparison goes by: basis, flagging threshold in per cent, and who looks, on which day."""

    user: User
    today: date
    basis: PriceBasis
    flags: bool
    threshold: Decimal

    @classmethod
    def of(cls, user: User, figures: Figures, today: date, basis: PriceBasis, *, flags: bool) -> "Terms":
        threshold = figures.value_of("quote_deviation", on=today)
        return cls(user, today, basis, flags, threshold)


@dataclass(frozen=True)
class SideBySide:
    """`depth`: how far they are compared; None without a quote."""

    work: Work
    quotes: tuple[Quote, ...]
    depth: Depth
    table: ComparisonTable
    standing: Decision | None
    expiring: tuple[Expiring, ...]

    @property
    def depth_words(self) -> Any:
        return DEPTHS[self.depth]


def side_by_side(work: Work, terms: Terms) -> SideBySide:
    """In the same number of queries for one quote and for fifty."""
    received = Quote.objects.visible_to(terms.user).received().filter(parts__work=work)
    quotes = tuple(received.in_full().order_by("received_on", "pk"))
    standing = work.decisions.standing().select_related("quote").first()
    parts = [next(part for part in quote.parts.all() if part.work_id == work.pk) for quote in quotes]
    reached = depth_reached(parts)
    questions = ComparisonQuestion.objects.active().filter(measure=work.measure_id)
    posts = posts_at(reached, parts, questions if reached is Depth.QUESTIONS else ())
    files = files_of(quotes, terms.user)
    letters = [_letter(place) for place in range(len(quotes))]
    expiring = {} if standing is not None else expiring_of(quotes, terms.user)
    may_choose = standing is None and not work.is_past and terms.user.has_perm("dossiers.choose_quote")
    table = ComparisonTable(
        _("Quotes for %(work)s") % {"work": work},
        tuple(_head(*one, work, expiring, standing, files) for one in zip(letters, quotes, strict=True)),
        tuple(_line(post, quotes, work, terms) for post in posts),
        tuple(_totals(work, quotes, parts, posts)),
        tuple(_choice(*one, work) for one in zip(letters, quotes, strict=True)) if may_choose else (),
        _("The client chooses; we note the choice, the day and the reason."),
        OfferLink(_("None of them…"), f"{reverse('work', args=[work.pk])}?tab=execution")
        if may_choose and quotes
        else None,
    )
    return SideBySide(work, quotes, reached, table, standing, tuple(expiring.values()))


def _letter(place: int) -> str:
    """A to Z, then AA, AB: each names one quote."""
    above, rest = divmod(place, len(LETTERS))
    return (LETTERS[above - 1] if above else "") + LETTERS[rest]


def _choice(letter: str, quote: Quote, work: Work) -> OfferLink:
    url = reverse("quote_choose", args=[quote.pk], query={"work": work.pk})
    return OfferLink(_("Choose %(letter)s") % {"letter": letter}, url)


def _head(
    letter: str,
    quote: Quote,
    work: Work,
    expiring: dict[int, Expiring],
    standing: Decision | None,
    files: dict[int, tuple[str, str]],
) -> Offered:
    several = len(quote.parts.all())
    together = ngettext("for %(number)s work", "for %(number)s works together", several) % {"number": several}
    chosen = standing if standing is not None and standing.quote_id == quote.pk else None
    warning = expiring[quote.pk].words if quote.pk in expiring else ""
    day = {"day": written(quote.valid_until)} if quote.valid_until else {}
    return Offered(
        letter,
        str(quote.contractor),
        reverse("quote", args=[quote.pk]),
        (
            quote.number,
            date_format(quote.received_on, "d/m") if quote.received_on else "",
            quote.get_kind_display(),
            together if several > 1 else "",
        ),
        _("valid until %(day)s") % day if day and not warning else "",
        warning,
        files.get(quote.document_id or 0, ("", ""))[1],
        _chosen(chosen, asked_for(quote)[work.pk].incl) if chosen else "",
    )


def _chosen(decision: Decision, now: Decimal | None) -> str:
    """When; and what was told then, where the quote asks something else by now."""
    day = written(decision.decided_on)
    if decision.amount == now:
        return _("chosen on %(day)s") % {"day": day}
    told = {"day": day, "amount": euros(decision.amount)}
    return _("chosen on %(day)s for %(amount)s, changed since") % told


# --- Posts ---------------------------------------------------------------------------------------


def _line(post: Post, quotes: tuple[Quote, ...], work: Work, terms: Terms) -> ComparedLine:
    by_unit = terms.basis is PriceBasis.UNIT
    around = spread([said.cell.unit_price if by_unit else said.cell.excl for said in post.said])
    return ComparedLine(
        post.label,
        plainly(post.quantity) if post.quantity else "",
        post.unit,
        tuple(
            _missing(post, quote, work, terms)
            if post.said[place].cell.standing is Standing.MISSING
            else _unknown(post, quote, work, terms)
            if post.said[place].cell.standing is Standing.UNKNOWN
            else _cell(place, post, around, terms)
            for place, quote in enumerate(quotes)
        ),
        around.off,
    )


def _cell(place: int, post: Post, around: Spread, terms: Terms) -> ComparedCell:
    said = post.said[place]
    differs = _("differs: %(what)s") % {"what": said.differs} if said.differs else ""
    if said.cell.standing is not Standing.PRICED:
        return _unpriced(said, differs)
    unit_price, excl = said.cell.unit_price, said.cell.excl
    if terms.basis is PriceBasis.UNIT:
        main, beside = in_cents(unit_price), whole(excl)
    else:
        main, beside = in_cents(excl), in_cents(unit_price)
    tone, mark = CellTone.PLAIN, ""
    if place in around.lowest:
        tone, mark = CellTone.LOWEST, _("lowest")
    off = around.off[place]
    if terms.flags and off is not None and around.deviates(place, terms.threshold):
        tone = CellTone.WARN if off > 0 else CellTone.UNDER
        mark = " ".join(filter(None, (mark, per_cent(off))))
    note = said.note
    if said.quantity != post.quantity and said.quantity is not None:
        note = " · ".join(filter(None, (note, f"{plainly(said.quantity)} {post.unit}")))
    return ComparedCell(main, beside, note, differs, mark, tone)


def _missing(post: Post, quote: Quote, work: Work, terms: Terms) -> ComparedCell:
    if not terms.user.has_perm("dossiers.change_quote"):
        return ComparedCell(_("missing"), tone=CellTone.MISSING)
    url = question_url(quote, work, post.label)
    return ComparedCell(_("missing"), tone=CellTone.MISSING, action=_("ask"), action_url=url)


def question_url(quote: Quote, work: Work, post: str = "") -> str:
    about = {"work": str(work.pk)} | ({"post": post} if post else {})
    return reverse("quote_question", args=[quote.pk], query=about)


def _unknown(post: Post, quote: Quote, work: Work, terms: Terms) -> ComparedCell:
    if not terms.user.has_perm("dossiers.change_quote"):
        return ComparedCell(_("unknown"), tone=CellTone.UNKNOWN)
    url = question_url(quote, work, post.label)
    return ComparedCell(_("unknown"), tone=CellTone.UNKNOWN, action=_("ask"), action_url=url)


def _unpriced(said: Said, differs: str) -> ComparedCell:
    if said.cell.standing is Standing.SEPARATE:
        told = euros(said.cell.incl) if said.cell.incl is not None else _("price not told")
        return ComparedCell(_("on top"), told, said.note, differs)
    if said.note:
        return ComparedCell(said.note, differs=differs)
    return ComparedCell(_("included"), differs=differs, tone=CellTone.QUIET)


# --- Totals --------------------------------------------------------------------------------------


def _totals(
    work: Work, quotes: tuple[Quote, ...], parts: list[QuoteWork], posts: list[Post]
) -> list[ComparedTotal]:
    asked = [asked_for(quote)[work.pk] for quote in quotes]
    rows = [post.cells for post in posts]
    told = [comparable(one.incl, place, rows) for place, one in enumerate(asked)]
    found = [
        ComparedTotal(_("Total excluding VAT"), cells=tuple(ComparedCell(euros(one.excl)) for one in asked)),
        ComparedTotal(_("VAT"), cells=tuple(_vat(*one) for one in zip(quotes, parts, asked, strict=True))),
        ComparedTotal(
            _("Total including VAT, as submitted"),
            cells=tuple(_submitted(*one, work) for one in zip(quotes, asked, strict=True)),
            is_strong=True,
        ),
    ]
    if posts:
        found.append(
            ComparedTotal(
                _("Missing posts, at the median of the others"),
                cells=tuple(_filled(one) for one in told),
            )
        )
    if any(one.separate for one in told):
        found.append(ComparedTotal(_("Asked on top"), cells=tuple(_added(one) for one in told)))
    found.append(_comparable_total(told))
    if work.quantity and len(work.unit) > 0:
        found.append(_per_unit(work, work.quantity, told))
    found.append(ComparedTotal(_("Conform to the premium"), cells=tuple(_conform(part) for part in parts)))
    for label, words in ((_("Start possible"), "start"), (_("Duration"), "duration")):
        if any(getattr(quote, words) for quote in quotes):
            cells = tuple(ComparedCell(str(getattr(quote, words) or "–")) for quote in quotes)
            found.append(ComparedTotal(label, cells=cells))
    return found


def _vat(quote: Quote, part: QuoteWork, asked: Asked) -> ComparedCell:
    """Of the lines by rate, else at the rate of the quote on what it asks for this work."""
    if ours := summed(part):
        rates = ", ".join(f"{plainly(one.rate)} %" for one in ours.rates)
        return ComparedCell(euros(ours.vat), note=rates)
    if quote.vat_rate is None:
        return ComparedCell("–")
    rate = f"{plainly(quote.vat_rate)} %"
    if asked.excl is None or asked.incl is None:
        return ComparedCell(rate)
    is_told = part.total_excl is not None or quote.total_excl is not None
    vat = vat_on(asked.excl, quote.vat_rate) if is_told else asked.incl - asked.excl
    return ComparedCell(euros(vat), note=rate)


def _submitted(quote: Quote, asked: Asked, work: Work) -> ComparedCell:
    """What the contractor wrote; and our own sum, where that comes to something else."""
    if asked.incl is None:
        whole_incl = told_incl(quote)
        if whole_incl is None:
            return ComparedCell("–")
        return ComparedCell("–", note=_("%(amount)s for all its works") % {"amount": euros(whole_incl)})
    ours = our_incl(quote)
    if quote.total_incl is not None and ours is not None and ours != quote.total_incl:
        note = _("our own sum: %(amount)s") % {"amount": euros(ours)}
        return ComparedCell(euros(asked.incl), note=note)
    return ComparedCell(euros(asked.incl))


def _filled(told: Comparable) -> ComparedCell:
    notes = [
        ngettext("%(number)s without a price", "%(number)s without a price", told.unpriced)
        % {"number": told.unpriced}
        if told.unpriced
        else "",
        ngettext("%(number)s unknown", "%(number)s unknown", told.unknown) % {"number": told.unknown}
        if told.unknown
        else "",
    ]
    note = ", ".join(filter(None, notes))
    main = f"+ {euros(told.filled)} ({told.missing})" if told.missing else "" if note else str(_("complete"))
    return ComparedCell(
        main or note, note=note if main else "", tone=CellTone.UNKNOWN if note else CellTone.PLAIN
    )


def _added(told: Comparable) -> ComparedCell:
    return ComparedCell(f"+ {euros(told.added)} ({told.separate})" if told.separate else "–")


def _comparable_total(told: list[Comparable]) -> ComparedTotal:
    stand = standings([one.total for one in told])
    cells = []
    for place, one in enumerate(told):
        above, note, tone = stand.above[place], "", CellTone.PLAIN
        if place in stand.lowest:
            note, tone = str(_("lowest")), CellTone.LOWEST
        elif above is not None:
            note = f"+ €\u00a0{whole(above[0])} ({above[1]} %)"
        if one.unknown or one.unpriced:
            more = one.unknown + one.unpriced
            open_posts = ngettext("%(number)s not counted", "%(number)s not counted", more) % {"number": more}
            note = " · ".join(filter(None, (note, open_posts)))
        cells.append(ComparedCell(euros(one.total), note=note, tone=tone))
    return ComparedTotal(_("Comparable total including VAT"), cells=tuple(cells), is_sum=True)


def _per_unit(work: Work, quantity: Decimal, told: list[Comparable]) -> ComparedTotal:
    each = [None if one.total is None else (one.total / quantity) for one in told]
    around = spread(each)
    cells = tuple(
        ComparedCell(euros(one), tone=CellTone.LOWEST if place in around.lowest else CellTone.PLAIN)
        for place, one in enumerate(each)
    )
    label = _("Per %(unit)s") % {"unit": work.unit}
    return ComparedTotal(label, f"{plainly(quantity)} {work.unit}", cells)


def _conform(part: QuoteWork) -> ComparedCell:
    said = [line.conform_on for line in part.lines.all()] or [part.conform_on]
    days = sorted(day for day in said if day)
    note = _("rule of %(day)s") % {"day": written(days[-1])} if days else ""
    kind = conform_of(part)
    if kind == Conform.NO:
        return ComparedCell(_("not conform"), note=note, tone=CellTone.WARN)
    if kind == Conform.YES:
        return ComparedCell(_("conform"), note=note, tone=CellTone.GOOD)
    return ComparedCell(_("unknown"), note=note, tone=CellTone.UNKNOWN)


# --- Figures in words ----------------------------------------------------------------------------


def in_cents(value: Decimal | None) -> str:
    return "–" if value is None else number_format(value, 2, force_grouping=True)


def whole(value: Decimal | None) -> str:
    """In whole euros: what stands beside a price is for the order of size."""
    return "–" if value is None else number_format(round(value), 0, force_grouping=True)


def per_cent(off: Decimal) -> str:
    """ "+20 %", "−16 %"."""
    return f"{'+' if off > 0 else '−'}{number_format(abs(round(off)), 0)} %"
