"""Taking a dossier out of lists and counts (a double, a mistake), and putting it back.

`seen` as in `dossiers.operations.stages`.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.verbs import VERBS
from dossiers.holding import check_stage_seen, hold_dossier
from dossiers.models import Dossier, Reason
from dossiers.waiting.models import WaitEnd, may_wait
from dossiers.waiting.operations import end_wait, wait_again
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.operations import record

_NOT_THEIRS = gettext_lazy("Your role may not deactivate or reactivate a dossier.")


@operation("dossiers.deactivate_dossier", refused=_NOT_THEIRS)
def deactivate(
    dossier: Dossier, *, by: User, reason: Reason | None, note: str = "", seen: int | None = None
) -> Dossier:
    """Out of lists, counts and proposals; it stays readable, with its number, and can be reactivated."""
    locked = _held(dossier, by, seen)
    if not locked.is_active:
        raise Refused(_("Dossier %(number)s is deactivated already.") % {"number": locked})
    if reason is None or reason.kind != VERBS["deactivate"].reason:
        raise Refused(_("Choose a reason."))
    waited = may_wait(locked)
    _set(locked, "dossier_deactivate", is_active=False, by=by, reason=str(reason), note=note)
    if waited:
        end_wait(locked, WaitEnd.INACTIVE, by=by)
    return locked


@operation("dossiers.deactivate_dossier", refused=_NOT_THEIRS)
def reactivate(dossier: Dossier, *, by: User, seen: int | None = None) -> Dossier:
    """Back where it was, in the same stage; and in the same place where it waited for its turn."""
    locked = _held(dossier, by, seen)
    if locked.is_active:
        raise Refused(_("Dossier %(number)s is active already.") % {"number": locked})
    _set(locked, "dossier_reactivate", is_active=True, by=by)
    if may_wait(locked):
        wait_again(locked, by=by)
    return locked


def _held(dossier: Dossier, by: User, seen: int | None) -> Dossier:
    locked = hold_dossier(dossier, by, "case_file")
    check_stage_seen(locked, seen)
    return locked


def _set(dossier: Dossier, event: str, *, is_active: bool, by: User, **data: str) -> None:
    dossier.is_active = is_active
    dossier.save(update_fields=["is_active"])
    record(dossier.case_file, event, by=by, dossier=dossier.number, **data)
