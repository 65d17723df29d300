"""Whether what a quote offers for a work meets the conditions of the premium."""

from dossiers.quotes.models import Conform, QuoteWork


def conform_of(part: QuoteWork) -> str:
    """One line that is not makes the whole not; lines of which nobody knows leave it unknown: ""."""
    kinds = {line.conform for line in part.lines.all()} or {part.conform}
    if Conform.NO in kinds:
        return Conform.NO
    return Conform.YES if kinds == {Conform.YES} else ""
