"""The posts of a comparison: lines or questions as rows, with what each quote says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossiers.quotes.amounts import depth, excl_of
from dossiers.quotes.comparison import Cell, Depth, Standing, depth_of
from dossiers.quotes.models import AnswerKind, ComparisonQuestion, QuoteAnswer, QuoteLine, QuoteWork
from dossiers.quotes.totals import ZERO, vat_on

_ANSWERED = {
    AnswerKind.INCLUDED: Standing.INCLUDED,
    AnswerKind.MISSING: Standing.MISSING,
    AnswerKind.SEPARATE: Standing.SEPARATE,
    AnswerKind.UNKNOWN: Standing.UNKNOWN,
}


@dataclass(frozen=True)
class Said:
    """One cell with the words that stand in the quote. `differs`: what is offered instead."""

    cell: Cell
    note: str = ""
    differs: str = ""
    quantity: Decimal | None = None


@dataclass(frozen=True)
class Post:
    """`said` has one for each quote. The quantity is that of the first that has the post."""

    label: str
    said: tuple[Said, ...]
    quantity: Decimal | None = None
    unit: str = ""

    @property
    def cells(self) -> list[Cell]:
        return [one.cell for one in self.said]


def posts_at(
    reached: Depth, parts: Sequence[QuoteWork], questions: Iterable[ComparisonQuestion]
) -> list[Post]:
    """`questions`: those that are asked now; one that is out of use stays where a quote answered it.

    What a quote with lines asks on top of them stands below those: it is in no sum of lines.
    """
    if reached is Depth.LINES:
        on_top = (post for post in _of_questions(parts, ()) if _is_on_top(post))
        return [*_of_lines(parts), *on_top]
    return _of_questions(parts, questions) if reached is Depth.QUESTIONS else []


def _is_on_top(post: Post) -> bool:
    return any(cell.standing is Standing.SEPARATE for cell in post.cells)


def depth_reached(parts: Sequence[QuoteWork]) -> Depth:
    return depth_of([depth(part) for part in parts])


def _of_lines(parts: Sequence[QuoteWork]) -> list[Post]:
    """Usual posts first, in their order; posts in own words stand on one row where the words are the same."""
    found: dict[tuple[int, int, str], dict[int, list[QuoteLine]]] = {}
    for place, part in enumerate(parts):
        for line in part.lines.all():
            key = (0, line.item.position, str(line.item.pk)) if line.item else (1, 0, line.text.casefold())
            found.setdefault(key, {}).setdefault(place, []).append(line)
    rows = sorted(found.items(), key=lambda row: row[0][:2])
    return [_post(lines, parts) for _key, lines in rows]


def _post(lines: dict[int, list[QuoteLine]], parts: Sequence[QuoteWork]) -> Post:
    first = next(iter(lines.values()))[0]
    return Post(
        str(first.item or first.text),
        tuple(_said(lines.get(place), part) for place, part in enumerate(parts)),
        sum((line.quantity for line in next(iter(lines.values()))), Decimal(0)),
        str(first.get_unit_display()),
    )


def _said(lines: list[QuoteLine] | None, part: QuoteWork) -> Said:
    if not lines:
        return Said(Cell(Standing.MISSING if part.lines.all() else Standing.UNKNOWN))
    own_words = [line.text for line in lines if line.item and line.text]
    note = ", ".join(own_words)
    differs = ", ".join(line.differs for line in lines if line.differs)
    priced = [(line, excl) for line in lines if (excl := excl_of(line)) is not None]
    if not priced:
        return Said(Cell(Standing.INCLUDED), note, differs)
    quantity = sum((line.quantity for line, _excl in priced), Decimal(0))
    excl = sum((amount for _line, amount in priced), ZERO)
    only = priced[0][0]
    return Said(
        Cell(
            Standing.PRICED,
            only.unit_price if len(priced) == 1 else excl / quantity,
            excl,
            only.vat_rate,
            excl + sum((vat_on(amount, line.vat_rate) for line, amount in priced), ZERO),
        ),
        note,
        differs,
        quantity,
    )


def _of_questions(parts: Sequence[QuoteWork], questions: Iterable[ComparisonQuestion]) -> list[Post]:
    answers = [{one.question_id: one for one in part.answers.all()} for part in parts]
    asked = {one.pk: one for one in questions}
    for said in answers:
        asked |= {key: answer.question for key, answer in said.items()}
    in_order = sorted(asked.values(), key=lambda one: (one.position, one.name))
    return [Post(one.name, tuple(_answer(said.get(one.pk)) for said in answers)) for one in in_order]


def _answer(answer: QuoteAnswer | None) -> Said:
    if answer is None:
        return Said(Cell())
    standing = _ANSWERED[AnswerKind(answer.answer)]
    return Said(Cell(standing, incl=answer.amount), answer.note)
