"""The five verbs, and that there is no other way to a stage."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone, translation

from dossiers.factories import answer, information_dossier
from dossiers.models import Dossier, Reason, Topic
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.types.information.profile import QUESTION
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.vocabulary import EventKind


def stage_of(dossier: Dossier) -> str:
    return Dossier.objects.values_list("stage", flat=True).get(pk=dossier.pk)


def test_a_dossier_moves_on_when_nothing_is_missing(dossier: Dossier, lotte: User) -> None:
    stages.advance(dossier, by=lotte)
    assert stage_of(dossier) == "handling"


def test_the_timeline_names_the_stage_that_was_reached(dossier: Dossier, lotte: User) -> None:
    stages.advance(dossier, by=lotte)
    event = dossier.case_file.events.get(kind="dossier_advance")
    with translation.override("nl"):
        kind = offered(EventKind).get("dossier_advance")
        assert kind
        assert kind.reads(event.data) == f"Dossier {dossier.number} naar Dossier"


def test_a_gap_keeps_it_where_it_is_and_is_named(dossier: Dossier, lotte: User) -> None:
    stages.advance(dossier, by=lotte)
    with pytest.raises(stages.Incomplete) as refusal:
        stages.complete(dossier, by=lotte)
    assert [gap.name for gap in refusal.value.missing][:2] == ["question", "answer"]
    assert stage_of(dossier) == "handling"


def test_save_and_complete_passes_every_stage_and_logs_each(dossier: Dossier, lotte: User) -> None:
    answer(dossier, by=lotte)
    done = stages.save_and_complete(dossier, by=lotte)
    assert stage_of(dossier) == "completed"
    assert done.completed_on is not None
    assert [visit.stage for visit in dossier.visits.all()] == ["request", "handling", "completed"]
    kinds = list(dossier.case_file.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["dossier_opened", "dossier_advance", "dossier_complete"]


def test_save_and_complete_with_a_gap_moves_nothing(dossier: Dossier, lotte: User) -> None:
    with pytest.raises(stages.Incomplete):
        stages.save_and_complete(dossier, by=lotte)
    assert stage_of(dossier) == "request"
    assert dossier.visits.count() == 1


def test_an_anonymous_question_closes_with_postcode_and_theme(lotte: User) -> None:
    dossier = information_dossier(by=lotte, is_anonymous=True)
    with pytest.raises(stages.Incomplete) as refusal:
        stages.save_and_complete(dossier, by=lotte)
    assert [gap.name for gap in refusal.value.missing] == ["postcode", "topics"]
    update_dossier(dossier, by=lotte, postcode="2800")
    update_detail(dossier, QUESTION, by=lotte, topics=[Topic.objects.get(name="premies")])
    stages.save_and_complete(dossier, by=lotte)
    assert stage_of(dossier) == "completed"


def test_back_abandon_and_reopen_ask_a_reason_of_their_own_list(
    dossier: Dossier, lotte: User, mistake: Reason, stopped: Reason
) -> None:
    stages.advance(dossier, by=lotte)
    with pytest.raises(Refused):
        stages.step_back(dossier, by=lotte, reason=stopped)
    stages.step_back(dossier, by=lotte, reason=mistake, note="te vroeg")
    assert stage_of(dossier) == "request"
    stages.abandon(dossier, by=lotte, reason=stopped)
    assert stage_of(dossier) == "abandoned"
    assert Dossier.objects.get(pk=dossier.pk).closing_reason == stopped
    left = dossier.visits.get(left_by_verb="step_back")
    assert (left.reason, left.note, left.left_by) == (mistake, "te vroeg", lotte)


def test_reopening_returns_to_the_last_open_stage(
    dossier: Dossier, lotte: User, mistake: Reason, stopped: Reason
) -> None:
    stages.advance(dossier, by=lotte)
    stages.abandon(dossier, by=lotte, reason=stopped)
    stages.reopen(dossier, by=lotte, reason=mistake)
    assert stage_of(dossier) == "handling"
    assert Dossier.objects.get(pk=dossier.pk).closing_reason is None


def test_a_closed_dossier_is_not_moved_on(dossier: Dossier, lotte: User, stopped: Reason) -> None:
    stages.abandon(dossier, by=lotte, reason=stopped)
    with pytest.raises(Refused):
        stages.advance(dossier, by=lotte)
    with pytest.raises(Refused):
        stages.abandon(dossier, by=lotte, reason=stopped)


def test_who_may_not_change_dossiers_moves_none(dossier: Dossier, user_with: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        stages.advance(dossier, by=user_with(Role.AUDITOR))
    assert stage_of(dossier) == "request"


def _save_with_stage(dossier: Dossier) -> None:
    dossier.__dict__["stage"] = "completed"
    dossier.save()


def _bulk_update(dossier: Dossier) -> None:
    dossier.__dict__["stage"] = "completed"
    Dossier.objects.bulk_update([dossier], ["stage"])


def _execute(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


WAYS_ROUND: dict[str, Callable[[Dossier], object]] = {
    "update()": lambda dossier: Dossier.objects.filter(pk=dossier.pk).update(stage="completed"),
    "save()": _save_with_stage,
    "bulk_update()": _bulk_update,
    "raw SQL": lambda dossier: _execute(
        "UPDATE dossiers_dossier SET stage = 'completed' WHERE id = %s", dossier.pk
    ),
    "a transition without its operation": lambda dossier: (dossier.advance(), dossier.save()),
}


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_there_is_no_way_round_the_operation(way: str, dossier: Dossier) -> None:
    with pytest.raises(ProgrammingError, match="only through its operation"), transaction.atomic():
        WAYS_ROUND[way](Dossier.objects.get(pk=dossier.pk))
    assert stage_of(dossier) == "request"


def test_assigning_the_stage_is_refused_in_python_already(dossier: Dossier) -> None:
    with pytest.raises(AttributeError):
        dossier.stage = "completed"


def test_a_dossier_cannot_be_born_in_a_later_stage(dossier: Dossier) -> None:
    with pytest.raises(ProgrammingError, match="starts in the first stage"), transaction.atomic():
        _execute(
            "INSERT INTO dossiers_dossier (number, type, stage, journey_id, case_file_id, scope,"
            " is_anonymous, postcode, opened_on, is_active) VALUES ('D2026-99999', 'information',"
            " 'completed', %s, %s, 'private', false, '', now(), true)",
            dossier.journey_id,
            dossier.journey.case_file_id,
        )


def test_the_flag_of_one_move_does_not_open_the_next(dossier: Dossier, lotte: User) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        stages.advance(dossier, by=lotte)
        _execute("UPDATE dossiers_dossier SET stage = 'request' WHERE id = %s", dossier.pk)


def test_an_anonymous_question_cannot_have_a_contact(dossier: Dossier, lotte: User) -> None:
    changed = update_dossier(dossier, by=lotte, is_anonymous=True)
    assert changed.main_contact is None


def test_a_wrong_postcode_says_what_is_wrong(lotte: User) -> None:
    dossier = information_dossier(by=lotte, is_anonymous=True)
    with pytest.raises(ValidationError, match="vier cijfers|four digits"):
        update_dossier(dossier, by=lotte, postcode="28OO")


def test_servers_whose_clocks_differ_move_a_dossier_on(
    lotte: User, mistake: Reason, stopped: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_server_that_runs(hours: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + timedelta(hours=hours))

    on_a_server_that_runs(hours=1)
    dossier = information_dossier(by=lotte)
    on_a_server_that_runs(hours=-1)
    stages.advance(dossier, by=lotte)
    on_a_server_that_runs(hours=1)
    stages.step_back(dossier, by=lotte, reason=mistake)
    on_a_server_that_runs(hours=-1)
    stages.abandon(dossier, by=lotte, reason=stopped)
    visits = list(dossier.visits.all())
    assert [one.stage for one in visits] == ["request", "handling", "request", "abandoned"]
    assert [one.left_at for one in visits[:-1]] == [one.entered_at for one in visits[1:]]
    assert all(one.days == 0 for one in visits)


def test_a_visit_that_began_by_a_clock_that_was_ahead_ends_when_it_began(
    dossier: Dossier, lotte: User
) -> None:
    ahead = timezone.now() + timedelta(hours=1)
    dossier.visits.update(entered_at=ahead)
    stages.advance(dossier, by=lotte)
    assert [(one.entered_at, one.left_at) for one in dossier.visits.all()] == [(ahead, ahead), (ahead, None)]
