from django.http import JsonResponse
from django.utils.translation import gettext as _

from oss.addresses.lookup import MOST, answer
from oss.addresses.models import Address
from oss.core.components import Option
from oss.staff.http import StaffRequest


def address_lookup(request: StaffRequest) -> JsonResponse:
    """Addresses in use, found by any fragment in any order."""

    def find(text: str) -> list[Option]:
        addresses = Address.objects.visible_to(request.user).in_use().matching(text).with_label()
        return [address_option(address) for address in addresses.select_related("building")[:MOST]]

    return answer(request, find)


def address_option(address: Address) -> Option:
    """Also for a form that shows again what was chosen; wants `with_label()` and the building."""
    remarks = [address.building.name if address.building else ""]
    if not address.is_verified:
        remarks.append(_("not in the register"))
    return Option(
        value=str(address.pk),
        label=address.label,
        detail=" · ".join(remark for remark in remarks if remark),
        icon="map-pin",
    )
