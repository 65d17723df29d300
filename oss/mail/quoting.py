"""What somebody wrote, apart from what they quoted: quoted history is folded, never thrown away.

Knows the reply headers of Dutch, French, English and German mail programs: "Op … schreef …:" over one to
three lines, and the block of Van/Verzonden/Aan/Onderwerp.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 200_000  # characters searched for quotations


@dataclass(frozen=True)
class Segment:
    text: str
    quoted: bool


_MARK = r"[ \t>*_]*"
_LINE = r"[^\n]{0,300}"
# "Op 12 december 2016 19:05 schreef Jan <\njan@example.com>:", in up to three lines
_WROTE = re.compile(
    rf"^{_MARK}(?:"
    rf"(?:Op|On|Le|Am|Il)\b{_LINE}(?:\n{_LINE}){{0,2}}?"
    rf"(?:schreef|wrote|a écrit|schrieb|het volgende geschreven)\b{_LINE}(?:\n{_LINE}){{0,1}}?:"
    rf"|{_LINE}(?:<[^<>\n]+@[^<>\n]+>|\S+@\S+){_LINE}(?:schreef|wrote|a écrit|schrieb)\b[^\n:]{{0,80}}:"
    rf")[ \t*_]*$",
    re.MULTILINE,
)
_FROM = r"(?:Van|From|De|Von|Expéditeur|Afzender)"
_FIELD = (
    r"(?:Verzonden|Verstuurd|Datum|Aan|Onderwerp|CC|Cc|Sent|Date|To|Subject|Envoyé|À|A|Objet|Gesendet|An|Betreff"
    r"|Beantwoorden|Reply-To|Bijlagen?)"
)
_BLOCK = re.compile(
    rf"^{_MARK}{_FROM}[ \t\xa0]*:{_MARK}\S{_LINE}\n(?:{_LINE}\n){{0,2}}?"
    rf"{_MARK}{_FIELD}[ \t\xa0]*(?:\([^)\n]*\))?:{_LINE}\n(?:{_LINE}\n){{0,2}}?{_MARK}{_FIELD}[ \t\xa0]*:",
    re.MULTILINE,
)
_DIVIDER = re.compile(
    r"^[ \t>]*-{2,}[ \t]*(?:Oorspronkelijk bericht|Origineel bericht|Doorgestuurd bericht|Original Message"
    r"|Forwarded message|Message d'origine|Message transféré|Ursprüngliche Nachricht"
    r"|Weitergeleitete Nachricht|Original Nachricht|Begin doorgestuurd bericht)[ \t]*-*[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_RULE = re.compile(r"(?:^[ \t>]*[-_*=]{5,}[ \t]*\n\s*)\Z", re.MULTILINE)


def segments(text: str) -> list[Segment]:
    """The text in order, cut into written and quoted pieces; together they hold every word."""
    head, tail = text[:LONGEST], text[LONGEST:]
    found = [one for one in _cut(head) if one.text.strip()]
    if tail:
        found.append(Segment(tail, quoted=bool(found) and found[-1].quoted))
    return found


def fresh_text(text: str) -> str:
    """Only what the sender wrote now."""
    return "\n".join(one.text.strip("\n") for one in segments(text) if not one.quoted).strip()


def _cut(text: str) -> Iterator[Segment]:
    """A header block or divider quotes all that follows; "schreef:" and ">" quote their own paragraphs."""
    ends = [match.start() for match in (_BLOCK.search(text), _DIVIDER.search(text)) if match]
    end = min(ends, default=len(text))
    rule = _RULE.search(text[:end])
    end = rule.start() if rule and end < len(text) else end
    position = 0
    while position < end:
        start, stop = _next_quotation(text, position, end)
        yield Segment(text[position:start].strip("\n"), quoted=False)
        yield Segment(text[start:stop].strip("\n"), quoted=True)
        position = max(stop, position + 1)
    yield Segment(text[end:].strip("\n"), quoted=True)


_QUOTED_LINES = re.compile(
    r"^[ \t]?>[^\n]*(?:\n|\Z)(?:[^\n]*\S[^\n]*(?:\n|\Z)|[ \t]*\n(?=[ \t]?>))*", re.MULTILINE
)


def _next_quotation(text: str, position: int, end: int) -> tuple[int, int]:
    """Start and end of the next quoted paragraphs with their "schreef:" line; without one, the end twice."""
    wrote = _WROTE.search(text, position, end)
    quoted = _QUOTED_LINES.search(text, position, end)
    if wrote and (not quoted or wrote.start() <= quoted.start()):
        after = re.compile(r"\s*").match(text, wrote.end(), end)
        resume = after.end() if after else wrote.end()
        follows = _QUOTED_LINES.match(text, _line_start(text, resume), end)
        # without ">" the program quotes by layout: everything below belongs to it
        return wrote.start(), follows.end() if follows else end
    if quoted:
        return quoted.start(), quoted.end()
    return end, end


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1
