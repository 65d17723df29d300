"""The list of documents says what a file is as people call it."""

from collections.abc import Callable

import pytest
from django.test import Client

from oss.documents.file_kinds import kind_of_file
from oss.documents.models import Document
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.staff.roles import Role

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = [
    ("offerte.pdf", "application/pdf", "pdf"),
    ("dak.jpg", "image/jpeg", "photo"),
    ("dak.heic", "application/octet-stream", "photo"),
    ("verslag.docx", _WORD, "word"),
    ("brief.doc", "application/msword", "word"),
    ("raming.xlsx", _EXCEL, "excel"),
    ("raming.csv", "text/csv", "excel"),
    ("antwoord.eml", "message/rfc822", "mail"),
    ("antwoord.msg", "application/vnd.ms-outlook", "mail"),
    ("nota.txt", "text/plain", "text"),
    ("alles.zip", "application/zip", "zip"),
    ("Offerte.PDF", "", "pdf"),
    ("iets", "application/x-onbekend", "other"),
]


@pytest.mark.django_db
def test_a_file_is_called_as_people_call_it(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK)
    for name, content_type, _kind in _FILES:
        add_document(data=name.encode(), name=name, content_type=content_type, by=lotte)
    found = Document.objects.annotate(called=kind_of_file()).values_list("name", "content_type", "called")
    assert sorted(found) == sorted(_FILES)
    client = client_of(lotte)
    page = client.get("/documents/").content.decode()
    assert "application/" not in page
    assert "Foto" in page
    photos = client.get("/documents/?f=kind.in:photo").context["grid"]
    assert photos.count.startswith("2 ")
    assert client.get("/documents/?chart=type").status_code == 200
