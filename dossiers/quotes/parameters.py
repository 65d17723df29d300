"""The dated parameters of quotes; `offers.py` imports this, which declares them."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.parameters import decimal_number, parameter, whole_number

MOST = 100


def _rates(text: str) -> tuple[Decimal, ...]:
    """Several, with a semicolon between them: "0; 6; 21"; the one that is proposed comes first."""
    rates = tuple(decimal_number(one) for one in text.split(";"))
    if any(not 0 <= rate < MOST for rate in rates):
        raise ValidationError(
            _("“%(text)s” are no rates: write them like “6; 21; 0”.") % {"text": text.strip()}
        )
    return rates


parameter("quote_vat_rates", gettext_lazy("Quotes: rates of VAT"), _rates, unit="%")
parameter(
    "quote_deviation",
    gettext_lazy("Quotes: from which deviation of the median a price is flagged"),
    decimal_number,
    unit="%",
)
parameter(
    "quote_expiry_warning",
    gettext_lazy("Quotes: how long before a quote expires one is warned"),
    whole_number,
    unit=gettext_lazy("days"),
)
