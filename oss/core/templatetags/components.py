"""The component tags, built into every template: `{% icon %}` and the few components of the shop."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from oss.core.comparison import ComparisonTable
from oss.core.components import (
    Check,
    EmptyState,
    ListTable,
    Lookup,
    PersonChip,
    ProcessBar,
    Text,
    Timeline,
    TimelineEntry,
)
from oss.core.dates import age as age_of
from oss.core.drawing import icon
from oss.core.entries import check_html, entries_html
from oss.core.forms import FilesChoice
from oss.core.navigation import line_of
from oss.core.once import FIELD, NOT_WHAT_WAS_WISHED, key_for
from oss.core.pages import may_open
from oss.core.seen_form import INITIAL
from oss.core.seen_state import FIELD as SEEN
from oss.core.seen_state import state_of

register = template.Library()
register.filter(may_open)  # {% if user|may_open:"person_new" %}


@register.filter
def age(since: datetime | date) -> str:
    """`{{ item.created_at|age }}`: "3 d"."""
    return age_of(since)


@register.simple_tag(takes_context=True)
def line_here(context: dict[str, Any], lines: Iterable[Any]) -> str:
    """`{% line_here lines as here %}`: the URL of the line, of a menu or its groups, where this page belongs.

    A page belongs where its view says (`under`), else where its crumbs begin, else where its address lies.
    """
    trail = [url for _label, url in context.get("breadcrumbs") or () if url]
    flat = [one for line in lines for one in getattr(line, "items", None) or [line]]
    return line_of(flat, [context.get("under", ""), *trail, context["request"].path])


@register.simple_tag(takes_context=True)
def typed_text(context: dict[str, Any]) -> list[str]:
    """`{% typed_text as texts %}`: the prose of a form that was sent here, longest first. No password, and
    nothing that stood there before (`oss.core.seen_form`) or that the page itself sends along."""
    request = context.get("request")
    if request is None or request.method != "POST":
        return []
    post = request.POST
    before = {name.removeprefix(INITIAL): text for name, text in post.items() if name.startswith(INITIAL)}
    typed = [
        text.strip()
        for name, text in post.items()
        if "password" not in name
        and not name.startswith(INITIAL)
        and name not in NOT_WHAT_WAS_WISHED
        and before.get(name) != text
    ]
    return sorted({one for one in typed if len(one.split()) > 1}, key=len, reverse=True)


@register.simple_tag(takes_context=True)
def once(context: dict[str, Any]) -> SafeString:
    """`{% once %}` in a form that makes something: sent twice, it makes it once (`oss.core.once`)."""
    field = '<input type="hidden" name="{}" value="{}" data-once>'
    return format_html(field, FIELD, key_for(context.get("request")))


@register.simple_tag
def seen(*rows: Model) -> SafeString:
    """`{% seen record %}` in a form whose verb must know what its user saw (`oss.core.seen_state`)."""
    return format_html('<input type="hidden" name="{}" value="{}">', SEEN, state_of(*rows))


@register.simple_tag
def choose_files(name: str, id: str) -> SafeString:  # noqa: A002 - as the attribute is called
    """`{% choose_files "files" id="upload-files" %}`: one file at least, where no form draws the field."""
    return FilesChoice().render(name, None, {"id": id, "multiple": True, "required": True})


@register.simple_tag
def drawn_once(template_name: str) -> SafeString:
    """`{% drawn_once "core/frame/notices.html" %}`: a part of every page that says nothing of this one."""
    return _drawn(template_name, get_language())


@cache
def _drawn(template_name: str, _language: str | None) -> SafeString:
    return render_to_string(template_name)


@register.simple_tag(name="icon")
def icon_tag(name: str, label: Text = "") -> SafeString:
    """`{% icon "mail" %}` decorates; with a label the icon speaks for itself."""
    return icon(name, label)


@register.simple_tag(name="check", takes_context=True)
def check_tag(context: dict[str, Any], check: Check) -> SafeString:
    """`{% check cell.check %}`: what is done or still to do."""
    return check_html(check, str(context.get("csrf_token", "")))


@register.simple_tag(takes_context=True)
def timeline_entries(
    context: dict[str, Any], entries: Iterable[TimelineEntry], *, with_date: bool = False
) -> SafeString:
    """`{% timeline_entries day.entries %}`: the lines of one day."""
    return entries_html(entries, str(context.get("csrf_token", "")), with_date=with_date)


@register.inclusion_tag("core/components/empty_state.html")
def empty_state(icon: str, text: Text, action: Text = "", url: str = "") -> dict[str, EmptyState]:
    return {"empty": EmptyState(icon, text, action, url)}


@register.inclusion_tag("core/components/person_chip.html")
def person_chip(
    name: str,
    initials: str,
    role: Text = "",
    email: str = "",
    phone: str = "",
    url: str = "",
    *,
    do_not_contact: bool = False,
) -> dict[str, PersonChip]:
    return {"person": PersonChip(name, initials, role, email, phone, url, do_not_contact)}


@register.inclusion_tag("core/components/process_bar.html")
def process_bar(bar: ProcessBar) -> dict[str, ProcessBar]:
    return {"bar": bar}


@register.inclusion_tag("core/components/timeline.html")
def timeline(timeline: Timeline) -> dict[str, Timeline]:
    return {"timeline": timeline}


@register.inclusion_tag("core/components/list_table.html")
def list_table(table: ListTable) -> dict[str, ListTable]:
    return {"table": table}


@register.inclusion_tag("core/components/lookup.html")
def lookup(lookup: Lookup) -> dict[str, Lookup]:
    return {"lookup": lookup}


@register.inclusion_tag("core/components/comparison.html")
def comparison(table: ComparisonTable) -> dict[str, ComparisonTable]:
    return {"table": table}
