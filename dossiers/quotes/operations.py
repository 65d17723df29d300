"""What is done with quotes: ask them, note what came, choose one, split a work over two contractors.

`by` is the member of staff, or None where the shop itself does it (demo, import).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier, Reason
from dossiers.quotes.amounts import asked_for
from dossiers.quotes.expiring.operations import drop_expiries, settle_expiries
from dossiers.quotes.holding import check_not_set_aside, hold_quote, newest_of, rows_of
from dossiers.quotes.models import (
    AnswerKind,
    ComparisonQuestion,
    Quote,
    QuoteAnswer,
    QuoteLine,
    QuoteWork,
)
from dossiers.quotes.totals import shared
from dossiers.works.holding import dossiers_of, hold_work
from dossiers.works.models import Decider, Decision, Work, WorkDossier, WorkState
from dossiers.works.operations import decide
from oss.contacts.models import Organisation
from oss.core.changes import require_known, write_changes
from oss.core.disk import telling_a_full_disk
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.documents.models import Document, DocumentKind, DocumentOrigin, StoredFile
from oss.documents.storing import name_file, store_bytes
from oss.documents.uploads import Upload
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.models import Activity
from oss.timeline.operations import ask_request, file_document, record_on_each

MAY_ADD = "dossiers.add_quote"
MAY_CHANGE = "dossiers.change_quote"
MAY_CHOOSE = "dossiers.choose_quote"
NO_CHOICE = gettext_lazy("Your role may not note which quote a client chooses.")
FIELDS = frozenset(
    {
        *("contractor", "asked_on", "received_on", "valid_until", "kind", "number", "total_excl", "vat_rate"),
        *("total_incl", "start", "duration", "remarks"),
    }
)
MOST_LINES = 100
"""A form with more fields is no longer read."""
ESTIMATES = ("estimate_from", "estimate_until")
PART_FIELDS = frozenset({"total_excl", "total_incl", "conform", "conform_on"})
LINE_FIELDS = frozenset(
    {
        *("item", "text", "quantity", "unit", "unit_price", "vat_rate", "conform", "conform_on", "differs"),
    }
)


class Answer(NamedTuple):
    """To one comparison question; the amount is on top of the total, including VAT."""

    kind: str
    amount: Decimal | None = None
    note: str = ""


class OfWork(NamedTuple):
    """What a quote tells of one of its works: its `PART_FIELDS`, and answers by the key of their question."""

    told: Mapping[str, Any]
    answers: Mapping[int, Answer | None]


@operation(MAY_ADD)
def ask(
    works: Sequence[Work], contractors: Iterable[Organisation], *, by: User | None, asked_on: date
) -> list[Quote]:
    """One quote of each contractor over all the works. Refused for whom was asked it already, for what is
    done or dropped, and where all its dossiers are deactivated."""
    held = _hold_works(works, by)
    _check_to_ask(held)
    not_in_the_future_nor_long_ago(asked_on=asked_on)
    asked = []
    for contractor in contractors:
        earlier = Quote.objects.filter(contractor=contractor, parts__work__in=held).first()
        if earlier is not None:
            raise Refused(
                _("%(contractor)s was asked for “%(work)s” already.")
                % {"contractor": contractor, "work": earlier.parts.filter(work__in=held)[0].work}
            )
        quote = Quote(contractor=contractor, asked_on=asked_on, created_by=by)
        quote.full_clean()
        quote.save()
        QuoteWork.objects.bulk_create([QuoteWork(quote=quote, work=work) for work in held])
        asked.append(quote)
    names = ", ".join(str(one.contractor) for one in asked)
    _tell(held, "quotes_asked", by=by, contractors=names)
    return asked


@operation(MAY_ADD)
def enter(
    quote: Quote | None,
    told: Mapping[str, Any],
    works: Mapping[Work, OfWork],
    *,
    by: User | None,
    upload: Upload | None = None,
    seen: str | None = None,
) -> Quote:
    """A quote as it came, or as it is asked: its `FIELDS`, what it tells of each of its works, its file.

    None: one that nobody asked for; or, where its contractor was asked for one of the works and has not
    answered, that one. Works that are no longer named are taken out of it, with their lines.
    TypeError for what is no field; Refused where it is not as it was `seen`, or chosen and no longer come or
    of another contractor, or chosen for a work that goes; or where all its dossiers are deactivated. A later
    day until which it is valid answers what its contractor was asked.
    """
    require_known(told, FIELDS, "enter")
    document = store_bytes(upload.data) if upload else None  # before the lock: writing is slow
    if quote is None:
        held = _asked_of(told, works, by) or Quote(created_by=by)
        told = {**told, "asked_on": told.get("asked_on") or held.asked_on}
    else:
        held = hold_quote(quote, by)
        check_state(*rows_of(held), seen=seen)
    was_received = held.received_on is not None
    _check_chosen(held, told)
    write_changes(held, told)
    not_in_the_future_nor_long_ago(asked_on=held.asked_on, received_on=held.received_on)
    if held.received_on is not None:
        held.none_because = ""
    held.full_clean()
    held.save()
    _set_works(held, works, by)
    settle_expiries(held, by=by)
    if document is not None and upload is not None:
        with telling_a_full_disk():
            _file(held, _named(document, upload, by), by)
    if held.received_on is not None and not was_received:
        _tell(list(works), "quote_received", by=by, contractor=str(held.contractor), pk=held.pk)
    return held


@operation(MAY_CHANGE)
def set_lines(
    part: QuoteWork, lines: Sequence[Mapping[str, Any]], *, by: User | None, seen: str | None = None
) -> list[QuoteLine]:
    """All posts of one work in a quote, in their order; those that stood there are replaced.

    Refused where they are more than a page can save.
    """
    if len(lines) > MOST_LINES:
        raise Refused(_("A quote has %(number)s posts for a work at most.") % {"number": MOST_LINES})
    quote = hold_quote(part.quote, by)
    check_state(*rows_of(quote), seen=seen)
    check_not_set_aside(_works_in(quote))
    made = []
    for position, told in enumerate(lines):
        require_known(told, LINE_FIELDS, "set_lines")
        line = QuoteLine(part=part, position=position, **told)
        line.full_clean()
        made.append(line)
    part.lines.all().delete()
    for line in made:
        line.save(force_insert=True)
    return made


@operation(MAY_CHANGE)
def note_none(quote: Quote, *, by: User | None, because: str) -> Quote:
    """No quote came of this contractor, and why. Refused without a reason, and where one came."""
    if not because.strip():
        raise ValidationError({"because": _("Say why no quote came.")})
    held = hold_quote(quote, by)
    if held.received_on is not None:
        raise Refused(_("This quote came on %(day)s.") % {"day": f"{held.received_on:%d/%m/%Y}"})
    held.none_because = because.strip()[:200]
    held.save(update_fields=["none_because"])
    works = [part.work for part in held.parts.select_related("work__measure")]
    check_not_set_aside(works)
    _tell(works, "quote_none", by=by, contractor=str(held.contractor), reason=held.none_because)
    return held


@operation(MAY_CHANGE)
def question(quote: Quote, work: Work, *, by: User, text: str, due: date | None = None) -> Activity:
    """Asks the contractor something about its quote, on the newest open dossier of the work.

    Refused where the work is on none: what is asked, somebody follows up there.
    """
    held = hold_quote(quote, by)
    dossier = newest_of(Dossier.objects.open().filter(on_works__work=work), by)
    if dossier is None:
        raise Refused(_("“%(work)s” is on no open dossier: put it on one first.") % {"work": work})
    return ask_request(dossier.case_file, of=held.contractor, text=text, by=by, due=due)


@operation(MAY_CHOOSE, refused=NO_CHOICE)
def choose(
    quote: Quote,
    works: Sequence[Work],
    *,
    by: User | None,
    decided_on: date,
    reason: Reason,
    note: str = "",
    decider: str = Decider.OWNER,
    seen: str | None = None,
) -> list[Decision]:
    """The client takes this quote for these of its works: a decision for each, with the amount as it is told.

    Its other works stay open with all their quotes. Refused where one of them is decided meanwhile, where it
    has not come or is not as it was `seen`, or where no work of it is named.
    """
    held = hold_quote(quote, by)
    check_state(*rows_of(held), seen=seen)
    check_not_set_aside(works)
    if held.received_on is None:
        raise Refused(_("This quote has not come yet."))
    amounts = asked_for(Quote.objects.in_full().get(pk=held.pk))
    if not works or any(work.pk not in amounts for work in works):
        raise Refused(_("Tick at least one work of this quote."))
    return [
        decide(
            work,
            by=by,
            goes_on=True,
            decided_on=decided_on,
            decider=decider,
            reason=reason,
            note=note,
            quote=held,
            amount=amounts[work.pk].incl,
        )
        # in one order for everybody: two who choose never wait in a ring
        for work in sorted(works, key=lambda one: one.pk)
    ]


@operation(MAY_CHANGE)
def split(
    work: Work, *, by: User | None, description: str, quantity: Decimal | None, quotes: Sequence[Quote] = ()
) -> Work:
    """One work becomes two, so that two contractors do each a part; gives the new one.

    It has this description and quantity, which goes off the old one with its share of the estimate, and
    stands on the same dossiers. These `quotes` of the old one are for the new one from now on. Refused once
    a decision stands.
    """
    for one in sorted(quotes, key=lambda one: one.pk):  # before the work, as whoever chooses one holds both
        hold_quote(one, by)
    held = hold_work(work, by)
    check_not_set_aside([held])
    if held.is_past or held.standing is not None:
        raise Refused(_("“%(work)s” is decided already: withdraw that first.") % {"work": held})
    if quantity is not None and (held.quantity is None or quantity >= held.quantity):
        raise ValidationError({"quantity": _("The new part is smaller than the whole.")})
    links = list(held.on_dossiers.all())
    other = Work.objects.get(pk=held.pk)
    other.pk = None
    other._state.adding = True  # noqa: SLF001 - public, by Django's documentation
    other.description, other.quantity, other.created_by = description.strip(), quantity, by
    _share(held, other, quantity)
    other.full_clean()
    other.save(force_insert=True)
    held.save(update_fields=["quantity", *ESTIMATES])
    WorkDossier.objects.bulk_create(
        [WorkDossier(work=other, dossier=link.dossier, role=link.role) for link in links]
    )
    for part in QuoteWork.objects.select_for_update().filter(work=held, quote__in=quotes).order_by("pk"):
        part.work = other
        part.save(update_fields=["work"])
    other.refresh_from_db()
    _tell([held], "work_split", by=by, other=str(other))
    return other


@operation(MAY_CHANGE)
def remove_quote(quote: Quote, *, by: User | None, seen: str | None = None) -> None:
    """Takes away what was noted by mistake. Refused where it is chosen, or not as it was `seen`."""
    held = hold_quote(quote, by)
    check_state(*rows_of(held), seen=seen)
    if held.decisions.exists():
        raise Refused(_("A decision names this quote: it stays."))
    check_not_set_aside(_works_in(held))
    drop_expiries(held, by=by)
    held.delete()


def _check_to_ask(works: Iterable[Work]) -> None:
    for work in works:
        if work.is_executed:
            raise Refused(_("“%(work)s” is done already: there is nothing to ask.") % {"work": work})
        if work.state == WorkState.DROPPED:
            raise Refused(
                _("“%(work)s” does not go on: withdraw that decision before you ask a quote.")
                % {"work": work}
            )


def _check_chosen(held: Quote, told: Mapping[str, Any]) -> None:
    """What a decision that stands says of a quote stays: that it came, and of whom."""
    if held.pk is None or not held.decisions.filter(withdrawn_at=None).exists():
        return
    if told.get("received_on", held.received_on) is None:
        raise Refused(_("This quote is chosen: it came. Withdraw the decision first."))
    if told.get("contractor", held.contractor) != held.contractor:
        raise Refused(
            _(
                "This quote of %(contractor)s is chosen. Note that of another contractor beside it, or"
                " withdraw the decision first."
            )
            % {"contractor": held.contractor}
        )


def _works_in(quote: Quote) -> list[int]:
    return list(quote.parts.order_by("work").values_list("work", flat=True))


def _asked_of(told: Mapping[str, Any], works: Mapping[Work, OfWork], by: User | None) -> Quote | None:
    """What this contractor was asked for one of the works and has not sent, held; None where nothing waits.

    For the works it was asked too, but does not name now, it is awaited still: on a quote of their own.
    """
    if told.get("received_on") is None:
        return None
    waiting = Quote.objects.filter(
        contractor=told.get("contractor"), received_on=None, parts__work__in=[work.pk for work in works]
    )
    found = waiting.order_by("pk").first()
    if found is None:
        return None
    held = hold_quote(found, by)
    if held.received_on is not None:  # somebody noted it while we waited
        return None
    others = QuoteWork.objects.filter(quote=held).exclude(work__in=[work.pk for work in works])
    if others.exists():
        still = Quote.objects.create(contractor=held.contractor, asked_on=held.asked_on, created_by=by)
        others.update(quote=still)
    return held


def _named(stored: StoredFile, upload: Upload, by: User | None) -> Document:
    """From its contractor; where its name says nothing it is taken for a quote."""
    words = DocumentKind.objects.active().filter(code="quote").values_list("words", flat=True).first()
    return name_file(
        stored,
        name=upload.name,
        content_type=upload.content_type,
        by=by,
        origin=DocumentOrigin.OTHER,
        asked=words or "",
    )


def _share(held: Work, other: Work, quantity: Decimal | None) -> None:
    """The estimate goes by quantity, to the cent; where nobody tells how much goes, it stays as a whole."""
    weights = [Decimal(1), Decimal(0)]
    if quantity is not None and held.quantity is not None:
        held.quantity -= quantity
        weights = [held.quantity, quantity]
    for name in ESTIMATES:
        if (amount := getattr(held, name)) is not None:
            stays, goes = shared(amount, weights)
            setattr(held, name, stays)
            setattr(other, name, goes if quantity is not None else None)


def _set_works(quote: Quote, works: Mapping[Work, OfWork], by: User | None) -> None:
    if not works:
        raise ValidationError(_("A quote is for one work at least."))
    held = _hold_works(list(works), by)
    parts = {part.work_id: part for part in quote.parts.all()}
    if quote.received_on is None:
        _check_to_ask(work for work in held if work.pk not in parts)
    gone = parts.keys() - {work.pk for work in works}
    if quote.decisions.filter(work__in=gone, withdrawn_at=None).exists():
        raise Refused(_("This quote is chosen for a work that you take out of it."))
    QuoteWork.objects.filter(pk__in=[parts[work].pk for work in gone]).delete()
    for work, told in works.items():
        require_known(told.told, PART_FIELDS, "enter")
        part = parts.get(work.pk) or QuoteWork(quote=quote, work=work)
        for name, value in told.told.items():
            setattr(part, name, value)
        part.full_clean()
        part.save()
        _answer(part, told.answers)


def _answer(part: QuoteWork, answers: Mapping[int, Answer | None]) -> None:
    """None takes an answer back. What was answered before the work got another measure stays answered."""
    known = {one.question_id: one for one in part.answers.all()}
    asked = ComparisonQuestion.objects.filter(Q(measure=part.work.measure_id) | Q(pk__in=known)).in_bulk(
        list(answers)
    )
    for key, answer in answers.items():
        question = asked.get(key)
        if question is None:
            raise Refused(_("A question is gone meanwhile: look at the quote again."))
        row = known.get(key)
        if answer is None:
            if row is not None:
                row.delete()
            continue
        row = row or QuoteAnswer(part=part, question=question)
        amount = answer.amount if answer.kind == AnswerKind.SEPARATE else None
        row.answer, row.amount, row.note = answer.kind, amount, answer.note.strip()
        row.full_clean()
        row.save()


def _file(quote: Quote, document: Document, by: User | None) -> None:
    """The file of the quote, on each dossier that has to do with its works."""
    quote.document = document
    quote.save(update_fields=["document"])
    for dossier in dossiers_of([part.work_id for part in quote.parts.all()]):
        file_document(dossier.case_file, document, by=by)


def _hold_works(works: Iterable[Work], by: User | None) -> list[Work]:
    """In one order for everybody: two who hold several never wait in a ring."""
    held = [hold_work(work, by) for work in sorted(works, key=lambda one: one.pk)]
    if not held:
        raise ValidationError(_("Choose one work at least."))
    check_not_set_aside(held)
    return held


def _tell(works: Sequence[Work], kind: str, *, by: User | None, **data: Any) -> None:
    """On the timeline of each dossier that has to do with one of the works."""
    names = ", ".join(str(work) for work in works)
    case_files = [one.case_file for one in dossiers_of(works)]
    record_on_each(case_files, kind, by=by, works=names, **data)
