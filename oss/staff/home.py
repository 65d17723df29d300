"""What stands on the dashboard: each package offers its part from `offers.py`.

Rows are put together in Python: a template for each would take longer than all the rest of the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from oss.core.components import EmptyState
from oss.core.drawing import icon
from oss.core.navigation import Text
from oss.core.registry import Offer, offered
from oss.staff.models import User


@dataclass(frozen=True)
class Figure:
    """A count that leads to exactly the rows behind it; `text` holds the number: "3 late"."""

    number: int
    text: str
    url: str


@dataclass(frozen=True)
class Place:
    """Where a row belongs: the dossier, or the queue, with its icon in the hue of its type."""

    label: Text
    url: str = ""
    icon: str = ""
    hue: str = ""


@dataclass(frozen=True)
class When:
    """A term or a wait: icon and words; `tone` is "bad", "warn" or nothing."""

    words: Text
    icon: str = ""
    tone: str = ""
    title: Text = ""


@dataclass(frozen=True)
class WorkRow:
    """One line of work. `lead` stands before it: a box to tick, or an icon; `sender` before the title."""

    lead: SafeString
    title: Text
    url: str
    place: Place | None = None
    who: Text = ""
    when: When | None = None
    sender: Text = ""


@dataclass(frozen=True)
class HomeGroup:
    """Rows under a heading; `count` is how many there are, of which some may not be shown: `url` has all."""

    rows: SafeString
    count: int
    heading: Text = ""
    url: str = ""
    hidden: int = 0


@dataclass(frozen=True)
class HomePart:
    """`name` is the anchor on the page; without any rows `empty` is shown. `aside`: in the column beside."""

    name: str
    title: Text
    order: int
    groups: tuple[HomeGroup, ...]
    empty: EmptyState
    figures: tuple[Figure, ...] = ()
    note: Text = ""
    calm: Text = ""
    all_label: Text = ""
    all_url: str = ""
    aside: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(group.count for group in self.groups)


@dataclass(frozen=True)
class OnDashboard(Offer):
    """`part` is drawn for a user, None where it is not theirs; the text is the token that a form in a row
    sends along."""

    part: Callable[[User, str], HomePart | None]


def parts_for(user: User, token: str) -> list[HomePart]:
    parts = (one.part(user, token) for one in offered(OnDashboard).values())
    return sorted((part for part in parts if part is not None), key=lambda part: part.order)


def rows_html(rows: Iterable[WorkRow]) -> SafeString:
    """An `<li>` for each."""
    return mark_safe("".join(map(_row, rows)))  # noqa: S308 - every value goes through escape


def _row(row: WorkRow) -> str:
    title = escape(row.title)
    words = f"<b>{escape(row.sender)}</b> {title}" if row.sender else title
    hint = f"{escape(row.sender)} {title}".strip()
    what = f'<span class="work-title" title="{hint}">{words}</span>'
    if row.url:
        what = f'<a class="work-title" href="{escape(row.url)}" title="{hint}">{words}</a>'
    place = _place(row.place) if row.place else ""
    who = f'<span class="work-who" title="{escape(row.who)}">{escape(row.who)}</span>' if row.who else ""
    when = when_html(row.when) if row.when else ""
    return f'<li class="work-row">{row.lead}{what}{place}{who}{when}</li>'


def _place(place: Place) -> str:
    drawing = icon(place.icon) if place.icon else ""
    hue = f" hue-{escape(place.hue)}" if place.hue else ""
    label = escape(place.label)
    words = f'<a href="{escape(place.url)}">{label}</a>' if place.url else f"<span>{label}</span>"
    return f'<span class="work-place{hue}" title="{label}">{drawing}{words}</span>'


def when_html(when: When) -> SafeString:
    tone = f" work-{when.tone}" if when.tone else ""
    hint = f' title="{escape(when.title)}"' if when.title else ""
    drawing = icon(when.icon) if when.icon else ""
    words = escape(when.words)
    return mark_safe(f'<span class="work-when{tone}"{hint}>{drawing}{words}</span>')  # noqa: S308 - escaped
