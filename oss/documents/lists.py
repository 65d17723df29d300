"""The list of documents; the timeline registers it, with where each of them is filed."""

from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast, Ceil
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState
from oss.core.links import link
from oss.documents.file_kinds import FileKind, kind_of_file
from oss.documents.models import Document, DocumentClass, DocumentKind, DocumentOrigin
from oss.lists.declaration import Column, ListDefinition
from oss.lists.kinds import Choice, Moment, Number, Record, TextKind
from oss.staff.models import User

DOCUMENTS = ListDefinition(
    name="documents",
    label=gettext_lazy("Documents"),
    icon="file",
    model=Document,
    rows=Document.objects.visible_to,
    permission="documents.view_document",
    url_name="documents",
    default_sort="-created",
    search=lambda rows, text: rows.matching(text),
    row_link=lambda row: link("document", row["pk"], row["name"]),
    link_fields=("name",),
    empty=lambda: EmptyState(
        "file", _("No documents here yet: they come with mails, or you upload them in a dossier.")
    ),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            TextKind(),
            path="name",
            long=True,
        ),
        Column(
            "kind",
            gettext_lazy("Kind of file"),
            Choice(tuple(FileKind.choices)),
            path="file_kind",
            expression=kind_of_file,
            leaves=1,
        ),
        Column(
            "document_kind",
            gettext_lazy("Kind"),
            Record(lambda _user: DocumentKind.objects.all()),
            path="kind",
        ),
        Column(
            "origin", gettext_lazy("Origin"), Choice(tuple(DocumentOrigin.choices)), path="origin", leaves=2
        ),
        Column("type", gettext_lazy("Media type"), TextKind(), path="content_type", default=False),
        Column(
            "class",
            gettext_lazy("Class"),
            Choice(tuple(DocumentClass.choices)),
            path="document_class",
            leaves=2,
        ),
        Column(
            "size",
            gettext_lazy("Size"),
            Number(unit="kB"),
            path="size_in_kb",
            expression=lambda: Cast(Ceil(F("stored_file__size") / 1024.0), BigIntegerField()),
            leaves=2,
        ),
        Column("created", gettext_lazy("Added"), Moment(), path="created", sort=("created",)),
        Column(
            "created_by",
            gettext_lazy("Added by"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="created_by",
            leaves=1,
        ),
    ),
)
