"""Text that sorts as people count, and text with a mistake in it; `oss.core.text_search` folds.

Folding is named here for the migrations.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from oss.addresses import notation
from oss.core.text_search import SearchText, fold, fragments

__all__ = ["NaturalOrder", "OneLetterLess", "SearchText", "fold", "in_any_spelling", "one_letter_less"]


def in_any_spelling(text: str) -> models.Q:
    """`fragments` of a column that holds an address among other things, in whatever notation it was typed."""
    found = models.Q()
    for spelling in notation.spellings(text):
        found |= models.Q(*fragments(spelling))
    return found


class NaturalOrder(models.Func):
    """Text that sorts by the numbers in it: 2 before 12, 12 before 12A."""

    function = "natural_order"
    arity = 1
    output_field = models.TextField()


SHORTEST_MISSPELT = 3


def one_letter_less(text: str) -> list[str]:
    """Folded text as it is, and without each of its letters.

    Texts that differ by one mistake (another letter, one too many or too few, two the wrong way round) have
    one of these in common: an index over them finds what is misspelt as fast as what is not.
    """
    if len(text) < SHORTEST_MISSPELT:
        return [text]
    return sorted({text, *(text[:place] + text[place + 1 :] for place in range(len(text)))})


class OneLetterLess(models.Func):
    """The same of a whole folded name and of each of its words, as an array."""

    function = "one_letter_less"
    arity = 1
    output_field = ArrayField(models.TextField())
