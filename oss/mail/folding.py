"""Quoted history in the HTML of a mail, put into a fold. What is not surely history stays in sight.

The HTML is sanitised, so it is well-formed and its tags can be told by pattern.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from oss.mail.looks import TAG
from oss.mail.quoting import answers_below, begins_forward, begins_message, says_nothing, says_who_wrote
from oss.mail.sanitise import html_to_text, is_blank

Fold = Callable[[str, bool], str]
"""What is folded, and whether it is open → the fold."""

_VOID = {"br", "col", "hr", "img", "wbr"}
_QUOTED = re.compile(r"""\sclass="(?:gmail_quote|protonmail_quote|yahoo_quoted)\"|\stype="cite\"""")
_CAPTION = re.compile(r"""\sclass="(?:gmail_attr|moz-cite-prefix)\"""")
_OUTLOOK = re.compile(r"""\sid="divRplyFwdMsg\"""")
_SENDER = re.compile(
    r"(?:Van|From|De|Von|Expéditeur|Afzender|Verzonden|Sent|Envoyé|Gesendet)(?:\s|&nbsp;)?(?:</[a-z]{1,10}>){0,3}(?:\s|&nbsp;)?:"
)
_WROTE = re.compile(r"schreef|wrote|écrit|schrieb|geschreven")
_HEAD = 6_000  # characters of HTML in which the block of a message stands
_CAPTION_HEAD = 2_000
_MOST = 200  # places that are looked at


@dataclass(frozen=True)
class _Element:
    name: str
    start: int
    tag: str


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


@dataclass(frozen=True)
class _Rest:
    """From here on all is history, within these elements."""

    start: int
    around: tuple[_Element, ...]


def fold(html: str, folded: Fold, *, forward: bool = False) -> str:
    """A forward is open, and so is a quotation in which the sender says to have answered."""
    spans, rest = _history(html)
    end = rest.start if rest else len(html)
    spans = [one for one in spans if one.end <= end]
    fresh = _without(html[:end], spans)
    if is_blank(fresh) or (says_nothing(html_to_text(fresh)) and "<img" not in fresh):
        return html
    is_open = forward or answers_below(html_to_text(fresh))
    pieces, position = [], 0
    for span in spans:
        pieces += [html[position : span.start], folded(html[span.start : span.end], is_open)]
        position = span.end
    if rest is None:
        return "".join([*pieces, html[position:]])
    closing = "".join(f"</{one.name}>" for one in reversed(rest.around))
    opening = "".join(one.tag for one in rest.around)
    return "".join([*pieces, html[position:end], closing, folded(opening + html[end:], is_open)])


def _without(html: str, spans: list[_Span]) -> str:
    position, pieces = 0, []
    for span in spans:
        pieces.append(html[position : span.start])
        position = span.end
    return "".join([*pieces, html[position:]])


def _history(html: str) -> tuple[list[_Span], _Rest | None]:
    """The outermost quotations, and the first place from which all is another message."""
    scan = _Scan(html)
    spans: list[_Span] = []
    rest: _Rest | None = None
    for tag in TAG.finditer(html):
        rest = rest or scan.text_before(tag.start())
        if rest:
            break
        span = scan.take(tag)
        if span:
            spans.append(span)
    return spans, rest


class _Scan:
    """Goes through the tags, and knows what is open and where the last words stood."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._open: list[_Element] = []
        self._position = 0
        self._seen_until = 0  # the end of the last words
        self._quotation: tuple[int, int] | None = None  # where one begins, and how many elements are around
        self._caption: _Span | None = None  # the element before, which may say who wrote what follows
        self._outlook = -1  # where an element stands whose name says that a message begins
        self._looked = 0

    def text_before(self, end: int) -> _Rest | None:
        """Takes the text up to the next tag; a place where a whole message begins ends the letter."""
        text, start = self._html[self._position : end], self._position
        if not text.strip() or self._quotation:
            return None
        if self._begins_message(text, start):
            return self._rest(start)
        self._seen_until, self._caption = end, None
        return None

    def take(self, tag: re.Match[str]) -> _Span | None:
        """Takes a tag; the quotation that it closes."""
        self._position = tag.end()
        if tag[1]:
            return self._close(tag)
        if tag[2] in _VOID:
            self._seen_until = tag.end() if tag[2] == "img" else self._seen_until
            return None
        if self._quotation is None and self._quotes(tag):
            start = self._caption.start if self._caption else tag.start()
            self._quotation = (start, len(self._open))
        if self._outlook < 0 and _OUTLOOK.search(tag[3]):
            self._outlook = tag.start()
        self._open.append(_Element(tag[2], tag.start(), tag[0]))
        return None

    def _close(self, tag: re.Match[str]) -> _Span | None:
        element = self._open.pop() if self._open else None
        if element is None:
            return None
        if self._quotation and len(self._open) == self._quotation[1]:
            span = _Span(self._quotation[0], tag.end())
            self._quotation = None
            self._seen_until, self._caption = tag.end(), None
            return span
        if not self._quotation:
            self._caption = self._as_caption(element, tag)
        return None

    def _as_caption(self, element: _Element, tag: re.Match[str]) -> _Span | None:
        """What says who wrote the quotation that follows, with nothing but blanks between."""
        if element.name not in {"div", "p"} or self._seen_until <= element.start:
            return self._caption
        inside = self._html[element.start : tag.end()]
        is_caption = len(inside) <= _CAPTION_HEAD and (
            _CAPTION.search(element.tag) or (_WROTE.search(inside) and says_who_wrote(html_to_text(inside)))
        )
        return _Span(element.start, tag.end()) if is_caption and not _is_forward(inside) else None

    def _quotes(self, tag: re.Match[str]) -> bool:
        """An indent is written with the same element as a quotation."""
        if tag[2] not in {"blockquote", "div"}:
            return False
        if not (_QUOTED.search(tag[3]) or (tag[2] == "blockquote" and self._caption)):
            return False
        if tag[2] == "div" and "yahoo_quoted" not in tag[3]:
            return False  # Gmail's and Proton's hold what was answered below too
        return not _is_forward(self._html[tag.start() : tag.start() + _CAPTION_HEAD])

    def _begins_message(self, text: str, start: int) -> bool:
        if self._outlook >= self._seen_until:
            return True
        if self._looked >= _MOST or not _SENDER.match(self._html, start + len(text) - len(text.lstrip())):
            return False
        self._looked += 1
        head = self._html[start : start + _HEAD]
        return begins_message(
            [one for one in html_to_text(head[: head.rfind("<")]).split("\n") if one.strip()]
        )

    def _rest(self, start: int) -> _Rest:
        outermost = next((one.start for one in self._open if one.start >= self._seen_until), start)
        return _Rest(outermost, tuple(one for one in self._open if one.start < outermost))


def _is_forward(inside: str) -> bool:
    head = inside[:_CAPTION_HEAD]
    lines = html_to_text(head[: head.rfind("<")]).split("\n")
    return any(begins_forward(one) for one in lines[:3])
