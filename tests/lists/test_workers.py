"""Workers that are killed, two at one job, two people on the same rows: nothing lost, nothing done twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict

from dossiers.bulk import ADD_TASK, ASSIGN
from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.core.locks import sole_holder
from oss.lists.declaration import list_named
from oss.lists.jobs import operations
from oss.lists.jobs.models import Job, JobState, RowOutcome
from oss.lists.jobs.running import run
from oss.lists.state import ListState
from oss.lists.tasks import run_unfinished
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Bram", last_name="Claes")


def state(user: User) -> ListState:
    definition = list_named("dossiers")
    assert definition
    return ListState.read(definition, user, QueryDict(""))


def give_all_to(user: User, *, by: User) -> Job:
    return operations.start_bulk(ASSIGN, state(by), by=by, parameters={"assignee": [str(user.pk)]})


def at_once(*work: Callable[[], Any]) -> None:
    """Each in a thread with a connection of its own; what goes wrong in one goes wrong here."""
    errors: list[BaseException] = []

    def guarded(one: Callable[[], Any]) -> None:
        try:
            while one():
                pass
        except BaseException as error:  # noqa: BLE001 - told below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.drill("job-shared")
def test_two_workers_at_one_job_do_no_row_twice(
    lotte: User, size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    dossiers = [information_dossier(by=lotte) for _number in range(size.rows)]
    job = operations.start_bulk(ADD_TASK, state(lotte), by=lotte, parameters={"title": ["Bel terug"]})
    at_once(*[lambda: run(job.pk)] * 4)
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.FINISHED, size.rows)
    found = Activity.objects.filter(title="Bel terug").values_list("case_file", flat=True)
    assert sorted(found) == sorted(one.case_file_id for one in dossiers)
    record_property("rows", job.done)


@pytest.mark.drill("job-shared")
def test_two_people_on_the_same_rows_come_one_after_the_other(
    lotte: User, bram: User, size: SimpleNamespace
) -> None:
    for _number in range(size.rows):
        information_dossier(by=lotte)
    mine, yours = give_all_to(lotte, by=lotte), give_all_to(bram, by=bram)
    at_once(lambda: run(mine.pk), lambda: run(yours.pk))
    for dossier in Dossier.objects.select_related("assignee"):
        last = dossier.case_file.events.filter(kind="dossier_assigned").first()
        assert last is not None
        assert dossier.assignee is not None
        assert last.data["assignee"] == str(dossier.assignee)
        changes = [job.rows.get(row=dossier.pk) for job in (mine, yours)]
        befores = {one.before["assignee"] for one in changes}
        assert None in befores  # one was first
        assert len(befores) == 2  # the other saw what the first had done
    # and whoever undoes takes back his own only
    undo = operations.undo(mine, by=lotte)
    at_once(lambda: run(undo.pk))
    taken_since = {one.row for one in yours.rows.filter(before__assignee=lotte.pk)}
    assert {one.row for one in undo.rows.filter(outcome=RowOutcome.SKIPPED)} == taken_since
    assert not Dossier.objects.filter(assignee=lotte).exists()


def test_a_job_that_somebody_works_on_is_left_alone(lotte: User) -> None:
    information_dossier(by=lotte)
    job = operations.start_bulk(ADD_TASK, state(lotte), by=lotte, parameters={"title": ["Bel"]})
    started, done = threading.Event(), threading.Event()

    def hold() -> None:
        with sole_holder(f"list job {job.pk}") as alone:
            assert alone
            started.set()
            done.wait(20)

    def meanwhile() -> None:
        started.wait(20)
        assert run(job.pk) is False
        done.set()

    at_once(hold, meanwhile)
    assert not Activity.objects.exists()
    run(job.pk)
    assert Activity.objects.count() == 1


@contextmanager
def worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker on the test database."""
    database = connection.settings_dict
    url = (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        f"/{database['NAME']}"
    )
    environment = {**os.environ, "DATABASE_URL": url, "OSS_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "celery", "-A", "oss", "worker", "--pool", "solo", "-Q", "default"]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(20)


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the worker did not do it in time"
        time.sleep(0.01)


@pytest.mark.drill("job-killed")
def test_a_killed_workers_job_is_finished_by_the_next_and_no_row_is_done_twice(
    lotte: User, tmp_path: Path, size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    dossiers = [information_dossier(by=lotte) for _number in range(size.rows)]
    job = operations.start_bulk(ADD_TASK, state(lotte), by=lotte, parameters={"title": ["Bel terug"]})

    def done() -> int:
        return Job.objects.get(pk=job.pk).done

    with worker(tmp_path) as first:
        wait_until(lambda: done() > 0)
        first.send_signal(signal.SIGKILL)
        first.wait(20)
    killed_at = done()
    assert 0 < killed_at < len(dossiers), "it was done before it could be killed: give it more rows"
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING
    run_unfinished()  # what the schedule does every minute
    with worker(tmp_path):
        wait_until(lambda: Job.objects.get(pk=job.pk).state == JobState.FINISHED)
    assert done() == len(dossiers)
    found = Activity.objects.filter(title="Bel terug").values_list("case_file", flat=True)
    assert sorted(found) == sorted(one.case_file_id for one in dossiers)
    assert Event.objects.filter(kind="dossier_opened").count() == len(dossiers)
    record_property("killed after", f"{killed_at} of {size.rows} rows")
