"""An import of people or organisations from a spreadsheet: the row is the job, so that it can be taken up
again where it stopped."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.contacts.models.tombstones import RecordKind
from oss.documents.models import StoredFile
from oss.staff.models import User


class ImportState(models.TextChoices):
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked, not started")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused: nothing was imported")


class ContactImportQuerySet(models.QuerySet["ContactImport"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_contactimport") else self.none()

    def unfinished(self) -> Self:
        """A worker has to go on with these."""
        return self.filter(state__in=(ImportState.CHECKING, ImportState.RUNNING))


class ContactImport(models.Model):
    """`position` is the number of rows that are done for good; the counts are those of the rows done."""

    kind = models.CharField(_("kind"), max_length=12, choices=RecordKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=255)
    state = models.CharField(
        _("state"), max_length=8, choices=ImportState.choices, default=ImportState.CHECKING
    )
    all_or_nothing = models.BooleanField(_("all rows or none"), default=True)
    total = models.PositiveIntegerField(_("rows"))
    position = models.PositiveIntegerField(_("rows done"), default=0)
    made = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused rows"), default=0)
    # also what is no error but should be looked at: who is known already
    row_errors = models.JSONField(_("what is wrong with which row"), default=list, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = ContactImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of contacts")
        verbose_name_plural = _("imports of contacts")
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=RecordKind.values), name="contact_import_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values), name="contact_import_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(position__lte=models.F("total")), name="contact_import_within_its_file"
            ),
        )

    def __str__(self) -> str:
        return self.name


class RefusedRow(models.Model):
    """A row that an import did not take, by its number in the file: what the file of refused rows holds."""

    # CASCADE: says nothing without its import
    job = models.ForeignKey(ContactImport, models.CASCADE, related_name="refused_rows")
    number = models.PositiveIntegerField(_("row"))
    reasons = models.TextField(_("what is wrong"))

    class Meta:
        verbose_name = _("refused row of an import")
        verbose_name_plural = _("refused rows of an import")
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["job", "number"], name="refused_row_once"),)

    def __str__(self) -> str:
        return f"{self.job} {self.number}"
