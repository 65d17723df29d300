from dossiers.models.dossier import Dossier, DossierQuerySet, Scope, StageVisit
from dossiers.models.information import InformationDetail
from dossiers.models.journey import Journey, Stakeholder
from dossiers.models.lists import (
    Acquaintance,
    Capacity,
    FirstAction,
    Phase,
    Project,
    ProjectKind,
    Reason,
    ReasonKind,
    Source,
    Subtype,
    Topic,
)

__all__ = [
    "Acquaintance",
    "Capacity",
    "Dossier",
    "DossierQuerySet",
    "FirstAction",
    "InformationDetail",
    "Journey",
    "Phase",
    "Project",
    "ProjectKind",
    "Reason",
    "ReasonKind",
    "Scope",
    "Source",
    "StageVisit",
    "Stakeholder",
    "Subtype",
    "Topic",
]
