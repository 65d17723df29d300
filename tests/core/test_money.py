"""Amounts as staff type them."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dossiers.types.lending.pieces import PieceKind
from dossiers.works.models import Work
from oss.core.acting import attempt
from oss.core.forms import Form, ModelForm
from oss.core.money import AmountField, euros
from oss.staff.models import User
from oss.staff.roles import Role
from tests.drawn_forms import values_of


def test_an_amount_is_read_as_it_is_written_here() -> None:
    read = AmountField(max_digits=12, decimal_places=2).clean
    for typed, meant in (
        ("12.345,67", "12345.67"),
        ("€ 12 345,67", "12345.67"),
        ("12345.67", "12345.67"),
        ("1'250 €", "1250"),
        ("- 1 250.5", "-1250.5"),
        ("1.234", "1234"),
        ("1.5", "1.5"),
        ("1.234.567", "1234567"),
        (",5", "0.5"),
        ("0.05", "0.05"),
        ("-12,5", "-12.5"),
    ):
        assert read(typed) == Decimal(meant), typed
    # what is written as in English, or in steps of nothing, is no thousandth of itself
    for typed in (
        *("12,34,56", "twaalf", "1e9999999", "1.2.3", "1,234.5", "1,234.56", "1.5,3", "12.34,56", "1_000"),
        *(",", "NaN", "Infinity", "1e3", "0.005", "6 20", "1 2345", "12 345 6", "1 234,567 8"),
    ):
        try:
            read(typed)
        except ValidationError:
            continue
        raise AssertionError(typed)


def test_a_point_after_a_zero_divides_no_thousands() -> None:
    read = AmountField(max_digits=12, decimal_places=4).clean
    assert [read(typed) for typed in ("0.005", "0.125", "-0.500", "1.250")] == [
        Decimal(one) for one in ("0.005", "0.125", "-0.5", "1250")
    ]


def test_the_least_that_a_field_takes_is_named_as_it_is_written_here() -> None:
    class PriceForm(Form):
        price = AmountField(min_value=Decimal("0.01"), max_value=Decimal("1500.50"))

    class WorkPart(ModelForm):
        class Meta:
            model = Work
            fields = ("quantity",)

    with translation.override("nl"):
        for typed, named in (("0", "0,01"), ("1600", "1.500,5")):
            assert named in PriceForm({"price": typed}).errors["price"][0]
        assert "0,01" in WorkPart({"quantity": "0"}).errors["quantity"][0]
        told = WorkPart({"quantity": "3"})
        assert attempt(told, lambda: Work(quantity=Decimal(0)).clean_fields()) is None
        assert "0,01" in told.errors["quantity"][0]


@pytest.mark.django_db
def test_an_amount_in_the_admin_is_typed_as_it_is_written_here(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    griet, url = client_of(user_with(Role.COORDINATOR)), "/admin/dossiers/piecekind/add/"
    drawn = values_of(griet.get(url).content.decode())
    answer = griet.post(url, drawn | {"name": ["Rookmachine"], "deposit": ["1.012,50"]})
    assert answer.status_code == 302
    assert PieceKind.objects.get(name="Rookmachine").deposit == Decimal("1012.5")


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_what_is_shown_is_read_back(amount: Decimal) -> None:
    with translation.override("nl"):
        assert AmountField().clean(euros(amount)) == amount
