"""The contractor pool: what is known of a contractor, and how it did."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from oss.contacts.models import Organisation
from oss.contacts.models.contractors import Contractor, Evaluation, Training
from oss.contacts.recording import require_in_use
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.staff.models import User
from oss.staff.rights import hold, operation

MAY_CHANGE = "contacts.change_organisation"
CONTRACTOR_FIELDS = frozenset({"status", "segments", "specialities", "remarks"})


@operation(MAY_CHANGE)
def update_contractor(
    organisation: Organisation, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Contractor:
    """Sets the given fields and nothing else; makes the pool's record with the first change.

    Another status counts from today. TypeError for what is not a field that staff edit; Conflict where a
    field no longer holds what was `seen`.
    """
    require_known(changes, CONTRACTOR_FIELDS, "update_contractor")
    contractor = _contractor_of(organisation, by)
    check_seen(contractor, changes, seen)
    specialities = changes.pop("specialities", None)
    if changes.get("status", contractor.status) != contractor.status:
        contractor.status_since = timezone.localdate()
    write_changes(contractor, changes)
    contractor.full_clean()
    contractor.save()
    if specialities is not None:
        contractor.specialities.set(specialities)
    return contractor


@operation(MAY_CHANGE)
def add_training(
    organisation: Organisation,
    *,
    by: User,
    name: str,
    followed_on: date | None = None,
    valid_until: date | None = None,
) -> Training:
    """ValidationError where it would end before it was followed."""
    training = Training(
        contractor=_contractor_of(organisation, by),
        name=name.strip(),
        followed_on=followed_on,
        valid_until=valid_until,
    )
    training.full_clean()
    training.save()
    return training


@operation(MAY_CHANGE)
def add_evaluation(organisation: Organisation, *, by: User, score: int, text: str = "") -> Evaluation:
    """From 1 (bad) to 5 (excellent), of today."""
    evaluation = Evaluation(
        contractor=_contractor_of(organisation, by), score=score, text=text.strip(), evaluated_by=by
    )
    evaluation.full_clean()
    evaluation.save()
    return evaluation


@operation(MAY_CHANGE)
def remove_training(organisation: Organisation, key: int, *, by: User) -> None:
    """For what was a mistake; a training that is over keeps its last day. Gone already, it is left so."""
    Training.objects.filter(contractor__organisation=organisation, pk=key).delete()


@operation(MAY_CHANGE)
def remove_evaluation(organisation: Organisation, key: int, *, by: User) -> None:
    """For what was a mistake."""
    Evaluation.objects.filter(contractor__organisation=organisation, pk=key).delete()


def _contractor_of(organisation: Organisation, by: User) -> Contractor:
    """The organisation is locked first, so that two colleagues never make two records."""
    locked = hold(Organisation.objects, organisation, by=by)
    require_in_use(locked)
    contractor, _made = Contractor.objects.get_or_create(organisation=locked)
    return contractor
