"""The steps of what two colleagues answer for, within an operation that holds its dossier and its row."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.by_two.models import ByTwo
from oss.core.dates import moment
from oss.core.refusal import Refused
from oss.staff.models import User


def check_current(row: ByTwo) -> None:
    """Refused where somebody took it back, or another one came in its place, meanwhile."""
    if row.ended_at is None:
        return
    told = {"name": row.ended_by or _("Somebody"), "when": row.ended_when, "why": row.ended_because}
    if row.ended_because:
        raise Refused(_("%(name)s took this back %(when)s: %(why)s") % told)
    raise Refused(_("Another one came in its place %(when)s, by %(name)s.") % told)


def check_proposed(row: ByTwo) -> None:
    """Refused where it does not wait for a second colleague any more."""
    check_current(row)
    if row.stands_since is not None:
        told = {"name": row.confirmed_by or row.proposed_by, "when": moment(row.stands_since)}
        raise Refused(_("%(name)s confirmed this %(when)s already.") % told)


def check_second(row: ByTwo, by: User) -> None:
    """Refused for who proposed it."""
    check_proposed(row)
    if row.proposed_by_id == by.pk:
        raise Refused(_("You proposed this yourself: another colleague confirms it."))


def check_stands(row: ByTwo) -> None:
    check_current(row)
    if row.stands_since is None:
        raise Refused(_("Another colleague confirms this first."))


def confirm_it(row: ByTwo, by: User) -> None:
    """From now on it stands."""
    check_second(row, by)
    row.confirmed_by, row.stands_since = by, timezone.now()
    row.save(update_fields=["confirmed_by", "stands_since"])


def take_it_back(row: ByTwo, by: User, because: str) -> None:
    """Whether it stands or was only proposed; ValidationError without a reason."""
    check_current(row)
    if not because.strip():
        raise ValidationError({"because": _("Say why.")})
    row.ended_at, row.ended_by = timezone.now(), by
    row.ended_because = because.strip()
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
