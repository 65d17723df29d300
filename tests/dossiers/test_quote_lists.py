"""The posts and questions by which quotes are compared: what ships, and rates that can be read."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from dossiers.quotes.models import CatalogueItem, ComparisonQuestion
from dossiers.quotes.reference import load_quote_lists
from oss.core.parameters import Parameter, value_of
from oss.core.registry import offered


@pytest.mark.django_db
def test_what_ships_comes_once_and_stays_as_the_administrator_left_it() -> None:
    asbestos = ComparisonQuestion.objects.get(code="roof_sarking:asbestos")
    ComparisonQuestion.objects.filter(pk=asbestos.pk).update(name="Asbest in het dak", is_active=False)
    CatalogueItem.objects.filter(code="roof_sarking:scaffold").update(name="Steiger")
    assert load_quote_lists() == 0
    asbestos.refresh_from_db()
    assert (asbestos.name, asbestos.is_active) == ("Asbest in het dak", False)


@pytest.mark.django_db
def test_every_kind_of_roof_is_asked_the_nine_questions() -> None:
    for roof in ("roof_inside", "roof_sarking", "flat_roof"):
        asked = ComparisonQuestion.objects.filter(measure__code=roof)
        assert [(one.name, one.asks_value) for one in asked] == [
            ("Materiaal", True),
            ("Dikte", True),
            ("Rd-waarde", True),
            *((name, False) for name in ("Dampscherm", "Onderdak", "Binnenafwerking", "Stelling", "Afvoer")),
            ("Asbest", False),
        ]


@pytest.mark.django_db
def test_rates_and_terms_are_dated_parameters() -> None:
    today = date(2026, 11, 30)
    assert value_of("quote_vat_rates", on=today) == (Decimal(6), Decimal(21), Decimal(0))
    assert value_of("quote_deviation", on=today) == 15
    assert value_of("quote_expiry_warning", on=today) == 21


@pytest.mark.parametrize("text", ["", "6, 21", "6;", "-6", "zes; 21", "100"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        offered(Parameter)["quote_vat_rates"].read(text)
