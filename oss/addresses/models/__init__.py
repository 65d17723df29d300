"""The address register as the shop keeps it, and what staff know of its buildings and dwellings."""

from oss.addresses.models.construction import Detachment, Heritage
from oss.addresses.models.dwellings import Dwelling, DwellingType
from oss.addresses.models.energy import (
    AsbestosCertificate,
    AsbestosResult,
    Basis,
    CertificateKind,
    ConsumptionUnit,
    EnergyCertificate,
    EnergyReading,
    HeatingCarrier,
)
from oss.addresses.models.findings import Finding, FindingQuerySet
from oss.addresses.models.geography import District, StatisticalSector
from oss.addresses.models.measures import Measure, MeasureKind, MeasurePart, MeasureUnit
from oss.addresses.models.places import Address, AddressStatus, Building
from oss.addresses.models.runs import AddressChangeKind, ImportChange, ImportRun, ImportStatus
from oss.addresses.models.streets import Municipality, Street

__all__ = [
    "Address",
    "AddressChangeKind",
    "AddressStatus",
    "AsbestosCertificate",
    "AsbestosResult",
    "Basis",
    "Building",
    "CertificateKind",
    "ConsumptionUnit",
    "Detachment",
    "District",
    "Dwelling",
    "DwellingType",
    "EnergyCertificate",
    "EnergyReading",
    "Finding",
    "FindingQuerySet",
    "HeatingCarrier",
    "Heritage",
    "ImportChange",
    "ImportRun",
    "ImportStatus",
    "Measure",
    "MeasureKind",
    "MeasurePart",
    "MeasureUnit",
    "Municipality",
    "StatisticalSector",
    "Street",
]
