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
    Speciality,
    Training,
)
from oss.contacts.models.employments import Employment
from oss.contacts.models.imports import ContactImport, ImportState, RefusedRow
from oss.contacts.models.merges import DuplicatePair, Merge, PairState, Reason
from oss.contacts.models.organisations import Organisation
from oss.contacts.models.people import Person
from oss.contacts.models.register import (
    VME_FORM,
    AssociationMatch,
    ChangeKind,
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
    Kind,
    Language,
    OrganisationKind,
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
    "ChangeKind",
    "Channel",
    "ContactImport",
    "ContactPoint",
    "ContactState",
    "Contractor",
    "ContractorSpeciality",
    "DuplicatePair",
    "Employment",
    "Evaluation",
    "ExtractKind",
    "ImportState",
    "Kind",
    "Language",
    "MatchProblem",
    "MatchState",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "PairState",
    "Person",
    "PoolStatus",
    "Reason",
    "RecordKind",
    "RefusedRow",
    "RegisterChange",
    "RegisterCode",
    "RegisterEnterprise",
    "RegisterEstablishment",
    "RegisterRun",
    "Salutation",
    "Segment",
    "Speciality",
    "Tombstone",
    "Training",
]
