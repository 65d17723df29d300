"""The admin's walls: who may change whom, and that nobody can lock everybody out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from oss.core.admin import LookOnlyAdmin
from oss.core.admin_forms import AdminForm
from oss.staff.factories import DEMO_PASSWORD
from oss.staff.models import Team, User
from oss.staff.roles import Role
from tests.drawn_forms import values_of

ClientOf = Callable[[User], Client]
UserWith = Callable[..., User]

# (URL name, takes a user) → roles that may open it; coordinators look, administrators change
ADMIN_PAGES = {
    ("admin:index", False): {Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR},  # whose logs stand there
    ("admin:staff_user_changelist", False): {Role.COORDINATOR, Role.ADMINISTRATOR},
    ("admin:staff_user_add", False): {Role.ADMINISTRATOR},
    ("admin:staff_user_change", True): {Role.COORDINATOR, Role.ADMINISTRATOR},
    ("admin:staff_user_history", True): {Role.COORDINATOR, Role.ADMINISTRATOR},
    ("admin:staff_user_delete", True): set(),
    ("admin:auth_user_password_change", True): {Role.ADMINISTRATOR},
    ("admin:staff_team_changelist", False): {Role.COORDINATOR, Role.ADMINISTRATOR},
    ("admin:staff_team_add", False): {Role.COORDINATOR, Role.ADMINISTRATOR},
    ("admin:password_change", False): set(),
}
MAY_POST = {
    ("admin:staff_user_add", False): {Role.ADMINISTRATOR},
    ("admin:staff_user_change", True): {Role.ADMINISTRATOR},
    ("admin:auth_user_password_change", True): {Role.ADMINISTRATOR},
    ("admin:staff_user_delete", True): set(),
    ("admin:staff_team_add", False): {Role.COORDINATOR, Role.ADMINISTRATOR},
}


def change_form(user: User, **changes: Any) -> dict[str, Any]:
    """What the change form of a user sends."""
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "is_active": "on",
        "groups": list(user.groups.values_list("pk", flat=True)),
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
        **changes,
    }


def change_url(user: User) -> str:
    return reverse("admin:staff_user_change", args=[user.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", ADMIN_PAGES, ids=lambda page: page[0])
def test_each_page_of_the_admin_opens_for_its_roles(
    page: tuple[str, bool], role: Role, user_with: UserWith, client_of: ClientOf
) -> None:
    name, takes_user = page
    user_with(Role.ADMINISTRATOR)
    path = reverse(name, args=[user_with(Role.DESK).pk] if takes_user else [])
    allowed = role in ADMIN_PAGES[page]
    assert client_of(user_with(role)).get(path).status_code == (200 if allowed else 403)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", MAY_POST, ids=lambda page: page[0])
def test_nobody_sends_a_form_that_is_not_theirs(
    page: tuple[str, bool], role: Role, user_with: UserWith, client_of: ClientOf
) -> None:
    name, takes_user = page
    other = user_with(Role.DESK)
    path = reverse(name, args=[other.pk] if takes_user else [])
    response = client_of(user_with(role)).post(path, change_form(other, is_superuser="on"))
    assert (response.status_code == 403) is (role not in MAY_POST[page])
    other.refresh_from_db()
    assert not other.is_superuser


@pytest.mark.django_db
def test_a_colleague_added_with_capitals_in_the_address_can_log_in(
    user_with: UserWith, client_of: ClientOf
) -> None:
    client_of(user_with(Role.ADMINISTRATOR)).post(
        reverse("admin:staff_user_add"),
        {
            "email": " Voor.Naam@Loket.Example",
            "first_name": "Voor",
            "last_name": "Naam",
            "language": "nl",
            "password1": "een-lang-wachtwoord",
            "password2": "een-lang-wachtwoord",
            "groups": [Group.objects.get(name=Role.DESK).pk],
        },
    )
    assert User.objects.get(email="voor.naam@loket.example").roles == {Role.DESK}
    client = Client()
    client.post("/account/login/", {"login": "Voor.Naam@loket.example", "password": "een-lang-wachtwoord"})
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_the_database_keeps_addresses_without_capitals(user_with: UserWith) -> None:
    user = user_with()
    with pytest.raises(IntegrityError, match="user_email_is_lower"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE staff_user SET email = 'A@b.example' WHERE id = %s", [user.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("loss", [{"groups": []}, {"is_active": ""}], ids=["role", "account"])
def test_the_last_administrator_cannot_be_taken_away(
    loss: dict[str, Any], user_with: UserWith, client_of: ClientOf
) -> None:
    femke = user_with(Role.ADMINISTRATOR)
    response = client_of(femke).post(change_url(femke), change_form(femke, **loss))
    assert response.status_code == 200
    assert "laatste actieve CRM-beheerder" in response.content.decode()
    assert User.objects.administrators().get() == femke


@pytest.mark.django_db
def test_one_of_two_administrators_may_go(user_with: UserWith, client_of: ClientOf) -> None:
    femke, other = user_with(Role.ADMINISTRATOR), user_with(Role.ADMINISTRATOR)
    response = client_of(femke).post(change_url(other), change_form(other, groups=[]))
    assert response.status_code == 302
    assert User.objects.administrators().get() == femke


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_at_once_leave_one(
    user_with: UserWith, client_of: ClientOf
) -> None:
    pair = [user_with(Role.ADMINISTRATOR), user_with(Role.ADMINISTRATOR)]
    start = Barrier(2)

    def remove(me: User, other: User) -> None:
        try:
            client = client_of(me)
            start.wait()
            client.post(change_url(other), change_form(other, groups=[]))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(remove, pair, reversed(pair)))
    assert User.objects.administrators().count() == 1


@pytest.mark.django_db
def test_the_break_glass_account_is_out_of_an_administrators_reach(
    user_with: UserWith, client_of: ClientOf
) -> None:
    glass = user_with(is_superuser=True)
    client = client_of(user_with(Role.ADMINISTRATOR))
    password = {"password1": "een-ander-wachtwoord", "password2": "een-ander-wachtwoord"}
    for name in ("admin:auth_user_password_change", "admin:staff_user_change"):
        path = reverse(name, args=[glass.pk])
        assert client.post(path, change_form(glass, **password)).status_code == 403
    glass.refresh_from_db()
    assert glass.check_password(DEMO_PASSWORD)


@pytest.mark.django_db
def test_a_coordinator_sees_a_colleagues_roles_by_name_and_nothing_of_the_password(
    user_with: UserWith, client_of: ClientOf
) -> None:
    page = client_of(user_with(Role.COORDINATOR)).get(change_url(user_with(Role.FILE_HANDLER)))
    text = page.content.decode()
    assert "Dossierbehandelaar" in text
    assert "file_handler" not in text
    assert "md5" not in text


@pytest.mark.django_db
def test_the_role_filter_finds_who_has_no_role(user_with: UserWith, client_of: ClientOf) -> None:
    user_with(first_name="Zonder", last_name="Rol")
    client = client_of(user_with(Role.ADMINISTRATOR))
    response = client.get(reverse("admin:staff_user_changelist") + "?role=none")
    assert [user.name for user in response.context["cl"].result_list] == ["Zonder Rol"]


@pytest.mark.django_db
def test_the_figures_of_the_first_page_count_what_their_lists_show(
    user_with: UserWith, client_of: ClientOf
) -> None:
    user_with()
    Team.objects.create(name="Loket")
    figures = client_of(user_with(Role.ADMINISTRATOR)).get(reverse("admin:index")).context["figures"]
    staff = {str(figure.label): figure.value for figure in figures}
    assert staff["Actieve collega's"] == 2
    assert (staff["Vandaag aangemeld"], staff["Zonder rol"], staff["Actieve teams"]) == (1, 1, 1)


def test_the_admin_has_no_pages_for_groups() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_group_changelist")


def _state(page: str) -> dict[str, list[str]]:
    """Its form as it stands, without the search box of the frame and the other ways to save."""
    sent = values_of(page)
    return {name: sent[name] for name in sent if name not in {"q", "_addanother", "_continue", "_delete"}}


@pytest.mark.django_db
def test_two_who_change_a_record_at_once_keep_what_each_wrote(
    user_with: UserWith, client_of: ClientOf
) -> None:
    browser, leaving = client_of(user_with(Role.ADMINISTRATOR)), user_with(Role.DESK, Role.COACH)
    path = reverse("admin:staff_user_change", args=[leaving.pk])
    old = _state(browser.get(path).content.decode())
    assert "initial-password" not in old
    coach = str(Group.objects.get(name=Role.COACH).pk)
    assert coach in old["groups"]
    now = old | {"groups": [key for key in old["groups"] if key != coach], "first_name": ["Ann"]}
    assert browser.post(path, now).status_code == 302
    # from the page of before: the right that was taken is not given back, nor the name
    assert browser.post(path, old | {"last_name": ["Peeters"]}).status_code == 302
    leaving.refresh_from_db()
    assert (leaving.name, leaving.groups.count()) == ("Ann Peeters", 1)
    refused = browser.post(path, old | {"first_name": ["Anna"]})
    assert "Iemand anders wijzigde dit intussen. Nu staat er: ‘Ann’" in refused.content.decode()
    assert browser.post(path, _state(refused.content.decode())).status_code == 302
    leaving.refresh_from_db()
    assert leaving.first_name == "Anna"


def test_every_record_that_the_admin_changes_compares_with_what_was_seen() -> None:
    changing = [one for one in admin.site._registry.values() if not isinstance(one, LookOnlyAdmin)]
    ours = [one for one in changing if one.model._meta.app_label != "account"]
    assert len(ours) > 20
    assert [one.model.__name__ for one in ours if not issubclass(one.form, AdminForm)] == ["Message"]
