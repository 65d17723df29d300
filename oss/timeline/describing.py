"""Saying of many documents at once what they are."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.refusal import Gone, Refused
from oss.documents.forms import DescribeForm
from oss.documents.models import Document, DocumentKind
from oss.lists.jobs.verbs import Change, ListVerb
from oss.staff.models import User
from oss.timeline.operations import MAY_DESCRIBE, describe_document, take_back_description

TOLD = ("kind_id", "origin", "document_class", "decided")


def describe(
    pk: int, *, by: User, kind: DocumentKind | None = None, origin: str = "", document_class: str = ""
) -> Change:
    document = Document.objects.visible_to(by).filter(pk=pk).first()
    if document is None:
        raise Gone(_("This document is not here any more."))
    before = {name: getattr(document, name) for name in TOLD}
    became = describe_document(document, by=by, kind=kind, origin=origin, document_class=document_class)
    after = {name: getattr(became, name) for name in TOLD}
    if before == after:
        raise Refused(_("“%(name)s” is described like this already.") % {"name": document})
    return Change(before, after)


def describe_back(pk: int, *, by: User, change: Change) -> None:
    take_back_description(Document(pk=pk), by=by, before=change.before, after=change.after)


DESCRIBE = ListVerb(
    "describe",
    gettext_lazy("Kind and origin"),
    "pencil",
    MAY_DESCRIBE,
    describe,
    describe_back,
    DescribeForm,
    key="w",
)
