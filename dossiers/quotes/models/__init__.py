from dossiers.quotes.models.expiry import Expiry
from dossiers.quotes.models.lists import CatalogueItem, ComparisonQuestion, LineUnit
from dossiers.quotes.models.quotes import (
    AnswerKind,
    Conform,
    Quote,
    QuoteAnswer,
    QuoteKind,
    QuoteLine,
    QuoteWork,
)

__all__ = [
    "AnswerKind",
    "CatalogueItem",
    "ComparisonQuestion",
    "Conform",
    "Expiry",
    "LineUnit",
    "Quote",
    "QuoteAnswer",
    "QuoteKind",
    "QuoteLine",
    "QuoteWork",
]
