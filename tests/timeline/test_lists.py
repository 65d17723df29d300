"""Lists whose rows hang on case files say whose."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import file_document


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.mark.parametrize("query", ["f=", "f=&cols=name,owner", "f=&chart=class"])
def test_the_list_of_documents_says_with_which_dossier_each_is_filed(
    query: str, lotte: User, client_of: Callable[[User], Client]
) -> None:
    dossier, older = information_dossier(by=lotte), information_dossier(by=lotte)
    pdf = add_document(data=b"%PDF", name="Offerte.pdf", content_type="application/pdf", by=lotte)
    add_document(data=b"loose", name="Los.pdf", content_type="application/pdf", by=lotte)
    file_document(older.case_file, pdf, by=lotte)
    file_document(dossier.case_file, pdf, by=lotte)
    page = client_of(lotte).get(f"/documents/?{query}").text
    assert dossier.number in page
    assert older.number not in page
    assert "Los.pdf" in page


def test_a_list_of_documents_without_that_column_opens_and_exports_too(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    add_document(data=b"%PDF", name="Offerte.pdf", content_type="application/pdf", by=lotte)
    assert "Offerte.pdf" in client_of(lotte).get("/documents/?f=&cols=name").text
    answer = client_of(lotte).get("/lists/documents/export.csv?f=&cols=name")
    assert b"Offerte.pdf" in b"".join(answer.streaming_content)  # type: ignore[arg-type]
