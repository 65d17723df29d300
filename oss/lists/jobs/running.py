"""The work of a job, in a worker: row by row, some in a transaction, or one file.

A worker can be killed at any point. What a transaction did to its rows is in their results, written in that
same transaction; so whoever takes over goes on with the next row and does none twice. A row that is refused
or fails is taken back alone. One process at a time works on a job, held by a lock that ends with its
connection.
"""

from collections.abc import Callable
from time import monotonic

import pghistory
import structlog
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected

from oss.core.disk import DiskFullError
from oss.core.locks import sole_holder
from oss.core.refusal import Refused
from oss.lists.jobs.exporting import export
from oss.lists.jobs.keeping import bound_form, verb_of
from oss.lists.jobs.models import Job, JobKind, JobRow, JobState, RowOutcome
from oss.lists.jobs.progress import begin, end, is_asked_to_stop
from oss.lists.jobs.verbs import Change, ListVerb
from oss.staff.models import User, roles_named

TURN = 30  # seconds of work after which another job gets the worker
AT_ONCE = 50  # rows of one transaction
LONGEST_HOLD = 0.5  # seconds after which it ends all the same: somebody may wait for one of its rows
LONGEST_REASON = 500

log = structlog.get_logger(__name__)


def run(pk: int) -> bool:
    """Works on the job for a turn, unless somebody does already. True where more is to be done."""
    with sole_holder(f"list job {pk}") as alone:
        if not alone:
            return False
        job = begin(pk)
        if job is None:
            return False
        with pghistory.context(user=job.owner_id, job=job.pk), translation.override(job.owner.language):
            try:
                return _WORK[JobKind(job.kind)](job)
            except Refused as refusal:
                end(job, JobState.FAILED, str(refusal))
                return False
            except DiskFullError:
                full = _("The disk of the server is full: tell the CRM administrator, and ask again later.")
                end(job, JobState.FAILED, full)
                return False


# --- Row by row ----------------------------------------------------------------------------------


def _work_on_rows(job: Job) -> bool:
    verb = _verb_for(job)
    _ask_rights_again(job, verb)
    step = _undo_with(verb, job) if job.kind == JobKind.UNDO else _apply_with(verb, job)
    until = monotonic() + TURN
    while monotonic() < until:
        if is_asked_to_stop(job):
            end(job, JobState.STOPPED)
            return False
        _ask_rights_again(job, verb)
        try:
            is_more = _next_rows(job, verb, step)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
            continue  # somebody who had our rows and waited for more went first; nothing of ours is done yet
        if not is_more:
            end(job, JobState.FINISHED)
            return False
    return True


Step = Callable[[JobRow], Change]


def _verb_for(job: Job) -> ListVerb:
    """Raises Refused where the job cannot be done any more."""
    verb = verb_of(job)
    if verb is None or (job.kind == JobKind.UNDO and verb.undo is None):
        raise Refused(_("This action does not exist any more."))
    return verb


def _ask_rights_again(job: Job, verb: ListVerb) -> None:
    """Before each row: who loses a role while the job runs, changes no further row by it."""
    if not _may_still(job, verb):
        raise Refused(_("Your role may not do this."))


def _may_still(job: Job, verb: ListVerb) -> bool:
    job.owner = User.objects.get(pk=job.owner_id)
    return job.owner.has_perm(verb.permission)


def _apply_with(verb: ListVerb, job: Job) -> Step:
    form = bound_form(verb, job.parameters, user=job.owner)
    if not form.is_valid():
        reasons = " ".join(str(text) for texts in form.errors.values() for text in texts)
        raise Refused(_("What was filled in is not possible any more: %(reasons)s") % {"reasons": reasons})
    return lambda row: verb.apply(row.row, by=job.owner, **form.cleaned_data)


def _undo_with(verb: ListVerb, job: Job) -> Step:
    def step(row: JobRow) -> Change:
        change = Change(row.before, row.after)
        if verb.undo:
            verb.undo(row.row, by=job.owner, change=change)
        return change

    return step


@transaction.atomic
def _next_rows(job: Job, verb: ListVerb, step: Step) -> bool:
    """Does some rows and writes their results, together or not at all. False where none is left.

    Its caller asked whether the first may be done; a stop, or a role that is gone, ends before the next.
    """
    waiting = job.rows.filter(outcome=RowOutcome.WAITING).order_by("pk")
    rows = list(waiting.select_for_update(skip_locked=True)[:AT_ONCE])
    until = monotonic() + LONGEST_HOLD
    done = []
    for row in rows:
        _do(job, row, step)
        done.append(row)
        if monotonic() > until or not _goes_on(job, verb):
            break
    JobRow.objects.bulk_update(done, ["outcome", "reason", "before", "after"])
    Job.objects.filter(pk=job.pk).update(done=F("done") + len(done), attempts=0)
    return bool(done)


def _goes_on(job: Job, verb: ListVerb) -> bool:
    """Nobody asked to stop it, and its owner may still do this: one question as long as nothing changed."""
    standing = Job.objects.filter(pk=job.pk).values_list("state", "owner__is_active", "owner__groups__name")
    states, active, groups = map(set, zip(*standing, strict=True))
    if JobState.STOPPING in states:
        return False
    as_before = False not in active and roles_named(groups - {None}) == job.owner.roles
    return as_before or _may_still(job, verb)


def _do(job: Job, row: JobRow, step: Step) -> None:
    """One row, and what came of it."""
    try:
        with transaction.atomic():
            change = step(row)
    except Refused as refusal:
        row.outcome, row.reason = RowOutcome.SKIPPED, str(refusal)
    except ValidationError as error:
        row.outcome, row.reason = RowOutcome.SKIPPED, " ".join(error.messages)
    except Exception as error:
        if isinstance(error.__cause__, DeadlockDetected) or not connection.is_usable():
            raise  # no result can be written; these rows are done again
        log.exception("job_row_failed", job=job.pk, row=row.row)
        row.outcome, row.reason = (
            RowOutcome.FAILED,
            _("Something went wrong here; the administrator can see what."),
        )
    else:
        row.outcome, row.before, row.after = RowOutcome.DONE, change.before, change.after
    row.reason = row.reason[:LONGEST_REASON]


_WORK: dict[JobKind, Callable[[Job], bool]] = {
    JobKind.BULK: _work_on_rows,
    JobKind.UNDO: _work_on_rows,
    JobKind.EXPORT: export,
}
