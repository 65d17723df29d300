"""How long an activity took: typed, or the usual minutes of its kind; on the timeline and in the list."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from dossiers.factories import information_dossier
from oss.core.models import DatedValue
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity
from tests.page_tree import read


def test_minutes_and_travel_of_a_note_are_kept_shown_and_added_up(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK)
    desk, dossier = client_of(lotte), information_dossier(by=lotte, assignee=lotte)
    url = f"/dossiers/{dossier.number}/"
    desk.post(f"{url}note/", {"text": "Zolder bekeken", "kind": "visit", "minutes": 45, "travel_minutes": 20})
    desk.post(f"{url}note/", {"text": "Teruggebeld", "kind": "call"})  # nobody said how long a call takes
    DatedValue.objects.create(
        parameter="activity_minutes_call",
        valid_from=date(2026, 1, 1),
        value="5",
        source="afspraak van het team",
        checked_on=date(2026, 1, 1),
    )
    desk.post(f"{url}note/", {"text": "Nog eens gebeld", "kind": "call"})
    found = Activity.objects.order_by("pk").values_list("kind", "minutes", "travel_minutes", "done_by")
    visit, call, again = list(found)[-3:]
    assert visit == ("visit", 45, 20, lotte.pk)
    assert [call[1], again[1]] == [None, 5]

    refused = desk.post(f"{url}note/", {"text": "Te lang", "minutes": 5000})
    assert refused.status_code == 422
    assert "Te lang" in refused.content.decode()
    timeline = desk.get(f"{url}?tab=timeline").content.decode()
    assert "45 min · 20 min verplaatsing" in timeline
    listed = desk.get("/activities/?q=zolder").content.decode()
    whats = [one.text() for one in read(listed).all(".cell-text")]
    assert whats.count("Zolder bekeken") == 2  # a note has no title beside what was written down
    chart = desk.get("/activities/?chart=kind&sum=minutes").content.decode()
    assert "om van minuten" in chart

    desk.post(f"{url}tasks/new/", {"title": "Offerte nakijken", "minutes": 15})
    assert Activity.objects.get(title="Offerte nakijken").minutes == 15
