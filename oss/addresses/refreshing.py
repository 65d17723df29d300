"""Keeps single addresses as the official register has them, between two imports.

What the register says overwrites what we had of it; what staff know of the place stays.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pghistory
import structlog
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from oss.addresses.models import Address, AddressStatus, Municipality, Street
from oss.addresses.register_answers import RegisterAddress
from oss.addresses.register_client import (
    AddressRegister,
    RegisterUnavailableError,
    RemovedAddressError,
    UnknownAddressError,
)
from oss.addresses.street_names import key
from oss.core.locks import lock
from oss.core.refusal import Refused
from oss.core.text_search import fold
from oss.staff.models import User

log = structlog.get_logger(__name__)

# by their names: PROJ and GEOS are heavy, and no page that only shows an address needs them
PLACE_ADDRESSES = "oss.addresses.geography.place_addresses"
TO_THE_MAP = "oss.addresses.coordinates.lambert72_to_wgs84"


class Refreshed(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    """The register removed it: whoever uses it must choose another address."""


def refresh_address(address: Address, register: AddressRegister, *, by: User | None) -> Refreshed:
    """Asks the register for one address. Refused when it has never had it; RegisterUnavailableError."""
    if address.register_id is None:
        raise Refused(_("This address is not in the register."))
    try:
        found = register.get(address.register_id)
        parcels = sorted(str(parcel) for parcel in register.parcel_of(address.register_id))
    except UnknownAddressError as error:
        raise Refused(_("The register does not know this address.")) from error
    except RemovedAddressError:
        found, parcels = None, []
    with transaction.atomic(), pghistory.context(operation="refresh_address"):
        lock("import_addresses")
        locked = Address.objects.select_for_update().get(pk=address.pk)
        if found is None:
            Address.objects.filter(pk=locked.pk).update(status=AddressStatus.REMOVED)
            return Refreshed.REMOVED
        return Refreshed.CHANGED if _take_over(locked, found, parcels) else Refreshed.SAME


def adopt(found: RegisterAddress) -> Address:
    """Our row of an address of the register: the one we have, or a new one."""
    with transaction.atomic():
        lock("import_addresses")
        address = Address.objects.filter(register_id=found.register_id).first() or Address()
        _take_over(address, found)
        return address


def find_missing(text: str, register: AddressRegister, *, most: int = 5) -> list[Address]:
    """Asks the register for what we don't have, and keeps it. RegisterUnavailableError."""
    found = []
    for hit in register.find(text)[:most]:
        try:
            found.append(adopt(register.get(hit.register_id)))
        except (UnknownAddressError, RemovedAddressError):
            continue  # removed between the two questions
    return found


@dataclass(frozen=True)
class Matches:
    """`matched` are verified now; `doubled` are in use twice, which people must settle."""

    matched: int
    doubled: int
    left: int


def match_unverified(register: AddressRegister | None) -> Matches:
    """Looks up every unverified address in our own register rows, then in the official register.

    What is found keeps its row, and so all that hangs on it.
    """
    matched = doubled = left = 0
    for address in Address.objects.unverified().with_label().order_by("pk"):
        official = _in_our_rows(address)
        if official is None and register is not None:
            try:
                official = _in_register(address, register)
            except RegisterUnavailableError:
                register = None  # the night after is soon enough
        if official is None:
            left += 1
        elif _verify(address, official):
            matched += 1
        else:
            doubled += 1
            log.warning("unverified_address_in_use_twice", address=address.pk, official=official.register_id)
    return Matches(matched, doubled, left)


@dataclass(frozen=True)
class _Official:
    register_id: int
    row: Address | None
    answer: RegisterAddress | None


def _in_our_rows(address: Address) -> _Official | None:
    same = (
        Address.objects.verified()
        .in_use()
        .filter(
            street__municipality=address.street.municipality_id,
            house_number=address.house_number,
            box_order=address.box_order,
            postcode=address.postcode,
        )
        .select_related("street")
    )
    rows = [one for one in same if key(one.street.name) == key(address.street.name)]
    return _Official(rows[0].register_id or 0, rows[0], None) if len(rows) == 1 else None


def _in_register(address: Address, register: AddressRegister) -> _Official | None:
    line = address.register_line
    exact = [hit for hit in register.find(line) if fold(hit.label) == fold(line)]
    if len(exact) != 1:
        return None
    try:
        answer = register.get(exact[0].register_id)
    except (UnknownAddressError, RemovedAddressError):
        return None
    return _Official(
        answer.register_id, Address.objects.filter(register_id=answer.register_id).first(), answer
    )


def _verify(address: Address, official: _Official) -> bool:
    """False when both rows are in use: which one stays is for people to say."""
    with transaction.atomic():
        lock("import_addresses")
        locked = Address.objects.select_for_update().get(pk=address.pk)
        row = official.row
        if row is not None:
            if _is_in_use(row):
                return False
            Address.objects.filter(pk=row.pk).delete()
        locked.register_id, locked.is_verified, locked.unverified_reason = official.register_id, True, ""
        if row is not None:
            for name in _OF_REGISTER:
                setattr(locked, name, getattr(row, name))
            locked.building_id = locked.building_id or row.building_id
            locked.save()
        elif official.answer is not None:
            _take_over(locked, official.answer)
    return True


_OF_REGISTER = (
    *("register_version", "street_id", "house_number", "box_number", "postcode", "status", "sector_id"),
    *("lambert72_x", "lambert72_y", "longitude", "latitude", "capakeys"),
)


def _is_in_use(address: Address) -> bool:
    """Something hangs on it; nothing that is found out about a place may go with a row."""
    return any(
        relation.field.model._default_manager.filter(**{relation.field.name: address.pk}).exists()
        for relation in Address._meta.related_objects
    )


def _take_over(address: Address, found: RegisterAddress, parcels: list[str] | None = None) -> bool:
    """Writes what the register says into our row; True when that changed it."""
    town, _made = Municipality.objects.get_or_create(
        nis_code=found.nis_code, defaults={"name": found.municipality_name}
    )
    street, _made = Street.objects.get_or_create(
        register_id=found.street_register_id, defaults={"name": found.street_name, "municipality": town}
    )
    values: dict[str, Any] = {
        "register_id": found.register_id,
        "register_version": found.version,
        "street_id": street.pk,
        "house_number": found.house_number,
        "box_number": found.box_number,
        "postcode": found.postcode,
        "status": found.status,
        "is_verified": True,
        "unverified_reason": "",
        **_position(found),
    }
    if parcels is not None:
        values["capakeys"] = parcels
    is_new = address.pk is None
    changed = is_new or any(str(getattr(address, name)) != str(value) for name, value in values.items())
    if not changed:
        return False
    for name, value in values.items():
        setattr(address, name, value)
    address.save()
    address.refresh_from_db()
    import_string(PLACE_ADDRESSES)(Address.objects.filter(pk=address.pk, longitude__isnull=False))
    return True


def _position(found: RegisterAddress) -> dict[str, str | None]:
    if found.x is None or found.y is None:
        return dict.fromkeys(("lambert72_x", "lambert72_y", "longitude", "latitude"))
    [(longitude, latitude)] = import_string(TO_THE_MAP)([(found.x, found.y)])
    return {
        "lambert72_x": f"{found.x:.2f}",
        "lambert72_y": f"{found.y:.2f}",
        "longitude": f"{longitude:.6f}",
        "latitude": f"{latitude:.6f}",
    }
