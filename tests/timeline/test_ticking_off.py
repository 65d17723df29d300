"""Ticking off a task on the dashboard and in timelines, and taking that back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations.activation import deactivate
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import add_activity, finish_activity, reopen_activity


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte)


@pytest.fixture
def task(dossier: Dossier, lotte: User) -> Activity:
    return add_activity(
        dossier.case_file, by=lotte, kind=ActivityKind.TASK, title="Terugbellen", assignee=lotte
    )


def is_done(task: Activity) -> bool:
    return Activity.objects.get(pk=task.pk).done_at is not None


def test_undo_leaves_the_task_as_it_was_and_both_on_the_timeline(task: Activity, lotte: User) -> None:
    finish_activity(task, by=lotte)
    finish_activity(task, by=lotte)  # a double click
    reopened = reopen_activity(task, by=lotte)
    reopen_activity(task, by=lotte)
    assert (reopened.done_at, reopened.done_by) == (None, None)
    kinds = list(task.case_file.events.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["activity_finished", "activity_reopened"]


def test_a_note_stays_done(dossier: Dossier, lotte: User) -> None:
    note = add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Notitie")
    with pytest.raises(Refused):
        reopen_activity(note, by=lotte)
    assert is_done(note)


def test_an_auditor_ticks_nothing_off(task: Activity, user_with: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        finish_activity(task, by=user_with(Role.AUDITOR))
    assert not is_done(task)


@pytest.mark.parametrize("page", ["/", "/dossiers/{dossier}/?tab=info", "/journeys/{journey}/"])
def test_every_list_of_tasks_has_the_button_and_its_undo(
    page: str, dossier: Dossier, lotte: User, desk: Client
) -> None:
    case_file = dossier.journey.case_file if "journeys" in page else dossier.case_file
    task = add_activity(case_file, by=lotte, kind=ActivityKind.TASK, title="Terugbellen", assignee=lotte)
    shown = desk.get(page.format(dossier=dossier, journey=dossier.journey)).content.decode()
    (url,) = re.findall(r'hx-post="(/activities/[^"]*)"', shown)
    answer = desk.post(url, headers={"HX-Request": "true"}).content.decode()
    assert is_done(task)
    assert "<html" not in answer
    (undo,) = re.findall(r'hx-post="(/activities/[^"]*)"', answer)
    desk.post(undo, headers={"HX-Request": "true"})
    assert not is_done(task)


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [("/dossiers/?open=1", "/dossiers/?open=1"), ("//far.example/", "/"), ("25", "/"), ("", "/")],
)
def test_without_a_script_it_leads_back_to_the_page_it_came_from(
    back: str, leads_to: str, task: Activity, desk: Client
) -> None:
    answer = desk.post(f"/activities/{task.pk}/finish/", {"back": back})
    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert is_done(task)


def test_a_deactivated_dossier_offers_and_takes_none(
    task: Activity, dossier: Dossier, lotte: User, desk: Client
) -> None:
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0])
    assert "/activities/" not in desk.get(f"/dossiers/{dossier.number}/").content.decode()
    answer = desk.post(f"/activities/{task.pk}/finish/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert f"{dossier.number} is gedeactiveerd" in answer.content.decode()
    assert not is_done(task)


def test_what_somebody_else_finished_is_shown_as_done(task: Activity, lotte: User, desk: Client) -> None:
    Activity.objects.filter(pk=task.pk).update(done_at=timezone.now(), done_by=lotte)
    answer = desk.post(f"/activities/{task.pk}/finish/", headers={"HX-Request": "true"})
    assert "/reopen/" in answer.content.decode()
