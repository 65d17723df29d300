"""The dossier as it is now, held for an operation, and whether it is where its user saw it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier
from oss.core.dates import moment
from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User
from oss.staff.rights import hold

MAY_CHANGE = "dossiers.change_dossier"
NO_ACCESS = gettext_lazy("You have no access to this dossier.")


def hold_dossier(dossier: Dossier | int, by: User, *along: str) -> Dossier:
    """With what is read `along`; NotAllowed where they do not see it."""
    return hold(Dossier.objects.select_related(*along), dossier, by=by, missing=NotAllowed(NO_ACCESS))


def lock_to_change(dossier: Dossier, by: User) -> Dossier:
    """Refused where it is deactivated."""
    held = hold_dossier(dossier, by, "journey", "assignee", "case_file", "journey__case_file")
    if not held.is_active:
        raise Refused(_("Dossier %(number)s is deactivated; reactivate it first.") % {"number": held})
    return held


def check_stage_seen(dossier: Dossier, seen: int | None) -> None:
    """Refused where the dossier, which is held, has gone to another stage than the one that was seen."""
    if seen is None:
        return
    visit = dossier.visits.select_related("entered_by").order_by("pk").last()
    if visit is not None and visit.pk != seen:
        raise Refused(
            _("%(name)s moved %(number)s to “%(stage)s” %(when)s.")
            % {
                "name": visit.entered_by or _("Somebody"),
                "number": dossier.number,
                "stage": dossier.stage_label,
                "when": moment(visit.entered_at),
            }
        )
