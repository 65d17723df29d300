"""Saying of files what they are: while uploading, on the tab for several at once, in the list for many."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from dossiers.operations.filing import add_file, ask_on
from oss.core.refusal import Refused
from oss.documents.models import Document, DocumentKind
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.describing import DESCRIBE
from oss.timeline.operations import answer_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte)


def kind(code: str) -> DocumentKind:
    found: DocumentKind = DocumentKind.objects.get(code=code)
    return found


def described() -> set[tuple[str, str, str]]:
    return set(Document.objects.values_list("name", "kind__code", "origin"))


def test_an_upload_says_what_all_its_files_are_or_leaves_it_to_their_names(
    desk: Client, dossier: Dossier
) -> None:
    url = f"/dossiers/{dossier.number}/upload/"
    desk.post(url, {"files": SimpleUploadedFile("Factuur dak.pdf", b"1"), "origin": "other"})
    desk.post(url, {"files": SimpleUploadedFile("scan.pdf", b"2"), "kind": kind("epc").pk})
    assert described() == {("Factuur dak.pdf", "invoice", "other"), ("scan.pdf", "epc", "client")}
    desk.post(url, {"files": SimpleUploadedFile("x.pdf", b"3"), "kind": "999999"})
    assert Document.objects.count() == 2
    hidden = desk.post(url, {"files": SimpleUploadedFile("Loonfiche.pdf", b"4")}, follow=True)
    assert "mag jij niet lezen" in hidden.content.decode()


def test_what_is_asked_on_the_dossier_tells_what_a_nameless_scan_is(dossier: Dossier, lotte: User) -> None:
    def upload(name: str) -> str:
        file = add_file(dossier, data=name.encode(), name=name, content_type="application/pdf", by=lotte)
        return str(file.kind)

    assert upload("scan1.pdf") == "Andere"
    request = ask_on(dossier, of=lotte, text="Kan je je laatste loonfiches bezorgen?", by=lotte)
    assert [upload("scan2.pdf"), upload("offerte.pdf")] == ["Loonfiche", "Offerte"]
    answer_request(request, by=lotte, answer="Gekregen.")
    assert upload("scan3.pdf") == "Andere"


def test_several_files_are_described_at_once_and_a_refusal_keeps_the_ticks(
    desk: Client, dossier: Dossier, lotte: User
) -> None:
    names = ("a.pdf", "b.pdf", "c.pdf")
    a, b, _c = (
        add_file(dossier, data=name.encode(), name=name, content_type="application/pdf", by=lotte)
        for name in names
    )
    url, ticked = f"/dossiers/{dossier.number}/describe/", {"documents": [a.pk, b.pk]}
    refused = desk.post(url, ticked)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Kies wat er verandert" in page
    assert page.count("data-tick-file checked") == 2
    assert "minstens één bestand" in desk.post(url, {"origin": "loket"}, follow=True).content.decode()
    desk.post(url, ticked | {"kind": kind("permit").pk, "origin": "loket"})
    permit = ("permit", "loket")
    assert described() == {("a.pdf", *permit), ("b.pdf", *permit), ("c.pdf", "other", "client")}
    elsewhere = information_dossier(by=lotte)
    desk.post(f"/dossiers/{elsewhere.number}/describe/", ticked | {"origin": "client"})
    assert ("a.pdf", *permit) in described(), "the file is of another train"


def test_the_verb_of_the_list_is_taken_back_unless_somebody_was_there_since(
    dossier: Dossier, lotte: User, user_with: Callable[..., User]
) -> None:
    sofie = user_with(Role.COORDINATOR)
    file = add_file(dossier, data=b"a", name="a.pdf", content_type="application/pdf", by=lotte)
    change = DESCRIBE.apply(file.pk, by=sofie, kind=kind("payslip"), origin="other")
    assert described() == {("a.pdf", "payslip", "other")}
    with pytest.raises(Refused):
        DESCRIBE.apply(file.pk, by=sofie, kind=kind("payslip"), origin="other")
    with pytest.raises(Refused):  # who made it stricter than they may read
        DESCRIBE.apply(file.pk, by=lotte, kind=kind("quote"))
    assert DESCRIBE.undo is not None
    DESCRIBE.undo(file.pk, by=sofie, change=change)
    assert described() == {("a.pdf", "other", "client")}
    again = DESCRIBE.apply(file.pk, by=sofie, kind=kind("payslip"))
    DESCRIBE.apply(file.pk, by=sofie, document_class="normal")
    with pytest.raises(Refused):
        DESCRIBE.undo(file.pk, by=sofie, change=again)


def test_a_document_is_found_by_what_its_kind_is_called(desk: Client, dossier: Dossier, lotte: User) -> None:
    add_file(dossier, data=b"a", name="a.pdf", content_type="application/pdf", by=lotte, kind=kind("permit"))
    add_file(dossier, data=b"b", name="vergunning.pdf", content_type="application/pdf", by=lotte)
    add_file(dossier, data=b"c", name="c.pdf", content_type="application/pdf", by=lotte)
    assert desk.get("/documents/?q=vergunning").context["grid"].count.startswith("2 ")
    filtered = desk.get(f"/documents/?f=document_kind.in:{kind('permit').pk}&chart=document_kind")
    assert filtered.context["grid"].count.startswith("2 ")
