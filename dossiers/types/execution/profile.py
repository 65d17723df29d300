"""The profiles of the type Execution."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.papers import PapersToCome
from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.forms.collective import COLLECTIVE
from dossiers.forms.shared import INTAKE
from dossiers.surveys.part import SURVEY
from dossiers.types.execution import (
    held,  # noqa: F401 - says it
    parameters,  # noqa: F401 - declares them
    requirements,
)
from dossiers.types.execution.form import (
    AccompanyingForm,
    AftercareForm,
    FacadeForm,
    FurtherForm,
    PermitForm,
    PlanningForm,
    SpaceForm,
)
from dossiers.types.execution.model import ExecutionDetail
from dossiers.types.execution.operations import follow_permit
from dossiers.types.execution.reference import load_execution_lists
from dossiers.types.execution.tabs import TABS, attests_to_come
from oss.core.demo import DemoLoader
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF
from oss.timeline.vocabulary import event_kind

REQUEST = Part(
    "execution",
    AccompanyingForm,
    "info",
    ExecutionDetail,
    requires={"request": requirements.REQUEST},
    summary="dossiers/types/execution/summary.html",
)
PERMIT = Part(
    "permit",
    PermitForm,
    "preparation",
    ExecutionDetail,
    label=_("Permit"),
    template="dossiers/types/execution/permit.html",
    requires={"preparation": (*requirements.PERMIT, *requirements.STREET)},
    follows=follow_permit,
)
FACADE = Part(
    "facade",
    FacadeForm,
    "preparation",
    ExecutionDetail,
    label=_("Façade insulation: pre-check"),
    template="dossiers/types/execution/facade.html",
)
PLANNING = Part(
    "planning",
    PlanningForm,
    "preparation",
    ExecutionDetail,
    label=_("Planning"),
    template="dossiers/types/execution/planning.html",
)
SPACE = Part(
    "public_space",
    SpaceForm,
    "preparation",
    ExecutionDetail,
    label=_("Use of public space"),
    template="dossiers/types/execution/space.html",
)
# what the client is asked in the survey comes with the survey itself: one more name in what is required here
AFTERCARE = Part(
    "aftercare",
    AftercareForm,
    "aftercare",
    ExecutionDetail,
    label=_("Acceptance, grant, next step"),
    requires={"execution": requirements.WORKS, "survey": requirements.AFTERCARE},
)
FURTHER = Part("further", FurtherForm, "aftercare", ExecutionDetail, label=_("Also, where you know it"))

EXECUTION = Profile(
    "execution",
    DossierType.EXECUTION,
    (REQUEST, PERMIT, FACADE, PLANNING, SPACE, AFTERCARE, FURTHER, INTAKE, SURVEY),
    label=_("Following the works of one client"),
    opens_on={"preparation": "preparation", "execution": "execution", "survey": "aftercare"},
    is_standard=True,
)
COLLECTIVE_EXECUTION = EXECUTION.extended(
    "collective_execution",
    parts=(COLLECTIVE,),
    label=_("Works of a collective renovation"),
    is_collective=True,
)

for value in ("buildingpart", "streetelement"):
    grant(f"dossiers.{value}", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
offer(
    EXECUTION,
    COLLECTIVE_EXECUTION,
    PapersToCome("attests", attests_to_come),
    *TABS,
    Loader("execution lists", 30, load_execution_lists),
    DemoLoader("executions", 55, "dossiers.types.execution.demo.load_executions"),
)
event_kind("complaint_noted", icon="alert-triangle", chip="step", text=_("Complaint noted, about: {about}"))
event_kind(
    "complaint_solved",
    icon="circle-check",
    chip="step",
    text=_("Complaint solved, about: {about}. {outcome}"),
)
event_kind("complaint_removed", icon="trash", chip="step", text=_("Complaint removed, about: {about}"))
