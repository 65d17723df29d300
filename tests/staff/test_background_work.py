"""A real worker on the real broker runs what the pages ask, and its log lines say which task."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from oss.celery import app
from oss.staff.tasks import clear_expired_sessions


@pytest.fixture
def worker_log(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """A Celery worker on the test database; yields the file with its log."""
    log = tmp_path / "worker.log"
    database = connection.settings_dict
    url = (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        f"/{database['NAME']}"
    )
    environment = {**os.environ, "DATABASE_URL": url, "LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}
    command = [sys.executable, "-m", "celery", "-A", "oss", "worker", "--pool", "solo", "-Q", "default"]
    with log.open("w") as file:
        worker = subprocess.Popen(
            command, env=environment, cwd=settings.BASE_DIR, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        _wait_until(lambda: bool(app.control.inspect(timeout=0.5).ping()), 60)
        yield log
    finally:
        worker.terminate()
        worker.wait(20)


def _wait_until(condition: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the worker did not do it in time"
        time.sleep(0.05)


def test_expired_sessions_are_cleared_in_the_background(worker_log: Path) -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    task = clear_expired_sessions.delay()
    _wait_until(lambda: not Session.objects.filter(session_key="old").exists(), 30)
    assert Session.objects.filter(session_key="new").exists()
    _wait_until(lambda: any(line.get("task_id") == task.id for line in _lines(worker_log)), 10)


def _lines(log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
