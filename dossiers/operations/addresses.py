"""The further addresses of a dossier, besides that of the site."""

from collections.abc import Iterable

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier
from oss.addresses.models import Address
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.operations import record

NAMED = 3
"""So many addresses an event tells; of the rest how many."""


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_addresses(dossier: Dossier, addresses: Iterable[Address], *, by: User) -> list[Address]:
    """Those that it has not yet; the site is none of them."""
    locked = lock_to_change(dossier, by)
    there = {*locked.additional_addresses.values_list("pk", flat=True), locked.site_address_id}
    new = [one for one in dict.fromkeys(addresses) if one.pk not in there]
    if new:
        locked.additional_addresses.add(*new)
        rest = f" + {len(new) - NAMED}" if len(new) > NAMED else ""
        told = "; ".join(one.label for one in new[:NAMED]) + rest
        record(locked.case_file, "addresses_added", by=by, dossier=locked.number, addresses=told)
    return new


@operation(MAY_CHANGE, refused=NO_ACCESS)
def remove_address(dossier: Dossier, address: Address, *, by: User) -> None:
    locked = lock_to_change(dossier, by)
    if locked.additional_addresses.contains(address):
        locked.additional_addresses.remove(address)
        record(locked.case_file, "address_removed", by=by, dossier=locked.number, address=address.label)
