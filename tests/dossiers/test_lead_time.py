"""Lead time of a question: from the day it came to the first action, in the lists and on the page."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.lists import DOSSIERS_OF_TYPE
from dossiers.models import Dossier, Subtype
from dossiers.operations.editing import update_detail
from dossiers.types.information.profile import QUESTION
from oss.contacts.factories import PersonFactory
from oss.lists.charts import read_chart
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.queues.models import QueueItem
from oss.staff.models import User
from tests.dossiers.test_opening_once import anonymous
from tests.mails import receive_message

pytestmark = pytest.mark.django_db
LIST = next(one for one in DOSSIERS_OF_TYPE if one.name == "dossiers_information")
SHOWN = "cols=number,lead_days,lead_working_days"


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def answered(lotte: User, asked: date, acted: date | None, **known: str) -> Dossier:
    dossier = information_dossier(by=lotte, **known)
    update_detail(dossier, QUESTION, by=lotte, asked_on=asked, first_action_on=acted)
    return dossier


@pytest.fixture
def three(lotte: User) -> list[Dossier]:
    """Of 7 calendar and 4 working days, of 13 and 7, and one that still waits."""
    return [
        answered(lotte, date(2026, 11, 9), date(2026, 11, 16)),
        answered(lotte, date(2025, 12, 23), date(2026, 1, 5), subtype="information_technical_question"),
        answered(lotte, date(2026, 11, 9), None),
    ]


def test_the_page_and_the_list_show_it_in_calendar_and_in_working_days(
    desk: Client, three: list[Dossier]
) -> None:
    page = desk.get(reverse("dossier", args=[three[0].number]), {"tab": "info"}).content.decode()
    assert "Doorlooptijd in dagen: 7 · in werkdagen: 4" in page
    waiting = desk.get(reverse("dossier", args=[three[2].number]), {"tab": "info"}).content.decode()
    assert "Doorlooptijd" not in waiting
    html = desk.get(f"{LIST.url()}?{SHOWN}").content.decode()
    assert "Doorlooptijd in werkdagen" in html
    shown = ListState.read(LIST, User.objects.get(pk=three[0].created_by_id), QueryDict(SHOWN))
    assert [one.column.name for one in shown.columns] == ["number", "lead_days", "lead_working_days"]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("lead_days.between:8~", [1]),
        ("lead_working_days.between:~4", [0]),
        ("lead_days.empty", [2]),
    ],
)
def test_the_list_is_filtered_by_it(lotte: User, three: list[Dossier], asked: str, places: list[int]) -> None:
    state = ListState.read(LIST, lotte, QueryDict(f"f={asked}"))
    assert not state.incomplete
    assert set(selection(lotte, state)) == {three[place] for place in places}


def test_a_chart_shows_the_average_and_not_a_sum(lotte: User, three: list[Dossier]) -> None:
    answered(lotte, date(2026, 11, 9), date(2026, 11, 17))
    state = ListState.read(LIST, lotte, QueryDict("chart=subtype&sum=lead_days"))
    drawn = read_chart(selection(lotte, state), state, lambda _state: "")
    assert drawn is not None
    assert drawn.title == "Gemiddelde van doorlooptijd in dagen per subtype"
    assert {one.label: one.says for one in drawn.bars} == {
        "Technische vraag": "13,0",
        "Informatievraag": "7,5",
    }


def test_what_a_chart_draws_as_others_is_their_average(
    lotte: User, three: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(lotte, date(2026, 11, 9), date(2026, 11, 17))
    monkeypatch.setattr("oss.lists.charts.MOST_BARS", 0)
    state = ListState.read(LIST, lotte, QueryDict("chart=subtype&sum=lead_days"))
    drawn = read_chart(selection(lotte, state), state, lambda _state: "")
    assert drawn is not None
    assert [one.says for one in drawn.bars] == ["9,3"]  # of 7, 8 and 13; who waits counts for nothing


def test_the_day_of_the_question_is_that_of_its_mail(desk: Client, lotte: User) -> None:
    message = receive_message(date=datetime(2026, 11, 9, 22, 30, tzinfo=UTC))
    item = QueueItem.objects.get(message=message)
    desk.post("/dossiers/new/", anonymous() | {"item": item.pk})
    assert Dossier.objects.get().information.asked_on == date(2026, 11, 9)


@pytest.mark.parametrize("subtype", ["information_question", "advice_renovation_advice"])
def test_without_a_mail_it_is_the_day_of_opening(desk: Client, subtype: str) -> None:
    sent = anonymous() | {
        "subtype": Subtype.objects.get(code=subtype).pk,
        "person": PersonFactory.create().pk,
    }
    del sent["is_anonymous"], sent["postcode"]
    desk.post("/dossiers/new/", sent)
    dossier = Dossier.objects.select_related("information", "advice").get()
    detail = dossier.advice if dossier.type == "advice" else dossier.information
    assert detail.asked_on == timezone.localdate()
