"""The dashboard: work first, counts that lead to exactly their rows, and the train for who is new."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.queues import operations as queues
from oss.staff.home import HomePart
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import add_activity, finish_activity
from tests.browser.scenery import MAILS, mail

UserWith = Callable[..., User]
ClientOf = Callable[[User], Client]

WEDNESDAY = date(2026, 11, 25)
DUE = (-9, -1, 0, 1, 4, 5, 40, None)
"""Days from that Wednesday: two late, one today, two this week, two later and one without a day."""


@pytest.fixture
def lotte(user_with: UserWith) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte)


@pytest.fixture
def desk(lotte: User, client_of: ClientOf) -> Client:
    return client_of(lotte)


@pytest.fixture
def _on_a_wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    of_moment = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *at: of_moment(*at) if at else WEDNESDAY)


def task(dossier: Dossier, by: User, days: int | None = None, **more: Any) -> Activity:
    due_on = None if days is None else WEDNESDAY + timedelta(days=days)
    known: dict[str, Any] = {
        "kind": ActivityKind.TASK,
        "title": "Terugbellen",
        "assignee": by,
        "due_on": due_on,
    }
    return add_activity(dossier.case_file, by=by, **known | more)


def parts(desk: Client) -> dict[str, HomePart]:
    context = desk.get("/").context
    return {part.name: part for part in (*context["parts"], *context["parts_aside"])}


def rows_of(desk: Client, url: str) -> int:
    return desk.get(url).content.decode().count("data-bulk-row")


@pytest.mark.parametrize("work", ["none", "task", "mail", "dossier"])
def test_the_train_and_the_first_steps_are_for_who_has_no_work_yet(
    work: str, lotte: User, desk: Client, user_with: UserWith
) -> None:
    others = information_dossier(by=user_with(Role.DESK))
    if work == "task":
        task(others, lotte)
    elif work == "mail":
        queues.pick(mail(*MAILS[0]), by=lotte)
    elif work == "dossier":
        information_dossier(by=lotte, assignee=lotte)
    page = desk.get("/").content.decode()
    assert ('class="train"' in page) is (work == "none")
    assert ("Eerste stappen" in page) is (work == "none")
    manual = desk.get("/help/").content.decode()
    assert 'class="train"' in manual
    assert "Eerste stappen" in manual


@pytest.mark.usefixtures("_on_a_wednesday")
def test_each_count_leads_to_a_list_of_exactly_its_rows(
    lotte: User, desk: Client, dossier: Dossier, user_with: UserWith
) -> None:
    bram = user_with(Role.DISPATCHER)
    for days in DUE:
        task(dossier, lotte, days)
    finish_activity(task(dossier, lotte, -3), by=lotte)
    task(dossier, bram, -3)
    items = [mail(*one) for one in MAILS]
    for item in items[:3]:
        queues.pick(item, by=lotte)
    queues.link(items[0], case_file=dossier.case_file, by=lotte)
    queues.pick(items[3], by=bram)
    late = information_dossier(by=lotte, assignee=lotte)
    information_dossier(by=lotte, assignee=lotte)
    information_dossier(by=bram, assignee=bram)
    task(late, bram, -1)

    page = desk.get("/")
    figures = {figure.text: rows_of(desk, figure.url) for figure in page.context["figures"]}
    assert figures == {"2 te laat": 2, "1 vandaag": 1, "3 mails": 3, "2 dossiers": 2}
    found = parts(desk)
    groups = {str(group.heading): group for name in found for group in found[name].groups if group.heading}
    counts = {heading: (group.count, rows_of(desk, group.url)) for heading, group in groups.items()}
    assert counts == {
        "Te laat": (2, 2),
        "Vandaag": (1, 1),
        "Deze week": (2, 2),
        "Later": (3, 3),
        "Nog niet gekoppeld": (2, 2),
        "Gekoppeld": (1, 1),
    }
    assert found["my-tasks"].all_label == f"Alle taken {rows_of(desk, found['my-tasks'].all_url)}"
    stages = found["my-dossiers"].groups[0].rows
    (with_late,) = [url for url in _links(stages) if "late.in" in url]
    assert rows_of(desk, with_late) == 1
    (stage,) = [url for url in _links(stages) if "stage.in" in url and "late.in" not in url]
    assert rows_of(desk, stage) == 2


def _links(html: str) -> list[str]:
    return [piece.partition('"')[0].replace("&amp;", "&") for piece in html.split('href="')[1:]]


@pytest.mark.usefixtures("_on_a_wednesday")
def test_a_term_with_more_than_is_shown_says_how_many_are_left(
    lotte: User, desk: Client, dossier: Dossier
) -> None:
    for number in range(8):
        task(dossier, lotte, 20 + number)
    later = parts(desk)["my-tasks"].groups[3]
    assert (later.count, later.rows.count("<li"), later.hidden) == (8, 5, 3)
    assert "toon nog 3" in desk.get("/").content.decode()


def test_mails_that_are_not_shown_are_counted(
    lotte: User, desk: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oss.queues.home.MOST", 2)
    items = [mail(*one) for one in MAILS]
    for item in items:
        queues.pick(item, by=lotte)
    queues.link(items[0], case_file=dossier.case_file, by=lotte)
    groups = parts(desk)["my-queue-items"].groups
    assert [(one.count, one.hidden) for one in groups] == [(4, 2), (1, 0)]


def test_old_linked_mails_leave_room_for_those_that_hang_on_nothing(
    lotte: User, desk: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oss.queues.home.MOST", 2)
    items = [mail(*one) for one in MAILS]
    for item in items:
        queues.pick(item, by=lotte)
    for item in items[:-1]:
        queues.link(item, case_file=dossier.case_file, by=lotte)
    groups = parts(desk)["my-queue-items"].groups
    assert [(one.count, one.hidden) for one in groups] == [(1, 0), (4, 2)]


@pytest.mark.usefixtures("_on_a_wednesday")
def test_a_day_without_late_tasks_says_what_comes_first(lotte: User, desk: Client, dossier: Dossier) -> None:
    task(dossier, lotte, 12, title="Later nabellen")
    task(dossier, lotte, 2, title="Verslag nalezen")
    assert "Niets te laat. Eerstvolgende: Verslag nalezen (overmorgen)" in desk.get("/").content.decode()
    task(dossier, lotte, -1)
    assert "Niets te laat" not in desk.get("/").content.decode()


@pytest.mark.usefixtures("_on_a_wednesday")
def test_a_term_reads_as_an_icon_and_words(lotte: User, desk: Client, dossier: Dossier) -> None:
    for days in DUE:
        task(dossier, lotte, days)
    page = desk.get("/").content.decode()
    for words, drawing in (
        *(("9 d te laat", "alert-triangle"), ("vandaag", "clock"), ("morgen", "clock")),
        *(("zo 29/11", "calendar"), ("04/01/2027", "calendar")),
    ):
        (before,) = [piece[-60:] for piece in page.split(f"</svg>{words}</span>")[:-1]]
        assert f"#{drawing}" in before


def test_text_from_outside_stays_text(lotte: User, desk: Client, dossier: Dossier) -> None:
    task(dossier, lotte, title="<b>Bel</b>")
    queues.pick(mail(MAILS[0][0], "<u>Vraag</u>"), by=lotte)
    page = desk.get("/").content.decode()
    assert not [tag for tag in ("<b>Bel", "<u>Vraag") if tag in page]
    assert "&lt;b&gt;Bel" in page
