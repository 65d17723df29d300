"""Jobs on many rows, the result of each row, and the record of what was exported."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from oss.staff.models import User


class JobKind(models.TextChoices):
    BULK = "bulk", _("Bulk action")
    UNDO = "undo", _("Undo")
    EXPORT = "export", _("Export")


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    STOPPING = "stopping", _("Stopping")
    STOPPED = "stopped", _("Stopped")
    FINISHED = "finished", _("Finished")
    FAILED = "failed", _("Failed")


ACTIVE = (JobState.WAITING, JobState.RUNNING, JobState.STOPPING)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> Self:
        """One's own: what a job shows is what its owner may see."""
        return self.filter(owner=user) if user.has_perm("lists.view_job") else self.none()

    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)

    def newest_first(self) -> Self:
        return self.order_by("-pk")


def export_path(job: "Job", _name: str) -> str:
    """One place per job: a file that is made anew takes the place of the one before."""
    return f"exports/{job.created_at:%Y/%m}/{job.pk}.xlsx"


class Job(models.Model):
    """Work on many rows. The row is the job: whichever worker picks it up goes on where it stands.

    Bulk and undo have their rows in `JobRow`, frozen at the start. An export reads the rows of `query`, or
    only those in `only`, when it runs. `parameters` is what was filled in on the verb's form, as it was sent.
    """

    kind = models.CharField(max_length=6, choices=JobKind.choices)
    list_name = models.CharField(max_length=60)
    verb = models.CharField(max_length=40, blank=True)
    parameters = models.JSONField(default=dict)
    query = models.TextField(blank=True)
    only = models.JSONField(null=True)  # keys of the ticked rows of an export; null: all of its filter
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    problem = models.CharField(max_length=255, blank=True)  # why it failed, for its owner
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)  # starts since it last got further
    owner = models.ForeignKey(User, models.PROTECT, related_name="jobs")
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # CASCADE: an undo is shown with what it undoes, and goes with it.
    undoes = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="undo_jobs")
    file = models.FileField(upload_to=export_path, max_length=255, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    expires_at = models.DateTimeField(null=True)  # of the file

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=JobKind.values), name="job_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total")), name="job_does_no_more_than_all"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ACTIVE, finished_at=None)
                | (~Q(state__in=ACTIVE) & Q(finished_at__isnull=False)),
                name="job_ended_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind=JobKind.UNDO, undoes__isnull=False)
                | (~Q(kind=JobKind.UNDO) & Q(undoes=None)),
                name="undo_says_what_it_undoes",
            ),
            models.UniqueConstraint(
                fields=["undoes"], condition=Q(state__in=ACTIVE), name="one_undo_at_a_time"
            ),
        )
        indexes = (
            models.Index(fields=["owner", "-id"], name="job_of_owner"),
            models.Index(fields=["id"], name="job_not_ended", condition=Q(state__in=ACTIVE)),
            models.Index(
                fields=["expires_at"], name="job_file_expires", condition=Q(expires_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def percent(self) -> int:
        """Whole percents that are done; all of them where there was nothing to do."""
        return self.done * 100 // self.total if self.total else 100 * (not self.is_active)

    def left_to_undo(self) -> "models.QuerySet[JobRow]":
        """What the job did and no undo has taken back."""
        taken_back = JobRow.objects.filter(
            job__undoes=self, outcome=RowOutcome.DONE, row=models.OuterRef("row")
        )
        return self.rows.filter(~models.Exists(taken_back), outcome=RowOutcome.DONE)


class RowOutcome(models.TextChoices):
    WAITING = "waiting", _("Not done")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Skipped")
    FAILED = "failed", _("Failed")


class JobRow(models.Model):
    """One row of a bulk job or an undo, and what became of it. `row` is the key in the list's own table."""

    # CASCADE: results belong to their job and are thrown away with it.
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="rows")
    row = models.BigIntegerField()
    outcome = models.CharField(max_length=7, choices=RowOutcome.choices, default=RowOutcome.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("row of a job")
        verbose_name_plural = _("rows of a job")
        constraints = (
            models.UniqueConstraint(fields=["job", "row"], name="job_holds_a_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=RowOutcome.values), name="job_row_outcome_is_known"
            ),
        )
        indexes = (models.Index(fields=["job", "outcome", "id"], name="job_rows_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.row}: {self.get_outcome_display()}"


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("lists.view_export") else self.none()


class Export(models.Model):
    """Who took how many rows of which list out of the shop, with which filter and columns. Never changed."""

    list_name = models.CharField(_("list"), max_length=60)
    query = models.TextField(_("state of the list"), blank=True)
    only_ticked = models.BooleanField(_("only ticked rows"), default=False)
    format = models.CharField(_("format"), max_length=8)
    rows = models.PositiveIntegerField(_("rows"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-pk",)
        indexes = (models.Index(fields=["by", "-at"], name="export_by_colleague"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.by}: {self.list_name} ({self.rows})"
