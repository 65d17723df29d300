"""What somebody wrote, apart from what they quoted: quoted history is folded, never thrown away.

Knows the reply headers of Dutch, French, English and German mail programs: "Op … schreef …:" over one to
three lines, and the block of Van/Verzonden/Aan/Onderwerp. People write such words too ("Op 12 november
schreef u mij:"): where in doubt the text is the writer's own, and stays in sight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

LONGEST = 200_000  # characters searched for quotations
_MOST_ATTRIBUTION = 3  # lines of "Op … schreef …:"
_LONGEST_LINE = 300  # characters of a line of one
_WRAPPED = 60  # characters from which a quoted line may have been wrapped by a program


@dataclass(frozen=True)
class TextSegment:
    text: str
    quoted: bool


def segments(text: str) -> list[TextSegment]:
    """The text in order, cut into written and quoted pieces; together they hold every word.

    A mail that holds nothing but a quotation, or hands one on, is all written: that is what it says.
    """
    head, tail = text[:LONGEST], text[LONGEST:]
    found = [one for one in _cut(head) if one.text.strip()]
    if all(one.quoted or says_nothing(one.text) for one in found):
        return [TextSegment(text.strip("\n"), quoted=False)] if text.strip() else []
    if tail:
        found.append(TextSegment(tail, quoted=found[-1].quoted))
    return found


def fresh_text(text: str) -> str:
    """Only what the sender wrote now."""
    return "\n".join(one.text.strip("\n") for one in segments(text) if not one.quoted).strip()


def answers_below(fresh: str) -> bool:
    """Whether the sender says that the answers stand in the quotation, which then is to be seen."""
    return bool(_BELOW.search(fresh))


_BELOW = re.compile(
    r"\b(?:hieronder|onderaan|onderstaande?|tussen de (?:regels|lijnen)|in (?:het )?(?:rood|blauw|groen|vet)"
    r"|below|inline|in (?:red|blue|green)|ci-dessous|en rouge|unten)\b",
    re.IGNORECASE,
)

# --- Where a whole message begins ----------------------------------------------------------------

_SENDER, _SENT, _DATE, _RECEIVER, _SUBJECT, _OTHER = range(6)
_FIELDS = {
    **dict.fromkeys(("van", "from", "de", "von", "expéditeur", "afzender"), _SENDER),
    **dict.fromkeys(("verzonden", "verstuurd", "sent", "envoyé", "gesendet"), _SENT),
    **dict.fromkeys(("datum", "date"), _DATE),
    **dict.fromkeys(("aan", "to", "à", "a", "an"), _RECEIVER),
    **dict.fromkeys(("onderwerp", "subject", "objet", "betreff"), _SUBJECT),
    **dict.fromkeys(("cc", "beantwoorden", "reply-to", "bijlage", "bijlagen", "antwoord aan"), _OTHER),
}
_FIELD = re.compile(
    r"[ \t\xa0>*_]{0,20}([^\W\d_][\w -]{0,15}?)[ \t\xa0*_]{0,5}"
    r"(?:\([^)\n]{0,40}\))?:[*_]{0,4}(.{0,300})"
)
_MOMENT = re.compile(r"\d{1,2}\s?[:.hu]\s?\d{2}|\b(?:19|20)\d\d\b")
_LONGEST_BLOCK = 15  # lines

_DIVIDER = re.compile(
    r"[ \t>]{0,20}-{2,20}[ \t]*"
    r"(?:(oorspronkelijk bericht|origineel bericht|original message|message d'origine"
    r"|ursprüngliche nachricht|original nachricht)|doorgestuurd bericht|forwarded message|message transféré"
    r"|weitergeleitete nachricht|begin doorgestuurd bericht)[ \t]*-{0,20}[ \t]*",
    re.IGNORECASE,
)
_ANY_DIVIDER = re.compile(r"[ \t>]{0,20}-{4,20}[ \t]?[^-\n]{0,60}-{4,20}[ \t]*")
_BEGIN_FORWARD = re.compile(
    r"[ \t>]{0,20}(?:begin doorgestuurd bericht|begin forwarded message"
    r"|début du message (?:transféré|réexpédié))[ \t]*:",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:verstuurd|verzonden) (?:vanaf|met|via|vanuit)|sent from|envoyé (?:de|depuis)|gesendet von"
    r"|von meinem .{0,40} gesendet"
    r"|outlook (?:voor|for|pour|für) |(?:download|get|télécharge[rz]?|obtenir) outlook",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t>]{0,20}[-_*=]{5,200}[ \t]*")


def begins_message(lines: list[str]) -> bool:
    """Whether these lines begin with the block by which a program quotes a whole message."""
    found: dict[int, str] = {}
    blank = 0
    for line in lines[:_LONGEST_BLOCK]:
        field = _FIELD.fullmatch(line[:_LONGEST_LINE])
        kind = _FIELDS.get(field[1].strip().lower()) if field else None
        if not found and kind not in {_SENDER, _SENT}:
            return False
        if kind is not None and field:
            found.setdefault(kind, field[2].strip(" \t\xa0*_"))
        blank = 0 if line.strip() else blank + 1
        if blank > 1:
            break
    if not {_RECEIVER, _SUBJECT} <= found.keys() or not found.get(_SENDER):
        return False
    # people give dates too; only programs say when a mail was sent
    return _SENT in found or ("@" in found[_SENDER] and bool(_MOMENT.search(found.get(_DATE, ""))))


def says_nothing(text: str) -> bool:
    """Whether these are only lines that a program puts between a letter and what it quotes."""
    lines = [one[:_LONGEST_LINE] for one in text.split("\n") if one.strip()]
    left = [
        one for one in lines if not (_RULE.fullmatch(one) or _ANY_DIVIDER.fullmatch(one) or _PHONE.match(one))
    ]
    return not left or says_who_wrote("\n".join(left))


def begins_forward(line: str) -> bool:
    divider = _DIVIDER.fullmatch(line[:_LONGEST_LINE])
    return bool((divider and not divider[1]) or _BEGIN_FORWARD.fullmatch(line[:_LONGEST_LINE]))


def _begins_history(lines: list[str], number: int) -> bool:
    divider = _DIVIDER.fullmatch(lines[number][:_LONGEST_LINE])
    return bool(divider and divider[1]) or begins_message(lines[number : number + _LONGEST_BLOCK])


# --- "Op … schreef …:" ---------------------------------------------------------------------------

_MARKS = " \t>*_\xa0"
_VERB = re.compile(r"\b(?:schreef|wrote|a écrit|schrieb|het volgende geschreven)\b")
_ADDRESS = re.compile(r"[^\s<>()\[\]]{1,100}@[^\s<>()\[\]]{1,200}")
_TIME = re.compile(r"\b\d{1,2}\s?[:.hu]\s?\d{2}\b")
_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*[^\W_])?")
_WORDS = """
op om on at le à am um uhr il les h m st nd rd th er gmt cet cest utc pm
ma di wo do vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
januari februari maart april mei juni juli augustus september oktober november december
jan feb mrt apr jun jul aug sep sept okt nov dec
lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche
janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc
mo mi fr sa so schreef wrote a écrit schrieb heeft het volgende geschreven
de den der des du van von zu la l d t s te ten ter el al bin ben via en et and namens
"""
_OF_A_DATE_OR_NAME = set(_WORDS.split())


_BY_A_PERSON = re.compile(
    r"\bI\b|\b(?:schreef|wrote|heeft) u\b|^(?:U|Je|Jij|Jullie|You|Ik|Wij|We|Hij|Zij|Ze|He|She|They)\s"
)


class _Says(IntEnum):
    """Who may have written that somebody wrote: a person in a sentence, either, or a program alone."""

    NOTHING = 0
    SENTENCE = 1
    NAMES = 2
    PROGRAM = 3


def _attribution(lines: list[str], number: int) -> tuple[int, _Says]:
    """How many lines from here say who wrote what follows, and how."""
    joined = ""
    for count, line in enumerate(lines[number : number + _MOST_ATTRIBUTION], 1):
        if not line.strip():
            break
        joined = f"{joined} {line[:_LONGEST_LINE].strip(_MARKS)}".strip()
        if joined.endswith(":") and _VERB.search(joined):
            return count, _says(joined)
    return 0, _Says.NOTHING


def says_who_wrote(text: str) -> bool:
    """Whether these words are no more than "Op … schreef …:"."""
    lines = [one for one in text.split("\n") if one.strip()]
    count, says = _attribution(lines, 0) if lines else (0, _Says.NOTHING)
    return says >= _Says.NAMES and count == len(lines)


def _may_be_by_program(line: str) -> bool:
    """Dates, names and addresses alone; no other word, so no sentence."""
    if "geschreven" not in line and "het volgende" in line:
        return False
    words = _WORD.findall(_ADDRESS.sub(" ", line))
    return all(
        word[0].isupper() or word in _OF_A_DATE_OR_NAME for word in (one.rstrip(".") for one in words)
    ) and not _BY_A_PERSON.search(line)


def _says(line: str) -> _Says:
    if not _may_be_by_program(line):
        return _Says.SENTENCE
    dated = _TIME.search(line) and re.search(r"\d{4}|\d[/.-]\d", line)
    return _Says.PROGRAM if dated or _ADDRESS.search(line) else _Says.NAMES


# --- Cutting -------------------------------------------------------------------------------------


def _cut(text: str) -> Iterator[TextSegment]:
    lines = text.split("\n")
    end = _end_of_letter(lines)
    for quoted, piece in _paragraphs(lines[:end]):
        yield TextSegment("\n".join(piece).strip("\n"), quoted=quoted)
    is_forward = end < len(lines) and begins_forward(lines[end])
    yield TextSegment("\n".join(lines[end:]).strip("\n"), quoted=not is_forward)


def _end_of_letter(lines: list[str]) -> int:
    """The line from which all is another message; with the rule above it."""
    for number, line in enumerate(lines):
        is_forward = begins_forward(line)
        if is_forward or ((":" in line or "-" in line) and _begins_history(lines, number)):
            above = number
            while above and not lines[above - 1].strip():
                above -= 1
            return above - 1 if not is_forward and above and _RULE.fullmatch(lines[above - 1]) else number
    return len(lines)


def _paragraphs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Quoted and written lines in turn. Marks alone quote nothing: "> 65 jaar" is written so too."""
    written: list[str] = []
    number = 0
    attributed = any(_is_marked(line, twice=True) for line in lines)
    while number < len(lines):
        count, says = _attribution(lines, number)
        start = number + count
        while count and start < len(lines) and not lines[start].strip():
            start += 1
        marked = start < len(lines) and _is_marked(lines[start])
        if says == _Says.PROGRAM and not marked:  # the program quotes by layout: all below belongs to it
            yield False, written
            yield True, lines[number:]
            return
        attributed = attributed or bool(count and marked)
        if attributed and marked:
            end = _end_of_marked(lines, start)
            if says == _Says.SENTENCE:
                written += lines[number:start]
                number = start
            yield False, written
            yield True, lines[number:end]
            written, number = [], end
        else:
            written.append(lines[number])
            number += 1
    yield False, written


def _is_marked(line: str, *, twice: bool = False) -> bool:
    mark = line.lstrip(" \t")
    return mark.startswith((">>", "> >") if twice else ">") and len(line) - len(mark) <= 1


def _end_of_marked(lines: list[str], number: int) -> int:
    """After the marked lines; what a program wrapped out of one belongs to them, and blank lines between."""
    end = number
    while number < len(lines):
        if _is_marked(lines[number]):
            number += 1
            end = number
        elif not lines[number].strip() or (end == number and len(lines[number - 1]) >= _WRAPPED):
            number += 1
        else:
            break
    return end
