"""A dossier knows by when the first of what is open on it is due; lists tell, sort and filter by it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.lists import DOSSIERS
from dossiers.models import Dossier
from dossiers.sort_keys import make_stale_keys, mark_wrong_keys
from oss.contacts.factories import PersonFactory
from oss.core.components import TableCell
from oss.lists.export import csv_lines
from oss.lists.grid import Grid, build
from oss.lists.saved.opening import OpenedList
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import (
    add_activity,
    add_task,
    ask_request,
    change_activity,
    finish_activity,
    reopen_activity,
)


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def term(dossier: Dossier) -> date | None:
    return Dossier.objects.get(pk=dossier.pk).next_due


def task(dossier: Dossier, lotte: User, due: date | None) -> Activity:
    return add_task(dossier.case_file, by=lotte, title="Bellen", due_on=due)


def grid(user: User, query: str = "") -> Grid:
    return build(OpenedList.read(DOSSIERS, user, QueryDict(query)))


def cells(found: Grid) -> list[TableCell]:
    at = [one.name for one in found.headings].index("next_due")
    return [line.cells[at][1] for line in found.lines]


def test_the_first_open_term_stands_on_the_dossier(lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    assert term(dossier) is None
    late = task(dossier, lotte, day(9))
    asked = ask_request(
        dossier.case_file, of=PersonFactory.create(), text="Hoe oud is het dak?", due=day(4), by=lotte
    )
    task(dossier, lotte, None)
    add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Notitie", due_on=day(1))
    assert term(dossier) == day(4)
    finish_activity(asked, by=lotte)
    assert term(dossier) == day(9)
    reopen_activity(asked, by=lotte)
    assert term(dossier) == day(4)
    change_activity(late, by=lotte, due_on=day(-3))
    assert term(dossier) == day(-3)
    Activity.objects.filter(case_file=dossier.case_file).update(done_at=timezone.now())
    assert term(dossier) is None


def test_another_one_is_not_touched_and_the_history_says_nothing_of_it(lotte: User) -> None:
    dossier, other = information_dossier(by=lotte), information_dossier(by=lotte)
    kept = Dossier.objects.get(pk=dossier.pk)
    before = kept.events.count()  # type: ignore[attr-defined]
    task(dossier, lotte, day(2))
    assert (term(dossier), term(other)) == (day(2), None)
    assert kept.events.count() == before  # type: ignore[attr-defined]
    kept.save()  # with what it was read with
    assert term(dossier) == day(2)


def test_a_wrong_term_is_noticed_at_night(lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    task(dossier, lotte, day(2))
    assert mark_wrong_keys() == 0
    found = Activity.objects.get(case_file=dossier.case_file)
    Dossier.objects.filter(pk=dossier.pk).update(next_due=day(30))  # is filled in by the row itself
    assert term(dossier) == found.due_on
    assert make_stale_keys() == 0


@pytest.mark.parametrize(
    ("days", "words", "icon", "tone"),
    [
        (-6, "6 d te laat", "alert-triangle", "bad"),
        (0, "vandaag", "clock", "warn"),
        (1, "morgen", "clock", "warn"),
        (2, "overmorgen", "clock", "warn"),
        (400, None, "calendar", ""),
        (None, "", "", ""),
    ],
)
def test_a_list_tells_it_in_words(
    lotte: User, days: int | None, words: str | None, icon: str, tone: str
) -> None:
    dossier = information_dossier(by=lotte)
    if days is not None:
        task(dossier, lotte, day(days))
    (cell,) = cells(grid(lotte))
    assert (cell.icon, cell.tone) == (icon, tone)
    assert cell.text == (f"{day(400):%d/%m/%Y}" if words is None else words)


def test_a_list_sorts_and_filters_by_it_and_an_export_has_the_day(lotte: User) -> None:
    dossiers = [information_dossier(by=lotte) for _number in range(3)]
    for one, number in zip(dossiers, (5, -2), strict=False):
        task(one, lotte, day(number))
    second, first = dossiers[:2]
    shown = grid(lotte, "sort=next_due")
    assert [line.pk for line in shown.lines] == [first.pk, second.pk, dossiers[2].pk]
    head = next(one for one in grid(lotte).headings if one.name == "next_due")
    assert "sort=next_due" in head.sort_url  # the soonest comes first
    assert [line.pk for line in grid(lotte, "f=next_due.older:1").lines] == [first.pk]
    assert {line.pk for line in grid(lotte, "f=next_due.filled").lines} == {first.pk, second.pk}
    state = ListState.read(DOSSIERS, lotte, QueryDict("cols=number,next_due&sort=next_due"))
    assert day(-2).isoformat() in "".join(csv_lines(lotte, state))


def test_the_list_says_what_is_due(lotte: User) -> None:
    dossier = information_dossier(by=lotte)
    late, _later, _done = (task(dossier, lotte, day(number)) for number in (-1, 2, -3))
    change_activity(late, by=lotte, title="Attest <opvragen>")
    finish_activity(_done, by=lotte)
    (cell,) = cells(grid(lotte))
    assert str(cell.hint).startswith("Attest <opvragen> · ")
    finish_activity(late, by=lotte)
    (cell,) = cells(grid(lotte))
    assert str(cell.hint).startswith("Bellen · ")


def test_a_list_says_how_many_columns_a_narrow_window_leaves_out(lotte: User) -> None:
    information_dossier(by=lotte)
    opens = grid(lotte)
    counts = [words for _width, words, _labels in opens.left_out]
    assert counts == ["1 kolom past hier niet", "2 kolommen passen hier niet", "3 kolommen passen hier niet"]
    assert opens.left_out[1][2] == "Subtype, Geopend"
    assert not grid(lotte, "cols=number,subtype,opened_on").left_out, "what somebody chose stays"
