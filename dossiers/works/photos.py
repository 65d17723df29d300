"""Photos of a work on the spot, and when in its course they were taken."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.works.models import Work
from oss.documents.models import Document
from oss.staff.models import User


class PhotoMoment(models.TextChoices):
    """When in the course of the work it was taken."""

    BEFORE = "before", pgettext_lazy("photo", "before")
    DURING = "during", _("during the works")
    AFTER = "after", pgettext_lazy("photo", "after")


class WorkPhotoQuerySet(models.QuerySet["WorkPhoto"]):
    def visible_to(self, user: User) -> Self:
        """Of works that they see, and whose picture they may read."""
        if not user.has_perm("dossiers.view_work"):
            return self.none()
        return self.filter(document__in=Document.objects.visible_to(user).order_by().values("pk"))


@pghistory.track()
class WorkPhoto(models.Model):
    """A picture of the work on the spot. The file is also filed on the dossiers that have to do with it."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="photos")
    document = models.OneToOneField(Document, models.PROTECT, related_name="photo_of_work")
    moment = models.CharField(_("taken"), max_length=6, choices=PhotoMoment.choices)
    created = models.DateTimeField(_("noted at"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = WorkPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a work")
        verbose_name_plural = _("photos of works")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(moment__in=PhotoMoment.values), name="photo_of_work_has_its_moment"
            ),
        )

    def __str__(self) -> str:
        return str(self.document)


def moment_now(work: Work) -> PhotoMoment:
    """When a photo that is taken now would be."""
    if work.is_executed:
        return PhotoMoment.AFTER
    return PhotoMoment.DURING if work.started_on else PhotoMoment.BEFORE
