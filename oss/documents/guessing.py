"""What a paper is, guessed from the name of its file; where that says nothing, from what it answers."""

import re
from collections.abc import Iterable

from oss.core.text_search import fold
from oss.documents.models import CLASSES, DocumentKind

OTHER, PHOTO = "other", "photo"
"""The kinds, by their code, of what no word tells."""

SHORTEST_INSIDE = 6
"""Shorter words count by themselves only: "epc" says nothing inside another word."""

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".heic", ".heif", ".webp", ".bmp", ".tif", ".tiff")
_NUMBER = re.compile(r"([0-9]+)")


class Guesser:
    """Knows the words of the kinds that are in use."""

    def __init__(self, kinds: Iterable[DocumentKind]) -> None:
        self._by_code = {kind.code: kind for kind in kinds}
        self._words = [
            (word.replace(" ", ""), kind)
            for kind in self._by_code.values()
            if kind.is_active
            for word in map(fold, kind.words.split(","))
            if word
        ]

    def guess(self, name: str, *, content_type: str = "", asked: str = "") -> DocumentKind | None:
        """`asked`: what the paper answers, as the subject of its mail. None where there is no kind at all."""
        is_picture = content_type.startswith("image/") or name.lower().endswith(PICTURES)
        if told := self._told(name):
            return told
        hinted = self._told(asked)
        if hinted and (not is_picture or hinted.document_class != CLASSES[0]):
            return hinted
        photo = self._by_code.get(PHOTO) if is_picture else None
        return photo if photo and photo.is_active else self._by_code.get(OTHER)

    def _told(self, text: str) -> DocumentKind | None:
        """The kind of the strictest class whose words it holds; of those the one with the longest word."""
        words = _NUMBER.sub(r" \1 ", fold(text)).split()
        together, alone = "".join(words), set(words)
        found = [
            (CLASSES.index(kind.document_class), len(word), kind)
            for word, kind in self._words
            if (word in together if len(word) >= SHORTEST_INSIDE else word in alone)
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None


def guesser() -> Guesser:
    return Guesser(DocumentKind.objects.all())
