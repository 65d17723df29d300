"""Persons and organisations, how to reach them, and who works where."""

from oss.contacts.models.aliases import Alias, AliasKind
from oss.contacts.models.association_roles import AssociationRole, AssociationRoleKind
from oss.contacts.models.buildings import AssociationBuilding
from oss.contacts.models.contact_points import ContactPoint
from oss.contacts.models.contractors import (
    Contractor,
    ContractorSpeciality,
    Evaluation,
    PoolStatus,
    Segment,
    Training,
)
from oss.contacts.models.employments import Employment
from oss.contacts.models.imports import ContactImport, ImportState, RefusedRow
from oss.contacts.models.merges import DuplicatePair, LikenessReason, Merge, PairState
from oss.contacts.models.organisations import Organisation
from oss.contacts.models.people import Person
from oss.contacts.models.register import (
    VME_FORM,
    AssociationMatch,
    EnterpriseChangeKind,
    ExtractKind,
    MatchProblem,
    MatchState,
    RegisterChange,
    RegisterCode,
    RegisterEnterprise,
    RegisterEstablishment,
    RegisterRun,
)
from oss.contacts.models.tombstones import RecordKind, Tombstone
from oss.contacts.models.vocabulary import (
    Channel,
    ContactState,
    Language,
    OrganisationKind,
    PointKind,
    Salutation,
)

__all__ = [
    "VME_FORM",
    "Alias",
    "AliasKind",
    "AssociationBuilding",
    "AssociationMatch",
    "AssociationRole",
    "AssociationRoleKind",
    "Channel",
    "ContactImport",
    "ContactPoint",
    "ContactState",
    "Contractor",
    "ContractorSpeciality",
    "DuplicatePair",
    "Employment",
    "EnterpriseChangeKind",
    "Evaluation",
    "ExtractKind",
    "ImportState",
    "Language",
    "LikenessReason",
    "MatchProblem",
    "MatchState",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "PairState",
    "Person",
    "PointKind",
    "PoolStatus",
    "RecordKind",
    "RefusedRow",
    "RegisterChange",
    "RegisterCode",
    "RegisterEnterprise",
    "RegisterEstablishment",
    "RegisterRun",
    "Salutation",
    "Segment",
    "Tombstone",
    "Training",
]
