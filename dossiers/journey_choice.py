"""The journeys that an opening may continue, and which of them is that of the client who asks.

A landlord and a tenant may both be clients at one address: only a journey of the client is ever chosen by
itself, never one that has no more than the address in common.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from dossiers.models import Journey, Stakeholder
from oss.staff.models import User

MOST = 20
OWN_HERE, OWN, INVOLVED, HERE, ASKED = range(5)
"""How near a journey is, nearest first: of this client at this address; of this client; this client is
involved; of another client at this address; nothing but asked for."""


@dataclass(frozen=True)
class JourneyChoice:
    """`journeys` are offered, nearest first, each with its `nearness`; `proposed` is chosen for the user, who
    reads in `told` why."""

    journeys: QuerySet[Journey]
    proposed: Journey | None = None
    told: str = ""


def journeys_for(
    user: User, *, person: int | None, organisation: int | None, address: int | None, also: int | None = None
) -> JourneyChoice:
    """By the keys of who asks and where; `also` is a journey that was chosen already. Three queries.

    Without an address a client's only journey is proposed; with two alike the newest is.
    """
    if not (person or organisation or address or also):
        return JourneyChoice(Journey.objects.none())
    client = _client(person, organisation)
    involved = Q(pk__in=Stakeholder.objects.current().filter(_party(person, organisation)).values("journey"))
    here = Q(address=address) if address else Q(pk__in=[])
    nearness = Case(
        When(client & here, then=Value(OWN_HERE)),
        When(client, then=Value(OWN)),
        When(involved, then=Value(INVOLVED)),
        When(here, then=Value(HERE)),
        default=Value(ASKED),
        output_field=IntegerField(),
    )
    visible = Journey.objects.visible_to(user).active()
    near = visible.filter(client | involved | here | Q(pk=also or 0)).annotate(nearness=nearness)
    keys = list(near.order_by("nearness", "-pk").values_list("pk", "nearness")[:MOST])
    offered = Journey.objects.for_list().filter(pk__in=[pk for pk, _near in keys])
    offered = offered.annotate(nearness=nearness).order_by("nearness", "-pk")
    return JourneyChoice(offered, *_proposal(list(offered), has_address=address is not None))


@dataclass
class JourneysThere:
    """The journeys at one address, those of the client first; the newest of the client is `proposed`."""

    offered: list[Journey] = field(default_factory=list)
    proposed: Journey | None = None


def journeys_at(
    user: User, *, person: int | None, organisation: int | None, addresses: Collection[int]
) -> dict[int, JourneysThere]:
    """By the key of the address, of each that is asked. Two queries, however many there are."""
    there = {key: JourneysThere() for key in addresses}
    if not there:
        return there
    nearness = Case(
        When(_client(person, organisation), then=Value(OWN_HERE)),
        default=Value(HERE),
        output_field=IntegerField(),
    )
    rows = Journey.objects.visible_to(user).active().filter(address__in=there).for_list()
    for journey in rows.annotate(nearness=nearness).order_by("nearness", "-pk"):
        one = there[journey.address_id or 0]
        if len(one.offered) < MOST:
            one.offered.append(journey)
        if one.proposed is None and journey.nearness == OWN_HERE:
            one.proposed = journey
    return there


def words_of(journey: Any) -> str:
    """What an offered journey has in common with who asks and where."""
    if journey.nearness == INVOLVED:
        return _("involved in it, not its client")
    here = _("another client at this address") if journey.client else _("at this address")
    return {OWN_HERE: _("same client, same address"), OWN: _("same client"), HERE: here}.get(
        journey.nearness, ""
    )


def _proposal(offered: list[Any], *, has_address: bool) -> tuple[Journey | None, str]:
    nearest = OWN_HERE if has_address else OWN
    alike = [one for one in offered if one.nearness == nearest]
    if not alike or (len(alike) > 1 and not has_address):
        return None, ""
    journey = alike[0]
    told = {"number": journey.number, "client": journey.client.name}
    if not has_address:
        return journey, _("%(number)s is chosen: it is the only journey of %(client)s.") % told
    if len(alike) > 1:
        return journey, _("%(number)s is chosen: the newest of %(client)s at this address.") % told
    return journey, _("%(number)s is chosen: it is of %(client)s at this address.") % told


def _client(person: int | None, organisation: int | None) -> Q:
    """An organisation is the client whoever writes for it; a person is, for whomever they acted."""
    if organisation:
        return Q(client__organisation=organisation)
    return Q(client__person=person) if person else Q(pk__in=[])


def _party(person: int | None, organisation: int | None) -> Q:
    found = Q(pk__in=[])
    if person:
        found |= Q(person=person)
    return found | Q(organisation=organisation) if organisation else found
