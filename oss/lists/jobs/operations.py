"""Starting, stopping and undoing jobs. The work itself is done by `oss.lists.jobs.running`, in a worker."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from oss.core.background import tell_worker
from oss.core.refusal import NotAllowed, Refused
from oss.lists.declaration import ListDefinition
from oss.lists.jobs.keeping import Parameters, bound_form, verb_of
from oss.lists.jobs.models import Job, JobKind, JobRow, JobState, RowOutcome
from oss.lists.jobs.verbs import ListVerb
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.lists.tasks import run_job
from oss.staff.models import User
from oss.staff.rights import hold, operation

MOST_ROWS = 100_000  # of one bulk job
MOST_TICKED = 5_000  # rows ticked one by one; a page of a list holds 50


@operation(attrgetter("permission"))
def start_bulk(
    verb: ListVerb,
    state: ListState,
    *,
    by: User,
    parameters: Parameters | None = None,
    only: Sequence[int] | None = None,
) -> Job:
    """A job that does `verb` to all rows of the filter, or to the rows with the keys `only`.

    The keys are frozen here: what enters or leaves the filter afterwards changes nothing.
    """
    if not bound_form(verb, parameters or {}, user=by).is_valid():
        raise Refused(_("Something is not filled in well; fill in the form again."))
    if only is None and state.incomplete:
        raise Refused(_("Part of this filter does not exist any more: look at the list again first."))
    rows = selection(by, state) if only is None else _ticked(state.definition, by, only)
    job = Job.objects.create(
        kind=JobKind.BULK,
        list_name=state.definition.name,
        verb=verb.name,
        parameters=dict(parameters or {}),
        query=state.query_string(),
        owner=by,
    )
    return _start(job, _freeze(job, rows))


@operation()
def start_export(state: ListState, *, by: User, only: Sequence[int] | None = None) -> Job:
    """A job that makes an XLSX of the filter, or of the ticked rows, with the columns of `state`."""
    if only is not None:
        _ticked(state.definition, by, only)
    job = Job.objects.create(
        kind=JobKind.EXPORT,
        list_name=state.definition.name,
        query=state.query_string(),
        only=None if only is None else list(only),
        owner=by,
    )
    return _start(job, 0)


@operation()
def stop(job: Job, *, by: User) -> Job:
    """What is done stays done; the worker stops before the next row."""
    locked = _held(job, by)
    if not locked.is_active:
        raise Refused(_("This has ended already."))
    locked.state = JobState.STOPPING
    locked.save(update_fields=["state"])
    tell_worker(run_job, locked.pk)
    return locked


@operation()
def undo(job: Job, *, by: User) -> Job:
    """A job that takes back what this job did and what is not taken back yet."""
    locked = _held(job, by)
    if locked.is_active:
        raise Refused(_("This is still busy: stop it first."))
    verb = verb_of(locked)
    if verb is None or verb.undo is None:
        raise Refused(_("This cannot be undone."))
    if locked.undo_jobs.active().exists():
        raise Refused(_("This is being undone already."))
    rows = locked.left_to_undo().order_by("pk")
    job = Job.objects.create(
        kind=JobKind.UNDO, list_name=locked.list_name, verb=locked.verb, owner=by, undoes=locked
    )
    copies = (
        JobRow(job=job, row=one.row, before=one.before, after=one.after)
        for one in rows.iterator(chunk_size=1000)
    )
    return _start(job, len(JobRow.objects.bulk_create(copies, batch_size=1000)))


def _ticked(definition: ListDefinition, by: User, only: Sequence[int]) -> models.QuerySet[Any]:
    if len(only) > MOST_TICKED:
        raise Refused(_("So many rows cannot be ticked one by one: choose all rows of the filter."))
    return definition.rows_standing(by).filter(pk__in=only)


def _freeze(job: Job, rows: models.QuerySet[Any]) -> int:
    """Writes the keys of the rows into the job, in one statement; gives their number."""
    try:
        sql, parameters = rows.order_by().values("pk")[: MOST_ROWS + 1].query.sql_with_params()
    except EmptyResultSet:  # a filter that nothing can meet
        return 0
    table = connection.ops.quote_name(JobRow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (job_id, row, outcome, reason, before, after)"  # noqa: S608 - our own names
            f" SELECT %s, found.key, %s, '', '{{}}', '{{}}' FROM ({sql}) AS found (key) ORDER BY found.key",
            [job.pk, RowOutcome.WAITING, *parameters],
        )
        number: int = cursor.rowcount
    if number > MOST_ROWS:
        raise Refused(
            _("This filter has more than %(most)s rows: narrow it down first.")
            % {"most": number_format(MOST_ROWS)}
        )
    return number


def _start(job: Job, total: int) -> Job:
    if job.kind != JobKind.EXPORT and not total:
        raise Refused(_("There are no rows to do this to."))
    job.total = total
    job.save(update_fields=["total"])
    tell_worker(run_job, job.pk)
    return job


def _held(job: Job, by: User) -> Job:
    return hold(Job.objects, job, by=by, missing=NotAllowed(_("You have no access to this job.")))
