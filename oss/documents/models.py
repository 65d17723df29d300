"""Stored files and the documents that give them a name."""

from typing import IO, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.core.registry import offered
from oss.core.text_search import SearchText, fragments
from oss.documents import files
from oss.documents.access import DocumentRule
from oss.staff.models import User

FOLDER = "documents"
NAME_LENGTH = 255
TYPE_LENGTH = 127


class StoredFile(models.Model):
    """Bytes, once, under their own SHA-256; made by `store_bytes` only."""

    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = (
            models.UniqueConstraint(fields=["sha256"], name="stored_file_once"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_sha256_is_one"
            ),
        )

    def __str__(self) -> str:
        return self.sha256

    def open(self) -> IO[bytes]:
        return files.open_kept(FOLDER, self.sha256)

    def read(self) -> bytes:
        return files.read_kept(FOLDER, self.sha256)


class DocumentClass(models.TextChoices):
    NORMAL = "normal", _("Normal")
    FINANCIAL = "financial", _("Financial")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        """Financial documents are for who may see them; registered rules hide more."""
        if not user.has_perm("documents.view_document"):
            return self.none()
        found = self
        if not user.has_perm("documents.view_financial_document"):
            found = found.exclude(document_class=DocumentClass.FINANCIAL)
        for rule in offered(DocumentRule).values():
            found = found.filter(rule.allows(user))
        return found

    def matching(self, text: str) -> Self:
        """Every word of `text` stands in the name."""
        return self.alias(folded=SearchText("name")).filter(*fragments(text, "folded"))


@pghistory.track()
class Document(models.Model):
    """A file with a name, as staff know it. Where it is filed is for higher packages to say."""

    stored_file = models.ForeignKey(StoredFile, models.PROTECT, related_name="documents")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    content_type = models.CharField(_("content type"), max_length=TYPE_LENGTH, blank=True)
    document_class = models.CharField(
        _("class"), max_length=10, choices=DocumentClass.choices, default=DocumentClass.NORMAL
    )
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-created", "-pk")
        permissions = (("view_financial_document", "Can view financial documents"),)
        indexes = (
            models.Index(fields=["created", "id"], name="document_by_age"),
            GinIndex(OpClass(SearchText("name"), name="gin_trgm_ops"), name="document_search"),
        )
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="document_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(document_class__in=DocumentClass.values), name="document_class_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
