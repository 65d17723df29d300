"""A summary that is asked for is made once, whatever happens to workers and broker meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from dossiers import tasks
from dossiers.models import Dossier, Reason, ReasonKind, SummaryRequest
from dossiers.models.summary import MOST_ATTEMPTS
from dossiers.operations import summary
from dossiers.operations.activation import deactivate
from dossiers.operations.summary import ask_for_summary, finish_summary
from oss.core.refusal import Refused
from oss.staff.models import User


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def filed(dossier: Dossier) -> int:
    return dossier.case_file.filed_documents.count()


def test_it_is_made_once_however_often_the_message_comes(dossier: Dossier, lotte: User) -> None:
    request = ask_for_summary(dossier, by=lotte)
    for _message in range(2):
        finish_summary(request.pk)
    assert filed(dossier) == 1
    request.refresh_from_db()
    assert request.document.stored_file.read().startswith(b"%PDF-")


def test_asking_twice_while_it_is_made_is_one_wish(dossier: Dossier, lotte: User) -> None:
    assert ask_for_summary(dossier, by=lotte) == ask_for_summary(dossier, by=lotte)


def test_a_worker_that_dies_leaves_nothing_half_done_and_the_next_finishes_it(
    dossier: Dossier, lotte: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ask_for_summary(dossier, by=lotte)
    whole = summary.make_summary

    def dies(*args: Any, **kwargs: Any) -> None:
        whole(*args, **kwargs)
        raise SystemExit  # as a worker that is killed: after the document, before the request is ticked off

    monkeypatch.setattr(summary, "make_summary", dies)
    with pytest.raises(SystemExit):
        finish_summary(request.pk)
    assert filed(dossier) == 0
    monkeypatch.setattr(summary, "make_summary", whole)
    finish_summary(request.pk)
    assert filed(dossier) == 1


def test_the_sweep_sends_again_what_was_lost(
    dossier: Dossier,
    lotte: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    lost, fresh = SummaryRequest.objects.bulk_create(
        SummaryRequest(dossier=dossier, asked_by=lotte, asked_at=timezone.now() - timedelta(minutes=age))
        for age in (5, 0)
    )
    sent: list[int] = []
    monkeypatch.setattr(tasks.dossier_summary, "delay", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.waiting_summaries()
    assert sent == [lost.pk]
    assert fresh.pk not in sent


@pytest.mark.django_db(transaction=True)
def test_without_the_broker_the_wish_is_kept(
    dossier: Dossier, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_broker(*_args: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.dossier_summary, "delay", no_broker)
    assert desk.post(f"/dossiers/{dossier.number}/summary/").status_code == 302
    assert SummaryRequest.objects.waiting().count() == 1
    page = desk.get(f"/dossiers/{dossier.number}/?tab=files").content.decode()
    assert 'hx-trigger="every 3s"' in page


def test_what_fails_every_time_is_told_and_can_be_asked_again(
    dossier: Dossier, lotte: User, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ask_for_summary(dossier, by=lotte)
    monkeypatch.setattr("dossiers.summary.render_pdf", lambda *_args: 1 / 0)
    for _attempt in range(MOST_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            finish_summary(request.pk)
    finish_summary(request.pk)  # no more
    page = desk.get(f"/dossiers/{dossier.number}/?tab=files").content.decode()
    assert "every 3s" not in page
    assert "#alert-triangle" in page
    assert ask_for_summary(dossier, by=lotte) != request


def test_a_deactivated_dossier_gets_no_new_summary(dossier: Dossier, lotte: User) -> None:
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE).first())
    with pytest.raises(Refused):
        ask_for_summary(dossier, by=lotte)
