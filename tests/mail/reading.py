"""How a person reads the page of a mail: what is seen without a click, what stands out from its ground."""

import re
from html import unescape
from html.parser import HTMLParser

from oss.mail.colours import READABLE, contrast, read
from oss.mail.looks import LETTERS, LINKS

WHITE = (255, 255, 255)
VOID = {"br", "hr", "img", "wbr", "col", "meta", "link", "input"}


def seen(page: str) -> str:
    """The words of the page's body outside closed folds, each run of blanks as one."""
    reader = _Reader()
    reader.feed(page)
    return " ".join("".join(reader.words).split())


def pictures_of(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<img\b[^>]*\ssrc="([^"]*)"', page)]


def unreadable_sentences(html: str) -> list[str]:
    """Of a mail's HTML as it is stored: those whose letters don't stand out from their ground."""
    reader = _Reader()
    reader.feed(html)
    return reader.faint


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.faint: list[str] = []
        self.around = [("", LETTERS, WHITE, False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        _name, letters, ground, closed = self.around[-1]
        said = {name: value or "" for name, value in attrs}
        style = dict(one.split(":", 1) for one in said.get("style", "").split(";") if ":" in one)
        ground = read(style.get("background-color", said.get("bgcolor", "")), on=ground) or ground
        usual = LINKS if tag == "a" else letters
        letters = read(style.get("color", said.get("color", "")), on=ground) or usual
        closed = closed or tag in {"style", "title"} or (tag == "details" and "open" not in said)
        if tag not in VOID:
            self.around.append((tag, letters, ground, closed))
        self.words.append(" " if tag in {"p", "div", "br", "td", "dd", "dt", "h2", "li", "tr"} else "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.around) > 1:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        _name, letters, ground, closed = self.around[-1]
        if closed or not data.strip():
            self.words.append("" if closed else data)
            return
        self.words.append(data)
        if contrast(letters, ground) < READABLE:
            self.faint.append(data.strip())
