"""What a mail hides from who reads it: the preview for lists of mails, the version for a telephone.

Its style sheets are not shown, but what they hide is looked up in them: rules of one class or one id, as they
hold on a wide screen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_SHEETS = 300_000  # characters
LONGEST_STYLE = 10_000
SMALLEST = 2  # pixels; smaller letters are there to be hidden
SMALLEST_PART = 0.15  # of the letters around
_PART = re.compile(r"([0-9]{0,3}\.[0-9]{1,5}|[0-9]{1,3})r?em")
_WIDE = 900  # pixels
_OFF_SCREEN = -300  # pixels

_SIMPLE = re.compile(r"\A(?:(?:html|body)\s+)?(?:[a-z0-9]+|\*)?([.#])([\w-]+)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LENGTH = re.compile(r"([+-]?[0-9]{0,6}(?:\.[0-9]{0,10})?)\s*(px|pt|em|rem|ex|%|vh|vw|in|cm|mm)?")
_CLEAR = re.compile(r"transparent|rgba\([^()]{1,40}[,/]\s{0,3}0?\.?0{1,5}%?\)")
_SHRUNK = re.compile(r"scale\(0[^.1-9]")
_CLIPPED = re.compile(r"rect\((?:\s{0,3}[01](?:px)?[\s,]{0,3}){4}\)")
_FONT = re.compile(r"(?:^|\s)([0-9.]{1,10}(?:px|pt|em|rem|%)?)(?:\s*/|\s|$)")


@dataclass
class Hidden:
    """The names of what the style sheets hide."""

    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


def in_sheets(source: str) -> Hidden:
    found = Hidden()
    for selectors, style in _rules(_COMMENT.sub("", "\n".join(_sheets(source)))):
        declared = declarations(style)
        is_hidden = hides(declared)
        is_shown = not is_hidden and "display" in declared
        for selector in selectors.split(",") if is_hidden or is_shown else ():
            named = _SIMPLE.fullmatch(selector.strip().lower())
            if named:
                names = found.classes if named[1] == "." else found.ids
                (names.add if is_hidden else names.discard)(named[2])
    return found


def _sheets(source: str) -> Iterator[str]:
    lower = source.lower()
    start = lower.find("<style")
    while start >= 0:
        begin = lower.find(">", start)
        end = lower.find("</style", begin)
        if begin < 0:
            return
        yield (
            source[begin + 1 : end if end >= 0 else len(source)][:LONGEST_SHEETS]
            .replace("<!--", "")
            .replace("-->", "")
        )
        start = lower.find("<style", end) if end >= 0 else -1


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and style; of the at-rules those for a wide screen."""
    around: list[tuple[bool, str]] = []  # whether each block around holds, and its selectors
    before = 0
    for brace in re.finditer(r"[{}]", sheet[:LONGEST_SHEETS]):
        words, before = sheet[before : brace.start()], brace.end()
        if brace[0] == "{":
            head = words.rpartition(";")[2].strip()
            around.append((_holds(head.lower()), "") if head.startswith("@") else (True, head))
        elif around:
            holds = all(one for one, _selectors in around)
            selectors = around.pop()[1]
            if holds and selectors:
                yield selectors, words


def _holds(condition: str) -> bool:
    if not condition.startswith("@media"):
        return False
    limits = re.findall(r"min-width\s*:\s*(\d{1,5})px", condition)
    asked = condition.count("(")
    return "print" not in condition and asked == len(limits) and all(int(one) <= _WIDE for one in limits)


def declarations(style: str) -> dict[str, str]:
    """Property and value, the last one of each."""
    pairs = (one.partition(":") for one in style[:LONGEST_STYLE].split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower()
        for name, _colon, value in pairs
        if value
    }


def hides(style: dict[str, str], tag: str = "") -> bool:
    """`mso-hide` on a link hides a button from one program that has another in its place."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or (style.get("mso-hide") == "all" and tag != "a")
        or style.get("content-visibility") == "hidden"
        or _pixels(style.get("opacity")) == 0
        or _pixels(style.get("max-height")) == 0
        or _CLEAR.fullmatch(style.get("color", "")) is not None
        or _SHRUNK.match(style.get("transform", "")) is not None
        or _is_clipped(style)
        or _is_off_screen(style)
    )


def _is_clipped(style: dict[str, str]) -> bool:
    """To a dot or less: by what overflows, or by a rectangle, which holds for what stands apart."""
    sizes = [_pixels(style.get(name)) for name in ("height", "width", "max-height")]
    if "hidden" in style.get("overflow", "") and any(one is not None and one < SMALLEST for one in sizes):
        return True
    return style.get("position") in {"absolute", "fixed"} and bool(_CLIPPED.match(style.get("clip", "")))


def _is_off_screen(style: dict[str, str]) -> bool:
    places = ["text-indent"] + (["left", "top"] if style.get("position") in {"absolute", "fixed"} else [])
    return any((_pixels(style.get(place)) or 0) <= _OFF_SCREEN for place in places)


def tiny(style: dict[str, str]) -> bool | None:
    """Whether its letters are too small to be seen; None where that depends on what is around."""
    size = style.get("font-size", "")
    if not size and "font" in style:
        shorthand = _FONT.search(style["font"])
        size = shorthand[1] if shorthand else ""
    if not size:
        return None
    found = _pixels(size)
    if found is None:
        part = _PART.fullmatch(size)
        if part and float(part[1]) < SMALLEST_PART:
            return True
        return (
            None if size in {"inherit", "unset", "smaller", "larger"} or size.endswith(("em", "%")) else False
        )
    return found < SMALLEST


def _pixels(value: str | None) -> float | None:
    """Of a length in pixels or points; zero in any measure; None of others."""
    found = _LENGTH.fullmatch(value.strip()) if value else None
    if not found or not re.search(r"\d", found[1]):
        return None
    number = float(found[1])
    return number if number == 0 or found[2] in {"px", "pt", None} else None
