"""Stored files, what kinds of papers there are, and the documents that give a file a name."""

from typing import IO, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.core.named_values import NamedValue
from oss.core.registry import offered
from oss.core.text_search import SearchText, fragments
from oss.documents import files
from oss.documents.access import DocumentRule, ShieldOpening
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
    """Who may read a paper, from the mildest to the strictest."""

    NORMAL = "normal", _("Normal")
    FINANCIAL = "financial", _("Financial")
    SHIELDED = "shielded", _("Shielded")


CLASSES = tuple(DocumentClass)
READERS: dict[str, str] = {
    DocumentClass.FINANCIAL: "documents.view_financial_document",
    DocumentClass.SHIELDED: "documents.view_shielded_document",
}
"""The right to read all papers of a class; shielded ones are also read by who handles their dossier."""


class DocumentOrigin(models.TextChoices):
    CLIENT = "client", _("Received from the client")
    OTHER = "other", _("Received from somebody else")
    LOKET = "loket", _("Made by the loket")


class Decided(models.TextChoices):
    """What of a paper somebody decided; the rest is a guess, or follows from it."""

    NOTHING = "nothing", _("nothing")
    KIND = "kind", _("the kind")
    CLASS = "class", _("the class")


class DocumentKind(NamedValue):
    """What a paper is: a quote, a payslip. It carries the class that its papers get.

    `words`, between commas, are those by which a file name tells it (`oss.documents.guessing`).
    """

    document_class = models.CharField(
        _("class"),
        max_length=10,
        choices=DocumentClass.choices,
        default=DocumentClass.NORMAL,
        help_text=_("Who may read papers of this kind. Papers that are here keep the class they have."),
    )
    words = models.TextField(
        _("words in the file name"),
        blank=True,
        help_text=_(
            "Between commas: a file whose name holds one of these is taken for this kind. Words of fewer than"
            " six letters count only when they stand by themselves."
        ),
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("kind of document")
        verbose_name_plural = _("kinds of documents")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="document_kind_name_once"),
            models.CheckConstraint(
                condition=models.Q(document_class__in=DocumentClass.values),
                name="document_kind_class_is_known",
            ),
        )


class Paper(models.Model):
    """A file under a name: a document, or an attachment of a mail. The same bytes are the same paper wherever
    they lie; `oss.documents.papers` keeps its kind and class alike there."""

    kind = models.ForeignKey(
        DocumentKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("kind"),
    )
    document_class = models.CharField(
        _("class"),
        max_length=10,
        choices=DocumentClass.choices,
        default=DocumentClass.NORMAL,
        db_default=DocumentClass.NORMAL,
    )
    decided = models.CharField(
        _("decided by hand"),
        max_length=7,
        choices=Decided.choices,
        default=Decided.NOTHING,
        db_default=Decided.NOTHING,
        editable=False,
    )

    class Meta:
        abstract = True


def secret_for(user: User, opened: models.Q) -> models.Q:
    """Of papers: those of a class that this user may not read, without the shielded ones `opened` to them."""
    secret = models.Q(pk__in=[])
    if not user.has_perm(READERS[DocumentClass.FINANCIAL]):
        secret |= models.Q(document_class=DocumentClass.FINANCIAL)
    if not user.has_perm(READERS[DocumentClass.SHIELDED]):
        secret |= models.Q(document_class=DocumentClass.SHIELDED) & ~opened
    return secret


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        """Financial and shielded documents are for who may read them; registered rules hide more."""
        if not user.has_perm("documents.view_document"):
            return self.none()
        opened = models.Q(pk__in=[])
        for one in offered(ShieldOpening).values():
            opened |= one.opens(user)
        found = self.exclude(secret_for(user, opened))
        for rule in offered(DocumentRule).values():
            found = found.filter(rule.allows(user))
        return found

    def matching(self, text: str) -> Self:
        """Every word of `text` stands in the name, or in what its kind is called."""
        found = self.alias(folded=SearchText("name"))
        kinds = DocumentKind.objects.alias(folded=SearchText("name"))
        for word in fragments(text, "folded"):
            # their keys: beside a question within the question no index would be asked
            called = list(kinds.filter(word).values_list("pk", flat=True))
            found = found.filter(word | models.Q(kind__in=called) if called else word)
        return found


@pghistory.track()
class Document(Paper):
    """A file with a name, as staff know it. Where it is filed is for higher packages to say."""

    stored_file = models.ForeignKey(StoredFile, models.PROTECT, related_name="documents")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    content_type = models.CharField(_("content type"), max_length=TYPE_LENGTH, blank=True)
    origin = models.CharField(
        _("origin"), max_length=6, choices=DocumentOrigin.choices, blank=True, default="", db_default=""
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
        permissions = (
            ("view_financial_document", "Can view financial documents"),
            ("view_shielded_document", "Can view shielded documents"),
        )
        indexes = (
            models.Index(fields=["kind"], name="document_by_kind"),
            models.Index(fields=["id"], name="document_without_kind", condition=models.Q(kind=None)),
            models.Index(fields=["created", "id"], name="document_by_age"),
            GinIndex(OpClass(SearchText("name"), name="gin_trgm_ops"), name="document_search"),
        )
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="document_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(document_class__in=DocumentClass.values), name="document_class_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["", *DocumentOrigin.values]), name="document_origin_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
