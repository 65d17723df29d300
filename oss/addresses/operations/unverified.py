"""Addresses that are not in the register: with a right and a reason, until they are."""

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils.translation import gettext as _

from oss.addresses import formats, notation
from oss.addresses.models import Address, Municipality, Street
from oss.addresses.street_names import key
from oss.addresses.text_search import NaturalOrder
from oss.core.locks import lock
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import operation

MAY_ADD = "addresses.add_address"


class KnownAddressError(Refused):
    """It is in the register, or was added before: `address` is the one to choose."""

    def __init__(self, address: Address) -> None:
        super().__init__(_("%(address)s is known already: choose it.") % {"address": address})
        self.address = address


@operation(MAY_ADD)
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
