"""What is done with a work: note it, put it on dossiers, decide, start, finish, inspect.

`by` is the member of staff, or None where the shop itself does it (demo, import).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Reason
from dossiers.works.decided import OnceDecided
from dossiers.works.holding import check_active, dossiers_of, hold_work
from dossiers.works.models import (
    ROLES,
    Advised,
    Decider,
    Decision,
    Inspection,
    Invoice,
    PermitKind,
    Work,
    WorkDossier,
    WorkRole,
    WorkState,
)
from dossiers.works.photos import PhotoMoment, WorkPhoto
from oss.addresses.models import Address, Building, Measure
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.dates import moment
from oss.core.disk import telling_a_full_disk
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.partial_dates import PartialDate, not_in_the_future_nor_long_ago
from oss.core.refusal import Gone, Refused
from oss.core.registry import offered
from oss.core.seen_state import check_state
from oss.documents.file_kinds import is_picture
from oss.documents.guessing import PHOTO
from oss.documents.models import Decided, Document, DocumentClass, DocumentKind
from oss.documents.papers import decide as decide_paper
from oss.documents.storing import name_file, store_bytes
from oss.documents.uploads import Upload
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, operation
from oss.timeline.operations import file_document, record, record_on_each

MAY_ADD = "dossiers.add_work"
MAY_CHANGE = "dossiers.change_work"
MAY_DECIDE = "dossiers.decide_work"
NO_DECISION = gettext_lazy("Your role may not decide on works.")

UNNAMED = "other_work"
"""The measure of what stands not in the list."""
WORK_FIELDS = frozenset(
    {
        *("measure", "description", "parent", "side", "quantity", "performance", "source"),
        *("estimate_from", "estimate_until", "by_study_office", "study_office", "term"),
        *("executor", "contractor", "financing", "planned_start", "planned_end"),
        *("permit", "permit_asked_on", "permit_granted_on", "permit_refused_on"),
        *("started_on", "ended_on", "extra_work", "attest_on", "defects"),
    }
)
"""What staff fill in of a work; where it stands and who decided goes by its own operation."""


@operation(MAY_ADD)
def add_work(
    place: Address | Building,
    measure: Measure,
    *,
    by: User | None,
    dossier: Dossier | None = None,
    role: WorkRole | None = None,
    **fields: Any,
) -> Work:
    """One that may be done, on the dossier that asks for it; TypeError for what is no field.

    Without a `role` it is what dossiers of its type have to do with works.
    """
    require_known(fields, WORK_FIELDS, "add_work")
    work = Work(measure=measure, created_by=by, **_at(place), **fields)
    _save(work)
    if dossier is not None:
        its_own = ROLES.get(DossierType(dossier.type), WorkRole.ADVISED)
        put_on_dossier(work, dossier, by=by, role=role or its_own)
    return work


@operation(MAY_ADD)
def add_past_work(
    place: Address | Building,
    measure: Measure,
    *,
    by: User | None,
    ended_on: PartialDate | None = None,
    **fields: Any,
) -> Work:
    """One that was done before, or outside any dossier; when it ended may be unknown."""
    require_known(fields, WORK_FIELDS, "add_past_work")
    work = Work(
        measure=measure,
        created_by=by,
        is_past=True,
        is_executed=True,
        ended_on=ended_on,
        **_at(place),
        **fields,
    )
    _save(work)
    return work


@operation(MAY_CHANGE)
def update_work(
    work: Work, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Work:
    """Sets the given fields and nothing else.

    TypeError for what is not one of them; ValidationError as the constraints say; Conflict where a field does
    not hold any more what was `seen`. That it started or ended is said first by `start` and `finish`.
    """
    require_known(changes, WORK_FIELDS, "update_work")
    held = hold_work(work, by)
    check_seen(held, changes, seen)
    write_changes(held, changes)
    if not held.is_executed and held.ended_on is not None:
        raise ValidationError({"ended_on": _("It is not finished yet: use the button “Finished”.")})
    _save(held)
    return held


@operation(MAY_CHANGE)
def remove_work(work: Work, *, by: User | None, seen: str | None = None) -> None:
    """Takes away what was noted by mistake; its history stays.

    Refused where it is not as it was `seen`, and where dossiers, decisions or quotes lean on it.
    """
    held = hold_if_there(Work.objects, work, by=by)
    if held is None:
        return
    check_state(held, seen=seen)
    try:
        held.delete()
    except ProtectedError as error:
        raise Refused(
            _("More is noted on this work: decide that it does not go on, with a reason.")
        ) from error


@operation(MAY_CHANGE)
def restore_work(pk: int, *, by: User | None) -> Work:
    """Puts back what was taken away last, as it was. Refused where it is there or does not fit any more."""
    work: Work = as_it_was(removal_of(Work, pk))
    work.state = WorkState.ADVISED
    save_again(work)
    return work


@operation(MAY_CHANGE)
def put_on_dossier(work: Work, dossier: Dossier, *, by: User | None, role: WorkRole) -> WorkDossier:
    """Says what the dossier has to do with the work; once more changes nothing. Refused where the dossier is
    deactivated."""
    held = hold_work(work, by)
    check_active(dossier)
    link, made = WorkDossier.objects.get_or_create(work=held, dossier=dossier, role=role)
    if made:
        record(dossier.case_file, "work_put_on", by=by, work=str(held), pk=held.pk, role=role)
    return link


@operation(MAY_CHANGE)
def take_off_dossier(link: WorkDossier, *, by: User | None) -> None:
    """Refused where the dossier is deactivated."""
    held = hold_work(link.work, by)
    found = held.on_dossiers.filter(pk=link.pk).select_related("dossier__case_file").first()
    if found is not None:
        check_active(found.dossier)
        found.delete()
        record(found.dossier.case_file, "work_taken_off", by=by, work=str(held), pk=held.pk)


ADVISED_FIELDS = frozenset(
    {"position", "term", "premium", "saving", "remark", "answer", "reason", "later_on"}
)


@operation(MAY_CHANGE)
def advise(
    link: WorkDossier, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Advised:
    """What the dossier advises of the work, and what the client answered. Gone where the work was taken off
    the dossier, Refused where that is deactivated; ValidationError as the constraints say; Conflict where a
    field is not as it was `seen`."""
    require_known(changes, ADVISED_FIELDS, "advise")
    held = hold_work(link.work_id, by)
    on_dossiers = held.on_dossiers.select_related("advised", "dossier")
    found = on_dossiers.filter(pk=link.pk, role=WorkRole.ADVISED).first()
    if found is None:
        raise Gone(_("“%(work)s” was taken off the dossier meanwhile.") % {"work": held})
    check_active(found.dossier)
    advised = getattr(found, "advised", None) or Advised(link=found)
    check_seen(advised, changes, seen)
    write_changes(advised, changes)
    advised.full_clean()
    advised.save()
    return advised


@operation(MAY_DECIDE, refused=NO_DECISION)
def decide(
    work: Work,
    *,
    by: User | None,
    goes_on: bool,
    decided_on: date,
    decider: str = Decider.OWNER,
    reason: Reason | None = None,
    note: str = "",
    **told: Any,
) -> Decision:
    """Says whether the work goes on; `told` is what of the quote was told on that day.

    Refused where a decision stands: that one is withdrawn first. ValidationError without a reason for no.
    """
    held = hold_work(work, by)
    if (standing := held.standing) is not None:
        raise Refused(
            _("%(name)s noted %(when)s already that “%(work)s” %(what)s. Withdraw that first.")
            % {
                "name": standing.made_by or _("Somebody"),
                "when": moment(standing.made_at),
                "work": held,
                "what": _("goes on") if standing.goes_on else _("does not go on"),
            }
        )
    if held.is_past:
        raise Refused(_("This work was done outside the dossiers: there is nothing left to decide."))
    not_in_the_future_nor_long_ago(decided_on=decided_on)
    decision = Decision(
        work=held,
        goes_on=goes_on,
        decided_on=decided_on,
        decider=decider,
        reason=reason,
        note=note,
        made_by=by,
        **told,
    )
    decision.full_clean()
    decision.save()
    _tell(held, "work_goes_on" if goes_on else "work_dropped", by=by, reason=str(reason or ""))
    for one in offered(OnceDecided).values():
        one.then(held, by)
    return decision


@operation(MAY_DECIDE, refused=NO_DECISION)
def withdraw_decision(work: Work, *, by: User | None, reason: str, seen: str | None = None) -> Decision:
    """The decision that stands no longer does. Refused without a reason, where it is not the one that was
    `seen`, and once the work has begun."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the decision is withdrawn.")})
    held = hold_work(work, by)
    standing = held.standing
    if standing is None:
        raise Gone(_("There is no decision on “%(work)s” to withdraw.") % {"work": held})
    if held.started_on is not None or held.is_executed:
        raise Refused(_("This work has begun: its decision stands."))
    check_state(standing, seen=seen)
    standing.withdrawn_at, standing.withdrawn_by = timezone.now(), by
    standing.withdrawn_because = reason.strip()[:200]
    standing.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    _tell(held, "work_decision_withdrawn", by=by, reason=standing.withdrawn_because)
    return standing


