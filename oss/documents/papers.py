"""A paper is the same paper wherever its bytes lie: among documents, beside a mail, with any client.

Its kind and class are guessed when it arrives, decided by whoever knows better, and kept alike in all these
places. A guess makes a paper stricter and never milder; what somebody decided stands above every guess.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from oss.core.registry import Offer, offered
from oss.documents.guessing import OTHER, guesser
from oss.documents.models import CLASSES, Decided, DocumentClass, DocumentKind


@dataclass(frozen=True)
class PaperHolder(Offer):
    """`rows` gives all rows of a model that is a `Paper`, with the `stored_file` it gives a name."""

    rows: Callable[[], QuerySet[Any]]


@dataclass(frozen=True)
class NewPaper:
    """`asked`: what it answers, as far as anything says so."""

    stored_file: int
    name: str
    content_type: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Described:
    kind: int | None
    document_class: str
    decided: str = Decided.NOTHING

    @property
    def strictness(self) -> int:
        return CLASSES.index(DocumentClass(self.document_class))


def described(arriving: Sequence[NewPaper]) -> list[Described]:
    """What each of these is, in the same order. The same bytes that lie here under a milder class get the
    stricter one."""
    if not arriving:
        return []
    guess = guesser()
    known = _known({one.stored_file for one in arriving})
    guessed: dict[int, list[Described]] = defaultdict(list)
    others = set()
    for one in arriving:
        kind = guess.guess(one.name, content_type=one.content_type, asked=one.asked)
        if kind is not None:
            guessed[one.stored_file].append(Described(kind.pk, kind.document_class))
            others |= {kind.pk} if kind.code == OTHER else set()
    found = {}
    for one in arriving:
        there, new = known[one.stored_file], guessed[one.stored_file]
        decided = [each for each in there if each.decided != Decided.NOTHING]
        best = max(
            decided or [*new, *there],
            key=lambda each: (each.strictness, each.kind is not None, each.kind not in others),
            default=Described(None, DocumentClass.NORMAL),
        )
        if best.kind is None and new:  # of before there were kinds: its class stands, whatever its name tells
            best = Described(new[0].kind, best.document_class, Decided.CLASS)
        found[one.stored_file] = best
        if any(each.kind is None or each.strictness < best.strictness for each in there):
            _write({one.stored_file}, best)
    return [found[one.stored_file] for one in arriving]


def decide(paper: Any, *, kind: DocumentKind | None = None, document_class: str = "") -> Described:
    """What somebody says this paper is: its kind, its class or both, wherever its bytes lie. The class
    follows the kind, unless somebody set it before."""
    if document_class:
        decided = Decided.CLASS
    else:
        decided = Decided.CLASS if paper.decided == Decided.CLASS else Decided.KIND
        document_class = (
            paper.document_class if decided == Decided.CLASS or kind is None else kind.document_class
        )
    described = Described(kind.pk if kind else paper.kind_id, document_class, decided)
    _write({paper.stored_file_id}, described)
    return described


def restore(paper: Any, described: Described) -> None:
    """Takes back what was decided, wherever its bytes lie."""
    _write({paper.stored_file_id}, described)


def describe_earlier(most: int) -> int:
    """Gives papers of before there were kinds theirs, `most` of each model; returns how many that were. It
    makes none of them milder."""
    done = 0
    for holder in offered(PaperHolder).values():
        earlier = holder.rows().filter(kind=None).order_by("pk").select_for_update(skip_locked=True)[:most]
        papers = [NewPaper(one.stored_file_id, one.name, one.content_type) for one in earlier]
        done += sum(one.kind is not None for one in described(papers))
    return done


def _known(stored_files: Collection[int]) -> dict[int, list[Described]]:
    """By one question, whatever holds them."""
    first, *others = (
        holder.rows()
        .filter(stored_file__in=stored_files)
        .order_by()
        .values_list("stored_file", "kind", "document_class", "decided")
        for holder in offered(PaperHolder).values()
    )
    known: dict[int, list[Described]] = defaultdict(list)
    for file, *told in first.union(*others):
        known[file].append(Described(*told))
    return known


def _write(stored_files: Iterable[int], described: Described) -> None:
    for holder in offered(PaperHolder).values():
        holder.rows().filter(stored_file__in=list(stored_files)).update(
            kind=described.kind, document_class=described.document_class, decided=described.decided
        )
