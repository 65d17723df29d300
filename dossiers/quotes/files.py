"""The files of quotes, for who may read them."""

from collections.abc import Iterable

from django.urls import reverse

from dossiers.quotes.models import Quote
from oss.documents.models import Document
from oss.staff.models import User


def files_of(quotes: Iterable[Quote], user: User) -> dict[int, tuple[str, str]]:
    """Name and address of each file, by the key of its document; one question."""
    keys = [one.document_id for one in quotes if one.document_id]
    found = Document.objects.visible_to(user).filter(pk__in=keys).values_list("pk", "name")
    return {pk: (name, reverse("document", args=[pk, name])) for pk, name in found}
