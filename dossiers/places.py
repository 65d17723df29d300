"""Journeys and dossiers on an address, told to the package of addresses."""

from collections import defaultdict
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.bare import standing_of
from dossiers.models import Dossier, Journey
from oss.addresses.panels import LinkedCase
from oss.staff.models import User


def cases_at(addresses: Collection[int], user: User) -> dict[int, list[LinkedCase]]:
    """Journeys first, then dossiers, newest first; three queries, however many there are."""
    found: dict[int, list[LinkedCase]] = defaultdict(list)
    journeys = Journey.objects.visible_to(user).active().filter(address__in=addresses).for_list()
    for journey in journeys:
        found[journey.address_id or 0].append(
            LinkedCase(
                journey.number,
                reverse("journey", args=[journey.number]),
                "train",
                journey.client.name if journey.client else _("client unknown"),
            )
        )
    dossiers = Dossier.objects.listed_for(user).active().for_list()
    for dossier in dossiers.filter(site_address__in=addresses):
        found[dossier.site_address_id or 0].append(_case(dossier, user))
    extra = Dossier.additional_addresses.through.objects.filter(address__in=addresses)
    keys = list(extra.values_list("dossier", "address"))
    others = dossiers.in_bulk({key for key, _address in keys})
    for key, address in keys:
        if key in others:
            found[address].append(_case(others[key], user))
    return found


def _case(dossier: Dossier, user: User) -> LinkedCase:
    return LinkedCase(
        dossier.number,
        reverse("dossier", args=[dossier.number]),
        dossier.flow.icon,
        str(dossier.subtype or dossier.get_type_display()),
        standing_of(dossier, user).label,
        dossier.type,
    )
