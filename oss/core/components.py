"""What the template components show. Free of models: a view fills them from whatever it has.

Every component is one template, `templates/core/components/<name>.html`, rendered by the tag of the same
name; `/styleguide/` shows each in all its states.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Text = str | Promise


@dataclass(frozen=True)
class EmptyState:
    """One sentence and, where there is something to do, one action."""

    icon: str
    text: Text
    action: Text = ""
    url: str = ""


@dataclass(frozen=True)
class PersonChip:
    """A person in a role or capacity, a click from mail and phone, unless they asked to be left alone."""

    name: str
    initials: str
    role: Text = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    do_not_contact: bool = False

    @property
    def phone_url(self) -> str:
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Check:
    """What is done or still to do, as a button that posts to `url` and answers with the check as it is then.

    `what` is ticked off, as it was `seen`; `back` is where a browser without scripts returns. With `turned`
    it takes the focus, with `refused` it says why nothing changed. `change_url` is where it is edited, or
    where it goes on as `change_word` says; a `brief` one stands in a row that leads there itself, also once
    it was ticked off and taken back.
    """

    what: Text
    url: str
    back: str
    done: bool = False
    turned: bool = False
    refused: Text = ""
    seen: str = ""
    change_url: str = ""
    change_word: Text = ""
    brief: bool = False


# --- Process bar ---------------------------------------------------------------------------------

MOST_NAMED = 3


class StageState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    NEXT = "next"


@dataclass(frozen=True)
class BarStage:
    """`days` is how long the dossier stood, or stands, in this stage; None where it has not been."""

    label: Text
    state: StageState
    days: int | None = None


@dataclass(frozen=True)
class MissingField:
    """What the current stage still needs; `url` leads to the field, `field` is its name in the form."""

    label: Text
    url: str
    field: str = ""


@dataclass(frozen=True)
class Move:
    """A button that posts `verb` to `url`. With `refused`, the reason why it can't be pressed yet."""

    label: Text
    icon: str
    url: str
    verb: str
    primary: bool = False
    refused: Text = ""


@dataclass(frozen=True)
class ProcessBar:
    """The stages of one dossier. `key` is unique on the page, `hue` the dossier's type.

    The flyout with what is missing and the moves hangs under the current stage, or under the last one
    when all are done. The first primary move also stands at the end of the bar; while something is missing
    it leads there. A move sends along what its user has `seen`, in the words of who made the bar.
    """

    key: str
    label: Text
    stages: tuple[BarStage, ...]
    hue: str = ""
    seen: str = ""
    missing: tuple[MissingField, ...] = ()
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        if sum(stage.state is StageState.CURRENT for stage in self.stages) > 1:
            raise ValueError("A process bar has one current stage at most.")

    @property
    def forward(self) -> Move | None:
        return next((move for move in self.moves if move.primary), None)

    @property
    def other_moves(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move is not self.forward)

    @property
    def missing_named(self) -> tuple[MissingField, ...]:
        """Those that are named on the bar itself; the flyout has them all."""
        return self.missing[:MOST_NAMED]

    @property
    def flyout_stage(self) -> BarStage | None:
        current = [stage for stage in self.stages if stage.state is StageState.CURRENT]
        if not (current or self.moves):
            return None
        return current[0] if current else self.stages[-1]


# --- Timeline ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TimelineOwner:
    """Whose entry it is, where several share a timeline."""

    label: Text
    url: str


@dataclass(frozen=True)
class TimelineEntry:
    kind: Text
    icon: str
    when: datetime
    title: Text
    who: Text = ""
    text: Text = ""
    url: str = ""
    pinned: bool = False
    hue: str = ""
    check: Check | None = None
    owners: tuple[TimelineOwner, ...] = ()


@dataclass(frozen=True)
class TimelineDay:
    label: str
    entries: tuple[TimelineEntry, ...]
    goes_on: bool = False


@dataclass(frozen=True)
class FilterChip:
    """A link that narrows the timeline to one kind, or widens it again."""

    label: Text
    url: str
    icon: str = ""
    count: int | None = None
    active: bool = False


