"""What staff take over from the company register, and which building an association (VME) is of."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.addresses.models import Building
from oss.contacts.models import (
    AssociationBuilding,
    AssociationMatch,
    MatchState,
    Organisation,
    OrganisationKind,
    PointKind,
)
from oss.contacts.operations.parts import update_organisation
from oss.contacts.operations.records import add_contact_point, create_organisation
from oss.contacts.register.filling import RegisterDetails, details_of
from oss.core.conflicts import check_seen
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import hold, operation


@operation("contacts.change_associationmatch")
def settle_match(
    match: AssociationMatch,
    *,
    building: Building | None,
    by: User,
    seen: Mapping[str, Any] | None = None,
) -> AssociationMatch:
    """What staff found: this building, or none of ours. The next import leaves it as it is.

    An organisation with that number gets the building, in place of the one it had by this match. Conflict
    where the building is no longer the one that was `seen`.
    """
    current = hold(AssociationMatch.objects, match, by=by)
    check_seen(current, {"building": building}, seen)
    before = current.building_id
    current.state = MatchState.NONE if building is None else MatchState.SETTLED
    current.building, current.problem = building, ""
    current.decided_by, current.decided_at = by, timezone.now()
    current.save()
    for organisation in Organisation.objects.filter(enterprise_number=current.enterprise_id):
        if before != current.building_id:
            organisation.building_links.filter(building=before).delete()
        if building is not None:
            organisation.building_links.get_or_create(building=building)
    return current


@operation("contacts.change_associationmatch")
def adopt_association(match: AssociationMatch, *, by: User) -> Organisation:
    """Makes the association one of our organisations, with its building and what the register knows of it.

    Refused if it is one already.
    """
    enterprise = match.enterprise
    hold(AssociationMatch.objects, match, by=by)
    if known := Organisation.objects.filter(enterprise_number=enterprise.number).first():
        raise Refused(_("“%(name)s” is known already.") % {"name": known})
    organisation = create_organisation(
        by=by,
        name=(enterprise.name or enterprise.number)[:160],
        kind=OrganisationKind.VME,
        enterprise_number=enterprise.number,
    )
    fill_in(organisation, by=by)
    if match.building is not None:
        AssociationBuilding.objects.create(organisation=organisation, building=match.building)
    return organisation


@operation("contacts.change_organisation")
def fill_in(organisation: Organisation, *, by: User) -> RegisterDetails:
    """Takes over name, juridical form, address and ways to reach it; what the register leaves open stays.

    Refused without an enterprise number; ValidationError as `details_of`.
    """
    if not organisation.enterprise_number:
        raise Refused(_("Enter the enterprise number first."))
    found = details_of(organisation.enterprise_number)
    known: dict[str, Any] = {
        "name": found.name[:160],
        "address": found.address,
        "juridical_form": found.juridical_form,
    }
    update_organisation(organisation, by=by, **{name: value for name, value in known.items() if value})
    for kind, value in ((PointKind.MAIL, found.mail), (PointKind.PHONE, found.phone)):
        _reach(organisation, kind, value, by)
    return found


def _reach(organisation: Organisation, kind: PointKind, value: str, by: User) -> None:
    """The register's own typing errors are left out: staff can do nothing about them here."""
    if not value:
        return
    try:
        add_contact_point(organisation, by=by, kind=kind, value=value)
    except ValidationError:
        return