@operation(MAY_CHANGE)
def start(work: Work, *, by: User | None, started_on: PartialDate) -> Work:
    """Refused without a decision that it goes on or the permit it needs, and where it started already."""
    held = hold_work(work, by)
    _decided(held)
    if held.started_on is not None:
        raise Refused(_("This work started already: %(day)s.") % {"day": held.started_on})
    if held.permit in {PermitKind.NOTIFICATION, PermitKind.PERMIT} and held.permit_granted_on is None:
        raise Refused(_("It waits for its permit: fill in when that was granted."))
    held.started_on = started_on
    _save(held)
    _tell(held, "work_started", by=by, day=str(started_on))
    return held


@operation(MAY_CHANGE)
def finish(work: Work, *, by: User | None, ended_on: PartialDate) -> Work:
    """Refused without a decision that it goes on; what was not started started then too."""
    held = hold_work(work, by)
    _decided(held)
    held.started_on = held.started_on or ended_on
    held.ended_on, held.is_executed = ended_on, True
    _save(held)
    _tell(held, "work_executed", by=by, day=str(ended_on))
    return held


@operation(MAY_CHANGE)
def take_back(work: Work, *, by: User | None, seen: str | None = None) -> Work:
    """That it finished, else that it started, was noted by mistake. Refused where neither was, or where it is
    not as it was `seen`."""
    held = hold_work(work, by)
    check_state(held, seen=seen)
    if held.is_past:
        raise Refused(_("This work was done outside the dossiers: remove it if that is wrong."))
    if held.is_executed:
        held.is_executed, held.ended_on = False, None
    elif held.started_on is not None:
        held.started_on = None
    else:
        raise Refused(_("This work has not begun."))
    _save(held)
    _tell(held, "work_taken_back", by=by)
    return held


