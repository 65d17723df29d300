"""What a premium must hold before it goes on, and before it is closed."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import holds, require
from dossiers.models import Dossier
from dossiers.types.grant.model import GrantOwner, GrantPayment
from dossiers.types.grant.standing import grant_of

SUBMITTED = ("grant_sheet", "grant_submitted_on", "grant_requested")
HANDLING = ("grant_complete",)
DECISION = ("grant_decided",)
REPORTING = ("grant_proof",)
PAYMENT = ("grant_paid",)
OUTCOME = ("grant_outcome",)
OWNERS = ("grant_owners_settled",)


def owners_settled(dossier: Dossier) -> bool:
    """Each supplement has an outcome; those of owners who ask none have one too."""
    return not GrantOwner.objects.filter(grant=dossier.pk, outcome="").exists()


def is_paid(dossier: Dossier) -> bool:
    """All of it, as far as a second colleague confirmed it."""
    due = grant_of(dossier).due
    if due is None:
        return False
    paid = GrantPayment.objects.filter(grant=dossier.pk).standing().values_list("amount", flat=True)
    return sum(paid, Decimal(0)) == due


require(
    "grant_sheet", _("Scheme"), holds("grant", "sheet_id"), tab="grant_request", field="sheet", may_lack=True
)
require(
    "grant_submitted_on",
    _("Submitted on"),
    holds("grant", "submitted_on"),
    tab="grant_request",
    field="submitted_on",
)
require(
    "grant_requested",
    _("Amount requested"),
    holds("grant", "requested_amount"),
    tab="grant_request",
    field="requested_amount",
    may_lack=True,
)
require(
    "grant_complete",
    _("Complete on"),
    holds("grant", "complete_on"),
    tab="grant_handling",
    field="complete_on",
)
require(
    "grant_decided",
    _("Decision confirmed by a second person"),
    holds("grant", "outcome"),
    tab="grant_decision",
    field="decision",
)
require(
    "grant_outcome",
    _("Outcome, as far as it is known"),
    holds("grant", "outcome"),
    tab="grant_decision",
    field="outcome",
)
require(
    "grant_owners_settled",
    _("An outcome for the supplement of each owner"),
    owners_settled,
    tab="grant_owners",
    field="owners",
)
require(
    "grant_proof", _("Proof received on"), holds("grant", "proof_on"), tab="grant_payment", field="proof_on"
)
require("grant_paid", _("Paid in full"), is_paid, tab="grant_payment", field="payments")
