"""The limits of the income categories; `offers` imports this, which declares them."""

from django.utils.translation import gettext_lazy as _

from oss.core.parameters import decimal_number, parameter

SINGLE = {4: "income_limit_single_4", 3: "income_limit_single_3", 2: "income_limit_single_2"}
COUPLE = {4: "income_limit_couple_4", 3: "income_limit_couple_3", 2: "income_limit_couple_2"}
DEPENDANT = "income_limit_dependant"

_SINGLE = {
    4: _("Income category 4: highest income of a single person"),
    3: _("Income category 3: highest income of a single person"),
    2: _("Income category 2: highest income of a single person"),
}
_COUPLE = {
    4: _("Income category 4: highest income of a couple, or of a single person with one dependant"),
    3: _("Income category 3: highest income of a couple, or of a single person with one dependant"),
    2: _("Income category 2: highest income of a couple, or of a single person with one dependant"),
}
for names, labels in ((SINGLE, _SINGLE), (COUPLE, _COUPLE)):
    for category, name in names.items():
        parameter(name, labels[category], decimal_number, unit="€")
parameter(DEPENDANT, _("Income categories: what each further dependant adds"), decimal_number, unit="€")
