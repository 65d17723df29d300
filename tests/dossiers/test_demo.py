"""The dossiers of the demo loket look as if people worked on them for months."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from dossiers.demo import COUNT, load_dossiers
from dossiers.models import Dossier, Journey, StageVisit
from dossiers.surveys.demo import load_surveys
from dossiers.surveys.models import Survey
from dossiers.types.advice.demo import load_advice
from dossiers.types.execution.demo import load_executions
from oss.addresses.demo import load_addresses
from oss.contacts.demo import load_contacts
from oss.staff.demo import load_staff
from oss.timeline.models import Activity, Event


@pytest.fixture
def loket(db: None) -> list[Dossier]:
    load_staff()
    load_addresses()
    load_contacts()
    load_dossiers()
    return list(Dossier.objects.order_by("number"))


def test_its_dates_are_believable(loket: list[Dossier]) -> None:
    today = timezone.localdate()
    opened = [one.opened_on for one in loket]
    assert len(loket) == COUNT
    assert opened == sorted(opened)  # numbers and dates agree
    assert len(set(opened)) > COUNT / 2
    assert max(opened) < today
    assert min(opened) < today - timedelta(days=40)
    assert not any(day.weekday() > 4 for day in opened)
    completed = [one for one in loket if one.completed_on]
    assert all(one.opened_on <= one.completed_on < today for one in completed)
    assert len({(one.completed_on - one.opened_on).days for one in completed}) > 5
    # some of each, so that lists and figures show something
    assert min(Counter(one.stage for one in loket).values()) >= 2
    assert {one.stage for one in loket} == {"request", "handling", "completed", "abandoned"}


def test_visits_journeys_events_and_tasks_agree_with_the_dossiers(loket: list[Dossier]) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert not Event.objects.filter(at__gte=midnight).exists()
    assert not Activity.objects.filter(created_at__gte=midnight).exists()
    assert not Activity.objects.filter(done_at__gte=midnight).exists()
    assert not StageVisit.objects.filter(entered_at__gte=midnight).exists()
    assert any(visit.days > 3 for visit in StageVisit.objects.exclude(left_at=None))
    for journey in Journey.objects.all():
        first = journey.dossiers.order_by("number")[0]
        assert timezone.localdate(journey.opened_at) == first.opened_on
    for dossier in loket:
        visits = list(dossier.visits.all())
        assert timezone.localdate(visits[0].entered_at) == dossier.opened_on
        assert all(before.left_at == after.entered_at for before, after in pairwise(visits))
        at = list(dossier.case_file.events.order_by("pk").values_list("at", flat=True))
        assert at == sorted(at)
    assert Activity.objects.overdue().exists()


def test_dating_leaves_the_events_append_only(loket: list[Dossier]) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Event.objects.update(at=timezone.now())


def test_loading_again_changes_nothing(loket: list[Dossier]) -> None:
    load_dossiers()
    assert Dossier.objects.count() == COUNT


def test_advice_executions_and_surveys_are_of_the_past_months(loket: list[Dossier]) -> None:
    load_advice()
    load_executions()
    load_surveys()
    today = timezone.localdate()
    made = Dossier.objects.filter(type__in=("advice", "execution"))
    assert {one.type for one in made} == {"advice", "execution"}
    assert all(one.opened_on < today for one in made)
    assert not StageVisit.objects.filter(dossier__in=made, entered_at__date=today).exists()
    for one in made.select_related("journey"):
        assert one.opened_on >= timezone.localdate(one.journey.opened_at)
    answered = list(Survey.objects.filter(answered_on__isnull=False).select_related("dossier"))
    assert len(answered) >= 5  # so that results show shares
    for survey in answered:
        dossier = survey.dossier
        assert (dossier.type, dossier.stage) == ("advice", "completed")
        assert dossier.opened_on < survey.answered_on <= dossier.completed_on < today
