"""Changing what is known of a person or an organisation: fields, ways to reach them, who works where."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.addresses.models import Building
from oss.contacts import enterprise_number as numbers
from oss.contacts import iban as ibans
from oss.contacts.channels import normalise_mail, normalise_phone
from oss.contacts.models import (
    AssociationBuilding,
    ContactPoint,
    ContactState,
    Employment,
    Organisation,
    OrganisationKind,
    Person,
    PointKind,
)
from oss.contacts.recording import contact_of, require_in_use, right_on
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, operation

ORGANISATION_FIELDS = frozenset(
    {"name", "kind", "enterprise_number", "juridical_form", "address", "iban", "notes"}
)

EMPLOYMENT_FIELDS = frozenset({"role", "since", "until"})


@operation("contacts.change_organisation")
def update_organisation(
    organisation: Organisation, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Organisation:
    """Sets the given fields and nothing else. TypeError for what is not a field that staff edit; Conflict
    where a field no longer holds what was `seen`; ValidationError for a wrong enterprise number, or one that
    another organisation has, and where the organisation is out of use."""
    require_known(changes, ORGANISATION_FIELDS, "update_organisation")
    current = hold(Organisation.objects, organisation, by=by)
    require_in_use(current)
    check_seen(current, changes, seen)
    write_changes(current, changes)
    if "enterprise_number" in changes:
        typed = current.enterprise_number or ""
        current.enterprise_number = numbers.parse(typed) if typed else None
    if current.iban:
        current.iban = ibans.parse(current.iban)
    current.full_clean()
    current.save(update_fields=[*changes, "updated_at"])
    return current


@operation(right_on("change"))
def change_contact_point(
    point: ContactPoint,
    *,
    by: User | None,
    value: str | None = None,
    preferred: bool = False,
    state: ContactState | str | None = None,
    seen: Mapping[str, Any] | None = None,
    seen_state: str | None = None,
) -> ContactPoint:
    """Corrects the value, marks it as the preferred one of its kind, or as valid or bouncing.

    A corrected value is taken to be valid again. ValidationError at "value" for what cannot be one, or what
    the owner has already; Conflict where the value is no longer what was `seen`; Refused where the point is
    not as it was, `seen_state` (`oss.core.seen_state`).
    """
    owner: Any = contact_of(point)
    hold(type(owner).objects, owner, by=by)
    current = ContactPoint.objects.get(pk=point.pk)
    check_state(current, seen=seen_state)
    if value is not None:
        check_seen(current, {"value": value}, seen)
        _set_value(current, owner, value)
    if state is not None:
        current.state = ContactState(state)
    if preferred and not current.preferred:
        owner.contact_points.filter(kind=current.kind, preferred=True).update(preferred=False)
        current.preferred = True
    current.save(update_fields=["value", "normalised", "preferred", "state"])
    return current


@operation(right_on("change"))
def remove_contact_point(point: ContactPoint, *, by: User | None, seen_state: str | None = None) -> None:
    """The oldest that remains of its kind becomes the preferred one, where this one was."""
    owner: Any = contact_of(point)
    hold(type(owner).objects, owner, by=by)
    of_kind = owner.contact_points.filter(kind=point.kind)
    if current := of_kind.filter(pk=point.pk).first():
        check_state(current, seen=seen_state)
    of_kind.filter(pk=point.pk).delete()
    if not of_kind.filter(preferred=True).exists():
        following = of_kind.order_by("-state", "pk").first()
        if following is not None:
            following.preferred = True
            following.save(update_fields=["preferred"])


@operation("contacts.change_organisation")
def add_building(organisation: Organisation, building: Building, *, by: User | None) -> AssociationBuilding:
    """One it has already stays as it is. ValidationError where the organisation is no owners' association,
    or out of use."""
    current = hold(Organisation.objects, organisation, by=by)
    require_in_use(current)
    if current.kind != OrganisationKind.VME:
        raise ValidationError({"building": _("Only an owners' association (VME) has buildings.")})
    link, _made = AssociationBuilding.objects.get_or_create(organisation=current, building=building)
    return link


@operation("contacts.change_organisation")
def remove_building(link: AssociationBuilding, *, by: User | None) -> None:
    """The building stays; it is no longer one of this association."""
    AssociationBuilding.objects.filter(pk=link.pk).delete()


@operation("contacts.change_person")
def add_employment(
    *,
    by: User | None,
    person: Person,
    organisation: Organisation,
    role: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Employment:
    """ValidationError where it would end before it begins, and where one of the two is out of use."""
    require_in_use(hold(Person.objects, person, by=by))
    require_in_use(hold(Organisation.objects, organisation, by=by))
    employment = Employment(
        person=person, organisation=organisation, role=role.strip(), since=since, until=until
    )
    employment.full_clean()
    employment.save()
    return employment


@operation("contacts.change_person")
def update_employment(
    employment: Employment, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Employment:
    """Sets role, since and until where they are given. Conflict where one no longer holds what was `seen`."""
    require_known(changes, EMPLOYMENT_FIELDS, "update_employment")
    current = hold(Employment.objects, employment, by=by)
    check_seen(current, changes, seen)
    write_changes(current, changes)
    current.full_clean()
    current.save(update_fields=[*changes])
    return current


@operation("contacts.change_person")
def remove_employment(employment: Employment, *, by: User | None, seen_state: str | None = None) -> None:
    """For what was a mistake; who left gets an end date."""
    if current := hold_if_there(Employment.objects, employment, by=by):
        check_state(current, seen=seen_state)
        current.delete()


def _set_value(point: ContactPoint, owner: Person | Organisation, value: str) -> None:
    try:
        normalised = normalise_mail(value) if point.kind == PointKind.MAIL else normalise_phone(value)
    except ValidationError as error:
        raise ValidationError({"value": error.messages}) from error
    if owner.contact_points.filter(kind=point.kind, normalised=normalised).exclude(pk=point.pk).exists():
        raise ValidationError({"value": _("“%(value)s” stands here already.") % {"value": value.strip()}})
    if normalised != point.normalised:
        point.state = ContactState.VALID
    point.value, point.normalised = value.strip(), normalised
