"""Offers side by side, as the comparison table shows them. Free of models: a view fills them.

`{% comparison table %}` draws it; `/styleguide/comparison/` shows it in all its states.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from oss.core.components import Text

REACH = 30
"""How many per cent the drawing of a spread goes to either side; what lies further stands at its end."""
_WIDTH, _MARGIN, _APART = 108, 10, 13


class CellTone(StrEnum):
    """What a cell says beside its words: nothing, or that it asks a look."""

    PLAIN = ""
    QUIET = "quiet"
    LOWEST = "lowest"
    WARN = "warn"
    UNDER = "under"
    MISSING = "missing"
    UNKNOWN = "unknown"
    GOOD = "good"


@dataclass(frozen=True)
class Offered:
    """Who offers: the head of a column. `letter` stands for it in the drawings."""

    letter: str
    name: str
    url: str = ""
    facts: tuple[Text, ...] = ()
    until: Text = ""
    warning: Text = ""
    file_url: str = ""
    chosen: Text = ""


@dataclass(frozen=True)
class ComparedCell:
    """`main` first, `beside` quiet; `note` under the first, `differs` in its place where something else is
    offered; `mark` above the second; `action` leads on."""

    main: Text
    beside: Text = ""
    note: Text = ""
    differs: Text = ""
    mark: Text = ""
    tone: CellTone = CellTone.PLAIN
    action: Text = ""
    action_url: str = ""


@dataclass(frozen=True)
class SpreadMark:
    """A letter on the line of the spread, at this place of the drawing."""

    letter: str
    at: int


@dataclass(frozen=True)
class ComparedLine:
    """One post. `off`: how far each price lies from the median in per cent; None for what has none."""

    label: Text
    quantity: Text = ""
    unit: Text = ""
    cells: tuple[ComparedCell, ...] = ()
    off: tuple[Decimal | None, ...] = ()

    @property
    def has_spread(self) -> bool:
        return any(one is not None for one in self.off)


@dataclass(frozen=True)
class ComparedTotal:
    """A line of the foot; `is_sum` is what decides, `is_strong` what leads to it."""

    label: Text
    detail: Text = ""
    cells: tuple[ComparedCell, ...] = ()
    is_strong: bool = False
    is_sum: bool = False


@dataclass(frozen=True)
class OfferLink:
    """Where one goes on with an offer, or with none of them."""

    label: Text
    url: str


@dataclass(frozen=True)
class ComparisonTable:
    """Columns in one order everywhere; `verbs` has one for each, or is empty where nothing is to be done."""

    caption: Text
    offered: tuple[Offered, ...]
    lines: tuple[ComparedLine, ...]
    totals: tuple[ComparedTotal, ...]
    verbs: tuple[OfferLink | None, ...] = ()
    verbs_note: Text = ""
    other: OfferLink | None = None

    @property
    def has_spread(self) -> bool:
        return any(line.has_spread for line in self.lines)

    @property
    def drawn(self) -> Iterator[tuple[ComparedLine, tuple[SpreadMark, ...], str]]:
        """Each line with the drawing of its spread, and that in words."""
        for line in self.lines:
            yield line, self._marks(line), self._in_words(line)

    def _marks(self, line: ComparedLine) -> tuple[SpreadMark, ...]:
        """From left to right; letters that would cover each other stand side by side."""
        found: list[tuple[int, str]] = []
        for who, off in zip(self.offered, line.off, strict=False):
            if off is not None:
                share = (max(-REACH, min(REACH, float(off))) + REACH) / (2 * REACH)
                found.append((_MARGIN + round(share * (_WIDTH - 2 * _MARGIN)), who.letter))
        found.sort()
        places = [at for at, _letter in found]
        for number in range(1, len(places)):
            places[number] = max(places[number], places[number - 1] + _APART)
        for number in reversed(range(len(places))):
            last = _WIDTH - _MARGIN if number == len(places) - 1 else places[number + 1] - _APART
            places[number] = min(places[number], last)
        return tuple(SpreadMark(letter, at) for at, (_at, letter) in zip(places, found, strict=True))

    def _in_words(self, line: ComparedLine) -> str:
        if not line.has_spread:
            return ""
        told = [
            f"{who.letter} {off:+.0f} %"
            for who, off in zip(self.offered, line.off, strict=False)
            if off is not None
        ]
        return _("Against the median: %(prices)s") % {"prices": ", ".join(told)}
