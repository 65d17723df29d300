"""Tasks that come by themselves: with a dossier and at a stage, once; kept as rows by the administrator."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind, Subtype, TaskTemplate
from dossiers.operations import stages
from dossiers.operations.editing import update_dossier
from dossiers.reference import load_task_templates
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db

INTEREST = "information_masterplan_interest"


def made(dossier: Dossier) -> list[tuple[str, int | None]]:
    """What is to be done, and in how many days."""
    today = timezone.localdate()
    tasks = dossier.case_file.activities.order_by("pk")
    return [(one.title, (one.due_on - today).days if one.due_on else None) for one in tasks]


def there_and_back(dossier: Dossier, by: User) -> None:
    stages.advance(dossier, by=by)
    stages.step_back(dossier, by=by, reason=Reason.objects.filter(kind=ReasonKind.BACK)[0])


def test_interest_in_a_masterplan_begins_with_four_tasks_of_whoever_handles_it(lotte: User) -> None:
    dossier = information_dossier(by=lotte, subtype=INTEREST, assignee=lotte)
    assert made(dossier) == [
        ("Intakegesprek syndicus", 14),
        ("Intakegesprek RME/werkgroep", 28),
        ("Documenten RMP bezorgd", 35),
        ("Infosessie RME", 49),
    ]
    assert {one.assignee for one in dossier.case_file.activities.all()} == {lotte}
    assert made(information_dossier(by=lotte)) == []


def test_a_stage_makes_its_tasks_when_it_is_entered_and_no_second_ones_later(
    dossier: Dossier, lotte: User
) -> None:
    question = dossier.subtype
    TaskTemplate.objects.create(name="Antwoord nalezen", subtype=question, after_stage="handling", days=3)
    TaskTemplate.objects.create(name="Zonder termijn", subtype=question, after_stage="handling", position=1)
    TaskTemplate.objects.create(name="Niet meer", subtype=question, after_stage="handling", is_active=False)
    TaskTemplate.objects.create(name="Nabellen", subtype=question, after_stage="completed", days=365)
    there_and_back(dossier, lotte)
    expected = [("Antwoord nalezen", 3), ("Zonder termijn", None)]
    assert made(dossier) == expected
    there_and_back(dossier, lotte)
    assert made(dossier) == expected

    other = Subtype.objects.get(code="information_technical_question")
    TaskTemplate.objects.create(name="Plan nakijken", subtype=other, after_stage="handling")
    update_dossier(dossier, by=lotte, subtype=other)
    stages.advance(dossier, by=lotte)
    assert made(dossier) == [*expected, ("Plan nakijken", None)]


def test_the_administrator_changes_them_and_the_next_release_leaves_it_so(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    first = TaskTemplate.objects.get(code="masterplan_interest_syndic")
    opened = information_dossier(by=lotte, subtype=INTEREST)
    url = reverse("admin:dossiers_tasktemplate_change", args=[first.pk])
    admin = client_of(user_with(Role.ADMINISTRATOR))
    typed = {
        "name": "Syndicus spreken",
        "subtype": first.subtype_id,
        "days": "7",
        "position": "0",
        "is_active": "on",
    }
    refused = admin.post(url, {**typed, "after_stage": "quotes"})
    assert "hebben die fase niet" in refused.text
    assert admin.post(url, {**typed, "after_stage": ""}).status_code == 302
    assert load_task_templates() == 0
    assert made(information_dossier(by=lotte, subtype=INTEREST))[0] == ("Syndicus spreken", 7)
    assert made(opened)[0] == ("Intakegesprek syndicus", 14)


def test_the_database_knows_stages_and_each_template_once(dossier: Dossier) -> None:
    TaskTemplate.objects.create(name="Bellen", subtype=dossier.subtype)
    for wrong in ({"name": "Bellen"}, {"name": "Mailen", "after_stage": "nowhere"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TaskTemplate.objects.create(subtype=dossier.subtype, **wrong)
