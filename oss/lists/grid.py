"""What the page of a list shows, ready for its template: headings, lines, filter, pages, chart."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oss.core.components import EmptyState, Sort
from oss.core.links import link
from oss.core.pages import may_open
from oss.lists.charts import Chart, read_chart
from oss.lists.declaration import Action, ListDefinition
from oss.lists.filters import ALL, Condition, Group, Path, Term, removed
from oss.lists.paging import COUNTED, counted, so_far
from oss.lists.reading import Line, read_page
from oss.lists.rows import Heading, headings_html, rows_html
from oss.lists.saved.opening import VIEW, OpenedList
from oss.lists.selection import AsItOpens, TooBroad, charted, selection, sought, time_limit, unread
from oss.lists.state import MOST_SORTS, ListState, ShownColumn, SortKey
from oss.staff.models import User

FEW = 1_000
"""As far as the rows without the filter are counted, where none meet it."""
SECONDS_FOR_ALL = 3
"""How long a chart or the exact count may take: they read every row."""


@dataclass(frozen=True)
class Chip:
    """A condition, or a group of `terms` with the word between them."""

    place: str
    label: str | Promise
    sentence: str
    edit_url: str
    remove_url: str
    join_url: str  # adds an alternative ("or") to a condition, or one more term to a group
    connector: str = ""
    terms: "tuple[Chip, ...]" = ()


@dataclass(frozen=True)
class Grid:
    """One list as one user sees it. `too_broad`: the database was asked too much, there are no lines.

    `chart_too_broad`: there are lines, but a chart of all rows, or counting them all, would take too long.
    """

    definition: ListDefinition
    state: ListState
    url: str
    headings: tuple[Heading, ...]
    chips: tuple[Chip, ...]
    lines: list[Line]
    number: int  # of rows, as far as they were counted
    count: str
    count_url: str
    first_url: str
    previous_url: str
    next_url: str
    filter_url: str
    clear_url: str
    columns_url: str
    csv_url: str
    chart_url: str
    unsearched_url: str
    chart: Chart | None
    hidden: list[tuple[str, str]]
    actions: list[Action]
    too_broad: bool
    chart_too_broad: bool
    unfiltered: str  # where nothing meets the filter: how many rows there are without it
    unread: str  # how many more there are that this user may not read

    @property
    def is_narrowed(self) -> bool:
        return bool(self.state.filter.terms or self.state.search)

    @property
    def heads(self) -> SafeString:
        return headings_html(self.headings)

    @property
    def rows(self) -> SafeString:
        return rows_html(self.lines)

    @property
    def order(self) -> str:
        """ "Opened descending, Number ascending"."""
        words = {False: _("ascending"), True: _("descending")}
        return ", ".join(f"{key.column.label} {words[key.descending]}" for key in self.state.sort)

    @property
    def left_out(self) -> list[tuple[int, str, str]]:
        """Of each width (1: the first that is too narrow) how many columns do not fit, and which."""
        leaving = [(self.state.leaves(shown), str(shown.column.label)) for shown in self.state.columns]
        found = []
        for width in range(1, max((leaves for leaves, _label in leaving), default=0) + 1):
            labels = [label for leaves, label in leaving if 0 < leaves <= width]
            words = ngettext(
                "%(number)s column does not fit", "%(number)s columns do not fit", len(labels)
            ) % {"number": len(labels)}
            if labels:
                found.append((width, words, ", ".join(labels)))
        return found

    @property
    def all_of_filter(self) -> str:
        """What a tick for more than this page says."""
        if self.count_url:
            return _("All rows of this filter")
        words = ngettext("The only row of this filter", "All %(number)s rows of this filter", self.number)
        return words % {"number": number_format(self.number, force_grouping=True)}

    @property
    def empty(self) -> EmptyState:
        """The sentence of the list with the action that stands in it, or else its first."""
        empty = self.definition.empty()
        first = next((one for one in self.actions if one.primary), None)
        if empty.action or first is None:
            return empty
        return replace(empty, action=first.label, url=link(first.url_name))


class Links:
    """URLs of one list that keep the view and the state which is open."""

    def __init__(self, opened: OpenedList) -> None:
        self.definition = opened.definition
        self.view = [(VIEW, str(opened.view.pk))] if opened.view else []

    def query(self, state_query: str) -> str:
        return "&".join(part for part in (urlencode(self.view), state_query) if part)

    def list(self, state: ListState) -> str:
        return self.definition.url(self.query(state.query_string()))

    def page(self, state: ListState, **place: tuple[Any, ...]) -> str:
        return self.definition.url(self.query(state.page_query(**place)))

    def tool(self, name: str, state: ListState, **more: str) -> str:
        path = link(name, self.definition.name)
        extra = urlencode(more)
        return f"{path}?{self.query(state.query_string())}" + (f"&{extra}" if extra else "")


def build(opened: OpenedList) -> Grid:
    """Asks the database for the rows and their number, within the time limit.

    What reads every row, a chart or the exact count, has a limit of its own: it never costs the list itself.
    """
    user, state, definition = opened.user, opened.state, opened.definition
    links = Links(opened)
    lines: list[Line] = []
    number, whole, chart, too_broad, chart_too_broad = 0, True, None, False, False
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()
    unfiltered, kept = "", 0
    try:
        with time_limit():
            opening, few = AsItOpens.of(user, state), None
            rows: Any = SimpleLazyObject(lambda: selection(user, state))
            if opening is None:
                rows, few = sought(rows, state)
            lines, page = read_page(rows, state, first=opening.first if opening else None)
            before, after = page.before, page.after
            if few is None and not (state.after or state.before or after):
                few = len(lines)
            if few is not None:
                number, whole = few, True
            else:
                number, whole = so_far(opening.count(COUNTED + 1)) if opening else counted(rows)
            if not lines and (state.filter.terms or state.search):
                unfiltered = _some(AsItOpens(user, definition, Group(ALL, ())))
            more = unread(user, state)
            kept = more.count() if more is not None else 0
    except TooBroad:
        too_broad = True
    if not too_broad and (state.chart or (state.exact and not whole)):
        try:
            with time_limit(SECONDS_FOR_ALL):
                if state.exact and not whole:
                    number, whole = counted(rows, exact=True)
                chart = read_chart(charted(user, state, rows), state, links.list) if state.chart else None
        except TooBroad:
            chart_too_broad = True
    return Grid(
        definition,
        state,
        links.list(state),
        headings_of(state, links),
        chips_of(state, links),
        lines,
        number,
        "" if too_broad else _counted(number, whole=whole),
        "" if whole else links.list(state) + "&count=exact",
        links.list(state) if before else "",
        links.page(state, before=before) if before else "",
        links.page(state, after=after) if after else "",
        links.tool("list_filter", state),
        links.list(state.changed(filter=Group(ALL, ()), search="")),
        links.tool("list_columns", state),
        links.tool("list_csv", state),
        links.tool("list_chart", state),
        links.list(state.changed(search="")),
        chart,
        [*links.view, *((name, value) for name, value in state.pairs if name != "q")],
        actions_of(definition, user),
        too_broad,
        chart_too_broad,
        unfiltered,
        _kept(kept),
    )


def _some(everything: AsItOpens) -> str:
    """How many there are, or that there are many; empty for none."""
    found = everything.count(FEW + 1)
    shown = number_format(min(found, FEW), force_grouping=True)
    return f"{shown}+" if found > FEW else shown if found else ""


def _kept(number: int) -> str:
    words = ngettext("and %(number)s shielded", "and %(number)s shielded", number)
    return words % {"number": number_format(number, force_grouping=True)} if number else ""


def _counted(number: int, *, whole: bool) -> str:
    shown = number_format(number, force_grouping=True)
    if not whole:
        return _("%(number)s+ rows") % {"number": shown}
    return ngettext("%(number)s row", "%(number)s rows", number) % {"number": shown}


def actions_of(definition: ListDefinition, user: User) -> list[Action]:
    return [one for one in definition.actions if may_open(user, one.url_name)]


# --- headings ------------------------------------------------------------------------------------


def headings_of(state: ListState, links: Links) -> tuple[Heading, ...]:
    filtered = {one.column.name for one in state.filter.conditions}
    return tuple(_heading(shown, state, links, shown.column.name in filtered) for shown in state.columns)


def _heading(shown: ShownColumn, state: ListState, links: Links, filtered: bool) -> Heading:
    column = shown.column
    key = state.sort_of.get(column.name)
    position = state.sort.index(key) + 1 if key and len(state.sort) > 1 else 0
    sort_url = add_url = ""
    if column.sort:
        turned = SortKey(column, not key.descending if key else column.kind.newest_first)
        others = tuple(one for one in state.sort if one.column.name != column.name)
        added = tuple(turned if one is key else one for one in state.sort) if key else (*others, turned)
        sort_url = links.list(state.changed(sort=(turned,)))
        add_url = links.list(state.changed(sort=added[-MOST_SORTS:]))
    direction = Sort.NONE if key is None else Sort.DESCENDING if key.descending else Sort.ASCENDING
    filter_url = links.tool("list_filter", state, column=column.name) if column.filterable else ""
    return Heading(
        column.name,
        column.label,
        column.kind.numeric,
        shown.width,
        direction,
        position,
        sort_url,
        add_url,
        filter_url,
        filtered,
        state.leaves(shown),
    )


# --- the filter ----------------------------------------------------------------------------------


def chips_of(state: ListState, links: Links) -> tuple[Chip, ...]:
    return tuple(_chip(term, (index,), state, links) for index, term in enumerate(state.filter.terms))


def _chip(term: Term, at: Path, state: ListState, links: Links) -> Chip:
    place = ".".join(map(str, at))
    without = removed(state.filter, at)
    remove_url = links.list(state.changed(filter=without))
    if isinstance(term, Condition):
        edit_url = links.tool("list_filter", state, column=term.column.name, at=place)
        join_url = links.tool("list_filter", state, at=place, join="any") if len(at) == 1 else ""
        return Chip(place, term.column.label, term.sentence, edit_url, remove_url, join_url)
    return Chip(
        place,
        "",
        "",
        "",
        remove_url,
        links.tool("list_filter", state, at=place, join=term.connector),
        _("and") if term.connector == ALL else _("or"),
        tuple(_chip(one, (*at, index), state, links) for index, one in enumerate(term.terms)),
    )
