"""Roles are code, put in place by sync_reference; the table for engineers is the one in force."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission

from oss.core import reference
from oss.core.registry import offered
from oss.staff.grants import Grant, permissions_of
from oss.staff.models import Team, User
from oss.staff.roles import ALL_STAFF, Role
from tests.conftest import ROOT


def documented_table() -> set[tuple[str, str, str]]:
    """The rows `| kind | verb | roles |` of docs/engineers/rights.md, as (kind, verb, role)."""
    text = (ROOT / "docs" / "engineers" / "rights.md").read_text()
    table = text.split("<!-- grants -->")[1].split("<!-- /grants -->")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "|" in line
    ]
    return {(kind, verb, role.strip()) for kind, verb, roles in rows[2:] for role in roles.split(",")}


def test_the_documented_table_is_the_one_in_force() -> None:
    in_force = {
        (one.kind, one.verb, "all staff" if one.roles == ALL_STAFF else role.value)
        for one in offered(Grant).values()
        for role in one.roles
    }
    assert documented_table() == in_force


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_role_has_exactly_the_permissions_of_the_table(role: Role, user_with: Callable[..., User]) -> None:
    assert user_with(role).get_all_permissions() == permissions_of(role)


@pytest.mark.django_db
def test_the_auditor_sees_no_colleagues_and_no_teams(user_with: Callable[..., User]) -> None:
    auditor, colleague = user_with(Role.AUDITOR), user_with(Role.DESK)
    Team.objects.create(name="Loket")
    assert list(User.objects.visible_to(auditor)) == [auditor]
    assert not Team.objects.visible_to(auditor).exists()
    assert colleague in User.objects.visible_to(colleague)
    assert Team.objects.visible_to(colleague).exists()


@pytest.mark.django_db
def test_a_permission_given_to_a_person_gives_no_right(user_with: Callable[..., User]) -> None:
    user = user_with(Role.DESK)
    user.user_permissions.add(Permission.objects.get(codename="use_admin"))
    assert not User.objects.get(pk=user.pk).has_perm("staff.use_admin")


@pytest.mark.django_db
def test_syncing_twice_changes_nothing_and_restores_what_somebody_took_away() -> None:
    assert reference.sync()["roles"] == 0
    Group.objects.get(name=Role.DESK).permissions.clear()
    Group.objects.get(name=Role.COACH).delete()
    assert reference.sync()["roles"] == 2
    assert reference.sync()["roles"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.DESK, Role.AUDITOR),
        (Role.FINANCIAL_ADVISER, Role.COACH),
        (Role.COORDINATOR, Role.ADMINISTRATOR),
        (Role.AUDITOR, Role.ADMINISTRATOR),
    ],
)
def test_more_roles_never_mean_fewer_rights(one: Role, other: Role, user_with: Callable[..., User]) -> None:
    rights = user_with(one, other).get_all_permissions()
    assert rights == user_with(one).get_all_permissions() | user_with(other).get_all_permissions()
    assert all(User.objects.with_role(one).with_role(other).get().has_perm(right) for right in rights)
