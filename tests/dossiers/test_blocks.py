"""Under the tabs stand the blocks of the tab, with how much is missing in each."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import answer, information_dossier
from dossiers.models import Dossier
from dossiers.operations import stages
from dossiers.types.information.quality.form import QualityForm
from dossiers.types.information.quality.model import QualityDetail
from oss.addresses.factories import AddressFactory
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def dossier(lotte: User, client: Client) -> Dossier:
    client.force_login(lotte)
    dossier = information_dossier(by=lotte, address=AddressFactory.create())
    stages.advance(dossier, by=lotte)
    return dossier


def page(client: Client, dossier: Dossier, tab: str) -> str:
    return client.get(f"/dossiers/{dossier.number}/?tab={tab}").content.decode()


def anchors(html: str) -> dict[str, str]:
    """Place → words, without what is hidden."""
    line = html.partition('<nav class="blocks"')[2].partition("</nav>")[0]
    line = re.sub(r'<span class="block-missing"[^>]*hidden>.*?</span>\s*</span>', "", line, flags=re.DOTALL)
    found = re.findall(r'href="#([^"]+)"[^>]*>(.*?)</a>', line, re.DOTALL)
    return {place: " ".join(re.sub(r"<[^>]+>", " ", words).split()) for place, words in found}


def test_each_block_says_how_much_is_missing(client: Client, dossier: Dossier, lotte: User) -> None:
    html = page(client, dossier, "info")
    found = anchors(html)
    assert list(found.values()) == [
        "Vraag 6 nodig",
        "Intake",
        "Gezin en inkomen",
        "Behandelaar",
        "Doorverwijzingen",
    ]
    for place in found:
        assert html.count(f'id="{place}"') == 1
    answer(dossier, by=lotte)
    assert anchors(page(client, dossier, "info"))["block-question"] == "Vraag"


@pytest.mark.parametrize("tab", ["contact", "journey", "works"])
def test_every_anchor_leads_somewhere(client: Client, dossier: Dossier, tab: str) -> None:
    html = page(client, dossier, tab)
    found = anchors(html)
    assert len(found) > 1
    for place in found:
        assert html.count(f'id="{place}"') == 1, place


@pytest.mark.parametrize("tab", ["request", "files", "timeline"])
def test_a_tab_of_one_block_has_no_line(client: Client, dossier: Dossier, tab: str) -> None:
    assert 'class="blocks"' not in page(client, dossier, tab)


@pytest.mark.django_db
def test_a_day_on_which_something_was_done_does_not_lie_ahead() -> None:
    ahead = {"owner_told_on": "31/12/2099", "reported_on": "31/12/2099"}
    told = QualityForm(ahead, instance=QualityDetail()).errors
    assert {*told} == {*ahead}
    assert "Die dag moet nog komen" in str(told)