@operation(MAY_CHANGE)
def inspect(work: Work, *, by: User | None, **found: Any) -> Inspection:
    """A look on the spot: `done_on`, `phase`, `outcome`, `note`, `follow_up_on`."""
    held = hold_work(work, by)
    not_in_the_future_nor_long_ago(done_on=found.get("done_on"))
    inspection = Inspection(work=held, done_by=by, **found)
    inspection.full_clean()
    inspection.save()
    return inspection


@operation(MAY_CHANGE)
def add_invoice(work: Work, *, by: User | None, **told: Any) -> Invoice:
    """`number`, `dated_on`, `amount_excl`, `amount_incl`: the home of what the work cost in the end."""
    held = hold_work(work, by)
    not_in_the_future_nor_long_ago(dated_on=told.get("dated_on"))
    invoice = Invoice(work=held, **told)
    invoice.full_clean()
    invoice.save()
    return invoice


@operation(MAY_CHANGE)
def remove_from_work(part: Inspection | Invoice, *, by: User | None) -> None:
    """An inspection or an invoice that was noted by mistake; its history stays. Refused where a drawdown of a
    loan leans on it."""
    hold_work(part.work, by)
    try:
        type(part)._default_manager.filter(pk=part.pk).delete()
    except ProtectedError as error:
        raise Refused(_("Something leans on this invoice already: it stays.")) from error


