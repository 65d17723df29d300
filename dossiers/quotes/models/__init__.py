from dossiers.quotes.models.lists import CatalogueItem, ComparisonQuestion, LineUnit

__all__ = ["CatalogueItem", "ComparisonQuestion", "LineUnit"]
