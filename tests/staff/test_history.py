"""What changes on colleagues, teams and roles is kept by the database, whoever changes it and however."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import InternalError, NotSupportedError, ProgrammingError

from oss.staff.models import Team, User
from oss.staff.roles import Role


def labels(model: str) -> list[str]:
    return list(apps.get_model("staff", model).objects.order_by("pgh_id").values_list("pgh_label", flat=True))


@pytest.mark.django_db
def test_a_bulk_update_and_raw_sql_are_recorded_too(user_with: Callable[..., User]) -> None:
    user = user_with(Role.DESK)
    User.objects.filter(pk=user.pk).update(last_name="Janssens")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE staff_user SET first_name = 'An' WHERE id = %s", [user.pk])
    events = apps.get_model("staff.UserEvent").objects.filter(pgh_obj_id=user.pk, pgh_label="update")
    assert [(event.first_name, event.last_name) for event in events.order_by("pgh_id")] == [
        (user.first_name, "Janssens"),
        ("An", "Janssens"),
    ]


@pytest.mark.django_db
def test_getting_and_losing_a_role_is_recorded(user_with: Callable[..., User]) -> None:
    user = user_with(Role.DESK)
    user.groups.clear()
    assert labels("RoleAssignmentEvent")[-2:] == ["insert", "delete"]


@pytest.mark.django_db
def test_a_deleted_team_leaves_its_last_state() -> None:
    Team.objects.create(name="Loket").delete()
    assert labels("TeamEvent") == ["insert", "delete"]


@pytest.mark.django_db
def test_history_cannot_be_rewritten() -> None:
    Team.objects.create(name="Loket")
    with pytest.raises((InternalError, NotSupportedError, ProgrammingError)):
        apps.get_model("staff.TeamEvent").objects.update(name="Iets anders")


@pytest.mark.django_db
def test_no_password_is_kept_in_history() -> None:
    names = {field.name for field in apps.get_model("staff.UserEvent")._meta.fields}
    assert "password" not in names
