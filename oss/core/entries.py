"""Entries of a timeline, and what is ticked off, as HTML put together in Python: fifty entries are hundreds
of templates otherwise."""

from collections.abc import Iterable
from html import escape

from django.template.defaultfilters import linebreaksbr
from django.utils import dateformat, timezone
from django.utils.formats import get_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oss.core.components import Check, TimelineEntry
from oss.core.drawing import icon


def entries_html(entries: Iterable[TimelineEntry], token: str, *, with_date: bool = False) -> SafeString:
    """A `<li>` per entry; `token` is what a form of this page sends along against forgery."""
    moment = get_format("DATETIME_FORMAT" if with_date else "TIME_FORMAT")
    return mark_safe("".join(_entry(one, token, moment) for one in entries))  # noqa: S308 - all is escaped


def _entry(entry: TimelineEntry, token: str, moment: str) -> str:
    title = escape(str(entry.title))
    if entry.url:
        title = f'<a href="{escape(entry.url)}">{title}</a>'
    text = (
        f'<p class="timeline-text">{linebreaksbr(str(entry.text), autoescape=True)}</p>' if entry.text else ""
    )
    check = check_html(entry.check, token) if entry.check else ""
    hue = f" hue-{escape(entry.hue)}" if entry.hue else ""
    who = f"<span>{escape(str(entry.who))}</span>" if entry.who else ""
    owners = "".join(
        f'<a class="timeline-owner" href="{escape(one.url)}">{escape(str(one.label))}</a>'
        for one in entry.owners
    )
    when = timezone.localtime(entry.when)
    return (
        f'<li class="timeline-entry{hue}">'
        f'<span class="timeline-icon">{icon(entry.icon, entry.kind)}</span>'
        f'<div class="timeline-body"><p class="timeline-title">{title}</p>{text}{check}</div>'
        f'<p class="timeline-who">{owners}{who}'
        f'<time datetime="{when.isoformat()}">{dateformat.format(when, moment)}</time></p></li>'
    )


def check_html(check: Check, token: str) -> SafeString:
    """The form that ticks off, or takes that back."""
    url, what = escape(check.url), {"what": check.what}
    done = ""
    if check.done:
        said = escape(_("done"))  # gettext finds no message inside an f-string
        done = f'<span class="sign sign-good">{icon("circle-check")}{said}</span>'
        name, word, drawing = _("Undo: “%(what)s” is done") % what, _("Undo"), "arrow-back-up"
    else:
        name, word, drawing = _("Tick off: %(what)s") % what, _("Tick off"), "check"
    focus = " autofocus" if check.turned else ""
    change = ""
    if check.change_url and not check.brief:
        change_word = str(check.change_word or pgettext("verb", "Change"))
        changes = f"{change_word}: {check.what}"
        change = (
            f'<a class="btn check-button" href="{escape(check.change_url)}"'
            f' aria-label="{escape(changes)}">'
            f"{icon('pencil')}{escape(change_word)}</a>"
        )
    brief = '<input type="hidden" name="brief" value="1">' if check.brief else ""
    refused = (
        f'<p class="check-refused" role="alert">{escape(str(check.refused))}</p>' if check.refused else ""
    )
    return mark_safe(  # noqa: S308 - all is escaped
        f'<form class="check{" check-done" if check.done else ""}" method="post" action="{url}"'
        f' hx-post="{url}" hx-target="this" hx-swap="outerHTML">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
        f'<input type="hidden" name="seen" value="{escape(check.seen)}">'
        f'<input type="hidden" name="back" value="{escape(check.back)}">{brief}{done}'
        f'<button class="btn check-button" type="submit"{focus} aria-label="{escape(name)}">'
        f"{icon(drawing)}{escape(word)}</button>{change}{refused}</form>"
    )
