"""What premiums hold about people."""

from typing import Any

from django.db.models import Q

from dossiers.held import WHO, dossiers_of
from dossiers.types.grant.model import GrantDecision, GrantDetail, GrantOwner, GrantPayment, GrantWork
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about

_WHY = "to decide on their premium, or to follow it up for them"


def _of_their_grants(model: Any) -> Any:
    return lambda person: model._default_manager.filter(grant__dossier__in=dossiers_of(person))


def _owners(person: Person) -> Any:
    return GrantOwner.objects.filter(Q(person=person) | Q(grant__dossier__in=dossiers_of(person)))


hold_about(
    GrantDetail,
    WHO,
    _WHY,
    "decided_on",
    Forgotten.BLANK,
    lambda person: GrantDetail.objects.filter(dossier__in=dossiers_of(person)),
    (
        *("iban", "other_support", "own_source", "site_check_found", "advice", "external_number", "report"),
        *("reclaimed_because", "exempt_because", "action", "jury"),
    ),
)
hold_about(
    GrantDecision,
    WHO,
    _WHY,
    "decided_on",
    Forgotten.BLANK,
    _of_their_grants(GrantDecision),
    ("conditions", "because", "ended_because", "over_budget_because"),
)
hold_about(
    GrantPayment,
    WHO,
    "to account for what was paid",
    "paid_on",
    Forgotten.KEEP,
    _of_their_grants(GrantPayment),
)
hold_about(
    GrantOwner,
    "an owner in an association that asks a premium",
    _WHY,
    "requested_on",
    Forgotten.DELETE,
    _owners,
)
hold_about(GrantWork, WHO, _WHY, "noted_on", Forgotten.KEEP, _of_their_grants(GrantWork))
