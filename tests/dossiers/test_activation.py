"""Deactivating takes a dossier out of lists and counts; it stays readable, and can come back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier
from dossiers.figures import dossier_figures
from dossiers.home import my_tasks
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import stages
from dossiers.operations.activation import deactivate, reactivate
from dossiers.operations.editing import update_dossier
from dossiers.operations.filing import add_file, add_note
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def double(db: None) -> Reason:
    return Reason.objects.get(kind=ReasonKind.DEACTIVATE, name="dubbel")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def test_it_leaves_lists_and_counts_and_comes_back(dossier: Dossier, lotte: User, double: Reason) -> None:
    (before, *_others) = dossier_figures(lotte)
    deactivate(dossier, by=lotte, reason=double)
    assert not Dossier.objects.open().exists()
    assert not Dossier.objects.active().exists()
    assert dossier_figures(lotte)[0].value == before.value - 1
    reactivate(dossier, by=lotte)
    assert Dossier.objects.open().get() == dossier
    assert dossier_figures(lotte)[0].value == before.value


def test_its_tasks_leave_the_dashboard_and_the_list_of_tasks(
    lotte: User, desk: Client, double: Reason
) -> None:
    dossier = information_dossier(by=lotte, subtype="information_masterplan_interest", assignee=lotte)

    def shown() -> tuple[int, int]:
        page = desk.get(reverse("tasks")).content.decode()
        return sum(group.count for group in my_tasks(lotte, "").groups), page.count("data-bulk-row")

    assert shown() == (4, 4)
    deactivate(dossier, by=lotte, reason=double)
    assert shown() == (0, 0)
    reactivate(dossier, by=lotte)
    assert shown() == (4, 4)


def test_its_timeline_says_who_did_it_and_why(dossier: Dossier, lotte: User, double: Reason) -> None:
    deactivate(dossier, by=lotte, reason=double, note="Zie D2026-00001.")
    event = dossier.case_file.events.first()
    assert (event.kind, event.by) == ("dossier_deactivate", lotte)
    assert (event.data["reason"], event.data["note"]) == ("dubbel", "Zie D2026-00001.")


def test_it_asks_a_reason_of_its_own_list(dossier: Dossier, lotte: User, stopped: Reason) -> None:
    for reason in (None, stopped):
        with pytest.raises(Refused):
            deactivate(dossier, by=lotte, reason=reason)


def test_what_is_deactivated_is_read_only(dossier: Dossier, lotte: User, double: Reason) -> None:
    deactivate(dossier, by=lotte, reason=double)
    for change in (
        lambda: update_dossier(dossier, by=lotte, postcode="2800"),
        lambda: add_note(dossier, "Toch nog iets.", by=lotte),
        lambda: add_file(dossier, data=b"x", name="x.pdf", content_type="application/pdf", by=lotte),
        lambda: stages.advance(dossier, by=lotte),
        lambda: deactivate(dossier, by=lotte, reason=double),
    ):
        with pytest.raises(Refused):
            change()
    assert not dossier.case_file.activities.exists()
    assert not dossier.case_file.filed_documents.exists()


def test_what_is_active_is_not_reactivated(dossier: Dossier, lotte: User) -> None:
    with pytest.raises(Refused):
        reactivate(dossier, by=lotte)


def test_who_has_not_the_right_does_neither(
    dossier: Dossier, double: Reason, user_with: Callable[..., User]
) -> None:
    with pytest.raises(Refused):
        deactivate(dossier, by=user_with(Role.AUDITOR), reason=double)


def test_the_page_asks_the_reason_and_then_offers_the_way_back(
    dossier: Dossier, desk: Client, double: Reason
) -> None:
    page = reverse("dossier", args=[dossier.number])
    asked = desk.post(f"{page}deactivate/")
    assert asked.status_code == 200  # asked, not missed
    assert desk.post(f"{page}deactivate/", {"reason": ""}).status_code == 422
    desk.post(f"{page}deactivate/", {"reason": double.pk})
    shown = desk.get(page).content.decode()
    assert f'action="{page}reactivate/"' in shown
    assert "dossiers/note" not in shown
    desk.post(f"{page}reactivate/")
    assert Dossier.objects.active().exists()


def test_a_deactivated_dossier_is_found_in_its_own_part_of_the_list(
    dossier: Dossier, lotte: User, desk: Client, double: Reason
) -> None:
    deactivate(dossier, by=lotte, reason=double)
    assert dossier.number not in desk.get("/dossiers/").content.decode()
    assert dossier.number in desk.get("/dossiers/?f=active.in:no").content.decode()
    exported = b"".join(desk.get("/lists/dossiers/export.csv?f=active.in:no").streaming_content)
    assert dossier.number in exported.decode()


def test_its_wagon_says_so_and_stays_a_link(
    dossier: Dossier, lotte: User, desk: Client, double: Reason
) -> None:
    other = information_dossier(by=lotte, journey=dossier.journey)
    deactivate(dossier, by=lotte, reason=double)
    page = desk.get(reverse("journey", args=[dossier.journey.number])).content.decode()
    wagons = re.findall(r'<a class="ride-body" href="([^"]*)"(.*?)</a>', page, re.DOTALL)
    said = {url: "gedeactiveerd" in text for url, text in wagons}
    assert said == {f"/dossiers/{dossier.number}/": True, f"/dossiers/{other.number}/": False}
