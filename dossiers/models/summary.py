"""A summary that somebody asked for. The row is the job: what a killed worker drops is done later."""

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from oss.documents.models import Document
from oss.staff.models import User

MOST_ATTEMPTS = 5


class SummaryRequestQuerySet(models.QuerySet["SummaryRequest"]):
    def waiting(self) -> Self:
        return self.filter(document=None, attempts__lt=MOST_ATTEMPTS)


class SummaryRequest(models.Model):
    """Asked by somebody, made in the background; without a document after the last attempt it failed."""

    # CASCADE: a request is nothing without its dossier.
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="summary_requests")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = SummaryRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a summary")
        verbose_name_plural = _("requests for a summary")
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=["asked_at"], name="summary_waiting", condition=models.Q(document__isnull=True)
            ),
        )

    @property
    def is_waiting(self) -> bool:
        return self.document_id is None and self.attempts < MOST_ATTEMPTS

    @property
    def has_failed(self) -> bool:
        return self.document_id is None and self.attempts >= MOST_ATTEMPTS

    def __str__(self) -> str:
        return str(self.dossier)
