"""Putting back what belongs to a contact and was removed by mistake."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from oss.contacts.models import (
    AssociationBuilding,
    AssociationRole,
    ContactPoint,
    Employment,
    Organisation,
    Person,
)
from oss.contacts.models.contractors import Evaluation, Training
from oss.contacts.recording import require_in_use, right_on
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import hold, operation

PARTS: dict[str, type[Model]] = {
    "contact-point": ContactPoint,
    "employment": Employment,
    "building": AssociationBuilding,
    "role": AssociationRole,
    "training": Training,
    "evaluation": Evaluation,
}
"""What is removed from a contact, by the name that stands in URLs."""


@operation(right_on("change"))
def restore_part(record: Person | Organisation, part: str, key: int, *, by: User | None) -> None:
    """As it was; a contact point that was the preferred one of its kind is so again.

    Refused where it is no removed part of this contact, where it does not fit any more, and where who it is
    of is out of use.
    """
    hold(type(record).objects, record, by=by)
    row = as_it_was(removal_of(PARTS[part], key))
    owners = _owners(row)
    if record not in owners:
        raise Refused(_("There is nothing to put back."))
    for owner in owners:
        try:
            require_in_use(owner)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
    if isinstance(row, ContactPoint) and row.preferred:
        record.contact_points.filter(kind=row.kind, preferred=True).update(preferred=False)
    save_again(row)


def _owners(row: Model) -> list[Person | Organisation]:
    try:
        match row:
            case Training() | Evaluation():
                return [row.contractor.organisation]
            case AssociationBuilding():
                return [row.organisation]
            case AssociationRole():
                everybody = (row.association, row.person, row.organisation)
                return [owner for owner in everybody if owner is not None]
            case ContactPoint() | Employment():
                return [owner for owner in (row.person, row.organisation) if owner is not None]
    except ObjectDoesNotExist:  # deleted since
        pass
    return []
