"""The dated parameter of loans; `profile` imports this, which declares it. Nobody gave it a value yet."""

from django.utils.translation import gettext_lazy

from oss.core.parameters import decimal_number, parameter

FREE_BALANCE = "loan_free_balance"

parameter(
    FREE_BALANCE,
    gettext_lazy("Loans: free balance below which the analysis warns"),
    decimal_number,
    unit="€",
)
