"""What was asked of somebody: asked, reminded, answered, taken back; listed among the tasks; who may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations.activation import deactivate
from dossiers.operations.filing import ask_on
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.operations import merge
from oss.contacts.models import Organisation
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import (
    add_activity,
    answer_request,
    ask_request,
    change_activity,
    finish_activity,
    remind_of_request,
    reopen_activity,
    withdraw_activity,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.DISPATCHER, first_name="Bram", last_name="Verhaegen")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte)


@pytest.fixture
def roofer() -> Organisation:
    return OrganisationFactory.create(name="Dakwerken Lauwers")


@pytest.fixture
def request_(dossier: Dossier, roofer: Organisation, lotte: User) -> Activity:
    return ask_request(dossier.case_file, of=roofer, text="Is de stelling inbegrepen?", by=lotte)


def told(dossier: Dossier) -> list[str]:
    return list(dossier.case_file.events.order_by("pk").values_list("kind", flat=True))


def sent(page: Any, form: str, **typed: str) -> dict[str, str]:
    """What the browser sends of a form of the page."""
    data = {"done": page.context["done"]}
    for field in page.context[form]:
        value = field.value()
        data[field.html_name] = str(typed.get(field.name, "" if value is None else value))
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = "" if field.initial is None else str(field.initial)
    return data


def test_a_contractor_is_asked_on_a_dossier_reminded_and_answers(
    dossier: Dossier, roofer: Organisation, lotte: User, desk: Client
) -> None:
    url = reverse("dossier_request", args=[dossier.number])
    assert url in desk.get(f"/dossiers/{dossier.number}/").text
    page = desk.get(url)
    asked = {"title": "Stelling inbegrepen?", "asked_organisation": str(roofer.pk), "due_on": "2099-03-12"}
    shown = desk.post(url, sent(page, "form", **asked), follow=True).text
    assert "gevraagd aan Dakwerken Lauwers<br>tegen 12/03/2099" in shown
    request = Activity.objects.filter(case_file=dossier.case_file).requests().open().get()
    today = timezone.localdate()
    assert (request.asked_of, request.asked_on, request.assignee) == (roofer, today, lotte)

    page_url = reverse("activity", args=[request.pk])
    for _again in range(2):
        shown = desk.post(reverse("activity_remind", args=[request.pk]), follow=True).text
    assert f"herinnerd op {today:%d/%m/%Y}" in shown
    answered = sent(desk.get(page_url), "answer_form", answer="Ja, voor tien dagen.")
    shown = desk.post(reverse("activity_answer", args=[request.pk]), answered, follow=True).text
    assert "Ja, voor tien dagen." in shown
    request.refresh_from_db()
    assert (request.answered_on, request.done_by, request.answer) == (today, lotte, "Ja, voor tien dagen.")
    assert told(dossier)[-4:] == [
        *("request_asked", "request_reminded", "request_reminded", "request_answered"),
    ]
    with pytest.raises(Refused):
        remind_of_request(request, by=lotte)


def test_it_is_asked_of_exactly_one(
    dossier: Dossier, roofer: Organisation, bram: User, lotte: User, desk: Client
) -> None:
    url = reverse("dossier_request", args=[dossier.number])
    for names in ({}, {"asked_organisation": str(roofer.pk), "asked_colleague": str(bram.pk)}):
        refused = desk.post(url, sent(desk.get(url), "form", title="Wat?", **names))
        assert refused.status_code == 422
        assert "Kies er één" in refused.text
    assert not Activity.objects.exists()
    request = ask_request(dossier.case_file, of=roofer, text="Wat?", by=lotte)
    task = add_activity(dossier.case_file, by=lotte, kind=ActivityKind.TASK, title="Bel")
    for one, wrong in (
        (request, {"asked_colleague": bram}),
        (request, {"asked_organisation": None}),
        (task, {"asked_colleague": bram, "asked_on": timezone.localdate()}),
        (request, {"reminded_on": timezone.localdate() - timedelta(days=1)}),
        (request, {"answered_on": timezone.localdate()}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=one.pk).update(**wrong)
    with pytest.raises(ValidationError):
        change_activity(request, by=lotte, asked_person=PersonFactory.create())
    with pytest.raises(TypeError):
        change_activity(task, by=lotte, asked_person=PersonFactory.create())
    changed = change_activity(
        request, by=lotte, asked_organisation=None, asked_person=PersonFactory.create(first_name="Ann")
    )
    assert str(changed.asked_of).startswith("Ann")


def test_what_is_asked_of_a_colleague_is_work_for_them(
    dossier: Dossier,
    bram: User,
    lotte: User,
    user_with: Callable[..., User],
    client_of: Callable[..., Client],
) -> None:
    request = ask_request(dossier.case_file, of=bram, text="Kijk jij de premie na?", by=lotte)
    assert request.assignee == bram
    assert "Kijk jij de premie na?" in client_of(bram).get("/").text
    with pytest.raises(Refused):
        ask_request(dossier.case_file, of=user_with(Role.AUDITOR), text="Wat?", by=lotte)


def test_ticking_off_answers_without_words_and_undo_keeps_what_was_written(
    dossier: Dossier, request_: Activity, lotte: User
) -> None:
    ticked = finish_activity(request_, by=lotte)
    assert (ticked.answered_on, ticked.answer) == (timezone.localdate(), "")
    reopen_activity(request_, by=lotte)
    answer_request(request_, by=lotte, answer="Nee")
    reopened = reopen_activity(request_, by=lotte)
    assert (reopened.answered_on, reopened.done_at, reopened.answer) == (None, None, "Nee")
    assert told(dossier)[-2:] == ["request_answered", "activity_reopened"]


def test_an_answer_is_not_of_tomorrow_nor_of_before_the_question(request_: Activity, lotte: User) -> None:
    for days in (-1, 1):
        with pytest.raises(ValidationError):
            answer_request(
                request_, by=lotte, answer="Ja", answered_on=timezone.localdate() + timedelta(days=days)
            )
    assert Activity.objects.get(pk=request_.pk).done_at is None


def test_who_answers_what_a_colleague_answered_meanwhile_is_told_and_keeps_what_was_typed(
    request_: Activity, desk: Client, bram: User
) -> None:
    page = desk.get(reverse("activity", args=[request_.pk]))
    typed = sent(page, "answer_form", answer="Ja, dertig dagen")
    answer_request(request_, by=bram, answer="Nee")
    refused = desk.post(reverse("activity_answer", args=[request_.pk]), typed)
    assert refused.status_code == 422
    assert "Bram Verhaegen vinkte dit" in refused.text
    assert "Ja, dertig dagen" in refused.text
    assert Activity.objects.get(pk=request_.pk).answer == "Nee"


def test_the_list_of_tasks_says_what_is_asked_of_whom_and_what_is_late(
    dossier: Dossier, request_: Activity, lotte: User, desk: Client
) -> None:
    add_activity(dossier.case_file, by=lotte, kind=ActivityKind.TASK, title="Bel de syndicus")
    yesterday = timezone.localdate() - timedelta(days=1)
    change_activity(request_, by=lotte, due_on=yesterday)
    for query, shown in (
        ("f=kind.in:request", True),
        ("f=asked_of.contains:lauwers", True),
        ("f=late.in:yes", True),
        ("q=stelling", True),
        ("f=kind.in:task", False),
        ("f=asked_of.contains:peeters", False),
    ):
        page = desk.get(f"/tasks/?{query}").text
        assert ("Is de stelling inbegrepen?" in page) is shown, query
        assert ("Dakwerken Lauwers" in page) is shown, query


def test_the_page_of_who_was_asked_tells_what_waits_for_them_first(
    dossier: Dossier, roofer: Organisation, lotte: User, desk: Client, request_: Activity
) -> None:
    answered = ask_request(dossier.case_file, of=roofer, text="Hoe dik?", by=lotte)
    answer_request(answered, by=lotte, answer="Achttien centimeter")
    client = dossier.main_contact.person
    photos = ask_request(dossier.case_file, of=client, text="Stuur je foto's?", by=lotte)
    remind_of_request(photos, by=lotte)
    page = desk.get(f"/organisations/{roofer.pk}/?tab=requests").text
    assert page.index("Is de stelling inbegrepen?") < page.index("Hoe dik?")
    assert "Achttien centimeter" in page
    assert reverse("activity", args=[request_.pk]) in page
    page = desk.get(f"/people/{client.pk}/?tab=requests").text
    assert f"herinnerd op {timezone.localdate():%d/%m/%Y}" in page
    assert "Hoe dik?" not in page


def test_who_asked_something_by_mistake_takes_it_back(request_: Activity, lotte: User, bram: User) -> None:
    with pytest.raises(Refused):
        withdraw_activity(request_, by=bram)
    withdraw_activity(request_, by=lotte)
    assert not Activity.objects.exists()


def test_nobody_asks_on_a_deactivated_dossier_nor_the_auditor(
    dossier: Dossier, roofer: Organisation, request_: Activity, lotte: User, user_with: Callable[..., User]
) -> None:
    with pytest.raises(Refused):
        ask_request(dossier.case_file, of=roofer, text="Wat?", by=user_with(Role.AUDITOR))
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE).first())
    for refused in (
        lambda: ask_on(dossier, of=roofer, text="Wat?", by=lotte),
        lambda: remind_of_request(request_, by=lotte),
        lambda: answer_request(request_, by=lotte, answer="Ja"),
    ):
        with pytest.raises(Refused):
            refused()


def test_what_was_asked_goes_along_when_organisations_merge(
    request_: Activity, roofer: Organisation, lotte: User
) -> None:
    other = OrganisationFactory.create(name="Dakwerken Lauwers bv")
    merge(other, roofer, by=lotte)
    request_.refresh_from_db()
    assert request_.asked_of == other


def test_a_request_of_before_names_nobody_and_is_a_task_to_tick_off(
    dossier: Dossier, lotte: User, desk: Client
) -> None:
    old = add_activity(dossier.case_file, by=lotte, kind=ActivityKind.REQUEST, title="Van vroeger")
    assert desk.get(reverse("activity", args=[old.pk])).status_code == 200
    with pytest.raises(Refused):
        answer_request(old, by=lotte, answer="Ja")
    assert finish_activity(old, by=lotte).answered_on is None
