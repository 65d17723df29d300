"""The profiles of the type Premium and subsidy: our own, and those that are followed up for the client."""

from django.utils.translation import gettext_lazy as _

from dossiers.checklist.sheets import SheetOf
from dossiers.flows.branches import EndsEarly
from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile, profile_of
from dossiers.flows.table import DossierType
from dossiers.models import Dossier
from dossiers.types.grant import (
    held,  # noqa: F401 - says it
    requirements,
)
from dossiers.types.grant.confirming import TO_CONFIRM
from dossiers.types.grant.form import (
    ClimateActionForm,
    ClosingForm,
    ExternalGrantForm,
    ExternalHandlingForm,
    ExternalOutcomeForm,
    GrantForm,
    GrantHandlingForm,
    GrantReportForm,
    ObjectionForm,
    OwnFiguresForm,
    PublicSpaceForm,
    SharesForm,
)
from dossiers.types.grant.model import GrantDetail, GrantOutcome, GrantOwner
from dossiers.types.grant.operations import follow_application, follow_outcome, follow_report
from dossiers.types.grant.reference import load_grant_terms
from dossiers.types.grant.standing import grant_of
from dossiers.types.grant.tabs import TABS
from oss.contacts.merging.movers import moves
from oss.core.demo import DemoLoader
from oss.core.navigation import NavigationEntry
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, COORDINATION, FINANCIAL, Role
from oss.timeline.models import READ_FINANCIAL
from oss.timeline.vocabulary import event_kind

_OPENS_ON = {
    "submitted": "grant_request",
    "handling": "grant_handling",
    "decision": "grant_decision",
    "reporting": "grant_payment",
    "payment": "grant_payment",
}


def _part(name: str, form: type, tab: str, **further: object) -> Part:
    return Part(name, form, tab, GrantDetail, permission=READ_FINANCIAL, **further)  # type: ignore[arg-type]


REQUEST = _part(
    "grant",
    GrantForm,
    "grant_request",
    label=_("Scheme and application"),
    requires={"submitted": requirements.SUBMITTED},
    summary="dossiers/types/grant/summary.html",
    follows=follow_application,
)
FIGURES = _part("grant_figures", OwnFiguresForm, "grant_request", label=_("Where no work is picked"))
HANDLING = _part(
    "grant_handling",
    GrantHandlingForm,
    "grant_handling",
    label=_("Handling"),
    requires={"handling": requirements.HANDLING},
)
OBJECTION = _part(
    "grant_objection",
    ObjectionForm,
    "grant_decision",
    label=_("Objection"),
    requires={"decision": requirements.DECISION},
)
REPORT = _part(
    "grant_report",
    GrantReportForm,
    "grant_payment",
    label=_("Proof and report"),
    requires={"reporting": requirements.REPORTING},
    follows=follow_report,
)
CLOSING = _part(
    "grant_closing",
    ClosingForm,
    "grant_payment",
    label=_("Afterwards"),
    requires={"payment": requirements.PAYMENT},
)
PUBLIC_SPACE = _part("grant_space", PublicSpaceForm, "grant_request", label=_("Use of public space"))
ACTION = _part("grant_action", ClimateActionForm, "grant_request", label=_("The action"))
EXTERNAL_REQUEST = _part(
    "grant",
    ExternalGrantForm,
    "grant_request",
    label=_("Scheme and application"),
    requires={"submitted": requirements.SUBMITTED},
    summary="dossiers/types/grant/summary.html",
    follows=follow_application,
)
EXTERNAL_HANDLING = _part(
    "grant_followed", ExternalHandlingForm, "grant_handling", label=_("What they ask more")
)
OUTCOME = _part(
    "grant_outcome",
    ExternalOutcomeForm,
    "grant_decision",
    label=_("Outcome"),
    requires={"decision": requirements.OUTCOME},
    follows=follow_outcome,
)
OWNERS = _part(
    "grant_owners", SharesForm, "grant_owners", label=_("Shares"), requires={"decision": requirements.OWNERS}
)

