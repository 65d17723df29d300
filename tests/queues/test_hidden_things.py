"""Role × kind of record × place: what is private or financial shows to its readers and nowhere else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations import opening
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.documents.models import Document, DocumentClass
from oss.documents.storing import add_document
from oss.mail.factories import File
from oss.mail.models import Message
from oss.mail.reading import inline_image_url
from oss.queues import operations
from oss.queues.models import Queue, QueueItem, QueueMembership
from oss.staff.models import User
from oss.staff.roles import FINANCIAL, Role
from oss.timeline.operations import file_document
from tests.mails import receive_message

PRIVATE, FINANCE = "zeehond", "loonfiche-maart"
"""Each stands in all that is hidden, and in nothing else; pages are searched for other words."""

STRANGERS = (Role.DESK, Role.FINANCIAL_ADVISER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)
"""One of each kind of view on the loket."""


@dataclass
class Hidden:
    """A mail that hangs on two dossiers, its file filed on the first, a financial document beside it."""

    item: QueueItem
    message: Message
    filed: Document
    financial: Document
    first: Dossier
    second: Dossier
    sender: Person

    def pages(self, reader: User) -> dict[str, list[str]]:
        """Where each kind of record would show, for who may see it."""
        page = f"/dossiers/{self.first.number}/"
        shown_file, picture = self.message.attachments.order_by("inline")
        return {
            "mail": [
                f"/mail/{self.message.pk}/",
                reverse("mail_body", args=[self.message.pk]),
                reverse("mail_raw", args=[self.message.pk]),
                f"/people/{self.sender.pk}/?tab=mails",
            ],
            "file of a mail": [
                reverse("mail_attachment", args=[shown_file.pk]),
                inline_image_url(picture.pk, reader),
            ],
            "queue item": [
                f"/queues/{self.item.queue.slug}/?show=all&item={self.item.pk}",
                f"/queues/general/?show=all&item={self.item.pk}",
                "/queue-items/?q=nood",
                "/queue-items/?sort=-arrived",
                "/lists/queue_items/export.csv?q=nood",
                f"/dossiers/new/?item={self.item.pk}",
                f"/dossiers/link/{self.item.pk}/",
                "/",
            ],
            "filed document": [
                f"/documents/{self.filed.pk}/x",
                f"{page}?tab=files",
                f"/people/{self.sender.pk}/?tab=documents",
                "/documents/?q=attest",
                "/lists/documents/export.csv?f=name.contains:attest",
            ],
            "what happened": [
                f"{page}?tab=timeline",
                f"{page}?tab=timeline&filter=mail",
                f"{page}?tab=timeline&filter=step",
                f"/dossiers/{self.second.number}/?tab=timeline",
                f"/journeys/{self.first.journey.number}/",
            ],
        }

    def financial_pages(self) -> list[str]:
        page = f"/dossiers/{self.first.number}/"
        return [
            f"/documents/{self.financial.pk}/x",
            f"{page}?tab=files",
            f"{page}?tab=timeline&filter=document",
            "/documents/?q=maart",
            "/lists/documents/export.csv",
            f"/people/{self.sender.pk}/?tab=documents",
        ]


def admin_pages(message: Message) -> list[str]:
    return [
        "/admin/mail/message/?q=nood",
        f"/admin/mail/message/{message.pk}/change/",
    ]


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def member(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, Role.ADMINISTRATOR)


@pytest.fixture
def hidden(lotte: User, member: User) -> Hidden:
    sender = PersonFactory.create(first_name="An", last_name="Maes", mail="an.maes@burger.example")
    client = opening.Client(Capacity.objects.get(code="owner_occupier"), sender)
    first, second = (information_dossier(by=lotte, assignee=lotte, client=client) for _number in range(2))
    message = receive_message(
        sender="Zeehond vzw <an.maes@burger.example>",
        subject="Zeehond in nood",
        text="De zeehond ligt ziek.",
        html='<p>De zeehond ligt ziek.</p><img src="cid:foto">',
        attachments=[
            File("zeehond-attest.txt", b"attest van de zeehond", "text/plain"),
            File("foto.png", b"\x89PNG\r\n\x1a\nzeehond", "image/png", "foto"),
        ],
    )
    item = message.queue_item
    operations.link(item, case_file=first.case_file, by=lotte)
    filed = message.attachments.filter(inline=False)
    operations.file_attachments(item, filed, by=lotte)
    operations.finish(item, by=lotte)
    operations.reopen(item, by=lotte)
    operations.link(item, case_file=second.case_file, by=lotte)
    financial = add_document(
        data=b"loonfiche",
        name="loonfiche-maart.txt",
        content_type="text/plain",
        by=lotte,
        document_class=DocumentClass.FINANCIAL,
    )
    file_document(first.case_file, financial, by=lotte)
    secret = Queue.objects.create(name="Vertrouwelijk", slug="secret", is_private=True)
    QueueMembership.objects.create(queue=secret, user=member)
    operations.route(item, queue=secret, by=lotte)
    item = operations.pick(item, by=member)
    document = Document.objects.get(document_class=DocumentClass.NORMAL)
    return Hidden(item, message, document, financial, first, second, sender)


def telling(client: Client, urls: Iterable[str], word: str) -> list[str]:
    """The pages that open and hold the word, whatever their form: text, bytes, or the name of a download."""
    found = []
    for url in urls:
        answer = client.get(url)
        told = answer.getvalue() + str(dict(answer.headers)).encode()
        if word in told.decode(errors="replace").lower():
            found.append(url)
    return found


def test_what_is_hidden_shows_to_its_readers_and_nowhere_else(
    hidden: Hidden,
    member: User,
    user_with: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    client = client_of(member)
    for kind, urls in hidden.pages(member).items():
        blind = {*urls} - {*telling(client, urls, PRIVATE)}
        assert blind <= {f"/journeys/{hidden.first.journey.number}/"}, f"{kind} is not where it is looked for"
    assert telling(client, admin_pages(hidden.message), PRIVATE) == admin_pages(hidden.message)
    told = {}
    for role in STRANGERS:
        stranger = user_with(role)
        client = client_of(stranger)
        places = [url for urls in hidden.pages(stranger).values() for url in urls]
        told[role, PRIVATE] = telling(client, [*places, *admin_pages(hidden.message)], PRIVATE)
        expected = hidden.financial_pages() if role in FINANCIAL else []
        assert telling(client, hidden.financial_pages(), FINANCE) == expected, role
    assert told == {(role, PRIVATE): [] for role in STRANGERS}


def test_no_role_finds_or_counts_what_is_hidden(hidden: Hidden, user_with: Callable[..., User]) -> None:
    for role in Role:
        user = user_with(role)
        documents = Document.objects.visible_to(user)
        counted = {
            "mails": Message.objects.visible_to(user).count(),
            "queue items": QueueItem.objects.visible_to(user).count(),
            "documents": documents.filter(document_class=DocumentClass.NORMAL).count(),
            "financial": documents.filter(document_class=DocumentClass.FINANCIAL).count(),
        }
        financial = int(role in FINANCIAL)
        assert counted == {"mails": 0, "queue items": 0, "documents": 0, "financial": financial}, role


def test_the_words_of_a_private_mail_are_not_copied_into_a_question_for_all(
    hidden: Hidden, member: User, client_of: Callable[[User], Client]
) -> None:
    """Who opens a dossier from it writes the question; the mail itself stands beside, for who may read it."""
    private = receive_message(subject="Zeehond", text="De zeehond ligt ziek.").queue_item
    page = client_of(member).get(f"/dossiers/new/?item={private.pk}")
    assert page.context["form"].initial["question"] == "De zeehond ligt ziek."
    operations.route(private, queue=hidden.item.queue, by=member)
    page = client_of(member).get(f"/dossiers/new/?item={private.pk}")
    assert "question" not in page.context["form"].initial
    assert "besloten wachtrij" in page.content.decode()
