"""The seven flows on one screen: stages, what each requires before it is left, and the tabs it opens on.

`dossiers.flows.requirements` says what each requirement means; a profile (`dossiers.flows.profiles`) adds the
requirements of its own parts. Source: design page "Types, profiles, flows".
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DossierType(models.TextChoices):
    INFORMATION = "information", _("Information")
    LENDING = "lending", _("Requests and lending")
    ADVICE = "advice", _("Advice")
    DESIGN = "design", _("Project design")
    EXECUTION = "execution", _("Execution")
    LOAN = "loan", _("Loan")
    GRANT = "grant", _("Grant and subsidy")


COMPLETED = "completed"
ABANDONED = "abandoned"


@dataclass(frozen=True)
class Stage:
    name: str
    label: str | Promise
    requires: tuple[str, ...] = ()
    tab: str = "info"


@dataclass(frozen=True)
class Flow:
    """`told_until`: the last stage that all staff see; what comes after is for financial roles alone, as is
    all that such a dossier holds. Empty: nothing of it is."""

    type: DossierType
    plural: str | Promise
    icon: str
    stages: tuple[Stage, ...]
    may_be_anonymous: bool = False
    ends_early: tuple[str, ...] = ()
    """From which stages a dossier may be completed at once (`dossiers.flows.branches`)."""
    told_until: str = ""

    @property
    def is_financial(self) -> bool:
        return bool(self.told_until)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(stage.name for stage in self.stages)

    def stage(self, name: str) -> Stage:
        return self.stages[self.names.index(name)]

    def until(self, name: str) -> tuple[str, ...]:
        """The stages up to and with this one; none for `abandoned`."""
        return self.names[: self.names.index(name) + 1] if name in self.names else ()

    def after(self, name: str) -> Stage | None:
        """The next stage; None from the last, and from `abandoned`."""
        position = self.names.index(name) + 1 if name in self.names else len(self.stages)
        return self.stages[position] if position < len(self.stages) else None

    def before(self, name: str) -> Stage | None:
        """The stage one step back; None from the first, and from a closed dossier."""
        position = self.names.index(name) if name in self.names else 0
        return self.stages[position - 1] if position and name != COMPLETED else None


_BASIS = ("subtype", "source", "project")
_CONTACT = (*_BASIS, "main_contact")
_ASSIGNED = (*_CONTACT, "site_address", "assignee")


def _done(label: str | Promise = _("Completed")) -> Stage:  # noqa: B008 - lazy
    return Stage(COMPLETED, label)


def _request(*requires: str) -> Stage:
    return Stage("request", _("Request"), requires, tab="request")


_SURVEY = Stage("survey", _("Customer survey"), tab="survey")

FLOWS: dict[DossierType, Flow] = {
    flow.type: flow
    for flow in (
        Flow(
            DossierType.INFORMATION,
            _("Information"),
            "info-circle",
            (_request(*_CONTACT), Stage("handling", pgettext_lazy("stage", "Dossier")), _done()),
            may_be_anonymous=True,
        ),
        Flow(
            DossierType.LENDING,
            _("Requests and lending"),
            "basket",
            (_request(*_CONTACT), Stage("handling", pgettext_lazy("stage", "Dossier")), _done()),
        ),
        Flow(
            DossierType.ADVICE,
            _("Advice"),
            "bulb",
            (_request(*_ASSIGNED), Stage("advice", _("Advice")), _SURVEY, _done()),
        ),
        Flow(
            DossierType.DESIGN,
            _("Project design"),
            "ruler-2",
            (
                _request(*_ASSIGNED),
                Stage("studies", _("Additional studies")),
                Stage("quotes", _("Request for quotes")),
                _done(),
            ),
        ),
        Flow(
            DossierType.EXECUTION,
            _("Execution"),
            "crane",
            (
                _request(*_ASSIGNED),
                Stage("preparation", _("Preparation")),
                Stage("execution", _("Execution")),
                _SURVEY,
                _done(),
            ),
        ),
        Flow(
            DossierType.LOAN,
            _("Loans"),
            "coin-euro",
            (
                _request(*_CONTACT),
                Stage("analysis", _("Analysis")),
                Stage("decision", _("Decision")),
                Stage("signing", _("Signing")),
                Stage("drawdown", _("Drawdown")),
                Stage("outstanding", _("Outstanding")),
                _done(),
            ),
            ends_early=("request", "analysis", "decision", "signing"),
            told_until="decision",
        ),
        Flow(
            DossierType.GRANT,
            _("Grants and subsidies"),
            "rosette-discount-check",
            (
                Stage("submitted", _("10 Submitted"), _CONTACT, tab="request"),
                Stage("handling", _("20 Handling")),
                Stage("decision", _("30 Decision")),
                Stage("reporting", _("40 Reporting")),
                Stage("payment", _("50 Payment")),
                _done(_("60 Closed")),
            ),
            ends_early=("submitted", "handling", "decision"),
            told_until="decision",
        ),
    )
}


def flow_of(dossier_type: str) -> Flow:
    return FLOWS[DossierType(dossier_type)]


STAGE_LABELS: dict[tuple[str, str], str | Promise] = {
    (flow.type.value, stage.name): stage.label
    for flow in FLOWS.values()
    for stage in (*flow.stages, Stage(ABANDONED, _("Abandoned")))
}

FINANCIAL_TYPES = tuple(flow.type.value for flow in FLOWS.values() if flow.is_financial)
FIRST_STAGES = frozenset(flow.names[0] for flow in FLOWS.values())
