"""Who may already be known under another spelling: a hint while somebody types, never a decision."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from oss.addresses.text_search import fold
from oss.contacts.channels import normalise_mail, normalise_phone
from oss.contacts.models import ContactPoint, Kind, Person

ALIKE = 0.6
"""Trigram similarity of whole names from which they count as alike: Jansens and Janssens."""
MOST = 5


@dataclass(frozen=True)
class ProbableDuplicate:
    person: Person
    reason: str


def probable_duplicates(
    *, first_name: str = "", last_name: str = "", mail: str = "", phone: str = ""
) -> list[ProbableDuplicate]:
    """At most five, the surest first: same mail address, same phone number, same name, a name like it."""
    normalised = _normalised(mail, phone)
    points = ContactPoint.objects.filter(normalised__in=normalised, person__isnull=False)
    name = fold(f"{first_name} {last_name}")
    whole_name = bool(fold(first_name) and fold(last_name))
    by_name = Q(likeness__gte=ALIKE) if whole_name else Q(pk__in=[])
    found = (
        Person.objects.alias(likeness=TrigramSimilarity("search", name))
        .filter(Q(pk__in=points.values("person")) | by_name)
        .order_by("-likeness", "pk")
        .prefetch_related("contact_points")
    )
    ranked = sorted(
        (_ranked(person, normalised, name) for person in found[: MOST * 4]), key=lambda one: one[0]
    )
    return [duplicate for _rank, duplicate in ranked[:MOST]]


def _normalised(mail: str, phone: str) -> dict[str, Kind]:
    """What can be compared of what has been typed so far."""
    found = {}
    for kind, text, normalise in ((Kind.MAIL, mail, normalise_mail), (Kind.PHONE, phone, normalise_phone)):
        try:
            found[normalise(text)] = kind
        except ValidationError:
            continue
    return found


def _ranked(person: Person, normalised: dict[str, Kind], name: str) -> tuple[int, ProbableDuplicate]:
    shared = {normalised.get(point.normalised) for point in person.contact_points.all()}
    if Kind.MAIL in shared:
        return 0, ProbableDuplicate(person, _("has the same mail address"))
    if Kind.PHONE in shared:
        return 1, ProbableDuplicate(person, _("has the same phone number"))
    if fold(person.name) == name:
        return 2, ProbableDuplicate(person, _("has the same name"))
    return 3, ProbableDuplicate(person, _("has a name that looks like it"))
