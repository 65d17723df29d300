"""The two grids of works of a design: what quotes were asked and came, and what was decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier
from dossiers.quotes.amounts import Asked, asked_for
from dossiers.quotes.conform import conform_of
from dossiers.quotes.models import Quote, QuoteWork
from dossiers.types.design.asking import decision_on, going_on, works_at_site
from dossiers.works.models import Decision, Work
from dossiers.works.places import work_url
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.money import euros
from oss.staff.models import User

NOTHING = "–"
_NO_WORKS = EmptyState("tools", gettext_lazy("No works are known at the site address yet."))
_NONE_DECIDED = EmptyState("circle-check", gettext_lazy("No work was decided yet."))
Quoted = Mapping[int, Sequence[tuple[Quote, QuoteWork, Asked]]]
"""By the key of the work: each quote it is in, its part there, and what that asks."""


def quoted(works: Sequence[Work], user: User) -> Quoted:
    """In three queries, however many."""
    found = Quote.objects.visible_to(user).filter(parts__work__in=works).distinct()
    of_work: dict[int, list[tuple[Quote, QuoteWork, Asked]]] = defaultdict(list)
    for quote in found.select_related("contractor").prefetch_related("parts__lines").order_by("pk"):
        asked = asked_for(quote)
        for part in quote.parts.all():
            of_work[part.work_id].append((quote, part, asked[part.work_id]))
    return of_work


def grids(dossier: Dossier, user: User) -> tuple[ListTable, ListTable, list[Work]]:
    """Both, and the works at the site that are not on the dossier."""
    works = works_at_site(dossier, user)
    quotes = quoted(works, user)
    asked = ListTable(
        _("Works linked to the site address"),
        (
            TableColumn(_("Work")),
            TableColumn(_("Quotes received")),
            TableColumn(_("Amount including VAT"), numeric=True),
            TableColumn(_("Contractors")),
            TableColumn(_("Conform")),
            TableColumn(_("Valid until")),
            TableColumn(_("Decision")),
        ),
        tuple(_asked(work, quotes) for work in works),
        _NO_WORKS,
    )
    decided = ListTable(
        _("Decided works linked to the site address"),
        (
            TableColumn(_("Work")),
            TableColumn(_("Contractor")),
            TableColumn(_("Amount including VAT"), numeric=True),
            TableColumn(_("Approved on")),
            TableColumn(_("Permit")),
            TableColumn(_("Start planned")),
        ),
        tuple(_decided(work, quotes) for work in going_on(works)),
        _NONE_DECIDED,
    )
    return asked, decided, [work for work in works if not work.is_on_it]  # type: ignore[attr-defined]


def _asked(work: Work, quotes: Quoted) -> TableRow:
    of_it = quotes.get(work.pk, ())
    received = [one for one in of_it if one[0].received_on]
    contractors = list(dict.fromkeys(str(quote.contractor) for quote, _part, _ask in of_it))
    return TableRow(
        (
            TableCell(work.name, detail=_about(work)),
            _count(of_it, len(received)),
            _spread([ask.incl for _quote, _part, ask in received]),
            TableCell(contractors[0] if contractors else NOTHING, detail=", ".join(contractors[1:])),
            TableCell(_conform([conform_of(part) for _quote, part, _ask in received])),
            TableCell(_until([quote.valid_until for quote, _part, _ask in received])),
            _decision(decision_on(work)),
        ),
        f"{work_url(work.pk)}?tab=quotes",
    )


def _about(work: Work) -> str:
    """Its quantity, what is done, whose part it is, and who advised it."""
    advised = " ".join(filter(None, (str(work.study_office or ""), work.get_term_display())))
    parts = (work.counted, work.description or work.old_word_that_differs, work.get_side_display(), advised)
    not_ours = "" if work.is_on_it else _("not on this dossier")  # type: ignore[attr-defined]
    return " · ".join(filter(None, (*parts, not_ours)))


def _count(of_it: Sequence[tuple[Quote, QuoteWork, Asked]], received: int) -> TableCell:
    """How many came of those that were asked, and when one was asked last."""
    if not of_it:
        return TableCell(_("none asked"), quiet=True)
    asked_on = [quote.asked_on for quote, _part, _ask in of_it if quote.asked_on]
    return TableCell(
        _("%(number)s of %(all)s") % {"number": received, "all": len(of_it)},
        detail=_("asked %(day)s") % {"day": written(max(asked_on))} if asked_on else "",
    )


def _spread(amounts: list[Decimal | None]) -> TableCell:
    """The lowest, and up to what."""
    told = [amount for amount in amounts if amount is not None]
    if not told:
        return TableCell(NOTHING)
    most = _("up to %(amount)s") % {"amount": euros(max(told))} if max(told) > min(told) else ""
    return TableCell(euros(min(told)), detail=most)


def _conform(said: list[str]) -> str:
    """One word where all quotes say the same, else how many say what."""
    words = {"yes": _("yes"), "no": _("no"), "": _("unknown")}
    kinds = list(dict.fromkeys(said))
    if len(kinds) <= 1:
        return words[kinds[0]] if kinds else NOTHING
    return " · ".join(f"{said.count(kind)} {words[kind]}" for kind in words if kind in kinds)


def _until(days: list[date | None]) -> str:
    """The first day on which one of them is no longer valid."""
    told = [day for day in days if day is not None]
    return written(min(told)) if told else NOTHING


def _decision(decision: Decision | None) -> TableCell:
    if decision is None:
        return TableCell(_("not yet"), quiet=True)
    word = _("goes on") if decision.goes_on else _("does not go on")
    return TableCell(word, detail=str(decision.reason or ""))


def _decided(work: Work, quotes: Quoted) -> TableRow:
    decision = decision_on(work)
    chosen = decision.quote_id if decision else None
    asked = next((ask.incl for quote, _part, ask in quotes.get(work.pk, ()) if quote.pk == chosen), None)
    amount = (decision.amount if decision else None) if asked is None else asked
    permit_on = work.permit_granted_on or work.permit_asked_on
    return TableRow(
        (
            TableCell(work.name, detail=_about(work)),
            TableCell(executor_of(work)),
            TableCell(euros(amount)),
            TableCell(written(decision.decided_on) if decision else NOTHING),
            TableCell(
                work.get_permit_display() or NOTHING,
                detail=_("granted %(day)s") % {"day": written(work.permit_granted_on)}
                if work.permit_granted_on
                else _("asked %(day)s") % {"day": written(permit_on)}
                if permit_on
                else "",
            ),
            TableCell(written(work.planned_start) if work.planned_start else NOTHING),
        ),
        f"{work_url(work.pk)}?tab=execution",
    )


def executor_of(work: Work) -> str:
    """The contractor of the chosen quote, else whoever is known to do it."""
    decision = decision_on(work)
    if decision is not None and decision.quote is not None:
        return str(decision.quote.contractor)
    return str(work.contractor or work.get_executor_display() or NOTHING)
