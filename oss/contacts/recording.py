"""What every operation on contacts begins with: may they, and is who it is about in use."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.contacts.models import Organisation, Person
from oss.staff.models import User
from oss.staff.rights import require


def require_on(by: User | None, verb: str, record: Person | Organisation) -> None:
    require(by, f"contacts.{verb}_{record._meta.model_name}")


def require_in_use(record: Person | Organisation) -> None:
    """ValidationError on who is out of use: what is written there, from a page that is old, nobody would see.

    The caller holds the row.
    """
    if record.merged_into is not None:
        raise ValidationError(
            _("“%(name)s” was merged into “%(into)s” meanwhile: do it there.")
            % {"name": record, "into": record.merged_into},
            code="merged",
        )
    if not record.is_active:
        raise ValidationError(
            _("“%(name)s” is deactivated; reactivate it first.") % {"name": record}, code="inactive"
        )
