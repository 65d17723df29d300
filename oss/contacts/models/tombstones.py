"""What is left of a deleted record: that it was there, who deleted it and when; nothing of what it said."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.staff.models import User


class RecordKind(models.TextChoices):
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")


class Tombstone(models.Model):
    """`record` is the key the deleted person or organisation had; it is never given out again."""

    kind = models.CharField(_("kind"), max_length=12, choices=RecordKind.choices)
    record = models.PositiveBigIntegerField(_("record"))
    deleted_at = models.DateTimeField(_("deleted at"), default=timezone.now)
    deleted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("deleted by"))

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        ordering = ("-deleted_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["kind", "record"], name="tombstone_once_per_record"),
            models.CheckConstraint(
                condition=models.Q(kind__in=RecordKind.values), name="tombstone_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record}"
