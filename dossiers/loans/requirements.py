"""What the money of a loan asks before a stage is left."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import require
from dossiers.loans.account import is_drawn, is_settled
from dossiers.loans.tabs import DRAWDOWNS, OUTSTANDING

require("loan_drawn", _("All drawn, or drawing closed"), is_drawn, tab=DRAWDOWNS)
require("loan_settled", _("Balance zero, or settled"), is_settled, tab=OUTSTANDING)
