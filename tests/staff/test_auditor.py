"""The auditor: login leads to the logs, and to nothing else."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from oss.staff.factories import DEMO_PASSWORD
from oss.staff.models import Team, User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def paul(user_with: Callable[..., User]) -> User:
    return user_with(Role.AUDITOR)


def log_in(user: User, asked: str) -> tuple[str, int]:
    """Where login leads to in the end, and what that page answers."""
    client = Client()
    url = reverse("account_login", query={"next": asked})
    answered = client.post(url, {"login": user.email, "password": DEMO_PASSWORD}, follow=True)
    return answered.redirect_chain[-1][0], answered.status_code


def test_login_leads_the_auditor_to_the_logs_whatever_page_was_asked_for(paul: User) -> None:
    for asked in ("", "/", "/queues/", "/dossiers/", "/search/?q=jan"):
        assert log_in(paul, asked) == (reverse("admin:index"), 200)


def test_login_still_leads_others_to_the_page_they_asked_for(user_with: Callable[..., User]) -> None:
    assert log_in(user_with(Role.DESK), "/dossiers/") == ("/dossiers/", 200)
    assert log_in(user_with(Role.DESK), "/admin/") == ("/", 200)
    assert log_in(user_with(Role.DESK), "/nergens/") == ("/nergens/", 404)


def test_the_auditor_reads_logs_and_changes_nothing(paul: User, client_of: Callable[[User], Client]) -> None:
    entry = LogEntry.objects.create(
        user=paul,
        content_type=ContentType.objects.get_for_model(Team),
        object_repr="Loket",
        action_flag=CHANGE,
        change_message="naam",
    )
    auditor = client_of(paul)
    first = auditor.get(reverse("admin:index"))
    assert first.context["figures"] == []
    offered = {model["object_name"] for app in first.context["app_list"] for model in app["models"]}
    assert offered == {"LogEntry", "Export", "PublicLink", "SensitiveReading"}
    assert "Loket" in auditor.get(reverse("admin:admin_logentry_changelist")).content.decode()
    page = reverse("admin:admin_logentry_change", args=[entry.pk])
    assert auditor.get(page).status_code == 200
    assert auditor.post(page, {"object_repr": "x"}).status_code == 403
    assert auditor.get(reverse("admin:lists_export_changelist")).status_code == 200
    for name in ("staff_user", "dossiers_dossier", "contacts_person", "queues_queue", "mail_message"):
        assert auditor.get(reverse(f"admin:{name}_changelist")).status_code == 403


def test_the_auditor_is_not_offered_for_a_queue_or_a_team(
    paul: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    boss = user_with(Role.ADMINISTRATOR)
    for model, field in (("queuemembership", "user"), ("queue", "responsible"), ("membership", "user")):
        app = "staff" if model == "membership" else "queues"
        asked = {"app_label": app, "model_name": model, "field_name": field}
        found = client_of(boss).get(reverse("admin:autocomplete"), asked).json()["results"]
        assert [one["id"] for one in found] == [str(boss.pk)], model
