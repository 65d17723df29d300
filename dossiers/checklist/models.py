"""Papers of a loan or a premium: those that the sheet of its scheme asks, and those of one dossier."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.schemes.models import SchemeVersion, SheetQuerySet
from oss.documents.models import Document, DocumentKind
from oss.staff.models import User
from oss.timeline.models import open_to

MAY_SEE_PAPERS = "dossiers.view_askedpaper"
NOTE_LENGTH = 200


class SheetPaper(models.Model):
    """A kind of paper that the sheet of a scheme asks. What is no longer asked is switched off, so that the
    reference data does not bring it back."""

    # CASCADE: part of its sheet
    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="papers", verbose_name=_("sheet"))
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+", verbose_name=_("paper"))
    is_required = models.BooleanField(_("required"), default=True)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    is_active = models.BooleanField(_("asked"), default=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a sheet")
        verbose_name_plural = _("papers of sheets")
        ordering = ("version", "kind__position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "kind"],
                name="paper_once_on_a_sheet",
                violation_error_message=_("This kind of paper stands on the sheet already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.kind)


class AskedPaperQuerySet(models.QuerySet["AskedPaper"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm(MAY_SEE_PAPERS) else self.none()

    def lacking(self) -> Self:
        """Required, and neither received nor said not to be needed."""
        return self.filter(is_required=True, received_on=None, not_needed=False)

    def for_list(self) -> Self:
        return self.select_related("kind", "document", "received_by").order_by("kind__position", "pk")


@pghistory.track()
class AskedPaper(models.Model):
    """One kind of paper that a dossier asks of its client; `document`: the file in which it came."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="asked_papers", editable=False)
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+", verbose_name=_("paper"))
    is_required = models.BooleanField(_("required"), default=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("received by")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    not_needed = models.BooleanField(_("not needed here"), default=False)
    note = models.CharField(
        _("note"), max_length=NOTE_LENGTH, blank=True, help_text=_("Of what is not needed: why.")
    )

    objects = AskedPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("asked paper")
        verbose_name_plural = _("asked papers")
        ordering = ("kind__position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["dossier", "kind"],
                name="paper_asked_once_of_a_dossier",
                violation_error_message=_("This kind of paper is asked already."),
            ),
            models.CheckConstraint(
                condition=Q(received_by=None) | Q(received_on__isnull=False),
                name="paper_received_by_means_received",
            ),
            models.CheckConstraint(
                condition=Q(not_needed=False) | Q(received_on=None) & ~Q(note=""),
                name="paper_not_needed_says_why",
                violation_error_message=_("Of a paper that is not needed, say why; it was not received."),
            ),
        )

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def is_settled(self) -> bool:
        return self.received_on is not None or self.not_needed
