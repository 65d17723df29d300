"""Which addresses make one building: the import proposes, staff correct. Nothing is lost on the way.

`seen` is how the building of the page was when it was drawn (`oss.core.seen_state`).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    EnergyCertificate,
    EnergyReading,
)
from oss.core.history import events_of
from oss.core.refusal import Gone, Refused
from oss.core.registry import Offer, offered
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import operation

MAY_CORRECT = "addresses.change_building"
_NOT_THEIRS = gettext_lazy("You may not change which addresses make one building.")
LONGEST_NUMBERS = 40

FINDINGS = (EnergyCertificate, EnergyReading, AsbestosCertificate)


@dataclass(frozen=True)
class BuildingMover(Offer):
    """`move(gone, kept)`: what a higher package has on a building follows it in a merge.

    `name` is "package.Model.field" of the foreign key to a building; a test fails on one without a mover.
    """

    move: Callable[[Building, Building], None]


@dataclass(frozen=True)
class BuildingRestorer(Offer):
    """`give_back(former, kept, building)`: what came along from the buildings that stood here before returns
    with their addresses; `former` are their keys."""

    give_back: Callable[[Collection[int], Building, Building], None]


@operation(MAY_CORRECT, refused=_NOT_THEIRS)
def join_building(address: Address, building: Building, *, by: User, seen: str | None = None) -> Building:
    """Puts an address, with all boxes of its house number, in another building, which was `seen`."""
    _move(_whole_number(address), building, building, seen)
    return Building.objects.get(pk=building.pk)


@operation(MAY_CORRECT, refused=_NOT_THEIRS)
def split_off(
    addresses: Collection[Address], *, by: User, page: Building | None = None, seen: str | None = None
) -> Building:
    """Makes a building of its own of some addresses of one street; `page` is the building that was `seen`."""
    if not addresses:
        raise Refused(_("Choose at least one address."))
    streets = {address.street_id for address in addresses}
    if len(streets) > 1:
        raise Refused(_("A building stands in one street: choose addresses of one street."))
    before = Building.objects.filter(addresses__in=[address.pk for address in addresses]).distinct()
    kept = list(before)
    building = Building.objects.create(street_id=streets.pop(), house_numbers=_numbers(addresses))
    _move(addresses, building, page, seen)
    former = _merged_away(building)
    for restorer in offered(BuildingRestorer).values() if former else ():
        for one in kept:
            restorer.give_back(former, one, building)
    return building


def _merged_away(building: Building) -> list[int]:
    """The keys of buildings that once had these very house numbers, and were merged with another."""
    gone = events_of(Building).filter(
        pgh_label="delete", street_id=building.street_id, house_numbers=building.house_numbers
    )
    return list(gone.values_list("pgh_obj_id", flat=True))


@operation(MAY_CORRECT, refused=_NOT_THEIRS)
def merge_buildings(kept: Building, gone: Building, *, by: User, seen: str | None = None) -> Building:
    """Makes one building of two: addresses, certificates and what higher packages have there move.

    So does what `kept` did not know yet. It is `kept` that was `seen`.
    """
    if kept.pk == gone.pk:
        raise Refused(_("Choose another building: this is the same one."))
    kept, gone = _held(kept, gone)
    check_state(kept, seen=seen)
    gone.addresses.update(building=kept)
    _drop_twins(kept, gone)
    for model in FINDINGS:
        model.objects.filter(building=gone).update(building=kept)
    for mover in offered(BuildingMover).values():
        mover.move(gone, kept)
    _take_what_is_unknown(kept, gone)
    kept.house_numbers = _numbers(kept.addresses.all())
    kept.save()
    _remove(gone)
    return kept


def _drop_twins(kept: Building, gone: Building) -> None:
    """A certificate that was noted on both stays once."""
    same = EnergyCertificate.objects.filter(
        building=kept, issued_from=OuterRef("issued_from"), number=OuterRef("number")
    )
    EnergyCertificate.objects.filter(Exists(same), building=gone).exclude(number="").delete()


def _move(
    addresses: Collection[Address], building: Building, page: Building | None, seen: str | None
) -> None:
    others = {address.building_id for address in addresses if address.building_id} - {building.pk}
    touched = _held(building, *Building.objects.filter(pk__in=others))
    if shown := next((one for one in touched if page and one.pk == page.pk), page):
        check_state(shown, seen=seen)
    Address.objects.filter(pk__in=[address.pk for address in addresses]).update(building=building)
    for one in touched:
        remaining = list(one.addresses.all())
        if remaining:
            Building.objects.filter(pk=one.pk).update(house_numbers=_numbers(remaining))
        else:
            _remove(one)


def _remove(building: Building) -> None:
    try:
        building.delete()
    except ProtectedError as error:
        raise Refused(
            _("%(building)s would lose its last address, but more is noted on it: merge the buildings.")
            % {"building": building}
        ) from error


def _take_what_is_unknown(kept: Building, gone: Building) -> None:
    for field in Building._meta.concrete_fields:
        if field.name in {"id", "street", "house_numbers"}:
            continue
        if getattr(kept, field.name) in (None, ""):
            setattr(kept, field.name, getattr(gone, field.name))
    kept.capakeys = list(dict.fromkeys([*kept.capakeys, *gone.capakeys]))
    both = (kept.dwelling_units, gone.dwelling_units)
    if all(both):
        kept.dwelling_units = sum(number for number in both if number)


def _whole_number(address: Address) -> list[Address]:
    """All boxes of a house number stand in one building."""
    same = Address.objects.filter(street=address.street_id, house_number=address.house_number)
    return list(same.filter(building=address.building_id))


def _numbers(addresses: Any) -> str:
    """ "12", or "12–14" from the first to the last."""
    numbers = sorted({(address.house_order or "", address.house_number) for address in addresses})
    first, last = numbers[0][1], numbers[-1][1]
    return (first if first == last else f"{first}–{last}")[:LONGEST_NUMBERS]


def _held(*buildings: Building) -> list[Building]:
    """In the order asked, locked in the order of their keys, so that two who merge at once do not wait for
    each other."""
    locked = {
        one.pk: one
        for one in Building.objects.select_for_update(of=("self",))
        .filter(pk__in=[building.pk for building in buildings])
        .order_by("pk")
    }
    if len(locked) < len({building.pk for building in buildings}):
        raise Gone(_("This building is gone: somebody merged it with another."))
    return [locked[building.pk] for building in buildings]
