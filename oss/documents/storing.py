"""Storing bytes, and giving them a name."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from oss.core.disk import telling_a_full_disk
from oss.documents import files
from oss.documents.models import (
    FOLDER,
    NAME_LENGTH,
    TYPE_LENGTH,
    Document,
    DocumentClass,
    DocumentKind,
    DocumentOrigin,
    StoredFile,
)
from oss.documents.names import safe_name
from oss.documents.papers import NewPaper, decide, described
from oss.staff.models import User


def store_bytes(data: bytes) -> StoredFile:
    """The bytes on disk first, then their row. Storing the same bytes again gives the same row."""
    with telling_a_full_disk():
        return store_all([data])[0]


def store_all(contents: Iterable[bytes]) -> list[StoredFile]:
    """One stored file for each content, in the same order; two queries however many there are."""
    return rows_of(keep_all(contents))


class Kept(NamedTuple):
    """Bytes that are safe on disk, perhaps without a row yet."""

    sha256: str
    size: int


def keep_all(contents: Iterable[bytes]) -> list[Kept]:
    """The slow half of `store_all`, for before a transaction."""
    return [Kept(files.keep(FOLDER, data), len(data)) for data in contents]


def rows_of(kept: Sequence[Kept]) -> list[StoredFile]:
    """The quick half of `store_all`, for inside a transaction."""
    if not kept:
        return []
    sizes = dict(kept)
    found = StoredFile.objects.in_bulk(sizes, field_name="sha256")
    # in one order for everybody: workers that store the same new files never wait in a ring
    missing = [StoredFile(sha256=sha256, size=sizes[sha256]) for sha256 in sorted(sizes.keys() - found)]
    # a conflict means that another worker was first; updating the size to itself hands us its key
    StoredFile.objects.bulk_create(
        missing, update_conflicts=True, unique_fields=["sha256"], update_fields=["size"]
    )
    found |= {one.sha256: one for one in missing}
    return [found[one.sha256] for one in kept]


def add_document(*, data: bytes, **told: Any) -> Document:
    """Stores the bytes and names them: what `name_file` takes."""
    return name_file(store_bytes(data), **told)


def name_file(
    stored_file: StoredFile,
    *,
    name: str,
    content_type: str,
    by: User | None,
    origin: DocumentOrigin | Literal[""] = "",
    kind: DocumentKind | None = None,
    document_class: DocumentClass | Literal[""] = "",
    asked: str = "",
) -> Document:
    """A document of bytes that are stored already. Its kind and class are those of the same bytes elsewhere,
    or guessed from its name and from what was `asked`, unless they are told."""
    clean = safe_name(name, longest=NAME_LENGTH)
    (paper,) = described([NewPaper(stored_file.pk, clean, content_type, asked)])
    document = Document.objects.create(
        stored_file=stored_file,
        name=clean,
        content_type=content_type[:TYPE_LENGTH],
        kind_id=paper.kind,
        document_class=paper.document_class,
        decided=paper.decided,
        origin=origin,
        created_by=by,
    )
    if kind is not None or document_class:
        decide(document, kind=kind, document_class=document_class)
        document.refresh_from_db(fields=["kind", "document_class", "decided"])
    return document
