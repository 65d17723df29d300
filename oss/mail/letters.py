"""The words of a mail, from the parts that were chosen; each part is decoded and cleaned once."""

import html
from collections.abc import Iterable

from oss.mail import uuencode
from oss.mail.charsets import charset_in_html, decode, is_known
from oss.mail.flowed import unflowed
from oss.mail.kinds import HTML
from oss.mail.parsed import ParsedAttachment
from oss.mail.sanitise import content_ids, crude_text, html_to_text, is_blank, is_blank_text, sanitise
from oss.mail.structure import Bodies, Leaf, content


class LetterReading:
    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._sources: dict[int, str] = {}
        self._clean: dict[int, str] = {}
        self._files: list[ParsedAttachment] = []

    def words(self) -> list[str]:
        """The decoded bodies, as the sender wrote them."""
        return [self._source(leaf) for leaf in (*self._bodies.text, *self._bodies.html) if not leaf.unpacked]

    def text(self) -> str:
        """The words of the HTML where the part for readers of text is empty."""
        return _together(map(self._text_of, self._bodies.text)) or _together(
            map(self._text_of, self._bodies.html)
        )

    def html(self) -> str:
        """Empty where there is none, none that could be cleaned, or one that shows less than the text: with
        pictures from elsewhere alone, the text stands above them."""
        if not any(leaf.kind == HTML for leaf in self._bodies.html):
            return ""
        found = "\n".join(filter(None, map(self._html_of, self._bodies.html)))
        if not is_blank(found) or not self.text():
            return found
        return f"{_as_html(self.text())}\n{found}" if ' src="http' in found else ""

    def shows_something(self) -> bool:
        return bool(self.text()) or not is_blank(self.html())

    def content_ids(self) -> set[str]:
        """Of the pictures that the HTML shows."""
        return content_ids(self.html())

    def files(self) -> list[ParsedAttachment]:
        """That stood in the text itself."""
        found = [file for leaf in self._bodies.text for file in self._split(leaf)[1]]
        return [
            ParsedAttachment(name, "application/octet-stream", "", inline=False, data=data)
            for name, data in found
        ]

    def _source(self, leaf: Leaf) -> str:
        key = id(leaf.part)
        if key not in self._sources:
            charset = leaf.parameters.get("charset", "")
            data = content(leaf.part, charset)
            if leaf.kind == HTML and not is_known(charset):
                charset = charset_in_html(data)
            words = decode(data, charset)
            self._sources[key] = words.replace("\r\n", "\n").replace("\r", "\n")
        return self._sources[key]

    def _split(self, leaf: Leaf) -> tuple[str, list[tuple[str, bytes]]]:
        """The words of a part of text, and the files that stand among them."""
        if leaf.kind == HTML:
            return self._source(leaf), []
        words, files = uuencode.take_out(self._source(leaf))
        if leaf.parameters.get("format", "").lower() == "flowed":
            words = unflowed(words, delete_space=leaf.parameters.get("delsp", "").lower() == "yes")
        return words.strip("\n"), files

    def _cleaned(self, leaf: Leaf) -> str:
        key = id(leaf.part)
        if key not in self._clean:
            self._clean[key] = sanitise(self._source(leaf))
        return self._clean[key]

    def _text_of(self, leaf: Leaf) -> str:
        if leaf.kind != HTML:
            return self._split(leaf)[0]
        clean = self._cleaned(leaf)
        return html_to_text(clean) if clean else crude_text(self._source(leaf))

    def _html_of(self, leaf: Leaf) -> str:
        if leaf.kind == HTML:
            return self._cleaned(leaf)
        words = self._split(leaf)[0]
        return "" if is_blank_text(words) else _as_html(words)


def _as_html(words: str) -> str:
    return f'<div style="white-space:pre-wrap">{html.escape(words)}</div>'


def _together(pieces: Iterable[str]) -> str:
    return "\n\n".join(one for one in pieces if not is_blank_text(one))
