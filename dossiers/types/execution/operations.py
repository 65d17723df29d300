"""What is done with an execution beside its fields: street furniture, complaints, the permit of its works."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dossiers.flows.table import DossierType
from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier
from dossiers.types.execution.model import Complaint, ExecutionDetail, StreetElement, StreetFurniture
from dossiers.types.execution.own_works import at_the_street, works_on
from dossiers.works.operations import update_work
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_if_there, hold_part, operation
from oss.timeline.operations import record

PERMIT_FIELDS = ("permit", "permit_asked_on", "permit_granted_on", "permit_refused_on")
"""What dossier and work both say of a permit, by the same names."""
STREET_DAYS = ("asked_on", "confirmed_on", "removed_on", "put_back_on")
STREET_FIELDS = frozenset({"needed", "authority", *STREET_DAYS})
COMPLAINT_FIELDS = frozenset(
    {
        *("reported_on", "reported_by", "about", "work", "what", "requested_repair", "answer"),
        *("solved_on", "outcome"),
    }
)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def follow_permit(detail: ExecutionDetail, before: Mapping[str, Any], *, by: User) -> None:
    """What is said of the permit of the dossier holds for its works at the street; without one for all.

    A work that says something else by itself keeps that. `before`: what the changed fields held.
    """
    now = {name: getattr(detail, name) for name in PERMIT_FIELDS}
    if not now["permit"]:
        return
    followed = now | {name: before[name] for name in PERMIT_FIELDS if name in before}
    dossier = detail.dossier
    for work in at_the_street(dossier) or works_on(dossier):
        own = {name: getattr(work, name) for name in PERMIT_FIELDS}
        if own != now and (not own["permit"] or own == followed):
            update_work(work, by=by, **now)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def answer_street_furniture(
    dossier: Dossier,
    element: StreetElement,
    *,
    by: User,
    seen: Mapping[str, Any] | None = None,
    **changes: Any,
) -> StreetFurniture:
    """Whether the element must go, and how far that is. Sets the given fields, at first `needed` too."""
    require_known(changes, STREET_FIELDS, "answer_street_furniture")
    locked = _execution(dossier, by)
    found = locked.street_furniture.filter(element=element).first()
    row = found or StreetFurniture(dossier=locked, element=element)
    if found is not None:
        check_seen(row, changes, seen)
    not_in_the_future_nor_long_ago(**{name: changes.get(name) for name in STREET_DAYS})
    write_changes(row, changes)
    row.full_clean()
    row.save()
    return row


@operation(MAY_CHANGE, refused=NO_ACCESS)
def no_more_street_furniture(dossier: Dossier, *, by: User) -> int:
    """Nothing else has to go: every element that nobody answered stays. Returns how many those were."""
    locked = _execution(dossier, by)
    answered = locked.street_furniture.values("element")
    open_ones = StreetElement.objects.active().exclude(pk__in=answered)
    rows = [StreetFurniture(dossier=locked, element=one, needed=False) for one in open_ones]
    for row in rows:
        row.save()
    return len(rows)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_complaint(dossier: Dossier, *, by: User, **told: Any) -> Complaint:
    require_known(told, COMPLAINT_FIELDS, "add_complaint")
    locked = _execution(dossier, by)
    complaint = Complaint(dossier=locked)
    _write(complaint, told)
    record(locked.case_file, "complaint_noted", by=by, about=str(complaint.get_about_display()))
    if complaint.solved_on is not None:
        _tell_solved(complaint, by)
    return complaint


@operation(MAY_CHANGE, refused=NO_ACCESS)
def change_complaint(
    complaint: Complaint, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Complaint:
    """Sets the given fields and nothing else; Conflict where one does not hold any more what was `seen`."""
    require_known(changes, COMPLAINT_FIELDS, "change_complaint")
    lock_to_change(complaint.dossier, by)
    held = hold_part(Complaint.objects.select_related("dossier__case_file"), complaint, by=by)
    check_seen(held, changes, seen)
    was_open = held.solved_on is None
    _write(held, changes)
    if was_open and held.solved_on is not None:
        _tell_solved(held, by)
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def remove_complaint(complaint: Complaint, *, by: User, seen: str | None = None) -> None:
    """For what was noted by mistake; its history stays."""
    locked = lock_to_change(complaint.dossier, by)
    held = hold_if_there(Complaint.objects, complaint, by=by)
    if held is None:
        return
    check_state(held, seen=seen)
    held.delete()
    record(locked.case_file, "complaint_removed", by=by, about=str(held.get_about_display()))


@operation(MAY_CHANGE, refused=NO_ACCESS)
def restore_complaint(dossier: Dossier, pk: int, *, by: User) -> Complaint:
    """Puts back what was taken away last, as it was. Refused where it is there or is of another dossier."""
    locked = _execution(dossier, by)
    complaint: Complaint = as_it_was(removal_of(Complaint, pk))
    if complaint.dossier_id != locked.pk:
        raise Refused(_("There is nothing to put back."))
    save_again(complaint)
    record(locked.case_file, "complaint_noted", by=by, about=str(complaint.get_about_display()))
    return complaint


def _execution(dossier: Dossier, by: User) -> Dossier:
    locked = lock_to_change(dossier, by)
    if locked.type != DossierType.EXECUTION:
        raise Refused(_("Dossier %(number)s executes no works.") % {"number": locked})
    return locked


def _write(complaint: Complaint, told: Mapping[str, Any]) -> None:
    not_in_the_future_nor_long_ago(reported_on=told.get("reported_on"), solved_on=told.get("solved_on"))
    write_changes(complaint, told)
    complaint.full_clean()
    complaint.save()


def _tell_solved(complaint: Complaint, by: User) -> None:
    told = {"about": str(complaint.get_about_display()), "outcome": complaint.outcome}
    record(complaint.dossier.case_file, "complaint_solved", by=by, **told)
