"""The rows of a grid as HTML, put together in Python: a template is slower than all the rest."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oss.core.components import Cell
from oss.core.templatetags.components import icon
from oss.lists.reading import Line

NOTHING = "–"
"""Stands for an empty first cell: a link needs a word to hold on to."""


def rows_html(lines: Iterable[Line]) -> SafeString:
    """A `<tr>` per line: its tick box, then its cells, the first as its heading."""
    tick = escape(_("Tick %(row)s"))
    return mark_safe("".join(_row(line, tick) for line in lines))  # noqa: S308 - every value goes through escape


def _row(line: Line, tick: str) -> str:
    (style, first), *others = line.cells
    key = escape(str(line.pk))
    tag = '<tr class="has-link"' if line.url else "<tr"
    label = tick % {"row": escape(first.text)}
    box = f'<input type="checkbox" name="row" value="{key}" aria-label="{label}" data-bulk-row>'
    heading = f'<th scope="row"{_class(style)}>{_cell(first, line.url)}</th>'
    cells = "".join(f"<td{_class(style)}>{_cell(cell)}</td>" for style, cell in others)
    return f'{tag} data-row="{key}"><td class="tick"><label>{box}</label></td>{heading}{cells}</tr>'


def _cell(cell: Cell, url: str = "") -> str:
    text = escape(cell.text)
    words = f'<span class="cell-text" title="{text}">{text}</span>'
    if url:
        words = f'<a class="cell-text row-link" href="{escape(url)}" title="{text}">{text or NOTHING}</a>'
    if cell.detail:
        words += f'<span class="cell-detail">{escape(cell.detail)}</span>'
    hue = f" hue-{escape(cell.hue)}" if cell.hue else ""
    drawing = icon(cell.icon) if cell.icon else ""
    return f'<span class="cell{hue}">{drawing}<span class="cell-words">{words}</span></span>'


def _class(style: str) -> str:
    return f' class="{style}"' if style else ""
