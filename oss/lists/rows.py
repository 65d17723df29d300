"""The grid of a list as HTML, put together in Python: a template is slower than all the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oss.core.components import Sort, TableCell
from oss.core.drawing import icon
from oss.lists.reading import Line

NOTHING = "–"
"""Stands for an empty first cell: a link needs a word to hold on to."""


@dataclass(frozen=True)
class Heading:
    """`sort_url` turns this column's order round as the only one, `add_url` beside those before it."""

    name: str
    label: str | Promise
    numeric: bool
    width: str
    sort: Sort
    position: int  # among several sort keys, from 1; 0: not, or the only one
    sort_url: str
    add_url: str
    filter_url: str
    filtered: bool
    leaves: int = 0


# --- headings ------------------------------------------------------------------------------------


def headings_html(headings: Iterable[Heading]) -> SafeString:
    """A `<th>` per column: its name sorts, the arrow beside it opens what can be asked of the column."""
    add = escape(_("Sort; with Shift also by the columns chosen before"))
    ask = _("Filter %(column)s")
    return mark_safe("".join(_heading(one, add, ask) for one in headings))  # noqa: S308 - all is escaped


def _heading(heading: Heading, add: str, ask: str) -> str:
    name, label = heading.name, escape(str(heading.label))
    styles = (
        "numeric" if heading.numeric else "",
        f"w-{heading.width}" if heading.width else "",
        f"leaves-{heading.leaves}" if heading.leaves else "",
    )
    words = _class(" ".join(filter(None, styles)))
    question = ask % {"column": heading.label}
    opens = (
        f'id="filter-{name}" href="{escape(heading.filter_url)}" data-flyout-link aria-haspopup="dialog"'
        ' hx-boost="false"'
    )
    if heading.sort_url:
        words += f' aria-sort="{heading.sort}"'
        drawing = _SORTED.get(heading.sort, "")
        place = f'<span class="sort-position">{heading.position}</span>' if heading.position else ""
        text = (
            f'<a id="sort-{name}" href="{escape(heading.sort_url)}" data-add-url="{escape(heading.add_url)}"'
            f' title="{add}">{label}{icon(drawing) if drawing else ""}{place}</a>'
        )
        if heading.filter_url:
            text += f'<a class="heading-more" {opens}>{icon("chevron-down", question)}</a>'
    elif heading.filter_url:
        named = f'title="{escape(question)}"'
        text = f'<a class="heading-ask" {opens} {named}>{label}{icon("chevron-down")}</a>'
    else:
        text = label
    return f'<th scope="col"{words}><span class="list-heading">{text}</span></th>'


_SORTED = {Sort.ASCENDING: "arrow-up", Sort.DESCENDING: "arrow-down"}


# --- rows ----------------------------------------------------------------------------------------


def rows_html(lines: Iterable[Line]) -> SafeString:
    """A `<tr>` per line: its tick box, then its cells, the first as its heading."""
    tick = escape(_("Tick %(row)s"))
    return mark_safe("".join(_row(line, tick) for line in lines))  # noqa: S308 - every value goes through escape


def _row(line: Line, tick: str) -> str:
    (style, first), *others = line.cells
    key = escape(str(line.pk))
    tag = '<tr class="has-link"' if line.url else "<tr"
    label = tick % {"row": escape(str(first.text))}
    box = f'<input type="checkbox" name="row" value="{key}" aria-label="{label}" data-bulk-row>'
    heading = f'<th scope="row"{_class(style)}>{_cell(style, first, line.url)}</th>'
    # the heading stays in place when the table scrolls, and its link with it: another covers the row, from
    # the last cell that never leaves
    stays = next((at for at in range(len(others) - 1, -1, -1) if "leaves" not in others[at][0]), -1)
    cover = ""
    if line.url:
        cover = f'<a class="row-cover" href="{escape(line.url)}" tabindex="-1" aria-hidden="true"></a>'
    cells = "".join(
        f"<td{_class(style)}>{_cell(style, cell)}{cover if at == stays else ''}</td>"
        for at, (style, cell) in enumerate(others)
    )
    return f'{tag} data-row="{key}"><td class="tick"><label>{box}</label></td>{heading}{cells}</tr>'


def _cell(style: str, cell: TableCell, url: str = "") -> str:
    text = escape(str(cell.text))
    hint = text if "long" in style else escape(str(cell.hint))
    whole = f' title="{hint}"' if hint else ""
    quiet = " quiet" if cell.quiet else ""
    words = f'<span class="cell-text{quiet}"{whole}>{text}</span>' if text else ""
    if url:
        words = f'<a class="cell-text row-link" href="{escape(url)}"{whole}>{text or NOTHING}</a>'
    if cell.detail:
        words += f' <span class="cell-detail">{escape(str(cell.detail))}</span>'
    if not (cell.icon or cell.steps):
        return words
    hue = f" hue-{escape(cell.hue)}" if cell.hue else ""
    hue += f" cell-{escape(cell.tone)}" if cell.tone else ""
    drawing = icon(cell.icon) if cell.icon else _steps(*cell.steps) if cell.steps else ""
    return f'<span class="cell{hue}">{drawing}<span class="cell-words">{words}</span></span>'


@cache
def _steps(done: int, number: int) -> str:
    """A small mark for each step; the words beside it say the same."""
    marks = ('<i class="done"></i>' * done, '<i class="here"></i>', "<i></i>" * (number - done - 1))
    return (
        f'<span class="stage-ticks" aria-hidden="true">{"".join(marks) if done < number else marks[0]}</span>'
    )


def _class(style: str) -> str:
    return f' class="{style}"' if style else ""
