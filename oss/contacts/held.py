"""What contacts hold about people."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from oss.contacts.models import (
    Alias,
    AssociationBuilding,
    AssociationRole,
    ContactPoint,
    Contractor,
    DuplicatePair,
    Employment,
    Evaluation,
    Merge,
    Organisation,
    Person,
    PointKind,
    RefusedRow,
)
from oss.core.held import Forgotten, hold_about, rows_of

WHO = "clients and who is involved with them"


def mail_addresses(person: Person) -> QuerySet[Any]:
    """By which mails are known to be from or to this person."""
    return ContactPoint.objects.filter(person=person, kind=PointKind.MAIL).values("normalised")


hold_about(
    Person,
    WHO,
    "to answer and to help them",
    "created_at",
    Forgotten.TOMBSTONE,
    lambda person: Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)),
)
hold_about(Organisation, "sole traders", "to reach contractors and partners", "created_at", Forgotten.KEEP)
for model, why in (
    (Alias, "to find somebody by an earlier name"),
    (ContactPoint, "to reach them"),
    (Employment, "to know for whom somebody speaks"),
    (AssociationRole, "to know who decides in a building"),
):
    hold_about(model, WHO, why, "", Forgotten.DELETE, rows_of(model, "person"))
hold_about(
    Merge,
    WHO,
    "to undo the merge of two records",
    "at",
    Forgotten.TOMBSTONE,
    lambda person: Merge.objects.filter(Q(winner_person=person) | Q(loser_person=person)),
)
hold_about(
    DuplicatePair,
    WHO,
    "to find records of one person",
    "",
    Forgotten.DELETE,
    lambda person: DuplicatePair.objects.filter(Q(first_person=person) | Q(second_person=person)),
)
OF_ORGANISATIONS: tuple[tuple[type[Model], str], ...] = (
    (AssociationBuilding, "to know which building an association has"),
    (Contractor, "to propose contractors"),
    (Evaluation, "to judge contractors"),
)
for kind, why in OF_ORGANISATIONS:
    hold_about(kind, "sole traders", why, "", Forgotten.KEEP)
hold_about(RefusedRow, WHO, "to correct what could not be imported", "", Forgotten.DELETE)  # with its import
