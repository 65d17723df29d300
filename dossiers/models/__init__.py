from importlib import import_module

from dossiers.models.collective import CollectiveDetail, CollectiveOf, TenderKind
from dossiers.models.dossier import Dossier, DossierQuerySet, Scope, StageVisit, Wagon
from dossiers.models.facts import FactWithoutValue, WhyNoValue
from dossiers.models.journey import Journey, JourneyQuerySet, Stakeholder, StakeholderQuerySet
from dossiers.models.keys import MOST_AT_ONCE
from dossiers.models.lists import (
    Acquaintance,
    Capacity,
    FirstAction,
    Motive,
    NextStep,
    Phase,
    Project,
    ProjectKind,
    Reason,
    ReasonKind,
    ReferralProduct,
    RelationKind,
    Source,
    Subtype,
    SubtypeQuerySet,
    Topic,
)
from dossiers.models.opening import OpeningKey
from dossiers.models.party import DossierParty, StaleKey
from dossiers.models.referral import Referral, ReferralOutcome, ReferralWay
from dossiers.models.relation import DossierRelation
from dossiers.models.shared import CategoryMethod, Household, Intake, Shared, Urgency
from dossiers.models.summary import SummaryRequest
from dossiers.models.task_templates import LATER_STAGES, MadeTask, TaskTemplate
from dossiers.types import in_each_room

__all__ = [
    "LATER_STAGES",
    "MOST_AT_ONCE",
    "Acquaintance",
    "Capacity",
    "CategoryMethod",
    "CollectiveDetail",
    "CollectiveOf",
    "Dossier",
    "DossierParty",
    "DossierQuerySet",
    "DossierRelation",
    "FactWithoutValue",
    "FirstAction",
    "Household",
    "Intake",
    "Journey",
    "JourneyQuerySet",
    "MadeTask",
    "Motive",
    "NextStep",
    "OpeningKey",
    "Phase",
    "Project",
    "ProjectKind",
    "Reason",
    "ReasonKind",
    "Referral",
    "ReferralOutcome",
    "ReferralProduct",
    "ReferralWay",
    "RelationKind",
    "Scope",
    "Shared",
    "Source",
    "StageVisit",
    "Stakeholder",
    "StakeholderQuerySet",
    "StaleKey",
    "Subtype",
    "SubtypeQuerySet",
    "SummaryRequest",
    "TaskTemplate",
    "TenderKind",
    "Topic",
    "Urgency",
    "Wagon",
    "WhyNoValue",
]

in_each_room("model")  # as Django finds them here
import_module("dossiers.works.models")
import_module("dossiers.works.photos")
import_module("dossiers.quotes.models")
import_module("dossiers.surveys.models")
import_module("dossiers.waiting.models")
import_module("dossiers.schemes.models")
import_module("dossiers.schemes.check_models")
import_module("dossiers.checklist.models")
import_module("dossiers.shield.models")
import_module("dossiers.incomes.models")
import_module("dossiers.loans.models")
