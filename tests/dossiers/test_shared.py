"""The household and the intake: asked once, held by the train, shown and changed on each of its dossiers."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from dossiers.factories import answer, information_dossier
from dossiers.forms.shared import HOUSEHOLD, INTAKE
from dossiers.models import Dossier, Household, Intake, Motive
from dossiers.operations.editing import update_detail
from oss.core.conflicts import Conflict
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.drawn_forms import values_of

CATEGORY = {"category": 3, "category_year": 2026, "category_method": "notice"}


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def form_on(desk: Client, dossier: Dossier) -> str:
    page = desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    return re.search(r'<form class="form form-fields".*?</form>', page, re.DOTALL)[0]


def save(desk: Client, dossier: Dossier, **typed: list[str]) -> int:
    sent = values_of(form_on(desk, dossier)) | typed
    return desk.post(f"/dossiers/{dossier.number}/information/", sent).status_code


def test_what_is_asked_on_one_wagon_stands_on_the_next(dossier: Dossier, lotte: User, desk: Client) -> None:
    motives = list(Motive.objects.filter(code__in=("comfort", "health")))
    typed = {
        "wish": ["Minder tocht"],
        "motives": [str(one.pk) for one in motives],
        "urgency": ["months"],
        "persons": ["4"],
        "dependants": ["2"],
        "category": ["3"],
        "category_year": ["2026"],
        "category_method": ["declared"],
    }
    assert save(desk, dossier, **typed) == 302
    following = information_dossier(by=lotte, journey=dossier.journey)
    shown = form_on(desk, following)
    assert "Minder tocht" in shown
    assert "4 personen · 2 ten laste · categorie 3 (2026)" in shown
    assert values_of(shown)["motives"] == [str(one.pk) for one in motives]
    assert save(desk, following, wish=["Minder tocht en lawaai"], persons=["5"]) == 302
    assert (Intake.objects.get().wish, Household.objects.get().persons) == ("Minder tocht en lawaai", 5)
    assert "Minder tocht en lawaai" in form_on(desk, dossier)
    stranger = information_dossier(by=lotte)
    assert "Minder tocht" not in form_on(desk, stranger)
    assert "nog niet gevraagd" in form_on(desk, stranger)


def test_a_save_that_touches_neither_makes_no_row(dossier: Dossier, desk: Client) -> None:
    assert save(desk, dossier, question=["Welke premie?"]) == 302
    assert not Intake.objects.exists()
    assert not Household.objects.exists()


def test_a_fact_of_the_household_is_answered_without_a_value_until_there_is_one(
    dossier: Dossier, desk: Client
) -> None:
    told = {"category_lacks": ["not_told"], "persons_lacks": ["unknown"]}
    assert save(desk, dossier, **told) == 302
    assert "categorie: de klant wil het niet zeggen" in form_on(desk, dossier)
    known = {"category": ["4"], "category_year": ["2026"]}
    assert save(desk, dossier, **known) == 302
    household = Household.objects.get()
    assert (household.category, household.category_lacks, household.persons_lacks) == (4, "", "unknown")


def test_a_category_says_its_year_and_no_more_dependants_than_persons(
    dossier: Dossier, lotte: User, desk: Client
) -> None:
    for wrong in (
        {"category": 3},
        {"category_year": 2026},
        {"persons": 2, "dependants": 3},
        {"persons": 0},
        {"category_lacks": "later"},
        {"persons": 2, "persons_lacks": "unknown"},
    ):
        with pytest.raises(ValidationError):
            update_detail(dossier, HOUSEHOLD, by=lotte, **wrong)
    refused = desk.post(
        f"/dossiers/{dossier.number}/information/", values_of(form_on(desk, dossier)) | {"category": ["3"]}
    )
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Zeg bij de categorie voor welk jaar ze geldt." in page
    assert not Household.objects.exists()
    update_detail(dossier, HOUSEHOLD, by=lotte, **CATEGORY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.update(category=7)


def test_two_wagons_that_change_the_same_at_once_are_told(dossier: Dossier, lotte: User) -> None:
    following = information_dossier(by=lotte, journey=dossier.journey)
    update_detail(dossier, INTAKE, by=lotte, wish="Nieuw dak", seen={"wish": ""})
    update_detail(following, INTAKE, by=lotte, budget="20.000 euro", seen={"budget": ""})
    with pytest.raises(Conflict):
        update_detail(following, INTAKE, by=lotte, wish="Nieuwe ramen", seen={"wish": ""})
    assert (Intake.objects.get().wish, Intake.objects.get().budget) == ("Nieuw dak", "20.000 euro")


def test_a_coach_sees_the_category_and_who_may_not_see_the_household_does_not(
    dossier: Dossier, lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    update_detail(dossier, HOUSEHOLD, by=lotte, **CATEGORY)
    for role in Role:
        user = user_with(role, email=f"{role}@loket.example")
        may_see = role != Role.AUDITOR
        assert Household.objects.visible_to(user).exists() is may_see, role
    coach = client_of(user_with(Role.COACH, email="bram@loket.example"))
    assert "categorie 3 (2026)" in form_on(coach, dossier)
    with pytest.raises(Refused):
        update_detail(dossier, HOUSEHOLD, by=user_with(Role.AUDITOR), persons=1)


def test_the_rest_of_the_tab_is_saved_along(dossier: Dossier, lotte: User, desk: Client) -> None:
    answer(dossier, by=lotte)
    assert save(desk, dossier, answer=["Ja."], obstacles=["Geen tijd"]) == 302
    assert (now(dossier).information.answer, Intake.objects.get().obstacles) == ("Ja.", "Geen tijd")
    # all or nothing
    assert save(desk, dossier, answer=["Nee."], persons=["0"]) == 422
    assert now(dossier).information.answer == "Ja."
