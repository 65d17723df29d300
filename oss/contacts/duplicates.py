"""Who may already be known under another spelling: a hint while somebody types, never a decision."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from oss.addresses.models import Address
from oss.contacts import enterprise_number as numbers
from oss.contacts.channels import normalise_mail, normalise_phone
from oss.contacts.models import ContactPoint, Organisation, Person, PointKind
from oss.contacts.similarity import organisation_name
from oss.core.text_search import fold

ALIKE = 0.55
"""Trigram similarity of whole names from which they count as alike: Jansens and Janssens."""
MOST = 5
SHORTEST = 4
"""Letters of an organisation's name from which it is compared."""


@dataclass(frozen=True)
class ProbableDuplicate:
    record: Any
    reason: str


def probable_duplicates(
    *,
    first_name: str = "",
    last_name: str = "",
    mail: str = "",
    phone: str = "",
    address: Address | None = None,
) -> list[ProbableDuplicate]:
    """At most five people in use, the surest first: same mail address, same phone number, same name, a name
    like it; the same address tells two such names apart."""
    name = fold(f"{first_name} {last_name}")
    typed = _Typed(_normalised(mail, phone), name, bool(fold(first_name) and fold(last_name)), address)
    return _found(Person.objects.active(), "person", typed, lambda person: fold(person.name))


def probable_organisations(
    *,
    name: str = "",
    enterprise_number: str = "",
    mail: str = "",
    phone: str = "",
    address: Address | None = None,
) -> list[ProbableDuplicate]:
    """As for people; first of all who has the same enterprise number, whatever it is called."""
    whole = organisation_name(name)
    typed = _Typed(
        _normalised(mail, phone), whole, len(whole) >= SHORTEST, address, number=_number(enterprise_number)
    )
    return _found(
        Organisation.objects.active(),
        "organisation",
        typed,
        lambda organisation: organisation_name(organisation.name),
    )


@dataclass(frozen=True)
class _Typed:
    """What can be compared of what has been typed so far; the name only once it is whole."""

    points: dict[str, PointKind]
    name: str
    whole_name: bool
    address: Address | None
    number: str = ""


def _found(records: Any, owner: str, typed: _Typed, name_of: Any) -> list[ProbableDuplicate]:
    points = ContactPoint.objects.filter(normalised__in=typed.points, **{f"{owner}__isnull": False})
    surest = Q(pk__in=points.values(owner))
    if typed.number:
        surest |= Q(enterprise_number=typed.number)
    wanted = surest | Q(likeness__gte=ALIKE) if typed.whole_name else surest
    found = (
        records.alias(likeness=TrigramSimilarity("search", typed.name))
        .filter(wanted)
        .order_by(Case(When(surest, then=0), default=1), "-likeness", "pk")
        .prefetch_related("contact_points")
    )
    ranked = sorted((_ranked(one, typed, name_of(one)) for one in found[: MOST * 4]), key=lambda one: one[0])
    return [duplicate for _rank, duplicate in ranked[:MOST]]


def _normalised(mail: str, phone: str) -> dict[str, PointKind]:
    found = {}
    for kind, text, normalise in (
        (PointKind.MAIL, mail, normalise_mail),
        (PointKind.PHONE, phone, normalise_phone),
    ):
        try:
            found[normalise(text)] = kind
        except ValidationError:
            continue
    return found


def _number(text: str) -> str:
    try:
        return numbers.parse(text)
    except ValidationError:
        return ""


def _ranked(record: Any, typed: _Typed, name: str) -> tuple[tuple[int, int], ProbableDuplicate]:
    shared = {typed.points.get(point.normalised) for point in record.contact_points.all()}
    same_place = typed.address is not None and record.address_id == typed.address.pk
    reasons = (
        (
            bool(typed.number) and record.enterprise_number == typed.number,
            _("has the same enterprise number"),
        ),
        (PointKind.MAIL in shared, _("has the same mail address")),
        (PointKind.PHONE in shared, _("has the same phone number")),
        (name == typed.name, _("has the same name")),
        (same_place, _("has a name that looks like it, and the same address")),
        (True, _("has a name that looks like it")),
    )
    rank, reason = next((rank, text) for rank, (holds, text) in enumerate(reasons) if holds)
    return (rank, not same_place), ProbableDuplicate(record, reason)
