"""The same bytes are the same paper: what they are and who may read them is alike wherever they lie."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.operations.filing import add_file
from oss.contacts.factories import OrganisationFactory
from oss.core.refusal import Gone
from oss.documents.models import Decided, Document, DocumentClass, DocumentKind, DocumentOrigin
from oss.documents.papers import describe_earlier
from oss.documents.storing import add_document
from oss.mail.factories import File
from oss.mail.models import Attachment, Message
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import describe_document, file_attachments
from tests.mails import receive_message

PDF = b"%PDF-1.4 papier"
NORMAL, FINANCIAL, SHIELDED = DocumentClass.NORMAL, DocumentClass.FINANCIAL, DocumentClass.SHIELDED

pytestmark = pytest.mark.django_db


def document(name: str, data: bytes = PDF, **told: str) -> Document:
    return add_document(data=data, name=name, content_type="application/pdf", by=None, **told)


def kind(code: str) -> DocumentKind:
    found: DocumentKind = DocumentKind.objects.get(code=code)
    return found


@pytest.fixture
def sofie(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR)


def test_a_paper_that_comes_again_under_a_clearer_name_is_that_everywhere() -> None:
    first = document("scan.pdf")
    mail = receive_message(attachments=[File("bijlage.pdf", PDF)])
    assert {first.document_class, mail.attachments.get().document_class} == {NORMAL}
    again = document("Aanslagbiljet 2025.pdf")
    papers = [*Document.objects.all(), *Attachment.objects.all()]
    assert {(str(one.kind), one.document_class) for one in papers} == {("Aanslagbiljet", FINANCIAL)}
    assert document("offerte.pdf").kind == again.kind, "a milder guess changes nothing"


def test_what_somebody_decided_stands_above_every_guess(sofie: User) -> None:
    paper = document("loonfiche.pdf")
    describe_document(paper, by=sofie, kind=kind("quote"))
    mail = receive_message(attachments=[File("loonfiche.pdf", PDF)])
    told = mail.attachments.get()
    assert (told.kind, told.document_class, told.decided) == (kind("quote"), NORMAL, Decided.KIND)


def test_the_class_follows_the_kind_unless_somebody_chose_it(sofie: User) -> None:
    case_file = information_dossier(by=sofie).case_file
    paper = receive_message(attachments=[File("scan.pdf", PDF)]).attachments.get()
    (filed,) = file_attachments(case_file, [paper], by=sofie)
    describe_document(filed.document, by=sofie, kind=kind("payslip"))
    paper.refresh_from_db()
    assert (paper.kind, paper.document_class) == (kind("payslip"), FINANCIAL)
    describe_document(filed.document, by=sofie, document_class=SHIELDED)
    changed = describe_document(filed.document, by=sofie, kind=kind("quote"))
    assert (changed.kind, changed.document_class) == (kind("quote"), SHIELDED)
    told = case_file.events.filter(kind__startswith="document_").order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["document_filed", "document_described", "document_class_set", "document_class_kept"]
    assert Attachment.objects.get().kind_document_class_decided_events.count() == 3


def test_the_history_says_it_in_words_to_who_may_read_the_paper(
    sofie: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK)
    dossier = information_dossier(by=lotte)
    paper = add_file(dossier, data=PDF, name="scan.pdf", content_type="application/pdf", by=lotte)
    describe_document(paper, by=lotte, kind=kind("payslip"), origin=DocumentOrigin.OTHER)
    page = f"/dossiers/{dossier.number}/?tab=timeline"
    assert "‘scan.pdf’ is nu: Loonfiche (financieel)" in client_of(sofie).get(page).content.decode()
    seen = client_of(lotte).get(page).content.decode()
    assert "scan.pdf" not in seen
    assert "loonfiche" not in seen.lower()


def test_who_may_not_read_a_paper_changes_nothing_of_it(user_with: Callable[..., User]) -> None:
    paper = document("loonfiche.pdf")
    with pytest.raises(Gone):
        describe_document(paper, by=user_with(Role.DESK), kind=kind("quote"))


def test_papers_of_before_there_were_kinds_get_theirs_and_none_becomes_milder() -> None:
    shop = [("offerte.pdf", NORMAL), ("loonfiche.pdf", NORMAL), ("foto.jpg", FINANCIAL)]
    for name, document_class in shop:
        document(name, name.encode())
        Document.objects.filter(name=name).update(
            kind=None, document_class=document_class, decided=Decided.NOTHING
        )
    receive_message(attachments=[File("loonfiche.pdf", b"een andere")])
    Attachment.objects.update(kind=None, document_class=NORMAL)
    while describe_earlier(most=2):
        pass
    papers = [*Document.objects.order_by("pk"), *Attachment.objects.all()]
    assert [(str(one.kind), one.document_class) for one in papers] == [
        ("Offerte", NORMAL),
        ("Loonfiche", FINANCIAL),
        ("Foto", FINANCIAL),
        ("Loonfiche", FINANCIAL),
    ]
    assert papers[2].decided == Decided.CLASS


def test_the_sender_tells_where_an_attachment_came_from(sofie: User) -> None:
    OrganisationFactory.create(mail="info@dakwerken.example")
    case_file = information_dossier(by=sofie).case_file
    for sender in ("Dak bv <info@dakwerken.example>", "An <an@burger.example>"):
        mail = receive_message(sender=sender, attachments=[File("a.pdf", sender.encode())])
        file_attachments(case_file, mail.attachments.all(), by=sofie)
    assert list(Document.objects.order_by("pk").values_list("origin", flat=True)) == ["other", "client"]
    assert Message.objects.visible_to(sofie).count() == 2
