"""What a request or loan must hold before it goes on, by what is asked."""

from django.utils.translation import gettext_lazy as _

from dossiers.asked_once import asked_once
from dossiers.flows.requirements import document_filed, holds, require
from dossiers.models import Dossier
from dossiers.types.lending.model import NOTHING_GIVEN
from dossiers.types.lending.pieces import PieceLoan

TAB = "handling"
ASKED = ("lending_asked_on",)
COUNTED = (*ASKED, "lending_quantity")
RULES = ("lending_rules_version", "lending_rules_agreed_on")
PHOTOGRAPHED = ("lending_photo", "lending_sketch")
SETTLED = ("lending_assigned", "lending_outcome", "lending_handled_on", "lending_nothing_out")
LENT = (*SETTLED, "lending_returned")
DONE = (*SETTLED, "lending_done_on")


def gives_nothing(dossier: Dossier) -> bool:
    """Refused or withdrawn: what was to be done or lent is asked no more."""
    return getattr(getattr(dossier, "lending", None), "outcome", "") in NOTHING_GIVEN


def _loans(dossier: Dossier) -> list[PieceLoan]:
    found = PieceLoan.objects.filter(dossier=dossier, cancelled_on=None)
    return asked_once(dossier, "lending_loans", lambda: list(found))


def _nothing_out(dossier: Dossier) -> bool:
    """Also of a dossier that became one of another subtype while a piece was out."""
    return all(one.returned_on is not None for one in _loans(dossier))


def _assigned(dossier: Dossier) -> bool:
    return dossier.assignee_id is not None or holds("lending", "sent_to_id")(dossier)


require(
    "lending_asked_on", _("Date of the request"), holds("lending", "asked_on"), tab="info", field="asked_on"
)
require(
    "lending_quantity", _("How many are asked"), holds("lending", "quantity"), tab="info", field="quantity"
)
for field, label in (
    ("rules_version", _("Which rules the client knows")),
    ("rules_agreed_on", _("Day of the agreement with the rules")),
):
    require(f"lending_{field}", label, holds("lending", field), tab="info", field=field, may_lack=True)
for kind, field, label in (
    ("photo", "photo", _("Photo of the street side")),
    ("plan", "sketch", _("Sketch or plan")),
):
    filed = document_filed(kind)
    require(
        f"lending_{field}",
        label,
        lambda one, filed=filed: gives_nothing(one) or filed(one),  # type: ignore[misc]
        tab="info",
        field=f"street_{field}",
        may_lack=True,
    )
require(
    "lending_assigned",
    _("Assignee, or the service it was sent on to"),
    _assigned,
    tab="info",
    field="assignee",
)
require("lending_outcome", _("Outcome"), holds("lending", "outcome"), tab=TAB, field="outcome")
require("lending_handled_on", _("Handled on"), holds("lending", "handled_on"), tab=TAB, field="handled_on")
require(
    "lending_done_on",
    _("Day on which it was executed"),
    lambda one: gives_nothing(one) or holds("lending", "done_on")(one),
    tab=TAB,
    field="done_on",
)
require(
    "lending_nothing_out",
    _("Each piece brought back, each reservation used or cancelled"),
    _nothing_out,
    tab=TAB,
    field="loans",
)
require(
    "lending_returned",
    _("At least one piece lent out"),
    lambda one: gives_nothing(one) or bool(_loans(one)),
    tab=TAB,
    field="loans",
)
