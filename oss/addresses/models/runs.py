"""What each import of the register did."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.staff.models import User


class ImportStatus(models.TextChoices):
    RUNNING = "running", _("running")
    SUCCEEDED = "succeeded", _("succeeded")
    FAILED = "failed", _("failed")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_importrun") else self.none()


class ImportRun(models.Model):
    """One import of the register. A run that was killed stays "running" and has changed nothing."""

    source = models.CharField(_("file"), max_length=200)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.RUNNING
    )
    message = models.TextField(_("message"), blank=True)
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    absent = models.PositiveIntegerField(
        _("absent"),
        default=0,
        help_text=_("Known addresses of these municipalities that the file lacks: removed."),
    )
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    first_rejects = models.JSONField(
        _("first rejects"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("File, line, reason and row; the reject file has all of them."),
    )
    buildings_added = models.PositiveIntegerField(_("buildings proposed"), default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of addresses")
        verbose_name_plural = _("imports of addresses")
        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status=ImportStatus.RUNNING, finished_at__isnull=True)
                | Q(status__in=[ImportStatus.SUCCEEDED, ImportStatus.FAILED], finished_at__isnull=False),
                name="import_run_is_finished_or_running",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} · {timezone.localtime(self.started_at):%d/%m/%Y %H:%M}"


class AddressChangeKind(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")


class ImportChangeQuerySet(models.QuerySet["ImportChange"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_importrun") else self.none()


class ImportChange(models.Model):
    """What one import did to one address; by register id, for the row lives on and changes.

    `before` holds the register's columns that changed, as they were; empty for an address that was added.
    """

    run = models.ForeignKey(
        ImportRun, models.PROTECT, related_name="changes", db_index=False, verbose_name=_("import")
    )
    kind = models.CharField(_("kind"), max_length=7, choices=AddressChangeKind.choices)
    register_id = models.BigIntegerField(_("register id"))
    before = models.JSONField(_("before"), null=True, blank=True)

    objects = ImportChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change by an import")
        verbose_name_plural = _("changes by an import")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=AddressChangeKind.ADDED, before__isnull=True)
                | Q(kind__in=[AddressChangeKind.CHANGED, AddressChangeKind.REMOVED], before__isnull=False),
                name="import_change_says_what_was_before",
            ),
            models.UniqueConstraint(fields=["run", "register_id"], name="import_change_once_a_run"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.register_id}"
