"""Text folded for searching, once in Python for what somebody types and once in SQL for what is stored.

Folded text is lower case, without accents and punctuation, its words separated by one space. The SQL side
(`search_text`, made in `0001_text_search` of the addresses) puts a space in front, so that " bru" finds
beginnings of words.
"""

import re
import unicodedata

from django.db import models

# letters without an accent to take off, as PostgreSQL's unaccent writes them
_LETTERS = str.maketrans("øđðħıłŋŧĸ‘’ʼ–", "oddhilntq'''-") | {
    ord(letter): two for letter, two in (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"))
}
_BETWEEN_WORDS = re.compile("[^a-z0-9\u0080-\U0010ffff]+")


def fold(text: str) -> str:
    """ "Café ’t Hoekske" → "cafe t hoekske"; other scripts keep their letters as they are."""
    whole = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return _BETWEEN_WORDS.sub(" ", "".join(map(_without_accent, whole))).strip()


def _without_accent(sign: str) -> str:
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return bare if bare.isascii() else sign


SHORTEST_INSIDE = 3
"""Shorter fragments only begin a word: three letters are what the trigram index can look up inside one."""


def fragments(text: str, column: str = "search") -> list[models.Q]:
    """What a folded column holds when every word of `text` stands in it; a trigram index serves each.

    What has neither letter nor digit counts for nothing, like punctuation: no index knows it.
    """
    words = [word for word in map(fold, text.split()) if any(sign.isalnum() for sign in word)]
    return [
        models.Q(**{f"{column}__contains": word if len(word) >= SHORTEST_INSIDE else f" {word}"})
        for word in words
    ]


class SearchText(models.Func):
    """The folded text in SQL, with a space in front."""

    function = "search_text"
    arity = 1
    output_field = models.TextField()
