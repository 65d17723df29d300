"""A national register number in free text is stored only after somebody confirmed that very number."""

from collections.abc import Callable

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import StageVisit
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.core.forms import Form
from oss.queues.models import Queue
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity

NUMBER, OTHER = "85.07.30-033.28", "00.01.01-001.05"


class Example(Form):
    title = forms.CharField()
    text = forms.CharField(widget=forms.Textarea, required=False)
    amount = forms.IntegerField(required=False)


def filled(**values: str) -> Example:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.appendlist(name, value)
    return Example(data)


def test_it_is_asked_at_the_field_with_a_box_to_confirm() -> None:
    form = filled(title="Gezin", text=f"Zijn nummer is {NUMBER}.")
    assert not form.is_valid()
    assert 'name="keep_national_number"' in str(form["text"].errors)
    assert "title" not in form.errors


def test_the_box_confirms_those_numbers_and_no_others() -> None:
    assert filled(title="x", text=NUMBER, keep_national_number=NUMBER).is_valid()
    assert not filled(title="x", text=f"{NUMBER} en {OTHER}", keep_national_number=NUMBER).is_valid()
    assert filled(title="x", text=f"{NUMBER} {OTHER}", keep_national_number=f"{NUMBER} {OTHER}").is_valid()


def test_a_ticked_box_stays_ticked_when_something_else_is_wrong() -> None:
    form = filled(title="x", text=NUMBER, amount="veel", keep_national_number=NUMBER)
    assert not form.is_valid()
    assert "checked" in str(form["text"].errors)


def test_one_line_fields_are_free_text_too() -> None:
    assert "title" in filled(title=f"Bel {NUMBER}").errors


# --- on the pages ---


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def browser(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.mark.django_db
def test_a_note_on_a_dossier(lotte: User, browser: Client) -> None:
    dossier = information_dossier(by=lotte, assignee=lotte)
    url = f"/dossiers/{dossier.number}/note/"
    before = Activity.objects.count()
    assert browser.post(url, {"text": f"RR {NUMBER}"}).status_code == 422
    assert Activity.objects.count() == before
    assert browser.post(url, {"text": f"RR {NUMBER}", "keep_national_number": NUMBER}).status_code == 302
    assert Activity.objects.count() == before + 1


@pytest.mark.django_db
def test_the_question_of_a_dossier(lotte: User, browser: Client) -> None:
    dossier = information_dossier(by=lotte, assignee=lotte)
    response = browser.post(f"/dossiers/{dossier.number}/information/", {"question": NUMBER})
    assert response.status_code == 422
    dossier.information.refresh_from_db()
    assert NUMBER not in dossier.information.question


@pytest.mark.django_db
def test_the_explanation_of_a_step_back(lotte: User, browser: Client) -> None:
    dossier = information_dossier(by=lotte, assignee=lotte)
    response = browser.post(f"/dossiers/{dossier.number}/stage/abandon/", {"reason": "1", "note": NUMBER})
    assert response.status_code == 422
    assert not StageVisit.objects.filter(note__contains=NUMBER).exists()


@pytest.mark.django_db
def test_the_notes_of_a_person_ask_once_and_not_again_for_what_was_confirmed(browser: Client) -> None:
    person = PersonFactory.create(first_name="An", last_name="Peeters")
    url = f"/people/{person.pk}/edit/"
    known = {"first_name": "An", "last_name": "Peeters", "language": "nl", "notes": f"RR {NUMBER}"}
    assert browser.post(url, known).status_code == 422
    assert browser.post(url, known | {"keep_national_number": NUMBER}).status_code == 302
    assert browser.post(url, known | {"first_name": "Anna"}).status_code == 302
    assert Person.objects.get().first_name == "Anna"


@pytest.mark.django_db
def test_the_agreements_of_a_queue_in_the_admin(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    queue = Queue.objects.general()
    response = client_of(user_with(Role.ADMINISTRATOR)).post(
        f"/admin/queues/queue/{queue.pk}/change/", {"name": queue.name, "agreements": f"Bel {NUMBER}"}
    )
    assert response.status_code == 200
    assert 'name="keep_national_number"' in response.content.decode()
