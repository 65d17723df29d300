"""Starting work on many rows, watching it, stopping it, undoing it, and fetching what it made."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.core.acting import attempt
from oss.core.components import EmptyState, FilterChip, ListTable, TableCell, TableColumn, TableRow
from oss.core.keys import key_of
from oss.core.navigation import Text
from oss.lists.declaration import ListDefinition, list_named
from oss.lists.jobs import operations
from oss.lists.jobs.exporting import may_have
from oss.lists.jobs.keeping import verb_of
from oss.lists.jobs.models import Job, JobKind, JobRow, JobState, RowOutcome
from oss.lists.jobs.verbs import ListVerb, verbs_for
from oss.lists.paging import counted
from oss.lists.saved.opening import NO_VIEW, VIEW, OpenedList
from oss.lists.saved.views import definition_for
from oss.lists.selection import TooBroad, selection, time_limit
from oss.staff.http import StaffRequest
from oss.staff.models import User

SHOWN = 100  # rows of results on one page
JOBS = 50  # on the page of my jobs
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# --- Starting ------------------------------------------------------------------------------------


@require_POST
def list_bulk(request: StaffRequest, list_name: str) -> HttpResponse:
    """Asks what the verb needs, says to how many rows it will be done, and starts when confirmed."""
    definition = definition_for(request.user, list_name)
    opened = OpenedList.read(definition, request.user, request.GET)
    verb = _verb(definition, request)
    if verb is None:
        raise Http404
    only = _ticked(request)
    if only == []:
        messages.error(request, _("Tick the rows first, or choose all rows of the filter."))
        return redirect(opened.url)
    confirmed = "confirmed" in request.POST
    form = verb.form(request.POST if confirmed else None, user=request.user)
    if confirmed and form.is_valid():
        parameters = {name: request.POST.getlist(name) for name in form.fields}
        started = attempt(
            form,
            lambda: operations.start_bulk(
                verb, opened.state, by=request.user, parameters=parameters, only=only
            ),
        )
        if started:
            return redirect("list_job", pk=started.result.pk)
    try:
        number, is_all = _number(opened, only)
    except TooBroad:
        messages.error(request, _("This filter is too broad to work on at once: narrow it down first."))
        return redirect(opened.url)
    return render(
        request,
        "lists/jobs/confirm.html",
        {
            "definition": definition,
            "opened": opened,
            "verb": verb,
            "form": form,
            "only": only,
            "number": number,
            "number_text": number_format(number, force_grouping=True) + ("" if is_all else "+"),
            "breadcrumbs": [(definition.label, opened.url), (verb.label, None)],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def list_export(request: StaffRequest, list_name: str) -> HttpResponse:
    """Starts making a spreadsheet of the ticked rows, or of the whole filter where none are ticked."""
    definition = definition_for(request.user, list_name)
    opened = OpenedList.read(definition, request.user, request.GET)
    ticked = _ticked(request)
    if ticked == [] and request.POST.getlist("row"):
        messages.error(request, _("Tick the rows first, or choose all rows of the filter."))
        return redirect(opened.url)
    started = attempt(
        request, lambda: operations.start_export(opened.state, by=request.user, only=ticked or None)
    )
    return redirect("list_job", pk=started.result.pk) if started else redirect(opened.url)


def _verb(definition: ListDefinition, request: StaffRequest) -> ListVerb | None:
    asked = request.POST.get("verb", "")
    return next((one for one in verbs_for(definition.verbs, request.user) if one.name == asked), None)


def _ticked(request: StaffRequest) -> list[int] | None:
    """Keys of the ticked rows; None for all rows of the filter."""
    if request.POST.get("all") == "1":
        return None
    keys = map(key_of, dict.fromkeys(request.POST.getlist("row")))
    return [key for key in keys if key is not None]


def _number(opened: OpenedList, only: list[int] | None) -> tuple[int, bool]:
    """How many rows it will be done to, and whether there are not even more."""
    with time_limit():
        if only is None:
            return counted(selection(opened.user, opened.state))
        return opened.definition.rows_standing(opened.user).filter(pk__in=only).count(), True


# --- Watching ------------------------------------------------------------------------------------

STATE_ICONS = {
    JobState.WAITING: "hourglass",
    JobState.RUNNING: "refresh",
    JobState.STOPPING: "hourglass",
    JobState.STOPPED: "ban",
    JobState.FINISHED: "circle-check",
    JobState.FAILED: "alert-circle",
}
OUTCOME_ICONS = {
    RowOutcome.WAITING: "hourglass",
    RowOutcome.DONE: "check",
    RowOutcome.SKIPPED: "player-skip-forward",
    RowOutcome.FAILED: "alert-circle",
}


@dataclass(frozen=True)
class JobLine:
    """A job as its owner reads it."""

    job: Job
    title: str
    icon: str
    state_icon: str
    has_undo: bool
    list_url: str

    @classmethod
    def of(cls, job: Job) -> "JobLine":
        definition, verb = list_named(job.list_name), verb_of(job)
        label: Text = definition.label if definition else job.list_name
        action: Text = verb.label if verb else job.verb
        match job.kind:
            case JobKind.EXPORT:
                title, icon = _("%(list)s as a spreadsheet") % {"list": label}, "download"
            case JobKind.UNDO:
                title, icon = _("Undo: %(verb)s, %(list)s") % {"verb": action, "list": label}, "arrow-back-up"
            case _:
                title, icon = f"{action}, {label}", verb.icon if verb else "list-check"
        can_be_undone = verb is not None and verb.can_be_undone
        has_undo = can_be_undone and job.kind == JobKind.BULK and not job.is_active
        return cls(job, title, icon, STATE_ICONS[JobState(job.state)], has_undo, _list_url(job, definition))

    @property
    def progress(self) -> str:
        if not self.job.total:
            return ""
        return _("%(done)s of %(total)s") % {
            "done": number_format(self.job.done, force_grouping=True),
            "total": number_format(self.job.total, force_grouping=True),
        }


def _list_url(job: Job, definition: ListDefinition | None) -> str:
    if definition is None:
        return ""
    return definition.url(f"{VIEW}={NO_VIEW}&{job.query}".rstrip("&"))


def jobs(request: StaffRequest) -> HttpResponse:
    """My jobs, newest first; asked by htmx again and again while one of them runs."""
    found = Job.objects.visible_to(request.user).newest_first()[:JOBS]
    lines = [JobLine.of(job) for job in found]
    table = ListTable(
        caption=_("My work in the background"),
        columns=(
            TableColumn(_("Task")),
            TableColumn(_("State")),
            TableColumn(_("Rows"), numeric=True),
            TableColumn(_("Started")),
        ),
        rows=tuple(
            TableRow(
                (
                    TableCell(line.title, line.icon),
                    TableCell(line.job.get_state_display(), line.state_icon),
                    TableCell(line.progress),
                    TableCell(date_format(timezone.localtime(line.job.created_at), "d/m/Y H:i")),
                ),
                reverse("list_job", args=[line.job.pk]),
            )
            for line in lines
        ),
        empty=EmptyState(
            "hourglass", _("Nothing yet. What you do to many rows of a list, or export from it, stands here.")
        ),
    )
    return render(
        request,
        _fragment(request, "lists/jobs/jobs_table.html", "lists/jobs/jobs.html"),
        {
            "table": table,
            "is_busy": any(line.job.is_active for line in lines),
            "breadcrumbs": [(_("My work in the background"), None)],
        },
    )


def job(request: StaffRequest, pk: int) -> HttpResponse:
    """One job; asked by htmx again and again while it runs."""
    found = _job_for(request.user, pk)
    line = JobLine.of(found)
    counts = dict(found.rows.values_list("outcome").annotate(Count("pk")).order_by())
    asked = request.GET.get("outcome", "")
    outcome = RowOutcome(asked) if asked in counts else None
    undo_job = found.undo_jobs.newest_first().first()
    context: dict[str, Any] = {
        "line": line,
        "job": found,
        "undo_line": JobLine.of(undo_job) if undo_job else None,
        "may_undo": line.has_undo and found.left_to_undo().exists(),
        "is_polled": "HX-Request" in request.headers,
        "breadcrumbs": [
            (_("My work in the background"), reverse("list_jobs")),
            (line.title, None),
        ],
        "under": definition.url() if (definition := list_named(found.list_name)) else "",
    }
    if not found.is_active and found.kind != JobKind.EXPORT:
        context |= _results(found, counts, outcome, _after(request))
    return render(request, _fragment(request, "lists/jobs/job_body.html", "lists/jobs/job.html"), context)


def _fragment(request: StaffRequest, fragment: str, page: str) -> str:
    return fragment if "HX-Request" in request.headers else page


def _results(job: Job, counts: dict[str, int], outcome: RowOutcome | None, after: int) -> dict[str, Any]:
    """A page of what became of the rows: of one outcome, or without choice of what needs attention."""
    url = reverse("list_job", args=[job.pk])
    rows = job.rows.filter(pk__gt=after).order_by("pk")
    rows = rows.filter(outcome=outcome) if outcome else rows.exclude(outcome=RowOutcome.DONE)
    found = list(rows[: SHOWN + 1])
    shown = found[:SHOWN]
    names = _names(job, [one.row for one in shown])
    more = f"outcome={outcome.value}&" if outcome else ""
    return {
        "chips": [
            FilterChip(
                one.label, f"{url}?outcome={one.value}", OUTCOME_ICONS[one], counts[one], one is outcome
            )
            for one in RowOutcome
            if one in counts
        ],
        "table": ListTable(
            caption=_("Results"),
            columns=(TableColumn(_("Row")), TableColumn(_("Result")), TableColumn(_("Why"))),
            rows=tuple(_result_row(one, names) for one in shown),
            empty=EmptyState("circle-check", _("Every row is done.")),
        ),
        "more_url": f"{url}?{more}after={shown[-1].pk}" if len(found) > SHOWN else "",
    }


def _result_row(row: JobRow, names: dict[int, tuple[TableCell, str]]) -> TableRow:
    name, url = names.get(row.row, (TableCell(_("No longer visible to you")), ""))
    outcome = RowOutcome(row.outcome)
    return TableRow((name, TableCell(outcome.label, OUTCOME_ICONS[outcome]), TableCell(row.reason)), url)


def _names(job: Job, keys: list[int]) -> dict[int, tuple[TableCell, str]]:
    """How the rows are called and where they open, as far as the owner of the job may see them now."""
    definition = list_named(job.list_name)
    if definition is None:
        return {}
    visible = (definition.named or definition.rows_standing)(job.owner).filter(pk__in=keys)
    apart = next((one for one in definition.columns if one.name == definition.apart_by), None)
    fields = {"pk", *definition.link_fields, *(apart.needs if apart else ())}
    rows = {row["pk"]: row for row in visible.values(*fields)}
    names = {}
    for one in visible:
        row = rows.get(one.pk, {"pk": one.pk})
        detail = apart.cell(row).text if apart and apart.cell and len(row) > 1 else ""
        names[one.pk] = (
            TableCell(str(one), detail=detail),
            definition.row_link(row) if definition.row_link else "",
        )
    return names


def _after(request: StaffRequest) -> int:
    return key_of(request.GET.get("after")) or 0


# --- Doing something with a job ------------------------------------------------------------------


@require_POST
def job_stop(request: StaffRequest, pk: int) -> HttpResponse:
    attempt(request, lambda: operations.stop(_job_for(request.user, pk), by=request.user))
    return redirect("list_job", pk=pk)


@require_POST
def job_undo(request: StaffRequest, pk: int) -> HttpResponse:
    undo = attempt(request, lambda: operations.undo(_job_for(request.user, pk), by=request.user))
    return redirect("list_job", pk=undo.result.pk if undo else pk)


def job_file(request: StaffRequest, pk: int) -> FileResponse:
    """The spreadsheet, for who made it, as long as it is kept."""
    found = _job_for(request.user, pk)
    if not found.file or not may_have(found, request.user):
        raise Http404
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=XLSX
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _job_for(user: User, pk: int) -> Job:
    found: Job = get_object_or_404(Job.objects.visible_to(user).select_related("owner", "undoes"), pk=pk)
    return found