@dataclass(frozen=True)
class Timeline:
    """Entries newest first, as the view ordered them; what is pinned stands on top, once.

    `older_url` answers with the entries that follow. Those have `after`: the day on which the entries before
    them end, whose heading stands there already; nothing of theirs goes on top.
    """

    label: Text
    entries: tuple[TimelineEntry, ...]
    empty: EmptyState
    chips: tuple[FilterChip, ...] = ()
    older_url: str = ""
    after: date | None = None

    @property
    def pinned(self) -> tuple[TimelineEntry, ...]:
        return () if self.after else tuple(entry for entry in self.entries if entry.pinned)

    @property
    def days(self) -> list[TimelineDay]:
        rest = [entry for entry in self.entries if self.after or not entry.pinned]
        return [
            TimelineDay(_day_label(day), tuple(entries), goes_on=day == self.after)
            for day, entries in groupby(rest, key=lambda entry: timezone.localtime(entry.when).date())
        ]


def _day_label(day: date) -> str:
    today = timezone.localdate()
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return date_format(day, "l j F Y")


# --- List table ----------------------------------------------------------------------------------


class Sort(StrEnum):
    """Values of aria-sort."""

    NONE = "none"
    ASCENDING = "ascending"
    DESCENDING = "descending"


@dataclass(frozen=True)
class TableColumn:
    """With `sort_url` the heading is a link that sorts; `numeric` aligns right with tabular figures."""

    label: Text
    numeric: bool = False
    sort_url: str = ""
    sort: Sort = Sort.NONE


@dataclass(frozen=True)
class TableButton:
    """A button in a table, of the form elsewhere on the page whose id is `form`: it sends `value` by `name`.
    `label` says in full what it does, for who hears it without its row."""

    form: str
    name: str
    value: str
    icon: str
    label: Text


@dataclass(frozen=True)
class TableCell:
    """`hue` colours the icon; `detail` stands quietly by the text, which is itself `quiet` where it says that
    there is nothing; a `check` stands in its place, and on a `button` the text. In a list `steps` draws how
    many are done, of how many, and `tone` ("bad", "warn") says once more what icon and words say; `hint` is
    told when pointed at.
    """

    text: Text
    icon: str = ""
    hue: str = ""
    detail: Text = ""
    check: Check | None = None
    button: TableButton | None = None
    quiet: bool = False
    steps: tuple[int, int] | None = None
    tone: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class TableRow:
    """With `url` the first cell is a link, and the whole row can be clicked."""

    cells: tuple[TableCell, ...]
    url: str = ""


@dataclass(frozen=True)
class TableLine:
    """One row with its cells beside their columns."""

    url: str
    heading: TableCell
    cells: tuple[tuple[TableColumn, TableCell], ...]


@dataclass(frozen=True)
class ListTable:
    caption: Text
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    empty: EmptyState

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("Every row has one cell per column.")

    @property
    def lines(self) -> list[TableLine]:
        return [
            TableLine(row.url, row.cells[0], tuple(zip(self.columns[1:], row.cells[1:], strict=True)))
            for row in self.rows
        ]


# --- Lookup --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LookupOption:
    """One answer of a lookup's endpoint, which returns a JSON list of these.

    What `lacks` a part of the text that was typed is shown, but Enter does not take it by itself.
    """

    value: str
    label: Text
    detail: Text = ""
    icon: str = ""
    lacks: bool = False


@dataclass(frozen=True)
class Lookup:
    """A select that asks `url`?q=… while somebody types. Without JavaScript it keeps what was chosen.

    `label` is for use outside a form; in a form the field template draws the label. With `create_url`,
    what is not found is made in a side panel (`static/core/js/side_panel.js`), named by `create_label`.
    """

    name: str
    url: str
    id: str
    chosen: LookupOption | None = None
    label: Text = ""
    placeholder: Text = ""
    create_url: str = ""
    create_label: Text = ""
    attrs: Mapping[str, object] = field(default_factory=dict)
