"""Secrecy follows the paper: by whatever way it came, who may read it finds it everywhere, others nowhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations import opening
from dossiers.operations.editing import update_dossier
from oss.contacts.factories import PersonFactory
from oss.core.refusal import NotAllowed, Refused
from oss.documents.models import Document, DocumentKind
from oss.mail.factories import File, MailboxFactory, make_eml
from oss.mail.models import Message
from oss.mail.receiving import receive
from oss.queues import operations
from oss.queues.models import Queue, QueueItem
from oss.staff.models import User
from oss.staff.roles import FINANCIAL, SHIELDED, Role
from tests.mail.packed import attached, letter, mail, multipart, part, signed, winmail
from tests.mails import receive_message

NAME = "aanslagbiljet 2025.pdf"
WORD = "zeehond"
"""Stands in the text and in the subject of each mail that brings it."""
HIDDEN = (WORD, "aanslagbiljet 2025", "aanslagbiljet an", "%pdf-1.4")
"""Each tells of it; the bare name of its kind stands in every list of kinds."""
READERS = (Role.FINANCIAL_ADVISER, Role.COORDINATOR)
STRANGERS = (Role.DESK, Role.DISPATCHER, Role.FILE_HANDLER, Role.COACH, Role.ADMINISTRATOR)

pytestmark = pytest.mark.django_db


@dataclass
class Arrived:
    """One paper that came by each of the ways there are, of a client with a dossier."""

    dossier: Dossier
    person: int
    messages: list[Message] = field(default_factory=list)

    def pages(self) -> list[str]:
        """Where it would show."""
        page = f"/dossiers/{self.dossier.number}/"
        pages = [
            f"{page}?tab=files",
            f"{page}?tab=timeline",
            f"{page}?tab=timeline&filter=mail",
            f"{page}?tab=timeline&filter=document",
            f"{page}?tab=timeline&filter=step",
            f"/journeys/{self.dossier.journey.number}/",
            f"/people/{self.person}/?tab=documents",
            f"/people/{self.person}/?tab=mails",
            "/documents/",
            "/documents/?q=aanslagbiljet",
            "/lists/documents/export.csv",
            f"/queue-items/?q={WORD}",
            f"/lists/queue_items/export.csv?q={WORD}",
            "/queues/general/?show=all",
            "/",
        ]
        pages += [reverse("document", args=[one.pk, "x.pdf"]) for one in Document.objects.all()]
        for message in self.messages:
            pages += [reverse(name, args=[message.pk]) for name in ("mail", "mail_body", "mail_raw")]
            pages += [f"/queues/general/?show=all&item={message.queue_item.pk}"]
            pages += [
                f"/dossiers/new/?item={message.queue_item.pk}",
                f"/dossiers/link/{message.queue_item.pk}/",
            ]
            pages += [reverse("mail_attachment", args=[one.pk]) for one in message.attachments.all()]
        return pages


def pdf(way: str) -> bytes:
    return f"%PDF-1.4 {way}".encode()


def received(raw: bytes, source: str) -> Message:
    receive(raw, mailbox=MailboxFactory.create(), source=source)
    return Message.objects.latest("pk")


def by_mail(way: str, *, name: str = NAME) -> Message:
    """To a queue, as it most often comes."""
    return receive_message(
        sender="An Maes <an@burger.example>",
        subject=f"Een {WORD}",
        text=f"De {WORD} stuurt wat gevraagd werd.",
        attachments=[File(name, pdf(way))],
    )


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def arrived(lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Arrived:
    karim = user_with(Role.FINANCIAL_ADVISER)
    person = PersonFactory.create(first_name="An", last_name="Maes", mail="an@burger.example")
    client = opening.Client(Capacity.objects.get(code="owner_occupier"), person)
    dossier = information_dossier(by=lotte, assignee=lotte, client=client)
    upload = reverse("dossier_upload", args=[dossier.number])
    # 1 and 2: uploaded to the dossier by one who may not read it, several at once as a drag does
    dragged = [
        SimpleUploadedFile(name, pdf(name), "application/pdf") for name in (NAME, "Aanslagbiljet An.pdf")
    ]
    client_of(lotte).post(upload, {"files": dragged})
    # 3: a mail to a queue
    plain = by_mail("mail")
    # 4: a mail in a mail
    inner = make_eml(subject=f"Een {WORD}", attachments=[File(NAME, pdf("mail in mail"))])
    rfc822 = "Content-Type: message/rfc822\r\n\r\n" + inner.decode()
    forwarded = received(multipart("mixed", part("text/plain", "Zie bijlage."), rfc822, subject=WORD), "4")
    # 5: in a winmail.dat, 6: within an opaque signature
    tnef = part("application/ms-tnef; name=winmail.dat", winmail(letter(WORD), attached(NAME, pdf("tnef"))))
    outlook = received(multipart("mixed", part("text/plain", " \r\n"), tnef, subject=WORD), "5")
    file = part(f'application/pdf; name="{NAME}"', pdf("signed"))
    entity = multipart("mixed", part("text/plain", WORD), file)
    smime = received(
        mail("application/pkcs7-mime; smime-type=signed-data", signed(entity), subject=WORD), "6"
    )
    # 7: a scan without a name, in answer to what was asked
    answer = receive_message(
        subject=f"Re: uw aanslagbiljet, {WORD}", attachments=[File("scan0001.pdf", pdf("answer"))]
    )
    # 8: linked to the dossier and filed there, 9: filed on another dossier while that is opened from the mail
    linked = by_mail("linked").queue_item
    operations.link(linked, case_file=dossier.case_file, by=karim)
    operations.file_attachments(linked, linked.message.attachments.all(), by=karim)
    opened = by_mail("opened").queue_item
    opening.link_item(opened, dossier, by=karim, attachments=opened.message.attachments.all())
    messages = [plain, forwarded, outlook, smime, answer, linked.message, opened.message]
    return Arrived(dossier, person.pk, messages)


def telling(client: Client, urls: Iterable[str], *words: str) -> list[str]:
    """The pages that open and hold one of the words, whatever their form."""
    found = []
    for url in urls:
        answer = client.get(url)
        told = (answer.getvalue() + str(dict(answer.headers)).encode()).decode(errors="replace").lower()
        if answer.status_code == 200 and any(word in told for word in words):
            found.append(url)
    return found


def test_a_paper_by_any_way_shows_to_who_may_read_it_and_to_nobody_else(
    arrived: Arrived, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    pages = arrived.pages()
    searched = [one for one in pages if "?q=" not in one]  # those repeat what was sought
    told = {role: telling(client_of(user_with(role)), searched, *HIDDEN) for role in STRANGERS}
    assert told == {role: [] for role in STRANGERS}
    for role in READERS:
        blind = {*pages} - {*telling(client_of(user_with(role)), pages, *HIDDEN)}
        step = f"/dossiers/{arrived.dossier.number}/?tab=timeline&filter=step"
        assert blind <= {step, "/", f"/dossiers/new/?item={arrived.messages[-1].queue_item.pk}"}, role


def test_nobody_finds_or_counts_what_they_may_not_read(
    arrived: Arrived, user_with: Callable[..., User]
) -> None:
    for role in Role:
        user = user_with(role)
        reads = role in FINANCIAL
        assert Document.objects.visible_to(user).count() == (4 if reads else 0), role
        assert Message.objects.visible_to(user).count() == (7 if reads else 0), role
        assert QueueItem.objects.visible_to(user).count() == (7 if reads else 0), role


def test_who_may_not_read_a_mail_passes_it_on_unread(
    user_with: Callable[..., User], client_of: Callable[[User], Client], lotte: User
) -> None:
    """It waits in triage without sender, subject or text, and takes only the verbs that lead elsewhere."""
    item = by_mail("mail").queue_item
    page = client_of(lotte).get(f"/queues/general/?show=all&item={item.pk}").content.decode()
    assert "An Maes" not in page
    assert "Financieel" in page
    assert 'data-key="r"' in page
    assert page.count('data-key="d"') == 1, "the bar for many is there, the verb on this one is not"
    case_file = information_dossier(by=lotte, assignee=lotte).case_file
    for refused in (
        lambda: operations.pick(item, by=lotte),
        lambda: operations.link(item, case_file=case_file, by=lotte),
        lambda: operations.finish(item, by=lotte),
        lambda: operations.assign(item, to=user_with(Role.COACH), by=lotte),
    ):
        with pytest.raises(Refused):
            refused()
    loans = Queue.objects.get(slug="loans")
    operations.route(item, queue=loans, by=lotte)
    answer = client_of(lotte).get("/queues/general/")
    assert WORD not in answer.content.decode(), "what would be undone is not named"
    operations.undo(item, by=lotte)
    karim = user_with(Role.FINANCIAL_ADVISER)
    operations.assign(item, to=karim, by=lotte)
    assert operations.finish(item, by=karim).worker == karim


def test_what_is_shielded_is_read_by_who_handles_its_dossier_and_by_the_coordinator(
    user_with: Callable[..., User], client_of: Callable[[User], Client], lotte: User
) -> None:
    bram, sofie = user_with(Role.FILE_HANDLER), user_with(Role.COORDINATOR)
    message = by_mail("shielded", name="Medisch attest.pdf")
    item = message.queue_item
    dossier = information_dossier(by=lotte, assignee=lotte)
    operations.link(item, case_file=dossier.case_file, by=sofie)
    operations.file_attachments(item, message.attachments.all(), by=sofie)

    def readers() -> set[User]:
        people = [lotte, bram, sofie, user_with(Role.FINANCIAL_ADVISER)]
        mails = {one for one in people if Message.objects.visible_to(one).exists()}
        assert mails == {one for one in people if Document.objects.visible_to(one).exists()}
        return mails

    assert readers() == {lotte, sofie}
    assert {Role.COORDINATOR} == SHIELDED
    update_dossier(dossier, by=lotte, assignee=bram)
    assert readers() == {bram, sofie}
    with pytest.raises(NotAllowed):
        operations.link(item, case_file=dossier.case_file, by=lotte)


def test_one_key_says_what_an_attachment_is_and_hides_its_mail(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    message = by_mail("one key", name="scan.pdf")
    url = reverse("queue_item_verb", args=[message.queue_item.pk, "describe"])
    sent = {"queue": "general", "show": "all", "attachments": [message.attachments.get().pk]}
    desk, karim = client_of(lotte), user_with(Role.FINANCIAL_ADVISER)
    assert desk.post(url, sent | {"to_kind": ""}).status_code == 409
    payslip = DocumentKind.objects.get(code="payslip")
    told = desk.post(url, sent | {"to_kind": payslip.pk}).content.decode()
    assert "Loonfiche, financieel" in told
    assert WORD not in told
    assert not Message.objects.visible_to(lotte).exists()
    quote = DocumentKind.objects.get(code="quote")
    assert desk.post(url, sent | {"to_kind": quote.pk}).status_code == 409
    client_of(karim).post(url, sent | {"to_kind": quote.pk})
    assert Message.objects.visible_to(lotte).exists()


def test_the_words_of_a_mail_with_such_a_paper_are_not_copied_into_a_question_for_all(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    item = by_mail("question").queue_item
    page = client_of(user_with(Role.COORDINATOR)).get(f"/dossiers/new/?item={item.pk}")
    assert "question" not in page.context["form"].initial
    assert "schrijf hier wat zij mogen lezen" in page.content.decode()
