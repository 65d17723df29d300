"""Addresses that are not in the register: with a right and a reason, until they are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from oss.addresses import formats, matching
from oss.addresses.models import Address, Municipality, Street
from oss.core.history import recorded
from oss.core.locks import lock
from oss.core.refusal import Refused
from oss.core.text_search import fold
from oss.staff.models import User
from oss.staff.rights import require

MAY_ADD = "addresses.add_address"
POSTCODE_LENGTH = 4


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
            street=where, house_number=numbers["house_number"], box_number__iexact=numbers["box_number"]
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
    typed = " ".join(text.split())[:200]
    wanted = matching.read(typed)
    if not (wanted.names or wanted.numbers):
        return {}
    as_typed = {fold(word): word for word in typed.replace(",", " ").split()}
    four_digits = [number for number in wanted.numbers if len(number) == POSTCODE_LENGTH]
    known = Address.objects.order_by().filter(postcode__in=four_digits)
    postcodes = list(known.values_list("postcode", flat=True).distinct())
    houses = [number for number in wanted.numbers if number not in postcodes]
    streets = Street.objects.visible_to(user).filter(search=f" {wanted.phrase}")
    if postcodes:
        streets = streets.filter(addresses__postcode=postcodes[0]).distinct()
    found = list(streets[:2])
    if len(found) == 1 and not postcodes:
        of_street = Address.objects.filter(street=found[0]).order_by().values_list("postcode", flat=True)
        postcodes = list(of_street.distinct()[:2])
    return {
        "street": found[0].pk if len(found) == 1 else None,
        "house_number": houses[0].upper() if houses else "",
        "box_number": as_typed.get(wanted.boxes[0], wanted.boxes[0]) if wanted.boxes else "",
        "postcode": postcodes[0] if len(postcodes) == 1 else "",
    }


def _checked(house_number: str, box_number: str, postcode: str) -> dict[str, str]:
    """As the register writes them; all mistakes at once."""
    checked, errors = {}, {}
    for name, check, text in (
        ("house_number", formats.house_number, house_number),
        ("box_number", formats.box_number, box_number),
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
    known = Street.objects.filter(name__iexact=name, municipality=municipality).first()
    if known is not None:
        return known
    street = Street(name=name, municipality=municipality)
    street.full_clean()
    street.save()
    return street
