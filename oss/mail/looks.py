"""How sanitised HTML of a mail looks: what it hides is gone, and every sentence can be read on its ground.

Sanitised HTML is well-formed, so its tags can be told by pattern. Colours of an element are kept together:
with its ground known, letters that can't be read on it are made black or white.
"""

import html
import re
from dataclasses import dataclass

from oss.mail.colours import WHITE, Colour, in_shorthand, read, readable, written
from oss.mail.hiding import declarations, tiny

GONE = "gone"
"""The class or id by which the sanitiser marks what is hidden."""

LETTERS: Colour = (0x1A, 0x25, 0x26)  # of a mail that names none (templates/mail/body.html)
LINKS: Colour = (0x0C, 0x5F, 0x5A)
_MARKED: tuple[Colour, Colour] = ((0, 0, 0), (255, 255, 0))  # as browsers show <mark>

TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*+)([^<>"]*+(?:"[^"]*+"[^<>"]*+)*+)>""")
_ATTRIBUTE = re.compile(r"""\s([a-z-]+)="([^"]*)\"""")
_VOID = {"br", "col", "hr", "img", "wbr"}
_COLUMNS = {"col", "colgroup"}  # colour cells that don't stand in them
_TELLING = re.compile(r"\s(?:style|bgcolor|color|class|id|hidden)=")
_OUTER = {"inherit", "currentcolor"}
_USUAL = {"initial", "unset", "revert", "auto", "windowtext", "canvastext"}


@dataclass(frozen=True)
class _Look:
    tag: str = ""
    letters: Colour = LETTERS
    ground: Colour = WHITE
    hidden: bool = False
    tiny: bool = False


def finish(clean: str, *, hide: bool) -> str:
    """With `hide` what is marked as hidden is left out."""
    pieces: list[str] = []
    around = [_Look()]
    position = 0
    for tag in TAG.finditer(clean):
        text, position = clean[position : tag.start()], tag.end()
        outer = around[-1]
        if not (hide and (outer.hidden or outer.tiny)):
            pieces.append(text)
        if tag[1]:
            closed = around.pop() if len(around) > 1 else outer
            if not (hide and closed.hidden):
                pieces.append(tag[0])
            continue
        look, shown = _look(tag, outer)
        if not (hide and look.hidden):
            pieces.append(shown)
        if look.tag not in _VOID:
            around.append(look)
    return "".join([*pieces, clean[position:]])


def _look(tag: re.Match[str], outer: _Look) -> tuple[_Look, str]:
    """The look of an element within another, and its tag as it is shown."""
    name = tag[2]
    if name not in {"a", "mark"} and not _TELLING.search(tag[3]):
        return _Look(name, outer.letters, outer.ground, outer.hidden, outer.tiny), tag[0]
    attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(tag[3])}
    style = declarations(attributes.get("style", ""))
    look = _coloured(name, style, attributes, outer)
    size = tiny(style)
    is_hidden = (
        outer.hidden
        or GONE in {attributes.get("class"), attributes.get("id"), style.pop("display", "")}
        or "hidden" in attributes
    )
    look = _Look(name, look.letters, look.ground, is_hidden, outer.tiny if size is None else size)
    return look, _written(name, attributes, style, look, outer)


def _coloured(name: str, style: dict[str, str], attributes: dict[str, str], outer: _Look) -> _Look:
    if name in _COLUMNS:
        return outer
    usual, ground = _MARKED if name == "mark" else (outer.letters, outer.ground)
    for said in (
        attributes.get("bgcolor"),
        in_shorthand(style.get("background", "")),
        style.get("background-color"),
    ):
        ground = (read(said, on=ground) if said else None) or ground
    letters = LINKS if name == "a" and "href" in attributes else usual
    for said in (attributes.get("color"), style.get("color")):
        if said in _USUAL:
            letters = LETTERS
        elif said in _OUTER:
            letters = outer.letters
        elif said:
            letters = read(said, on=ground) or letters
    return _Look(name, readable(letters, ground), ground)


def _written(name: str, attributes: dict[str, str], style: dict[str, str], look: _Look, outer: _Look) -> str:
    """With the colours of its look, all or none: where it says none and needs none, as it was."""
    usual = LINKS if name == "a" and "href" in attributes else outer.letters
    says = bool(
        {"color", "background", "background-color"} & style.keys() or {"bgcolor", "color"} & attributes.keys()
    )
    colours = {}
    if name not in _COLUMNS and (look.letters, look.ground) != (usual, outer.ground):
        colours = {"color": written(look.letters)}
        if look.ground != outer.ground:
            colours["background-color"] = written(look.ground)
    if not says and not colours:
        return _tag(name, attributes)
    kept = {
        key: value for key, value in style.items() if key not in {"color", "background", "background-color"}
    }
    others = {key: value for key, value in attributes.items() if key not in {"bgcolor", "color", "style"}}
    whole = ";".join(f"{key}:{value}" for key, value in {**kept, **colours}.items())
    return _tag(name, {**others, **({"style": whole} if whole else {})})


def _tag(name: str, attributes: dict[str, str]) -> str:
    shown = "".join(
        f' {key}="{html.escape(value)}"'
        for key, value in attributes.items()
        if key != "hidden" and value != GONE
    )
    return f"<{name}{shown}>"
