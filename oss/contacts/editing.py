"""Changing what is known of a person or an organisation: fields, ways to reach them, who works where."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
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
from oss.contacts.recording import require_in_use, require_on
from oss.core.conflicts import check_seen
from oss.core.history import recorded
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import require

ORGANISATION_FIELDS = frozenset(
    {"name", "kind", "enterprise_number", "juridical_form", "address", "iban", "notes"}
)

EMPLOYMENT_FIELDS = frozenset({"role", "since", "until"})


def update_organisation(
    organisation: Organisation, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Organisation:
    """Sets the given fields and nothing else. TypeError for what is not a field that staff edit; Conflict
    where a field no longer holds what was `seen`; ValidationError for a wrong enterprise number, or one that
    another organisation has, and where the organisation is out of use."""
    require(by, "contacts.change_organisation")
    if unknown := changes.keys() - ORGANISATION_FIELDS:
        raise TypeError(f"update_organisation does not set {', '.join(sorted(unknown))}")
    with transaction.atomic(), recorded(by, "update_organisation"):
        current = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        require_in_use(current)
        check_seen(current, changes, seen)
        for name, value in changes.items():
            setattr(current, name, value.strip() if isinstance(value, str) else value)
        if "enterprise_number" in changes:
            typed = current.enterprise_number or ""
            current.enterprise_number = numbers.parse(typed) if typed else None
        if current.iban:
            current.iban = ibans.parse(current.iban)
        current.full_clean()
        current.save(update_fields=[*changes, "updated_at"])
    return current


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
    owner = _lock_owner(point, by)
    with transaction.atomic(), recorded(by, "change_contact_point"):
        type(owner).objects.select_for_update(of=("self",)).get(pk=owner.pk)
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


def remove_contact_point(point: ContactPoint, *, by: User | None, seen_state: str | None = None) -> None:
    """The oldest that remains of its kind becomes the preferred one, where this one was."""
    owner = _lock_owner(point, by)
    with transaction.atomic(), recorded(by, "remove_contact_point"):
        type(owner).objects.select_for_update(of=("self",)).get(pk=owner.pk)
        of_kind = owner.contact_points.filter(kind=point.kind)
        if current := of_kind.filter(pk=point.pk).first():
            check_state(current, seen=seen_state)
        of_kind.filter(pk=point.pk).delete()
        if not of_kind.filter(preferred=True).exists():
            following = of_kind.order_by("-state", "pk").first()
            if following is not None:
                following.preferred = True
                following.save(update_fields=["preferred"])


def add_building(organisation: Organisation, building: Building, *, by: User | None) -> AssociationBuilding:
    """One it has already stays as it is. ValidationError where the organisation is no owners' association,
    or out of use."""
    require(by, "contacts.change_organisation")
    with transaction.atomic(), recorded(by, "add_building"):
        current = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        require_in_use(current)
        if current.kind != OrganisationKind.VME:
            raise ValidationError({"building": _("Only an owners' association (VME) has buildings.")})
        link, _made = AssociationBuilding.objects.get_or_create(organisation=current, building=building)
    return link


def remove_building(link: AssociationBuilding, *, by: User | None) -> None:
    """The building stays; it is no longer one of this association."""
    require(by, "contacts.change_organisation")
    with transaction.atomic(), recorded(by, "remove_building"):
        AssociationBuilding.objects.filter(pk=link.pk).delete()


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
    require(by, "contacts.change_person")
    with transaction.atomic(), recorded(by, "add_employment"):
        require_in_use(Person.objects.select_for_update(of=("self",)).get(pk=person.pk))
        require_in_use(Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk))
        employment = Employment(
            person=person, organisation=organisation, role=role.strip(), since=since, until=until
        )
        employment.full_clean()
        employment.save()
    return employment


def update_employment(
    employment: Employment, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Employment:
    """Sets role, since and until where they are given. Conflict where one no longer holds what was `seen`."""
    require(by, "contacts.change_person")
    if unknown := changes.keys() - EMPLOYMENT_FIELDS:
        raise TypeError(f"update_employment does not set {', '.join(sorted(unknown))}")
    with transaction.atomic(), recorded(by, "update_employment"):
        current = Employment.objects.select_for_update().get(pk=employment.pk)
        check_seen(current, changes, seen)
        for name, value in changes.items():
            setattr(current, name, value.strip() if isinstance(value, str) else value)
        current.full_clean()
        current.save(update_fields=[*changes])
    return current


def remove_employment(employment: Employment, *, by: User | None, seen_state: str | None = None) -> None:
    """For what was a mistake; who left gets an end date."""
    require(by, "contacts.change_person")
    with transaction.atomic(), recorded(by, "remove_employment"):
        if current := Employment.objects.select_for_update(of=("self",)).filter(pk=employment.pk).first():
            check_state(current, seen=seen_state)
            current.delete()


def _lock_owner(point: ContactPoint, by: User | None) -> Person | Organisation:
    owner = point.person or point.organisation
    if owner is None:
        raise LookupError(f"contact point {point.pk} has no owner")
    require_on(by, "change", owner)
    return owner


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
