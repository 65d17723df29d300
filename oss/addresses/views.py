from urllib.parse import quote

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oss.addresses.models import Address
from oss.addresses.refreshing import find_missing
from oss.addresses.register_client import RegisterUnavailableError, address_register
from oss.addresses.typeahead import recent, suggestions
from oss.addresses.unverified import MAY_ADD
from oss.core.components import Option
from oss.core.lookup import NOTE_HEADER, Offer, answer
from oss.staff.http import StaffRequest


def address_lookup(request: StaffRequest) -> JsonResponse:
    """Addresses in use, found by any fragment in any order; before any is typed, those chosen lately.

    What we lack is asked of the register, if it is set up; when it is down, the answer has a note on that.
    Who may add what the register lacks is offered to.
    """
    visible = Address.objects.visible_to(request.user).in_use()
    notes = []

    def find(text: str) -> list[Option]:
        found = suggestions(text, visible)
        register = None if found else address_register()
        if register is not None:
            try:
                found = find_missing(text, register)
            except RegisterUnavailableError:
                notes.append(
                    _("The address register does not answer: only the addresses we have are searched.")
                )
        return [address_option(address) for address in found]

    may_add = request.user.has_perm(MAY_ADD)
    response = answer(
        request,
        find,
        lambda: [address_option(address) for address in recent(request.user, visible)],
        Offer(reverse("address_quick"), _("Address outside the register")) if may_add else None,
    )
    if notes:
        response[NOTE_HEADER] = quote(notes[0])
    return response


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
