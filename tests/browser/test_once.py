"""Going back to a form that made something, and sending it once more: a real browser, a real history."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.contacts.models import Person
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind

OpenPage = Callable[[str], Page]


@pytest.fixture
def lotte(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.DESK))


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte)


def test_back_and_once_more_makes_nothing_new_but_something_else_typed_is_kept(
    open_page: OpenPage, dossier: Dossier
) -> None:
    page = open_page("/people/new/")
    page.get_by_label("Voornaam").fill("Mieke")
    page.get_by_label("Achternaam").fill("Maes")
    page.get_by_role("button", name="Bewaren").dblclick()
    expect(page).to_have_url(re.compile(r"/people/\d+/$"))
    made = page.url
    page.go_back()
    expect(page.get_by_label("Achternaam")).to_have_value("Maes")
    page.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(made)
    assert Person.objects.filter(last_name="Maes").count() == 1

    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    note = page.locator("form.note textarea")
    for text, number in (("Gebeld", 1), ("Gebeld", 1), ("Gebeld en gemaild", 2)):
        note.fill(text)
        page.get_by_role("button", name="Notitie toevoegen").click()
        expect(page.locator("[data-message]").first).to_contain_text("Bewaard om")
        assert Activity.objects.filter(kind=ActivityKind.NOTE).count() == number
        page.go_back()
        expect(note).to_have_value(text)
