"""Obligations of a loan; and what was noted on a loan by mistake."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dossiers.loans.holding import MAY_KEEP, NO_KEEPING, loan_held, tell
from dossiers.loans.models import EarlyRepayment, Obligation
from dossiers.models import Dossier
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_if_there, hold_part, operation

OBLIGATION_FIELDS = frozenset(
    {
        *("kind", "basis", "starts_on", "months", "proof", "met_on"),
        *("is_checked_yearly", "checked_on", "note"),
    }
)
REMOVABLE: dict[str, type[Obligation] | type[EarlyRepayment]] = {
    "obligation": Obligation,
    "early": EarlyRepayment,
}
"""What can be taken away again, by its name in addresses."""


@operation(MAY_KEEP, refused=NO_KEEPING)
def add_obligation(dossier: Dossier, *, by: User, **told: Any) -> Obligation:
    """TypeError for what is no field; ValidationError for a proof that is no file of the dossier."""
    require_known(told, OBLIGATION_FIELDS, "add_obligation")
    locked = loan_held(dossier, by)
    made = Obligation(dossier=locked, created_by=by, **told)
    _save(made, locked)
    tell(locked, "obligation_added", by, what=made.kind)
    return made


@operation(MAY_KEEP, refused=NO_KEEPING)
def change_obligation(
    obligation: Obligation, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Obligation:
    require_known(changes, OBLIGATION_FIELDS, "change_obligation")
    locked = loan_held(obligation.dossier, by)
    held = hold_part(Obligation.objects, obligation, by=by)
    check_seen(held, changes, seen)
    was_met = held.met_on
    write_changes(held, changes)
    _save(held, locked)
    if held.met_on is not None and was_met is None:
        tell(locked, "obligation_met", by, what=held.kind)
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def check_obligation(obligation: Obligation, *, by: User, on: date, seen: str | None = None) -> Obligation:
    """Somebody looked that day, and it holds still."""
    locked = loan_held(obligation.dossier, by)
    held = hold_part(Obligation.objects, obligation, by=by)
    check_state(held, seen=seen)
    held.checked_on = on
    _save(held, locked)
    tell(locked, "obligation_checked", by, what=held.kind)
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def remove_from_loan(row: Obligation | EarlyRepayment, *, by: User, seen: str | None = None) -> None:
    """What was noted by mistake; its history stays. Refused where it is not as it was `seen`, or money
    came."""
    locked = loan_held(row.dossier, by)
    held: Any = hold_if_there(type(row).objects, row, by=by)
    if held is None:
        return
    check_state(held, seen=seen)
    if isinstance(held, EarlyRepayment) and (held.received_on is not None or held.entries.exists()):
        raise Refused(_("Money was noted on it: it stays."))
    held.delete()
    tell(locked, "removed_from_loan", by, what=str(row))


@operation(MAY_KEEP, refused=NO_KEEPING)
def restore_on_loan(dossier: Dossier, name: str, pk: int, *, by: User) -> Obligation | EarlyRepayment:
    """Puts back what was taken away last. Refused where it is there or was never of this loan."""
    locked = loan_held(dossier, by)
    row: Any = as_it_was(removal_of(REMOVABLE[name], pk))
    if row.dossier_id != locked.pk:
        raise Refused(_("There is nothing to put back."))
    save_again(row)
    tell(locked, "restored_on_loan", by, what=str(row))
    found: Obligation | EarlyRepayment = row
    return found


def _save(obligation: Obligation, dossier: Dossier) -> None:
    not_in_the_future_nor_long_ago(met_on=obligation.met_on, checked_on=obligation.checked_on)
    proof = obligation.proof
    if proof is not None and not dossier.case_file.filed_documents.filter(document=proof).exists():
        raise ValidationError({"proof": _("Choose a file of this dossier.")})
    obligation.full_clean()
    obligation.save()
