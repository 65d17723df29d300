"""The map of a place and its neighbours, as GeoJSON (RFC 7946: longitude first, degrees)."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Abs
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oss.addresses.models import Address, AddressStatus, Building
from oss.staff.models import User

MOST_NEIGHBOURS = 150


def map_of(place: Address | Building, user: User) -> dict[str, Any] | None:
    """A FeatureCollection: what the page is about first, then the nearest house numbers of its street.

    None where no position is known.
    """
    visible = Address.objects.visible_to(user).filter(longitude__isnull=False).with_label()
    if isinstance(place, Address):
        own = [place] if place.longitude is not None else []
    else:
        own = list(visible.filter(building=place).in_order())
    if not own:
        return None
    here = own[0]
    near = (
        visible.filter(street=here.street_id, status=AddressStatus.IN_USE)
        .exclude(pk__in=[address.pk for address in own])
        .order_by(Abs(F("longitude") - here.longitude) + Abs(F("latitude") - here.latitude), "pk")
    )
    return {
        "type": "FeatureCollection",
        "features": _features(own, is_here=True) + _features(list(near[:MOST_NEIGHBOURS]), is_here=False),
    }


def tiles() -> dict[str, str] | None:
    """The base map, where the administrator configured one."""
    if not settings.MAP_TILE_URL:
        return None
    return {"url": settings.MAP_TILE_URL, "attribution": settings.MAP_TILE_ATTRIBUTION}


def _features(addresses: list[Address], *, is_here: bool) -> list[dict[str, Any]]:
    """One point per house number, however many boxes it has."""
    by_number: dict[tuple[int, str], list[Address]] = defaultdict(list)
    for address in addresses:
        by_number[address.street_id, address.house_number].append(address)
    return [_feature(boxes, is_here=is_here) for boxes in by_number.values()]


def _feature(boxes: list[Address], *, is_here: bool) -> dict[str, Any]:
    first = boxes[0]
    several = len(boxes) > 1
    label = f"{first.street.name} {first.house_number}" if several else first.short_label
    if several:
        count = ngettext("%(count)s address", "%(count)s addresses", len(boxes)) % {"count": len(boxes)}
        label = _("%(place)s: %(count)s") % {"place": label, "count": count}
    to_building = several and first.building_id is not None
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            # JSON numbers: coordinates are no money
            "coordinates": [float(first.longitude or 0), float(first.latitude or 0)],
        },
        "properties": {
            "label": label,
            "url": reverse("building", args=[first.building_id])
            if to_building
            else reverse("address", args=[first.pk]),
            "here": is_here,
        },
    }
