"""What is done with the roster: hours of the week, closed days and extra openings are put on it, changed and
taken off.

Whoever writes a row holds its desk first, so that no two lines speak of the same hours.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.changes import require_known
from oss.core.conflicts import check_seen
from oss.core.dates import written
from oss.core.locks import lock
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, operation
from oss.staff.rosters.hours import overlap
from oss.staff.rosters.models import ClosedDays, ExtraOpening, RosterLine

MAY_KEEP = "staff.change_rosterline"
_NO_ACCESS = gettext_lazy("The roster is kept by the coordinator and the administrator.")

RosterRow = RosterLine | ExtraOpening | ClosedDays
_SHIFT = ("place", "opens", "closes", "seats", "colleagues")
FIELDS: dict[type[Any], tuple[str, ...]] = {
    RosterLine: (*_SHIFT, "weekday", "valid_from", "valid_until"),
    ExtraOpening: (*_SHIFT, "day", "reason"),
    ClosedDays: ("place", "first_day", "last_day", "reason"),
}


@operation(MAY_KEEP, refused=_NO_ACCESS)
def put_on_roster(row: RosterRow, *, by: User, **known: Any) -> RosterRow:
    """A new `row`, not saved, with what is known of it. ValidationError where it doesn't fit."""
    lock("roster")
    _set(row, known)
    return row


@operation(MAY_KEEP, refused=_NO_ACCESS)
def change_roster(
    row: RosterRow, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> RosterRow:
    """Conflict where a field no longer holds what was `seen`."""
    lock("roster")
    held: RosterRow = hold(_rows(row), row, by=by)
    check_seen(held, changes, seen)
    _set(held, changes)
    return held


@operation(MAY_KEEP, refused=_NO_ACCESS)
def take_off_roster(row: RosterRow, *, by: User, seen: str | None = None) -> None:
    held: RosterRow = hold(_rows(row), row, by=by)
    check_state(held, seen=seen)
    held.removed_at = timezone.now()
    held.save(update_fields=["removed_at"])


@operation(MAY_KEEP, refused=_NO_ACCESS)
def put_back_on_roster(row: RosterRow, *, by: User) -> RosterRow:
    """As it was taken off. ValidationError where other hours stand there by now."""
    lock("roster")
    held: RosterRow = hold(_rows(row), row, by=None)  # visible is only what stands there
    held.removed_at = None
    _check(held, None)
    held.save(update_fields=["removed_at"])
    return held


def _rows(row: RosterRow) -> Any:
    return type(row).objects


def _set(row: RosterRow, changes: Mapping[str, Any]) -> None:
    require_known(changes, set(FIELDS[type(row)]), "a row of the roster")
    own = {name: value for name, value in changes.items() if name != "colleagues"}
    for name, value in own.items():
        setattr(row, name, value)
    _check(row, changes.get("colleagues"))
    row.save()
    if "colleagues" in changes and not isinstance(row, ClosedDays):
        row.colleagues.set(changes["colleagues"])


def _check(row: RosterRow, colleagues: Any) -> None:
    row.full_clean(exclude=["colleagues"])
    if isinstance(row, ClosedDays):
        return
    if colleagues is None and row.pk:
        colleagues = row.colleagues.all()
    if colleagues is not None and len(colleagues) > row.seats:
        raise ValidationError({"seats": _("You chose more colleagues than sit there.")})
    if isinstance(row, RosterLine):
        _check_overlap(row)
    else:
        _check_extra_overlap(row)


def _check_overlap(row: RosterLine) -> None:
    there = RosterLine.objects.current().filter(place=row.place_id, weekday=row.weekday).exclude(pk=row.pk)
    for other in there:
        if overlap(row, other):
            told = {"hours": str(other), "day": written(other.valid_from)}
            raise ValidationError(
                {"opens": _("There are hours at that moment already: %(hours)s, from %(day)s.") % told}
            )


def _check_extra_overlap(row: ExtraOpening) -> None:
    """Two extra openings at one moment would count its hours twice; over hours of the week one is a colleague
    more."""
    there = ExtraOpening.objects.current().filter(place=row.place_id, day=row.day).exclude(pk=row.pk)
    other = there.filter(opens__lt=row.closes, closes__gt=row.opens).first()
    if other is not None:
        told = _("There is an extra opening at that moment already: %(hours)s. Change that one.")
        raise ValidationError({"opens": told % {"hours": other}})
