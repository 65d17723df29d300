"""Addresses that are not in the register: with a right and a reason, until they are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from oss.addresses import formats, notation
from oss.addresses.models import Address, Municipality, Street
from oss.addresses.readings import AddressReading, Door, WrittenNumber
from oss.addresses.street_names import key
from oss.addresses.text_search import NaturalOrder
from oss.core.history import recorded
from oss.core.locks import lock
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import require

MAY_ADD = "addresses.add_address"
MOST_STREETS = 400


class KnownAddressError(Refused):
    """It is in the register, or was added before: `address` is the one to choose."""

    def __init__(self, address: Address) -> None:
        super().__init__(_("%(address)s is known already: choose it.") % {"address": address})
        self.address = address


def add_unverified_address(
    *,
    by: User,
    house_number: str,
    box_number: str = "",
    postcode: str,
    reason: str,
    street: Street | None = None,
    street_name: str = "",
    municipality: Municipality | None = None,
) -> Address:
    """In a street of the register, or in a new one by name and municipality.

    ValidationError names the field; KnownAddressError when there is such an address.
    """
    require(by, MAY_ADD)
    with transaction.atomic(), recorded(by, "add_unverified_address"):
        lock("add_unverified_address")  # two who type the same at once make one
        numbers = _checked(house_number, box_number, postcode)
        if not reason.strip():
            raise ValidationError({"reason": _("Say why this address is not in the register.")})
        where = street or _street(street_name.strip(), municipality)
        same = Address.objects.in_use().filter(  # what is only proposed cannot be chosen yet
            street=where,
            house_order=NaturalOrder(Value(numbers["house_number"])),
            box_order=NaturalOrder(Value(numbers["box_number"])),
        )
        if known := same.with_label().first():
            raise KnownAddressError(known)
        address = Address(
            street=where, is_verified=False, unverified_reason=" ".join(reason.split())[:200], **numbers
        )
        address.full_clean()
        address.save()
    return address


def read_typed(text: str, user: User) -> dict[str, Any]:
    """What the form takes over of what was typed in a lookup; a street only if it is surely meant."""
    reading = notation.read(" ".join(text.split()))
    if not (reading.words or reading.numbers):
        return {}
    known = Address.objects.order_by().filter(postcode__in=reading.postcodes)
    postcodes = list(known.values_list("postcode", flat=True).distinct())
    numbers = [number for number in reading.numbers if number.text not in postcodes]
    street, left = _surely_meant(reading, numbers, postcodes, user)
    door = next(iter(reading.doors(left)), Door(""))
    if not postcodes and street:
        of_street = Address.objects.filter(street=street).order_by().values_list("postcode", flat=True)
        postcodes = list(of_street.distinct()[:2])
    return {
        "street": street.pk if street else None,
        "house_number": door.house,
        "box_number": door.box or next(iter(reading.boxes), ""),
        "postcode": postcodes[0] if len(postcodes) == 1 else "",
    }


def _surely_meant(
    reading: AddressReading, numbers: list[WrittenNumber], postcodes: list[str], user: User
) -> tuple[Street | None, tuple[WrittenNumber, ...]]:
    """The one street whose whole name was written, and the numbers that are not part of it."""
    if not reading.names:
        return None, tuple(numbers)
    streets = Street.objects.visible_to(user).with_names(reading)
    if postcodes:
        streets = streets.filter(addresses__postcode=postcodes[0]).distinct()
    fits = [(street, reading.fit(street.search, numbers)) for street in streets[:MOST_STREETS]]
    whole = [(street, fit) for street, fit in fits if fit.is_whole]
    longest = max((fit.taken for _street, fit in whole), default=0)
    best = [(street, fit.numbers) for street, fit in whole if fit.taken == longest]
    return best[0] if len(best) == 1 else (None, tuple(numbers))


def _checked(house_number: str, box_number: str, postcode: str) -> dict[str, str]:
    """As the register writes them; all mistakes at once."""
    checked, errors = {}, {}
    for name, check, text in (
        ("house_number", formats.house_number, house_number),
        ("box_number", formats.box_number, notation.read_box(box_number)),
        ("postcode", formats.postcode, postcode),
    ):
        try:
            checked[name] = check(text)
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)
    return checked


def _street(name: str, municipality: Municipality | None) -> Street:
    if not name or municipality is None:
        raise ValidationError({"street": _("Choose a street, or fill in its name and municipality.")})
    try:
        name = formats.street_name(name)
    except ValidationError as error:
        raise ValidationError({"street_name": error}) from error
    wanted = key(name)
    for known in Street.objects.filter(municipality=municipality).order_by("pk"):
        if key(known.name) == wanted:
            return known
    street = Street(name=name, municipality=municipality)
    street.full_clean()
    street.save()
    return street
