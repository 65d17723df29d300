"""The shield of a dossier: put, lifted, shared with a colleague and taken back from them.

Who does so is its handler, or who may read all that is shielded. What it hides from whom is one rule:
`oss.timeline.models.CaseFileQuerySet.closed_to`.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.verbs import ReasonKind
from dossiers.holding import lock_to_change
from dossiers.models import Dossier, Reason
from dossiers.shield.models import Shield, is_theirs
from oss.core.dates import moment
from oss.core.refusal import Gone, NotAllowed, Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import operation, require_assignable
from oss.timeline.models import CaseFile, CaseFileReader
from oss.timeline.operations import record

MAY_SHIELD = "dossiers.shield_dossier"
MAY_SHARE = "dossiers.share_dossier"
_NOT_THEIRS = gettext_lazy("Your role may not shield a dossier.")
_NOT_TO_SHARE = gettext_lazy("Your role may not share a shielded dossier.")


@operation(MAY_SHIELD, refused=_NOT_THEIRS)
def shield(dossier: Dossier, *, by: User, reason: Reason | None, note: str = "") -> Shield:
    """From now on only who handles it, who coordinates and with whom it is shared read it. Refused where it
    is shielded already."""
    held = _hold_theirs(dossier, by)
    if standing := held.shields.standing().select_related("by").first():
        told = {"name": standing.by or _("Somebody"), "dossier": held, "when": moment(standing.since)}
        raise Refused(_("%(name)s shielded %(dossier)s %(when)s already.") % told)
    if reason is None or reason.kind != ReasonKind.SHIELD:
        raise Refused(_("Choose a reason."))
    return put_shield(held, by=by, reason=reason, note=note)


@operation()
def put_shield(dossier: Dossier, *, by: User, reason: Reason | None, note: str = "") -> Shield:
    """As `shield`, of a dossier that is held or new and not shielded: nobody is asked whether they may."""
    CaseFile.objects.filter(pk=dossier.case_file_id).update(is_shielded=True)
    dossier.case_file.is_shielded = True
    made = Shield.objects.create(dossier=dossier, reason=reason, note=note, by=by)
    _tell(dossier, "dossier_shielded", by, reason=str(reason or "–"), note=note)
    return made


@operation(MAY_SHIELD, refused=_NOT_THEIRS)
def lift(
    dossier: Dossier, *, by: User, reason: Reason | None, note: str = "", seen: str | None = None
) -> Dossier:
    """All staff read it again, with all that was written while it was shielded. Gone where it was lifted;
    refused where it was shielded anew, for another reason, since the shield was `seen`."""
    held = _hold_theirs(dossier, by)
    standing = held.shields.standing().first()
    if standing is None:
        raise Gone(_("%(dossier)s is not shielded any more.") % {"dossier": held})
    check_state(standing, seen=seen)
    if reason is None or reason.kind != ReasonKind.LIFT:
        raise Refused(_("Choose a reason."))
    standing.lifted_at, standing.lifted_by, standing.lifted_because = timezone.now(), by, reason
    standing.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    CaseFile.objects.filter(pk=held.case_file_id).update(is_shielded=False)
    held.case_file.is_shielded = False
    held.case_file.readers.all().delete()
    _tell(held, "dossier_shield_lifted", by, reason=str(reason), note=note)
    return held


@operation(MAY_SHARE, refused=_NOT_TO_SHARE)
def share(dossier: Dossier, *, by: User, colleague: User) -> None:
    """The colleague reads it too; sharing it again changes nothing."""
    held = _hold_shielded(dossier, by)
    require_assignable(colleague)
    _reader, made = CaseFileReader.objects.get_or_create(
        case_file=held.case_file, user=colleague, defaults={"given_by": by}
    )
    if made:
        _tell(held, "dossier_shared", by, colleague=str(colleague))


@operation(MAY_SHARE, refused=_NOT_TO_SHARE)
def stop_sharing(dossier: Dossier, *, by: User, colleague: User) -> None:
    """They read it no longer, unless they handle it or coordinate."""
    held = _hold_shielded(dossier, by)
    deleted, _per_model = held.case_file.readers.filter(user=colleague).delete()
    if deleted:
        _tell(held, "dossier_shared_no_more", by, colleague=str(colleague))


def _hold_theirs(dossier: Dossier, by: User) -> Dossier:
    held = lock_to_change(dossier, by)
    if not is_theirs(held, by):
        raise NotAllowed(_("Only who handles %(dossier)s, or coordinates, decides that.") % {"dossier": held})
    return held


def _hold_shielded(dossier: Dossier, by: User) -> Dossier:
    held = _hold_theirs(dossier, by)
    if not held.case_file.is_shielded:
        raise Gone(_("%(dossier)s is not shielded any more.") % {"dossier": held})
    return held


def _tell(dossier: Dossier, kind: str, by: User, **data: str) -> None:
    record(dossier.case_file, kind, by=by, dossier=dossier.number, **data)
