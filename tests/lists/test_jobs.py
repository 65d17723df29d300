"""Bulk jobs: frozen rows, a result for each, stop, undo, and work that goes on where it stood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.bulk import ADD_TASK, ASSIGN, DEACTIVATE
from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import activation
from dossiers.operations.editing import update_dossier
from oss.core.refusal import Refused
from oss.lists.declaration import list_named
from oss.lists.jobs import operations, progress
from oss.lists.jobs.models import Job, JobKind, JobState, RowOutcome
from oss.lists.jobs.running import run
from oss.lists.jobs.verbs import Change, ListVerb
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity
from oss.timeline.operations import finish_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Bram", last_name="Claes")


@pytest.fixture
def dossiers(lotte: User) -> list[Dossier]:
    return [information_dossier(by=lotte) for _number in range(4)]


def state(user: User, query: str = "") -> ListState:
    definition = list_named("dossiers")
    assert definition
    return ListState.read(definition, user, QueryDict(query))


def give_all_to(user: User, *, by: User, query: str = "", only: list[int] | None = None) -> Job:
    return operations.start_bulk(
        ASSIGN, state(by, query), by=by, parameters={"assignee": [str(user.pk)]}, only=only
    )


def finished(job: Job) -> Job:
    while run(job.pk):
        pass
    job.refresh_from_db()
    return job


def outcomes(job: Job) -> dict[int, str]:
    return dict(job.rows.values_list("row", "outcome"))


def test_a_job_does_its_verb_to_every_row_of_the_filter(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    other = information_dossier(by=lotte, assignee=lotte)
    job = finished(give_all_to(bram, by=lotte, query="f=assignee.empty"))
    assert (job.state, job.done, job.total) == (JobState.FINISHED, 4, 4)
    assert set(Dossier.objects.assigned_to(bram)) == set(dossiers)
    other.refresh_from_db()
    assert other.assignee == lotte
    assert dossiers[0].case_file.events.filter(kind="dossier_assigned", by=lotte).count() == 1


def test_the_rows_are_frozen_at_the_start(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    job = give_all_to(bram, by=lotte, query="f=assignee.empty")
    update_dossier(dossiers[0], by=lotte, assignee=lotte)  # leaves the filter, but stays in the job
    late = information_dossier(by=lotte)  # enters the filter, but not the job
    finished(job)
    late.refresh_from_db()
    assert late.assignee is None
    assert Dossier.objects.assigned_to(bram).count() == 4


def test_ticked_rows_alone(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    finished(give_all_to(bram, by=lotte, only=[dossiers[1].pk, dossiers[2].pk]))
    assert set(Dossier.objects.assigned_to(bram)) == {dossiers[1], dossiers[2]}


def test_a_row_that_is_refused_is_skipped_with_its_reason(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    update_dossier(dossiers[0], by=lotte, assignee=bram)
    Dossier.objects.filter(pk=dossiers[1].pk).update(is_active=False)
    job = finished(give_all_to(bram, by=lotte, only=[one.pk for one in dossiers]))
    reasons = dict(job.rows.exclude(reason="").values_list("row", "reason"))
    assert reasons.keys() == {dossiers[0].pk, dossiers[1].pk}
    assert str(dossiers[0]) in reasons[dossiers[0].pk]
    assert list(outcomes(job).values()).count(RowOutcome.DONE) == 2
    assert job.state == JobState.FINISHED


def test_a_row_that_fails_unexpectedly_does_not_hold_up_the_others(
    lotte: User, dossiers: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = dossiers[1].pk

    def apply(pk: int, *, by: User, **parameters: Any) -> Change:
        Dossier.objects.filter(pk=pk).update(postcode="2800")
        if pk == broken:
            raise ZeroDivisionError
        return Change()

    plant(monkeypatch, ListVerb("break", "Break", "x", "dossiers.change_dossier", apply))
    job = finished(operations.start_bulk(planted(), state(lotte), by=lotte))
    assert job.state == JobState.FINISHED
    assert [row for row, outcome in outcomes(job).items() if outcome == RowOutcome.FAILED] == [broken]
    assert set(Dossier.objects.filter(postcode="2800")) == {one for one in dossiers if one.pk != broken}


_planted: list[ListVerb] = []


def plant(monkeypatch: pytest.MonkeyPatch, verb: ListVerb) -> None:
    """The verb on the list of dossiers, for one test."""
    definition = list_named("dossiers")
    assert definition
    monkeypatch.setitem(definition.__dict__, "verbs", (*definition.verbs, verb))
    _planted[:] = [verb]


def planted() -> ListVerb:
    return _planted[0]


def test_stopping_leaves_the_rest_undone(
    lotte: User, dossiers: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    def apply(pk: int, *, by: User, **parameters: Any) -> Change:
        if pk == dossiers[1].pk:
            operations.stop(Job.objects.get(), by=by)
        return Change()

    plant(monkeypatch, ListVerb("slow", "Slow", "x", "dossiers.change_dossier", apply))
    job = finished(operations.start_bulk(planted(), state(lotte), by=lotte))
    assert job.state == JobState.STOPPED
    assert job.done == 2
    assert list(outcomes(job).values()).count(RowOutcome.WAITING) == 2


def test_a_job_that_nobody_works_on_can_be_stopped_too(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    job = give_all_to(bram, by=lotte)
    operations.stop(job, by=lotte)
    assert finished(job).state == JobState.STOPPED
    assert not Dossier.objects.assigned_to(bram).exists()
    with pytest.raises(Refused):
        operations.stop(job, by=lotte)


def test_undo_takes_back_what_was_done_and_skips_what_changed_since(
    lotte: User, bram: User, dossiers: list[Dossier], user_with: Callable[..., User]
) -> None:
    update_dossier(dossiers[0], by=lotte, assignee=lotte)
    job = finished(give_all_to(bram, by=lotte))
    els = user_with(Role.DESK)
    update_dossier(dossiers[3], by=bram, assignee=els)
    undo = finished(operations.undo(job, by=lotte))
    assert undo.kind == JobKind.UNDO
    assert [Dossier.objects.get(pk=one.pk).assignee for one in dossiers] == [lotte, None, None, els]
    skipped = undo.rows.get(outcome=RowOutcome.SKIPPED)
    assert skipped.row == dossiers[3].pk
    assert str(dossiers[3]) in skipped.reason


def test_what_was_undone_is_not_undone_again(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    job = finished(give_all_to(bram, by=lotte))
    undo = operations.undo(job, by=lotte)
    with pytest.raises(Refused):  # busy with it
        operations.undo(job, by=lotte)
    finished(undo)
    with pytest.raises(Refused):  # nothing is left
        operations.undo(job, by=lotte)


def test_an_undo_that_was_stopped_can_be_finished_by_another(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    job = finished(give_all_to(bram, by=lotte))
    first = operations.undo(job, by=lotte)
    operations.stop(first, by=lotte)
    assert finished(first).state == JobState.STOPPED
    finished(operations.undo(job, by=lotte))
    assert not Dossier.objects.assigned_to(bram).exists()


def test_undo_is_promised_and_offered_where_there_is_something_to_take_back(
    lotte: User, bram: User, dossiers: list[Dossier], client_of: Callable[[User], Client]
) -> None:
    browser = client_of(lotte)
    asked = browser.post(reverse("list_bulk", args=["dossiers"]), {"verb": "assign", "all": "1"})
    assert "Je kan het nadien ongedaan maken." in asked.content.decode()
    job = finished(give_all_to(bram, by=lotte))
    page = reverse("list_job", args=[job.pk])
    assert 'id="job-undo"' in browser.get(page).content.decode()
    finished(operations.undo(job, by=lotte))
    assert 'id="job-undo"' not in browser.get(page).content.decode()
    give_all_to_nobody = operations.start_bulk(ASSIGN, state(lotte), by=lotte, parameters={"nobody": ["on"]})
    finished(give_all_to_nobody)  # they are nobody's already: every row is skipped
    page = reverse("list_job", args=[give_all_to_nobody.pk])
    assert 'id="job-undo"' not in browser.get(page).content.decode()


def test_a_task_on_each_dossier_and_its_undo(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    update_dossier(dossiers[0], by=lotte, assignee=bram)
    job = finished(
        operations.start_bulk(ADD_TASK, state(lotte), by=lotte, parameters={"title": ["Bel terug"]})
    )
    tasks = Activity.objects.filter(title="Bel terug")
    assert tasks.count() == 4
    assert tasks.get(case_file=dossiers[0].case_file).assignee == bram
    finish_activity(tasks.get(case_file=dossiers[1].case_file), by=bram)
    undo = finished(operations.undo(job, by=lotte))
    assert tasks.get().case_file == dossiers[1].case_file
    assert list(outcomes(undo).values()).count(RowOutcome.SKIPPED) == 1


def test_many_are_deactivated_with_one_reason_and_come_back(lotte: User, dossiers: list[Dossier]) -> None:
    reason = Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0]
    activation.deactivate(dossiers[0], by=lotte, reason=reason)
    job = operations.start_bulk(
        DEACTIVATE, state(lotte, "f="), by=lotte, parameters={"reason": [str(reason.pk)]}
    )
    finished(job)
    assert outcomes(job) == {
        dossiers[0].pk: RowOutcome.SKIPPED,
        **dict.fromkeys((one.pk for one in dossiers[1:]), RowOutcome.DONE),
    }
    assert not Dossier.objects.active().exists()
    finished(operations.undo(job, by=lotte))
    assert set(Dossier.objects.active()) == set(dossiers[1:])


def test_undo_leaves_alone_what_was_deactivated_anew_since(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    reason = Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0]
    parameters = {"reason": [str(reason.pk)]}
    job = finished(operations.start_bulk(DEACTIVATE, state(lotte), by=lotte, parameters=parameters))
    activation.reactivate(dossiers[0], by=bram)
    activation.deactivate(dossiers[0], by=bram, reason=reason)
    finished(operations.undo(job, by=lotte))
    assert set(Dossier.objects.active()) == set(dossiers[1:])


def test_nobody_starts_what_his_role_may_not_do(
    user_with: Callable[..., User], bram: User, dossiers: list[Dossier]
) -> None:
    with pytest.raises(Refused):
        give_all_to(bram, by=user_with(Role.AUDITOR))


def test_rights_that_are_taken_away_end_the_job(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    job = give_all_to(bram, by=lotte)
    lotte.groups.clear()
    assert finished(job).state == JobState.FAILED
    assert job.problem
    assert not Dossier.objects.assigned_to(bram).exists()


def test_a_role_that_is_taken_away_while_the_job_runs_ends_it_at_the_next_row(
    lotte: User, dossiers: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    def apply(pk: int, *, by: User, **parameters: Any) -> Change:
        if pk == dossiers[1].pk:
            by.groups.clear()
        return Change()

    plant(monkeypatch, ListVerb("slow", "Slow", "x", "dossiers.change_dossier", apply))
    job = finished(operations.start_bulk(planted(), state(lotte), by=lotte))
    assert (job.state, job.done) == (JobState.FAILED, 2)
    assert job.problem
    assert list(outcomes(job).values()).count(RowOutcome.WAITING) == 2


def test_who_is_not_active_any_more_does_nothing(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    job = give_all_to(bram, by=lotte)
    User.objects.filter(pk=lotte.pk).update(is_active=False)
    assert finished(job).state == JobState.FAILED


def test_whom_it_is_given_to_may_not_have_left_meanwhile(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    job = give_all_to(bram, by=lotte)
    User.objects.filter(pk=bram.pk).update(is_active=False)
    assert finished(job).state == JobState.FAILED
    assert not Dossier.objects.assigned_to(bram).exists()


def test_a_filter_of_which_a_part_is_gone_is_not_worked_on(
    lotte: User, bram: User, dossiers: list[Dossier]
) -> None:
    """It would be wider than whoever saved it meant."""
    with pytest.raises(Refused):
        give_all_to(bram, by=lotte, query="f=assignee.in:999999")


def test_an_empty_selection_is_refused(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    with pytest.raises(Refused):
        give_all_to(bram, by=lotte, only=[])
    with pytest.raises(Refused):
        give_all_to(bram, by=lotte, query="f=number.is:D1999-00001")
    assert not Job.objects.exists()


def test_a_job_is_its_owners(lotte: User, bram: User, dossiers: list[Dossier]) -> None:
    job = give_all_to(bram, by=lotte)
    assert not Job.objects.visible_to(bram).exists()
    with pytest.raises(Refused):
        operations.stop(job, by=bram)
    finished(job)
    with pytest.raises(Refused):
        operations.undo(job, by=bram)


def test_a_job_that_breaks_off_every_time_is_given_up(
    lotte: User, bram: User, dossiers: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = give_all_to(bram, by=lotte)
    Job.objects.filter(pk=job.pk).update(attempts=progress.MOST_ATTEMPTS)
    assert finished(job).state == JobState.FAILED
    assert job.problem


def test_a_turn_ends_and_the_next_goes_on(
    lotte: User, bram: User, dossiers: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(range(0, 1000, 20))  # every look at the clock is 20 seconds later
    monkeypatch.setattr("oss.lists.jobs.running.monotonic", lambda: next(moments))
    job = give_all_to(bram, by=lotte)
    assert run(job.pk)
    job.refresh_from_db()
    assert 0 < job.done < 4
    assert finished(job).done == 4


def test_a_row_more_costs_few_questions(lotte: User, bram: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oss.lists.jobs.running.LONGEST_HOLD", 600)  # however busy the machine is

    def questions(rows: int) -> int:
        only = [information_dossier(by=lotte).pk for _number in range(rows)]
        job = give_all_to(bram, by=lotte, only=only)
        with CaptureQueriesContext(connection) as asked:
            assert finished(job).done == rows
        return len(asked)

    assert questions(12) - questions(2) <= 10 * 12
