"""What staff note down about a dwelling or a building: characteristics, certificates, energy.

`by` is the member of staff, or None where the shop itself does it (demo, import). Field history keeps who and
what; an operation outside a request says so itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.addresses.duties import years_after
from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    Dwelling,
    EnergyCertificate,
    EnergyReading,
    Finding,
)
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.parameters import NoValueError, value_of
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, hold_part, operation

MAY_DESCRIBE = "addresses.change_dwelling"

_CONSTRUCTION = frozenset({"detachment", "construction_year", "heritage", "storeys"})
DWELLING_FIELDS = _CONSTRUCTION | {"type", "position", "deed_on", "is_rented"}
BUILDING_FIELDS = _CONSTRUCTION | {
    *("name", "is_several", "typology", "dwelling_units", "shops", "offices", "cellars", "parking_spaces"),
    *("garages", "capakeys"),
}

F = TypeVar("F", bound=Finding)


@operation(MAY_DESCRIBE)
def describe_dwelling(
    address: Address, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Dwelling:
    """Sets the given characteristics of the dwelling at an address and nothing else.

    TypeError for what is not a characteristic; ValidationError as the constraints say; Conflict where a
    field does not hold any more what was `seen`.
    """
    require_known(changes, DWELLING_FIELDS, "describe_dwelling")
    hold(Address.objects, address, by=by)
    dwelling = Dwelling.known_at(address)
    check_seen(dwelling, changes, seen)
    write_changes(dwelling, changes)
    not_in_the_future_nor_long_ago(deed_on=dwelling.deed_on)
    dwelling.full_clean()
    dwelling.save()
    return dwelling


@operation(MAY_DESCRIBE)
def describe_building(
    building: Building, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Building:
    """Sets the given characteristics of a building and nothing else; errors as `describe_dwelling`."""
    require_known(changes, BUILDING_FIELDS, "describe_building")
    locked = hold(Building.objects, building, by=by)
    check_seen(locked, changes, seen)
    write_changes(locked, changes)
    locked.full_clean()
    locked.save(update_fields=list(changes))
    return locked


@operation(MAY_DESCRIBE)
def correct_finding(finding: F, *, by: User | None, seen: Mapping[str, Any], **changes: Any) -> F:
    """Sets the given fields of what was noted and nothing else; errors as `record_finding`, Conflict too."""
    locked = _held(finding, by)
    check_seen(locked, changes, seen)
    for name, value in changes.items():
        setattr(locked, name, value)
    return record_finding(locked, by=by)


@operation(MAY_DESCRIBE)
def record_finding(finding: F, *, by: User | None) -> F:
    """Keeps a certificate or energy data: a new one, or one that was known and is corrected.

    An energy certificate without an end is valid as long as the parameter `epc_years_valid` says.
    """
    if finding.pk is not None:
        _held(finding, by)
    match finding:
        case EnergyCertificate():
            not_in_the_future_nor_long_ago(issued_on=finding.issued_from)
        case AsbestosCertificate():
            not_in_the_future_nor_long_ago(issued_on=finding.issued_on)
        case EnergyReading():
            not_in_the_future_nor_long_ago(known_on=finding.known_on)
    match finding:
        case EnergyCertificate(issued_from=date() as day, issued_precision="day", basis="real"):
            finding.valid_until = finding.valid_until or _end_of_validity(day)
    finding.full_clean()
    finding.save()
    return finding


@operation(MAY_DESCRIBE)
def remove_finding(finding: Finding, *, by: User | None, seen: str | None = None) -> None:
    """Takes away what was noted by mistake; its history stays. Refused where it is not as it was `seen`."""
    if locked := hold_if_there(type(finding).objects, finding, by=by):
        check_state(locked, seen=seen)
        locked.delete()


@operation(MAY_DESCRIBE)
def restore_finding(model: type[F], pk: int, *, by: User | None) -> F:
    """Puts back what was taken away last, as it was. Refused where it is there or does not fit any more."""
    finding: F = as_it_was(removal_of(model, pk))
    save_again(finding)
    return finding


def _held(finding: F, by: User | None) -> F:
    held: Any = hold_part(type(finding).objects, finding, by=by)
    return cast(F, held)


def _end_of_validity(issued_on: date) -> date:
    try:
        return years_after(issued_on, value_of("epc_years_valid", on=issued_on))
    except NoValueError as error:
        raise ValidationError(
            {"issued_on": _("There were no certificates yet then: check the year.")}
        ) from error
