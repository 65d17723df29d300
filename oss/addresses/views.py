from dataclasses import replace
from urllib.parse import quote

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oss.addresses.models import Address
from oss.addresses.operations.unverified import MAY_ADD
from oss.addresses.refreshing import find_missing
from oss.addresses.register_client import RegisterUnavailableError, address_register
from oss.addresses.typeahead import AddressHit, hits, recent
from oss.core.components import LookupOption
from oss.core.lookup import NOTE_HEADER, NewInstead, answer, holds
from oss.staff.http import StaffRequest

MOST_BOXES_TOLD = 8


def address_lookup(request: StaffRequest) -> JsonResponse:
    """Addresses in use, found by any fragment in any order and notation; before any is typed, those chosen
    lately. What lacks a part of the text says which.

    What we lack is asked of the register, if it is set up; when it is down, the answer has a note on that.
    Who may add what the register lacks is offered to.
    """
    visible = Address.objects.visible_to(request.user).in_use()
    notes: list[str] = []
    exact: set[str] = set()

    def find(text: str) -> list[LookupOption]:
        found = hits(text, visible)
        exact.update(str(hit.address.pk) for hit in found if hit.is_exact)
        is_all_there = any(not (hit.missed or hit.no_box) for hit in found)
        register = None if is_all_there else address_register()
        if register is not None:
            try:
                found = [*map(AddressHit, find_missing(text, register)), *found]
            except RegisterUnavailableError:
                notes.append(
                    _("The address register does not answer: only the addresses we have are searched.")
                )
        return [_option(hit) for hit in found]

    may_add = request.user.has_perm(MAY_ADD)
    response = answer(
        request,
        find,
        lambda: [address_option(address) for address in recent(request.user, visible)],
        NewInstead(reverse("address_quick"), _("Address outside the register")) if may_add else None,
        says=lambda option, text: option.value in exact or holds(option, text),
    )
    if notes:
        response[NOTE_HEADER] = quote(notes[0])
    return response


def _option(hit: AddressHit) -> LookupOption:
    option = address_option(hit.address)
    remark = remark_on(hit)
    details = [remark, str(option.detail)]
    return replace(option, detail=" · ".join(filter(None, details)), lacks=bool(remark) or hit.is_begun)


def remark_on(hit: AddressHit) -> str:
    """What of the text the address lacks; "" where it has all."""
    if hit.missed:
        return _("found without “%(text)s”") % {"text": hit.missed}
    if not hit.no_box:
        return ""
    if not hit.boxes:
        return _("box %(box)s does not exist; there are no boxes here") % {"box": hit.no_box}
    more = "…" if len(hit.boxes) > MOST_BOXES_TOLD else ""
    return _("box %(box)s does not exist; there are %(boxes)s") % {
        "box": hit.no_box,
        "boxes": ", ".join(hit.boxes[:MOST_BOXES_TOLD]) + more,
    }


def address_option(address: Address) -> LookupOption:
    """Also for a form that shows again what was chosen; wants `with_label()` and the building."""
    remarks = [address.building.name if address.building else ""]
    if not address.is_verified:
        remarks.append(_("not in the register"))
    return LookupOption(
        value=str(address.pk),
        label=address.label,
        detail=" · ".join(remark for remark in remarks if remark),
        icon="map-pin",
    )
