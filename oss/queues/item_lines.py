"""The lines of the middle pane as HTML, put together in Python: a template is slower than all the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oss.core.dates import age
from oss.core.drawing import icon
from oss.documents.models import DocumentClass
from oss.mail.classify import Automatic
from oss.mail.models import Message
from oss.queues.models import ItemState, QueueItem
from oss.queues.waiting import Wait, waited
from oss.timeline.owners import Owner

_ENDED: dict[str, str] = {ItemState.DONE: "circle-check", ItemState.SPAM: "ban"}


@dataclass(frozen=True)
class ListedItem:
    """One item of the middle pane; `owner` is what it hangs on."""

    item: QueueItem
    url: str
    owner: Owner | None
    open: bool


def items_html(lines: Iterable[ListedItem]) -> SafeString:
    """A `<li>` for each: its tick box, then a link with who, since when, about what, and marks."""
    tick = _("Tick %(subject)s")
    return mark_safe("".join(_line(one, tick) for one in lines))  # noqa: S308 - every value goes through escape


def _line(line: ListedItem, tick: str) -> str:
    item, message, activity, url = line.item, line.item.message, line.item.activity, escape(line.url)
    if item.secret:
        message = None
        who, subject = str(DocumentClass(item.secret).label), str(item)
    elif message is not None:
        who, subject = message.sender or "–", message.subject or _("(no subject)")
    else:
        who, subject = (activity.get_kind_display(), activity.title) if activity else ("", "")
    open_class, current = (" item-open", ' aria-current="true"') if line.open else ("", "")
    return (
        '<li class="item-line"><label class="tick">'
        f'<input type="checkbox" name="ticked" value="{item.pk}.{item.last_move}" form="triage-bulk"'
        f' data-tick="{item.pk}" autocomplete="off" aria-label="{escape(tick % {"subject": item})}"></label>'
        f'<a class="item{open_class}" href="{url}" hx-get="{url}" hx-push-url="true" id="item-{item.pk}"'
        f'{current}><span class="item-who">{escape(str(who))}</span>{_wait(item)}'
        f'<span class="item-subject">{escape(str(subject))}</span>'
        f'<span class="item-marks">{_marks(line, message)}</span></a></li>'
    )


def _wait(item: QueueItem) -> str:
    """Since when it waits; of what is closed only when it came."""
    since = timezone.localtime(item.created_at)
    wait = waited(item.created_at) if item.state == ItemState.OPEN else Wait(age(item.created_at))
    tone = f" item-{wait.tone}" if wait.tone else ""
    drawing = icon(wait.icon) if wait.icon else ""
    return (
        f'<time class="item-age{tone}" datetime="{since.isoformat()}" title="{since:%d/%m/%Y %H:%M}">'
        f"{drawing}{escape(wait.words)}</time>"
    )


def _marks(line: ListedItem, message: Message | None) -> str:
    """What its mail holds and is, what it hangs on, and who works on it; of what is closed how it ended."""
    marks: list[str] = []
    is_open = line.item.state == ItemState.OPEN
    if not is_open:
        how = escape(line.item.get_state_display())
        marks.append(f'<span class="sign">{icon(_ENDED[line.item.state])}{how}</span>')
    if line.item.secret:
        marks.append(icon("lock", _("not everybody may read it")))
    if message is not None:
        if message.has_attachments:
            marks.append(icon("paperclip", _("with attachments")))
        if message.is_parked:
            parked = escape(_("parked"))  # gettext finds no message inside an f-string
            marks.append(f'<span class="sign sign-warn">{icon("alert-triangle")}{parked}</span>')
        if message.automatic != Automatic.NONE:
            kind = escape(message.get_automatic_display().lower())
            marks.append(f'<span class="sign">{icon("robot")}{kind}</span>')
    if line.owner is not None:
        hue = f" hue-{line.owner.hue}" if line.owner.hue else ""
        marks.append(f'<span class="sign{hue}">{icon(line.owner.icon)}{escape(line.owner.label)}</span>')
    if is_open and (worker := line.item.worker) is not None:
        works = escape(_("%(name)s works on it") % {"name": worker.name})
        marks.append(
            f'<span class="sign sign-worker"><span class="initials" aria-hidden="true">'
            f'{escape(worker.initials)}</span><span class="visually-hidden">{works}</span></span>'
        )
    return "".join(marks)
