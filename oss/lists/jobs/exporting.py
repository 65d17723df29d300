"""An export: the rows of a list, as its owner may see them now, into a spreadsheet that is fetched later."""

import tempfile
from collections.abc import Callable, Collection
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from oss.core.disk import telling_a_full_disk
from oss.core.refusal import Refused
from oss.lists.declaration import list_named
from oss.lists.jobs.keeping import state_of
from oss.lists.jobs.models import Export, Job, JobState, export_path
from oss.lists.jobs.progress import end, is_asked_to_stop
from oss.lists.jobs.xlsx import MOST_ROWS, WrittenSheet
from oss.lists.kinds import Money
from oss.lists.reading import export_rows, exported_columns
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.staff.models import User

KEEP_FILES = timedelta(days=7)
SAMPLE = 100  # rows that decide how wide the columns are
TELL_EVERY = 1000  # rows, after which the progress is written

FORMAT = "xlsx"


def export(job: Job) -> bool:
    """Makes the whole file, in one turn; killed on the way it is made anew, from the first row."""
    definition = list_named(job.list_name)
    if definition is None or not may_have(job, job.owner):
        raise Refused(_("You have no access to this list."))
    state = state_of(job, definition)
    if state.incomplete:
        raise Refused(_("Part of this filter does not exist any more: look at the list again first."))
    rows = selection(job.owner, state)
    job.total = (rows if job.only is None else rows.filter(pk__in=job.only)).count()
    job.done = 0
    if job.total > MOST_ROWS:
        most = number_format(MOST_ROWS, force_grouping=True)
        raise Refused(
            _("A spreadsheet holds %(most)s rows at most: narrow the filter down.") % {"most": most}
        )
    job.save(update_fields=["total", "done"])
    with telling_a_full_disk(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        number = write_xlsx(path, job.owner, state, only=job.only, tell=_teller(job))
        if number is None:
            end(job, JobState.STOPPED)
        elif not may_have(job, User.objects.get(pk=job.owner_id)):  # taken away while it was written
            raise Refused(_("You have no access to this list."))
        else:
            _hand_out(job, state, path, number)
    return False


def may_have(job: Job, user: User) -> bool:
    """Whether this user may still open the list that the job is about."""
    definition = list_named(job.list_name)
    return definition is not None and user.has_perm(definition.permission)


def write_xlsx(
    path: Path,
    user: User,
    state: ListState,
    *,
    only: Collection[int] | None = None,
    tell: Callable[[int], bool] = lambda _number: True,
) -> int | None:
    """Writes the rows of the state to `path` and gives their number; None where `tell` said to stop.

    `tell` hears how many rows there are now and then.
    """
    columns = exported_columns(state)
    money = (number for number, column in enumerate(columns) if isinstance(column.kind, Money))
    headings = [str(column.label) for column in columns]
    rows = export_rows(user, state, only=only)
    sample = list(islice(rows, SAMPLE))
    number = 0
    with WrittenSheet(path, str(state.definition.label), headings, money=money) as sheet:
        sheet.start(sample)
        for number, values in enumerate(chain(sample, rows), start=1):
            sheet.add(values)
            if number % TELL_EVERY == 0 and not tell(number):
                return None
    return number


def _teller(job: Job) -> Callable[[int], bool]:
    def tell(number: int) -> bool:
        Job.objects.filter(pk=job.pk).update(done=Least(number, F("total")), attempts=0)
        return not is_asked_to_stop(job)

    return tell


@transaction.atomic
def _hand_out(job: Job, state: ListState, path: Path, number: int) -> None:
    """The file in its place, the end of the job and the record of the export, together."""
    place = export_path(job, "")
    default_storage.delete(place)  # of a worker that was killed between the file and this transaction
    with path.open("rb") as file:
        try:
            job.file.name = default_storage.save(place, File(file))
        except OSError:
            default_storage.delete(place)  # half a file
            raise
    now = timezone.now()
    job.file_name = f"{slugify(str(state.definition.label))}-{timezone.localdate(now).isoformat()}.{FORMAT}"
    job.expires_at = now + KEEP_FILES
    job.total = job.done = number
    job.save(update_fields=["file", "file_name", "expires_at", "total", "done"])
    end(job, JobState.FINISHED)
    record_export(state, by=job.owner, file_format=FORMAT, rows=number, only_ticked=job.only is not None)


def record_export(
    state: ListState, *, by: User, file_format: str, rows: int, only_ticked: bool = False
) -> Export:
    """Who took how many rows of which list out of the shop."""
    return Export.objects.create(
        list_name=state.definition.name,
        query=state.query_string(),
        only_ticked=only_ticked,
        format=file_format,
        rows=rows,
        by=by,
    )
