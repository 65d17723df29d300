"""A dossier opened from a mail, or a mail linked to one, takes the ticked attachments along."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Subtype
from oss.mail.factories import File, make_eml
from oss.queues.models import QueueItem
from oss.staff.models import User
from tests.mails import receive_message


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def item(db: None) -> QueueItem:
    files = [File("attest.pdf", b"%PDF-1.4 a"), File("factuur.pdf", b"%PDF-1.4 b")]
    return receive_message(subject="Attesten", attachments=files).queue_item


def names(dossier: Dossier) -> list[str]:
    return sorted(dossier.case_file.filed_documents.values_list("document__name", flat=True))


def known(item: QueueItem, **more: object) -> dict[str, object]:
    subtype = Subtype.objects.get(name="Informatievraag").pk
    return {"item": item.pk, "subtype": subtype, "is_anonymous": "on", **more}


def test_the_form_ticks_all_attachments_of_the_mail(desk: Client, item: QueueItem) -> None:
    page = desk.get(f"/dossiers/new/?item={item.pk}").content.decode()
    assert page.count('name="attachments"') == 2
    assert page.count("checked aria-label") == 2


def test_opening_files_those_that_stayed_ticked(desk: Client, item: QueueItem) -> None:
    kept = item.message.attachments.get(name="attest.pdf")
    desk.post("/dossiers/new/", known(item, attachments=[kept.pk]))
    assert names(Dossier.objects.get()) == ["attest.pdf"]


def test_a_form_that_comes_back_keeps_its_ticks(desk: Client, item: QueueItem) -> None:
    kept = item.message.attachments.get(name="factuur.pdf")
    answer = desk.post("/dossiers/new/", known(item, postcode="x", attachments=[kept.pk]))
    assert answer.status_code == 422
    assert f'value="{kept.pk}" checked' in answer.content.decode()
    assert answer.content.decode().count("checked aria-label") == 1


def test_linking_files_them_too(desk: Client, item: QueueItem, lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    ticked = [one.pk for one in item.message.attachments.all()]
    desk.post(f"/dossiers/link/{item.pk}/", {"proposed": dossier.pk, "dossier": "", "attachments": ticked})
    assert names(dossier) == ["attest.pdf", "factuur.pdf"]
    item.refresh_from_db()
    assert item.case_file == dossier.case_file


def test_the_question_is_what_the_mail_says_however_it_says_it(desk: Client) -> None:
    item = receive_message(text=" ", html="<p>Ik wil een nieuwe <b>voordeur</b>.</p>").queue_item
    page = desk.get(f"/dossiers/new/?item={item.pk}").content.decode()
    assert "Ik wil een nieuwe voordeur." in page
    forwarded = File("vraag.eml", make_eml(subject="Dak", text="Mijn dak lekt."), "application/octet-stream")
    item = receive_message(text=" ", attachments=[forwarded]).queue_item
    assert "Mijn dak lekt." in desk.get(f"/dossiers/new/?item={item.pk}").content.decode()
