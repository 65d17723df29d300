"""Photos of a work: before, during and after."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier, work_on
from dossiers.models import Dossier
from dossiers.works import photo_views
from dossiers.works.models import Work
from dossiers.works.operations import add_photo, decide, finish, remove_photo, remove_work, start
from dossiers.works.photos import PhotoMoment, WorkPhoto, moment_now
from oss.addresses.factories import AddressFactory
from oss.core.disk import DiskFullError
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Gone, Refused
from oss.documents.demo import picture_of
from oss.documents.file_kinds import is_picture
from oss.documents.models import Document, DocumentClass
from oss.documents.papers import decide as decide_paper
from oss.documents.uploads import Upload
from oss.staff.models import User
from oss.staff.roles import Role

BEFORE, DURING, AFTER = PhotoMoment


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def home(user_with: Callable[..., User]) -> Dossier:
    return information_dossier(by=user_with(Role.FILE_HANDLER), address=AddressFactory.create())


@pytest.fixture
def roof(home: Dossier) -> Work:
    return work_on(home)


def picture(name: str = "dak.png", shade: int = 1) -> Upload:
    return Upload(picture_of(shade, shade, shade), name, "image/png")


def sent(name: str = "dak.png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_of(1, 1, 1) if data is None else data, "image/png")


def page(desk: Client, roof: Work) -> str:
    return desk.get(reverse("work", args=[roof.pk]), {"tab": "execution"}).content.decode()


def test_photos_stand_on_the_work_and_among_the_files_of_its_dossiers(
    desk: Client, roof: Work, home: Dossier
) -> None:
    both = [sent("dak.png"), sent("nok.png", picture_of(2, 2, 2))]
    answer = desk.post(reverse("work_photos", args=[roof.pk]), {"photos": both, "moment": BEFORE})
    assert answer.status_code == 302
    assert [photo.moment for photo in WorkPhoto.objects.all()] == [BEFORE, BEFORE]
    html = page(desk, roof)
    assert "Vóór" in html
    for document in Document.objects.all():
        assert document.kind is not None
        assert document.kind.code == "photo"
        assert reverse("document", args=[document.pk, document.name]) in html
        assert home.case_file.filed_documents.filter(document=document).exists()


def test_what_is_no_photo_is_told_at_the_field_and_the_others_are_kept(desk: Client, roof: Work) -> None:
    mixed = [sent("dak.png"), sent("offerte.jpg", b"%PDF-1.4 offerte")]
    answer = desk.post(reverse("work_photos", args=[roof.pk]), {"photos": mixed, "moment": DURING})
    assert answer.status_code == 422
    assert list(answer.context["photos_form"].errors) == ["photos"]
    html = answer.content.decode()
    assert "‘offerte.jpg’ is geen foto" in html
    assert [str(photo) for photo in WorkPhoto.objects.all()] == ["dak.png"]
    assert Document.objects.count() == 1
    desk.post(reverse("work_photos", args=[roof.pk]), {"photos": mixed, "moment": DURING})
    assert WorkPhoto.objects.count() == 1


def test_without_a_photo_and_without_room(desk: Client, roof: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    url = reverse("work_photos", args=[roof.pk])
    assert "Kies minstens één foto" in desk.post(url, {"moment": BEFORE}).content.decode()

    def full(*_args: Any, **_known: Any) -> None:
        raise DiskFullError

    monkeypatch.setattr(photo_views, "add_photo", full)
    answer = desk.post(url, {"photos": [sent()], "moment": BEFORE})
    assert answer.status_code == 422
    assert "de schijf van de server is vol" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (picture_of(1, 2, 3), True),
        (b"\xff\xd8\xff\xe0 jpeg", True),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", True),
        (b"\x00\x00\x00\x18ftypheic", True),
        (b"\x00\x00\x00\x18ftypisom", False),  # a film
        (b"RIFF\x00\x00\x00\x00WAVE", False),
        (b"<svg/>", False),
        (b"", False),
    ],
)
def test_a_picture_is_known_by_its_bytes(data: bytes, is_one: bool) -> None:
    assert is_picture(data) is is_one


def test_when_it_was_taken_is_proposed_by_how_far_the_work_is(desk: Client, roof: Work) -> None:
    assert moment_now(roof) == BEFORE
    decide(roof, by=None, goes_on=True, decided_on=date(2026, 3, 2))
    assert moment_now(start(roof, by=None, started_on=PartialDate(2026, 4))) == DURING
    assert moment_now(finish(roof, by=None, ended_on=PartialDate(2026, 5))) == AFTER
    form = desk.get(reverse("work", args=[roof.pk]), {"tab": "execution"}).context["photos_form"]
    assert form["moment"].value() == AFTER


def test_a_photo_that_few_may_read_is_not_there_for_others_nor_in_the_count(
    desk: Client, roof: Work, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    add_photo(roof, picture("dak.png"), by=None, moment=BEFORE)
    secret = add_photo(roof, picture("attest.png", 2), by=None, moment=BEFORE)
    decide_paper(secret.document, document_class=DocumentClass.SHIELDED)
    html = page(desk, roof)
    assert "dak.png" in html
    assert "attest.png" not in html
    assert '<span class="count">1</span>' in html
    url = reverse("work_photo", args=[roof.pk, secret.pk, "remove"])
    assert desk.post(url).status_code == 404
    seeing = client_of(user_with(Role.COORDINATOR))
    assert "attest.png" in page(seeing, roof)
    assert seeing.post(url).status_code == 302
    desk.post(reverse("work_photo", args=[roof.pk, secret.pk, "restore"]))
    assert not WorkPhoto.objects.filter(pk=secret.pk).exists()


def test_a_name_that_tells_of_a_stricter_paper_stays_one(roof: Work, desk: Client) -> None:
    payslip = add_photo(roof, picture("loonfiche oktober.png"), by=None, moment=BEFORE)
    assert payslip.document.document_class == DocumentClass.FINANCIAL
    assert "loonfiche" not in page(desk, roof)


def test_what_is_removed_can_be_put_back_and_stays_on_the_dossier(
    desk: Client, roof: Work, home: Dossier, lotte: User
) -> None:
    photo = add_photo(roof, picture(), by=lotte, moment=BEFORE)
    answer = desk.post(reverse("work_photo", args=[roof.pk, photo.pk, "remove"]), follow=True)
    assert not WorkPhoto.objects.exists()
    assert home.case_file.filed_documents.count() == 1
    undo = reverse("work_photo", args=[roof.pk, photo.pk, "restore"])
    assert f'action="{undo}"' in answer.content.decode()
    desk.post(undo)
    assert WorkPhoto.objects.get().pk == photo.pk
    remove_photo(photo, by=lotte)
    with pytest.raises(Gone):
        remove_photo(photo, by=lotte)


def test_the_same_picture_once_more_is_the_same_photo(roof: Work) -> None:
    first = add_photo(roof, picture(), by=None, moment=BEFORE)
    again = add_photo(roof, picture("nog eens.png"), by=None, moment=AFTER)
    assert (again.pk, again.moment) == (first.pk, AFTER)
    assert WorkPhoto.objects.get().moment == AFTER


def test_a_work_with_photos_is_not_removed_and_a_text_is_no_photo(db: None, lotte: User) -> None:
    work = work_on(information_dossier(by=lotte, address=AddressFactory.create()))
    work.on_dossiers.all().delete()
    add_photo(work, picture(), by=lotte, moment=BEFORE)
    with pytest.raises(Refused):
        remove_work(work, by=lotte)
    with pytest.raises(ValidationError, match="geen foto"):
        add_photo(work, Upload(b"tekst", "dak.jpg", "image/jpeg"), by=lotte, moment=BEFORE)
