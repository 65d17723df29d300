"""What quotes offer, to the packages below and to the page of a work."""

from django.utils.translation import gettext_lazy as _

from dossiers.quotes import (
    held,  # noqa: F401 - says it
    parameters,  # noqa: F401 - declares them
)
from dossiers.quotes.expiring.addressing import PROLONGATION
from dossiers.quotes.expiring.operations import settle_expiries_of
from dossiers.quotes.grid import quoted
from dossiers.quotes.models import Quote
from dossiers.quotes.reference import load_quote_lists
from dossiers.quotes.work_tab import quotes_of
from dossiers.works.decided import OnceDecided
from dossiers.works.offers import DECIDING
from dossiers.works.tabs import WorkRemarks, WorkTab
from oss.contacts.merging.movers import moves
from oss.core.demo import DemoLoader
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.mail.outbound import Why
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("dossiers.quote", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF, choose=DECIDING)
for name in ("catalogueitem", "comparisonquestion"):
    grant(f"dossiers.{name}", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

offer(
    DemoLoader("quotes", 50, "dossiers.quotes.demo.load_quotes"),
    Loader("quote lists", 30, load_quote_lists),
    OnceDecided("expiries", lambda work, by: settle_expiries_of(work, by=by)),
    Why(PROLONGATION, _("To prolong a quote")),
    WorkRemarks("quotes", quoted),
    WorkTab("quotes", _("Quotes"), 20, "dossiers/quotes/work_tab.html", quotes_of),
)
moves(Quote, "contractor")
event_kind("quotes_asked", icon="send", chip="step", text=_("Quotes asked for {works}: {contractors}"))
event_kind("quote_received", icon="scale", chip="step", text=_("Quote of {contractor} received for {works}"))
event_kind("quote_none", icon="ban", chip="step", text=_("No quote of {contractor} for {works}: {reason}"))
event_kind("work_split", icon="arrows-split-2", chip="step", text=_("Work “{works}” split: {other}"))
