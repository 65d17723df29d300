"""Tasks on a dossier: made, changed, re-dated, given away; who may, and two people at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations.activation import deactivate
from dossiers.operations.filing import add_task_on
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity
from oss.timeline.operations import change_activity, finish_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.DISPATCHER, first_name="Bram", last_name="Verhaegen")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def task(dossier: Dossier, lotte: User) -> Activity:
    return add_task_on(dossier, by=lotte, title="Terugbellen", assignee=lotte)


def page_of(task: Activity) -> str:
    return reverse("activity", args=[task.pk])


def filled_in(page: Any, **typed: str) -> dict[str, str]:
    """What the browser sends: the fields and what stood in them, with what was typed over it."""
    form, sent = page.context["form"], {}
    for field in form:
        value = field.value()
        sent[field.html_name] = str(typed.get(field.name, "" if value is None else value))
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = "" if field.initial is None else str(field.initial)
    return sent


def events(dossier: Dossier) -> list[str]:
    return list(dossier.case_file.events.order_by("pk").values_list("kind", flat=True))[-3:]


def test_a_task_is_made_on_the_dossier_for_a_colleague(dossier: Dossier, desk: Client, bram: User) -> None:
    assert (
        reverse("dossier_task", args=[dossier.number])
        in desk.get(f"/dossiers/{dossier.number}/").content.decode()
    )
    url = reverse("dossier_task", args=[dossier.number])
    sent = filled_in(desk.get(url), title="Offerte nakijken", assignee=str(bram.pk), due_on="2026-12-03")
    answered = desk.post(url, sent, follow=True)
    task = dossier.case_file.activities.get()
    assert (task.title, task.assignee, str(task.due_on)) == ("Offerte nakijken", bram, "2026-12-03")
    assert events(dossier)[-1] == "activity_added"
    text = answered.content.decode()
    assert text.count("Offerte nakijken") >= 1
    assert '<p class="timeline-text">tegen 03/12/2026</p>' in text


def test_a_task_is_changed_re_dated_and_given_away_and_the_timeline_says_so(
    dossier: Dossier, desk: Client, bram: User, task: Activity
) -> None:
    sent = filled_in(desk.get(page_of(task)), title="Bellen", assignee=str(bram.pk), due_on="2026-12-03")
    answered = desk.post(page_of(task), sent, follow=True).content.decode()
    task.refresh_from_db()
    assert (task.title, task.assignee, str(task.due_on)) == ("Bellen", bram, "2026-12-03")
    assert events(dossier) == ["activity_given", "activity_dated", "activity_changed"]
    assert "gegeven aan Bram Verhaegen" in answered
    assert "tegen 03/12/2026" in answered


def test_the_dashboard_and_the_timeline_lead_to_the_task(
    dossier: Dossier, desk: Client, task: Activity
) -> None:
    for page in ("/", f"/dossiers/{dossier.number}/?tab=timeline"):
        assert page_of(task) in desk.get(page).content.decode()


def test_two_who_change_one_task_at_once_lose_nothing(
    desk: Client, bram: User, task: Activity, client_of: Callable[[User], Client]
) -> None:
    mine, theirs = desk.get(page_of(task)), client_of(bram).get(page_of(task))
    client_of(bram).post(page_of(task), filled_in(theirs, due_on="2026-12-03"))
    assert desk.post(page_of(task), filled_in(mine, title="Bellen om 9 uur")).status_code == 302
    task.refresh_from_db()
    assert (task.title, str(task.due_on)) == ("Bellen om 9 uur", "2026-12-03")
    refused = desk.post(page_of(task), filled_in(mine, due_on="2026-12-24"))
    assert refused.status_code == 422
    assert "Iemand anders" in refused.content.decode()
    task.refresh_from_db()
    assert str(task.due_on) == "2026-12-03"


def test_who_changes_a_task_that_a_colleague_ticked_off_meanwhile_is_told_so_first(
    task: Activity, desk: Client, bram: User
) -> None:
    page = desk.get(page_of(task))
    sent = filled_in(page, title="Terugbellen na vijf uur") | {"done": page.context["done"]}
    finish_activity(task, by=bram)
    refused = desk.post(page_of(task), sent)
    assert refused.status_code == 422
    assert "Bram Verhaegen vinkte dit" in refused.content.decode()
    assert 'value="Terugbellen na vijf uur"' in refused.content.decode()
    assert desk.post(page_of(task), sent | {"done": refused.context["done"]}).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.done_by) == ("Terugbellen na vijf uur", bram)


def test_nobody_adds_or_changes_a_task_on_a_deactivated_dossier(
    dossier: Dossier, desk: Client, lotte: User, task: Activity
) -> None:
    sent = filled_in(desk.get(page_of(task)), title="Bellen")
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE).first())
    refused = desk.post(page_of(task), sent)
    assert refused.status_code == 422
    assert "Bellen" in refused.content.decode()
    with pytest.raises(Refused):
        add_task_on(Dossier.objects.get(pk=dossier.pk), by=lotte, title="Nog iets")


def test_the_auditor_makes_and_gets_no_tasks(
    dossier: Dossier,
    lotte: User,
    task: Activity,
    user_with: Callable[..., User],
    client_of: Callable[..., Client],
) -> None:
    auditor = user_with(Role.AUDITOR)
    assert client_of(auditor).get(page_of(task)).status_code == 403
    assert client_of(auditor).get(reverse("dossier_task", args=[dossier.number])).status_code == 403
    with pytest.raises(Refused):
        add_task_on(dossier, by=auditor, title="Nakijken")
    with pytest.raises(Refused):
        change_activity(task, by=lotte, assignee=auditor)


def test_who_left_keeps_a_task_that_others_change(
    desk: Client, bram: User, task: Activity, lotte: User
) -> None:
    change_activity(task, by=lotte, assignee=bram)
    User.objects.filter(pk=bram.pk).update(is_active=False)
    assert desk.post(page_of(task), filled_in(desk.get(page_of(task)), title="Bellen")).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.assignee) == ("Bellen", bram)


def test_a_note_has_no_such_page(dossier: Dossier, desk: Client) -> None:
    desk.post(f"/dossiers/{dossier.number}/note/", {"text": "Gebeld"})
    assert desk.get(page_of(dossier.case_file.activities.get())).status_code == 404


def test_a_task_without_an_assignee_is_for_whoever_handles_the_dossier(lotte: User, bram: User) -> None:
    dossier = information_dossier(by=lotte, assignee=bram)
    assert add_task_on(dossier, by=lotte, title="Nabellen").assignee == bram
