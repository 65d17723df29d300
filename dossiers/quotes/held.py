"""What quotes hold about people."""

from dossiers.quotes.models import Expiry, Quote, QuoteAnswer, QuoteLine, QuoteWork
from oss.core.held import Forgotten, hold_about

WHO = "the client, and the contractor where that is one person"
WHY = "to compare what works would cost, and to know what was chosen"

hold_about(Quote, WHO, WHY, "created", Forgotten.BLANK, fields=("remarks", "document"))
for model in (QuoteWork, QuoteLine, QuoteAnswer, Expiry):
    hold_about(model, WHO, WHY, "", Forgotten.KEEP)
