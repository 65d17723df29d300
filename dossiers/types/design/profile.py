"""The profiles of the type Project design, and what else the room offers."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.forms.collective import COLLECTIVE
from dossiers.models import CollectiveDetail
from dossiers.types.design import (
    held,  # noqa: F401 - says it
    parameters,  # noqa: F401 - declares it
    requirements,
)
from dossiers.types.design.form import (
    GapForm,
    GuidanceForm,
    MonthlyCostForm,
    QuotesForm,
    StudiesForm,
    TargetGroupForm,
    TenderForm,
)
from dossiers.types.design.model import DesignDetail, Study
from dossiers.types.design.tabs import SEE_MEANS, TABS
from oss.contacts.merging.movers import moves
from oss.core.demo import DemoLoader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import FINANCIAL
from oss.timeline.vocabulary import event_kind

GUIDANCE = Part(
    "guidance",
    GuidanceForm,
    "info",
    DesignDetail,
    label=_("Guidance"),
    requires={"request": requirements.REQUEST},
    summary="dossiers/types/design/summary.html",
)
TARGET_GROUP = Part(
    "target_group",
    TargetGroupForm,
    "info",
    DesignDetail,
    label=_("Target group"),
    template="dossiers/types/design/target_group.html",
    permission="dossiers.view_household",
)
STUDIES = Part("studies", StudiesForm, "studies", DesignDetail, requires={"studies": requirements.STUDIES})
QUOTES = Part("quotes", QuotesForm, "quotes", DesignDetail, requires={"quotes": requirements.QUOTES})
GAP = Part("gap", GapForm, "financing", DesignDetail, requires={"quotes": requirements.FINANCING})
MONTHLY_COST = Part(
    "monthly_cost", MonthlyCostForm, "financing", DesignDetail, permission=SEE_MEANS, label=_("Monthly cost")
)
TENDER = Part("tender", TenderForm, "studies", CollectiveDetail, label=_("Tender"))

_OPENS_ON = {"studies": "studies", "quotes": "quotes"}
DESIGN = Profile(
    "design",
    DossierType.DESIGN,
    (GUIDANCE, TARGET_GROUP, STUDIES, QUOTES, MONTHLY_COST, GAP),
    label=_("Guidance to chosen quotes"),
    opens_on=_OPENS_ON,
    is_standard=True,
)
COLLECTIVE_DESIGN = Profile(
    "design_collective",
    DossierType.DESIGN,
    (GUIDANCE, COLLECTIVE, STUDIES, TENDER, QUOTES, MONTHLY_COST, GAP),
    label=_("Collective renovation"),
    opens_on=_OPENS_ON,
    is_collective=True,
)
offer(DESIGN, COLLECTIVE_DESIGN, *TABS, DemoLoader("designs", 55, "dossiers.types.design.demo.load_designs"))

grant("dossiers.financingline", view=FINANCIAL, add=FINANCIAL, change=FINANCIAL)
moves(Study, "office")
event_kind("study_added", icon="file", chip="step", text=_("Study noted: {study}"))
event_kind("study_received", icon="file", chip="step", text=_("Study received: {study}"))
event_kind("study_removed", icon="trash", chip="step", text=_("Study removed: {study}"))
event_kind("plan_changed", icon="coin-euro", chip="step", text=_("Financing plan of {dossier} changed"))
event_kind(
    "plan_amounts_noted",
    icon="coin-euro",
    chip="step",
    text=_("Financing plan of {dossier}: amounts of the works taken over"),
)