GRANT = Profile(
    "grant",
    DossierType.GRANT,
    (REQUEST, FIGURES, HANDLING, OBJECTION, REPORT, CLOSING),
    label=_("Own premium"),
    opens_on=_OPENS_ON,
    is_standard=True,
)
GRANT_ACTION = GRANT.extended("grant_action", parts=(ACTION,), label=_("Own subsidy for an action"))
GRANT_SPACE = GRANT.extended(
    "grant_space", parts=(PUBLIC_SPACE,), label=_("Own premium: use of public space")
)
GRANT_EXTERNAL = Profile(
    "grant_external",
    DossierType.GRANT,
    (EXTERNAL_REQUEST, FIGURES, EXTERNAL_HANDLING, OUTCOME),
    label=_("Premium of somebody else, followed up"),
    opens_on=_OPENS_ON,
)
GRANT_ASSOCIATION = GRANT_EXTERNAL.extended(
    "grant_association", parts=(OWNERS,), label=_("Premium for an association, with its owners")
)
_ENDS = {GrantOutcome.REFUSED, GrantOutcome.WITHDRAWN}


def _ends_early(dossier: Dossier) -> bool:
    """Refused or withdrawn; of a premium of somebody else whatever its outcome is, as we pay nothing."""
    outcome = grant_of(dossier).outcome
    profile = profile_of(dossier)
    is_external = profile is not None and EXTERNAL_HANDLING in profile.parts
    return bool(outcome) if is_external else outcome in _ENDS


offer(
    GRANT,
    GRANT_ACTION,
    GRANT_SPACE,
    GRANT_EXTERNAL,
    GRANT_ASSOCIATION,
    EndsEarly("grant", _ends_early, requires=(*requirements.SUBMITTED, *requirements.OWNERS)),
    SheetOf("grant", lambda dossier: grant_of(dossier).sheet),
    *TABS,
    *TO_CONFIRM,
    NavigationEntry("grant_budget", _("Budget of schemes"), "coin-euro", 46, "grant_budget"),
    Loader("figures of premiums", 45, load_grant_terms),
    DemoLoader("grants", 58, "dossiers.types.grant.demo.load_grants"),
)

for name in ("grantterms", "grantrate"):
    grant(f"dossiers.{name}", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant(
    "dossiers.grantbudget",
    view=FINANCIAL,
    add=frozenset({Role.COORDINATOR}),
    change=frozenset({Role.COORDINATOR}),
    overdraw=frozenset({Role.COORDINATOR}),
)
grant("dossiers.grantdetail", view=FINANCIAL, change=FINANCIAL)
grant("dossiers.grantdecision", view=FINANCIAL, add=FINANCIAL, confirm=FINANCIAL)
grant("dossiers.grantpayment", view=FINANCIAL, add=FINANCIAL, confirm=FINANCIAL)
moves(GrantDetail, "contractor")
moves(GrantOwner, "person")
moves(GrantOwner, "organisation")

event_kind("grant_works_picked", icon="tools", chip="step", text=_("Works of {dossier} picked: {count}"))
event_kind("grant_work_dropped", icon="trash", chip="step", text=_("No longer in {dossier}: {work}"))
event_kind("grant_costs_noted", icon="coin-euro", chip="step", text=_("Costs of {dossier} taken over"))
event_kind("grant_computed", icon="coin-euro", chip="step", text=_("Amount of {dossier} computed: {amount}"))
_OUTCOMES = {one.value: one.label for one in GrantOutcome}
event_kind(
    "grant_decision_proposed",
    icon="scale",
    chip="step",
    text=_("Decision on {dossier} proposed: {outcome} {amount}"),
    words=lambda data: {"outcome": _OUTCOMES.get(data.get("outcome", ""), "…")},
)
event_kind(
    "grant_decided",
    icon="circle-check",
    chip="step",
    text=_("Decision on {dossier} confirmed: {outcome} {amount}"),
    words=lambda data: {"outcome": _OUTCOMES.get(data.get("outcome", ""), "…")},
)
event_kind(
    "grant_over_budget",
    icon="alert-triangle",
    chip="step",
    text=_("{dossier} goes over the budget of {year}: {reason}"),
)
event_kind(
    "grant_decision_withdrawn",
    icon="arrow-back-up",
    chip="step",
    text=_("Decision on {dossier} withdrawn: {reason}"),
)
event_kind(
    "grant_payment_proposed", icon="coin-euro", chip="step", text=_("Payment of {dossier} proposed: {amount}")
)
event_kind("grant_paid", icon="coin-euro", chip="step", text=_("Paid of {dossier}: {amount}"))
event_kind(
    "grant_payment_cancelled",
    icon="circle-x",
    chip="step",
    text=_("Payment of {amount} of {dossier} cancelled: {reason}"),
)
event_kind("grant_owner_added", icon="user-plus", chip="step", text=_("Owner added to {dossier}"))
event_kind("grant_owner_changed", icon="user", chip="step", text=_("Owner of {dossier} changed"))
event_kind("grant_owner_removed", icon="trash", chip="step", text=_("Owner removed from {dossier}"))
