"""Giving somebody a role in an owners' association (VME), changing it, and taking back what was a mistake."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.contacts.models import (
    AssociationRole,
    AssociationRoleKind,
    Organisation,
    OrganisationKind,
    Person,
)
from oss.contacts.recording import require_in_use
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.staff.models import User
from oss.staff.rights import hold, hold_part, operation

MAY_CHANGE = "contacts.change_organisation"
ROLE_FIELDS = frozenset({"professional", "since", "until", "note"})


@operation(MAY_CHANGE)
def set_association_role(
    association: Organisation,
    *,
    by: User | None,
    role: AssociationRoleKind | str,
    person: Person | None = None,
    organisation: Organisation | None = None,
    professional: bool | None = None,
    since: date | None = None,
    until: date | None = None,
    note: str = "",
) -> AssociationRole:
    """A new syndic follows the one there is, who ends the day before; who has the role already keeps it.

    ValidationError, naming the field: no VME, somebody out of use, nobody chosen, an end before the begin,
    a new syndic of whom it is not said since when, and more about a role that somebody has already.
    """
    current = hold(Organisation.objects, association, by=by)
    require_in_use(current)
    if current.kind != OrganisationKind.VME:
        raise ValidationError(_("Only an owners' association (VME) has a syndic and a council."))
    for holder in (person, organisation):
        if holder is not None:
            require_in_use(holder)
    wanted = AssociationRole(
        association=current,
        role=role,
        person=person,
        organisation=organisation,
        professional=professional,
        since=since,
        until=until,
        note=note.strip(),
    )
    if until is None and (same := _same(wanted)):
        _check_nothing_new(same, wanted)
        return same
    if role == AssociationRoleKind.SYNDIC and until is None and (person or organisation):
        _end_before(current, wanted)
    wanted.full_clean()
    wanted.save()
    return wanted


@operation(MAY_CHANGE)
def update_association_role(
    held: AssociationRole, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> AssociationRole:
    """Sets the given fields and nothing else; an `until` ends it.

    TypeError for what is not a field that staff edit; Conflict where a field no longer holds what was `seen`;
    ValidationError as `set_association_role`.
    """
    require_known(changes, ROLE_FIELDS, "update_association_role")
    current = hold_part(AssociationRole.objects, held, by=by)
    require_in_use(current.association)
    check_seen(current, changes, seen)
    write_changes(current, changes)
    current.full_clean()
    current.save(update_fields=[*changes])
    return current


@operation(MAY_CHANGE)
def end_association_role(held: AssociationRole, *, by: User | None, on: date) -> AssociationRole:
    """`on` is the last day."""
    return update_association_role(held, by=by, until=on)


@operation(MAY_CHANGE)
def remove_association_role(held: AssociationRole, *, by: User | None) -> None:
    """For what was a mistake; who stopped gets an end date."""
    AssociationRole.objects.filter(pk=held.pk).delete()


def _same(wanted: AssociationRole) -> AssociationRole | None:
    return AssociationRole.objects.filter(
        association=wanted.association,
        role=wanted.role,
        person=wanted.person,
        organisation=wanted.organisation,
        until=None,
    ).first()


def _check_nothing_new(held: AssociationRole, wanted: AssociationRole) -> None:
    """What is said of a role that is held is a change of that one, with what its user saw."""
    for name in ROLE_FIELDS:
        said = getattr(wanted, name)
        if said not in (None, "", getattr(held, name)):
            raise ValidationError(
                _("%(name)s has this role already: change it there.") % {"name": held.holder_name}
            )


def _end_before(association: Organisation, wanted: AssociationRole) -> None:
    before = association.roles.syndics().filter(until=None).for_list().first()
    if before is None:
        return
    if wanted.since is None:
        raise ValidationError(
            {
                "since": _("%(name)s is the syndic now, and ends the day before: say since when.")
                % {"name": before.holder_name}
            }
        )
    before.until = wanted.since - timedelta(days=1)
    try:
        before.full_clean()
    except ValidationError as error:
        raise ValidationError(
            {"since": _("%(name)s began after that day: check the date.") % {"name": before.holder_name}}
        ) from error
    before.save(update_fields=["until"])
