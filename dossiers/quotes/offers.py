"""What quotes offer."""

from dossiers.quotes import parameters  # noqa: F401 - declares them
from dossiers.quotes.reference import load_quote_lists
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF

for name in ("catalogueitem", "comparisonquestion"):
    grant(f"dossiers.{name}", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

offer(Loader("quote lists", 30, load_quote_lists))
