"""The seven flows as the design lists them, and what is derived from the table."""

import pytest
from django.db import IntegrityError, connection, transaction

from dossiers.flows.profiles import Profile, missing
from dossiers.flows.requirements import Requirement
from dossiers.flows.table import ABANDONED, COMPLETED, FLOWS, STAGE_LABELS
from dossiers.models import Dossier, Subtype
from oss.core.registry import offered

STAGES = {
    "information": "request handling completed",
    "lending": "request handling completed",
    "advice": "request advice survey completed",
    "design": "request studies quotes completed",
    "execution": "request preparation execution survey completed",
    "loan": "request analysis decision signing drawdown outstanding completed",
    "grant": "submitted handling decision reporting payment completed",
}


def test_the_seven_types_have_the_stages_of_the_design() -> None:
    assert {flow.type.value: " ".join(flow.names) for flow in FLOWS.values()} == STAGES


def test_every_type_asks_subtype_source_project_and_contact_before_it_leaves_its_first_stage() -> None:
    for flow in FLOWS.values():
        assert set(flow.stages[0].requires) >= {"subtype", "source", "project", "main_contact"}


def test_every_requirement_of_the_table_and_the_profiles_exists() -> None:
    named = {name for flow in FLOWS.values() for stage in flow.stages for name in stage.requires}
    named |= {
        name
        for profile in offered(Profile).values()
        for part in profile.parts
        for names in part.requires.values()
        for name in names
    }
    assert named <= set(offered(Requirement))


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.type.value)
def test_forward_and_back_walk_the_same_stages(flow: object) -> None:
    walked, stage = [], flow.stages[0]
    while stage:
        walked.append(stage.name)
        stage = flow.after(stage.name)
    assert tuple(walked) == flow.names
    for name in flow.names[1:-1]:
        assert flow.after(flow.before(name).name).name == name
    assert flow.before(flow.names[0]) is None
    assert flow.before(COMPLETED) is None
    assert flow.after(ABANDONED) is None


def test_every_stage_of_every_type_has_a_label() -> None:
    for flow in FLOWS.values():
        for name in (*flow.names, ABANDONED):
            assert str(STAGE_LABELS[flow.type, name])


@pytest.mark.django_db
def test_only_subtypes_with_a_profile_can_be_opened_yet() -> None:
    openable = Subtype.objects.exclude(profile="")
    assert set(openable.values_list("type", flat=True)) == {one.type for one in offered(Profile).values()}
    assert {subtype.profile for subtype in openable} <= {
        profile.name for profile in offered(Profile).values()
    }


@pytest.mark.django_db
def test_a_stage_of_another_type_is_refused_by_the_database(dossier: Dossier) -> None:
    with pytest.raises(IntegrityError, match="dossier_stage_belongs_to_its_type"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('oss.stage_move', %s, true)", [f"{dossier.pk}>survey"])
            cursor.execute("UPDATE dossiers_dossier SET stage = 'survey' WHERE id = %s", [dossier.pk])


@pytest.mark.django_db
def test_a_detail_row_of_another_type_is_refused_by_the_database(dossier: Dossier) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_dossier SET type = 'lending' WHERE id = %s", [dossier.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_what_is_missing_is_named_in_the_order_of_the_table(dossier: Dossier) -> None:
    assert missing(dossier) == []
    gaps = [gap.name for gap in missing(dossier, "handling")]
    assert gaps == ["question", "answer", "asked_on", "first_action", "first_action_on", "topics"]
