"""What a stage still asks for is marked at its field, on every tab, and no longer once it is answered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import answer, design_dossier, information_dossier, work_on
from dossiers.flows.profiles import missing
from dossiers.flows.tabs import tabs_of
from dossiers.models import Dossier
from dossiers.operations import stages
from dossiers.operations.editing import Lacking, tell_without_value, update_dossier
from oss.addresses.factories import AddressFactory
from oss.staff.models import User
from tests.dossiers.designed import study_of
from tests.drawn_forms import values_of

TO_COMPLETE = "nodig om te voltooien"


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def form_on(page: str) -> str:
    found = re.search(r'<form class="form form-fields".*?</form>', page, re.DOTALL)
    return found[0] if found else ""


def drawn(desk: Client, dossier: Dossier, tab: str) -> str:
    return form_on(desk.get(f"/dossiers/{dossier.number}/?tab={tab}").content.decode())


def marks(form: str, *, lacking: bool = True) -> dict[str, str]:
    """The words at each marked field; with `lacking=False` where a mark would come once it is wiped."""
    found = re.findall(
        r'class="field [\w-]+( field-lacking)?"\s+data-needed="(\w+)".*?needed-words">([^<]*)',
        form,
        re.DOTALL,
    )
    return {name: words for is_lacking, name, words in found if bool(is_lacking) == lacking}


def test_every_gap_of_the_bar_is_marked_on_its_tab_and_nothing_else_is(lotte: User, desk: Client) -> None:
    dossier = information_dossier(by=lotte)
    source, project, contact = dossier.source, dossier.project, dossier.main_contact
    update_dossier(dossier, by=lotte, source=None, project=None, main_contact=None)
    for words in ("nodig voor Dossier", TO_COMPLETE):
        now = Dossier.objects.get(pk=dossier.pk)
        gaps = missing(now)
        for tab in tabs_of(now, lotte):
            expected = {gap.field: words for gap in gaps if gap.tab == tab.name}
            assert marks(drawn(desk, dossier, tab.name)) == expected, tab.name
        assert len({gap.tab for gap in gaps}) == (2 if words != TO_COMPLETE else 1)
        update_dossier(dossier, by=lotte, source=source, project=project, main_contact=contact)
        stages.advance(now, by=lotte) if words != TO_COMPLETE else None


def test_a_mark_goes_with_what_is_saved_and_comes_where_something_is_wiped(
    dossier: Dossier, lotte: User, desk: Client
) -> None:
    answer(dossier, by=lotte)
    stages.advance(dossier, by=lotte)
    form = drawn(desk, dossier, "info")
    assert marks(form) == {}
    assert marks(form, lacking=False)["answer"] == TO_COMPLETE
    wrong = values_of(form) | {"answer": [""], "topics": [], "asked_on": ["99/99/2026"]}
    refused = desk.post(f"/dossiers/{dossier.number}/information/", wrong)
    assert refused.status_code == 422
    assert marks(form_on(refused.content.decode())) == {"answer": TO_COMPLETE, "topics": TO_COMPLETE}


def test_what_is_answered_without_a_value_is_no_longer_marked(
    dossier: Dossier, lotte: User, desk: Client
) -> None:
    stages.advance(dossier, by=lotte)
    form = drawn(desk, dossier, "info")
    assert "first_action" in marks(form)
    told = {"without-first_action-why": ["unknown"], "asked_on": ["99/99/2026"]}
    refused = form_on(
        desk.post(f"/dossiers/{dossier.number}/information/", values_of(form) | told).content.decode()
    )
    assert "first_action" not in marks(refused)  # said, although not saved yet
    assert "answer" in marks(refused)
    tell_without_value(dossier, {"first_action": Lacking("unknown")}, by=lotte)
    form = drawn(desk, dossier, "info")
    assert "first_action" not in marks(form)
    assert "first_action" in marks(form, lacking=False)  # it comes back with the answer


def test_a_closed_dossier_asks_for_nothing(dossier: Dossier, lotte: User, desk: Client) -> None:
    answer(dossier, by=lotte)
    stages.save_and_complete(dossier, by=lotte)
    for tab in tabs_of(dossier, lotte):
        form = drawn(desk, dossier, tab.name)
        assert marks(form) == marks(form, lacking=False) == {}


def test_a_box_is_marked_until_it_is_ticked_or_something_else_answers(lotte: User, desk: Client) -> None:
    design = design_dossier(by=lotte, address=AddressFactory.create(), assignee=lotte)
    work_on(design)
    stages.advance(design, by=lotte)
    assert marks(drawn(desk, design, "studies")) == {"no_studies": "nodig voor Offertevraag"}
    study_of(design, lotte, received_on=design.opened_on)
    form = drawn(desk, design, "studies")
    assert marks(form) == marks(form, lacking=False) == {}