@operation(MAY_CHANGE)
def add_photo(work: Work, upload: Upload, *, by: User | None, moment: PhotoMoment) -> WorkPhoto:
    """Keeps it with the work and files it on its dossiers. The same picture once more is the same photo,
    taken at this moment; ValidationError for what is no picture, DiskFullError without room."""
    if not is_picture(upload.data):
        words = _("“%(name)s” is not a photo. Choose a picture, such as a JPEG or a PNG.")
        raise ValidationError({"photos": words % {"name": upload.name}})
    stored = store_bytes(upload.data)  # before the lock: writing is slow
    with telling_a_full_disk():
        held = hold_work(work, by)
        photo = held.photos.filter(document__stored_file=stored).first()
        if photo is None:
            named = name_file(stored, name=upload.name, content_type=upload.content_type, by=by)
            document = _as_a_photo(named)
            photo = WorkPhoto(work=held, document=document, created_by=by)
            for dossier in dossiers_of([held]):
                file_document(dossier.case_file, document, by=by)
        photo.moment = moment
        photo.full_clean()
        photo.save()
    return photo


@operation(MAY_CHANGE)
def remove_photo(photo: WorkPhoto, *, by: User | None) -> None:
    """Takes it off the work; it stays among the files of the dossiers where it was filed."""
    hold_work(photo.work_id, by)
    missing = Gone(_("Somebody removed this photo meanwhile."))
    hold(WorkPhoto.objects, photo, by=by, missing=missing).delete()


@operation(MAY_CHANGE)
def restore_photo(pk: int, *, by: User | None) -> WorkPhoto:
    """Puts back what was taken away last. Refused where it is there, or not theirs to see."""
    photo: WorkPhoto = as_it_was(removal_of(WorkPhoto, pk))
    held = hold_work(photo.work_id, by)
    documents = Document.objects.all() if by is None else Document.objects.visible_to(by)
    picture = documents.filter(pk=photo.document_id).first()
    if picture is None or held.photos.filter(document__stored_file=picture.stored_file_id).exists():
        raise Refused(_("There is nothing to put back."))
    save_again(photo)
    return photo


def _as_a_photo(document: Document) -> Document:
    """Of that kind, unless its name or its bytes elsewhere say that it is a paper that few may read, or
    somebody decided what it is."""
    if document.document_class == DocumentClass.NORMAL and document.decided == Decided.NOTHING:
        kind = DocumentKind.objects.active().filter(code=PHOTO).first()
        if kind is not None and document.kind_id != kind.pk:
            decide_paper(document, kind=kind)
            document.refresh_from_db(fields=["kind", "document_class", "decided"])
    return document


def _decided(held: Work) -> None:
    if held.is_past or held.is_executed:
        raise Refused(_("This work is executed already."))
    if (standing := held.standing) is None or not standing.goes_on:
        raise Refused(_("Nobody decided yet that “%(work)s” goes on.") % {"work": held})


def _save(work: Work) -> None:
    not_in_the_future_nor_long_ago(started_on=work.started_on, ended_on=work.ended_on)
    if work.started_on and work.ended_on and work.ended_on.latest < work.started_on.earliest:
        raise ValidationError({"ended_on": _("It ended before it started: check both dates.")})
    if work.measure.code == UNNAMED and not work.description:
        raise ValidationError({"description": _("Describe what was done.")})
    if work.parent is not None and work.parent.building_id is None:
        raise ValidationError({"parent": _("Choose a work on the building as a whole.")})
    work.full_clean()
    work.save()
    work.refresh_from_db(fields=["state", "state_order"])


def _at(place: Address | Building) -> dict[str, Any]:
    return {"address": place} if isinstance(place, Address) else {"building": place}


def _tell(work: Work, kind: str, *, by: User | None, **data: str) -> None:
    """On the timeline of each dossier that has to do with it."""
    case_files = [one.case_file for one in dossiers_of([work])]
    record_on_each(case_files, kind, by=by, work=str(work), pk=work.pk, **data)
