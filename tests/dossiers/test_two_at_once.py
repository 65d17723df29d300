"""Two people with the same form open: nothing of either is lost without a word."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Topic
from oss.staff.models import User
from oss.staff.rights import hold
from oss.staff.roles import Role
from tests.drawn_forms import values_of


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def colleague(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Client:
    return client_of(user_with(Role.FILE_HANDLER))


def until_somebody_waits() -> None:
    for _turn in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    raise AssertionError("nobody waits")


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_row_reads_what_it_leads_to_by_now(lotte: User) -> None:
    dossier, journey = information_dossier(by=lotte, assignee=None), information_dossier(by=lotte).journey

    def second() -> Dossier:
        try:
            with transaction.atomic():
                return hold(Dossier.objects.select_related("assignee", "journey"), dossier, by=lotte)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            hold(Dossier.objects, dossier, by=None)
            waiting = thread.submit(second)
            until_somebody_waits()
            Dossier.objects.filter(pk=dossier.pk).update(assignee=lotte, journey=journey)
        held = waiting.result()
    assert (held.assignee, held.journey) == (lotte, journey)


def drawn(client: Client, dossier: Dossier) -> dict[str, list[str]]:
    """What the tab Dossier info would send if nobody touched it."""
    page = client.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    form = re.search(r"<form[^>]*/information/.*?</form>", page, re.DOTALL)[0]
    return values_of(form)


def save(client: Client, dossier: Dossier, values: dict[str, list[str]], **typed: object) -> HttpResponse:
    return client.post(f"/dossiers/{dossier.number}/information/", values | typed)


def question(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).information.question


def test_different_fields_merge_by_themselves(desk: Client, colleague: Client, dossier: Dossier) -> None:
    mine, theirs = drawn(desk, dossier), drawn(colleague, dossier)
    topic = Topic.objects.get(name="premies")
    save(colleague, dossier, theirs, answer="Ja.", topics=[topic.pk])
    assert save(desk, dossier, mine, question="Mag het?").status_code == 302
    information = Dossier.objects.get(pk=dossier.pk).information
    assert (information.question, information.answer) == ("Mag het?", "Ja.")
    assert list(information.topics.all()) == [topic]


def test_the_same_field_is_told_and_what_was_typed_stays(
    desk: Client, colleague: Client, dossier: Dossier
) -> None:
    mine, theirs = drawn(desk, dossier), drawn(colleague, dossier)
    save(colleague, dossier, theirs, question="Die van hen")
    answer = save(desk, dossier, mine, question="De mijne", answer="Ook dit blijft")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Die van hen" in page
    assert "De mijne" in page
    assert "Ook dit blijft" in page
    assert question(dossier) == "Die van hen"


def test_saving_again_keeps_mine(desk: Client, colleague: Client, dossier: Dossier) -> None:
    mine, theirs = drawn(desk, dossier), drawn(colleague, dossier)
    save(colleague, dossier, theirs, question="Die van hen")
    save(desk, dossier, mine, question="De mijne")
    again = mine | {"initial-question": ["Die van hen"]}  # as the page that came back carries it
    assert save(desk, dossier, again, question="De mijne").status_code == 302
    assert question(dossier) == "De mijne"


def test_topics_of_both_are_told_too(desk: Client, colleague: Client, dossier: Dossier) -> None:
    mine, theirs = drawn(desk, dossier), drawn(colleague, dossier)
    first, second = Topic.objects.all()[:2]
    save(colleague, dossier, theirs, topics=[first.pk])
    answer = save(desk, dossier, mine, topics=[second.pk])
    assert answer.status_code == 422
    assert f'type="hidden" name="initial-topics" value="{first.pk}"' in answer.content.decode()


def test_two_who_write_the_same_agree(desk: Client, colleague: Client, dossier: Dossier) -> None:
    mine, theirs = drawn(desk, dossier), drawn(colleague, dossier)
    save(colleague, dossier, theirs, question="Regel 1\r\nRegel 2")
    assert save(desk, dossier, mine, question="Regel 1\r\nRegel 2").status_code == 302


def test_a_text_of_several_lines_that_nobody_touched_is_no_change(desk: Client, dossier: Dossier) -> None:
    save(desk, dossier, drawn(desk, dossier), question="Regel 1\r\nRegel 2", asked_on="2026-11-02")
    before = question(dossier)
    assert save(desk, dossier, drawn(desk, dossier)).status_code == 302
    assert question(dossier) == before


def test_a_tampered_hidden_value_breaks_nothing(desk: Client, dossier: Dossier) -> None:
    values = drawn(desk, dossier) | {"initial-topics": ["x"], "initial-asked_on": ["2026-02-30"]}
    assert save(desk, dossier, values, question="Mag het?").status_code == 302
    assert question(dossier) == "Mag het?"


def test_what_was_ticked_where_nothing_was_survives_every_refusal(
    desk: Client, colleague: Client, dossier: Dossier
) -> None:
    first, second = Topic.objects.all()[:2]
    typed = drawn(desk, dossier) | {"topics": [str(first.pk)], "asked_on": ["2026-02-30"]}
    for _refused in range(2):
        answer = save(desk, dossier, typed)
        assert answer.status_code == 422
        form = re.search(r"<form[^>]*/information/.*?</form>", answer.content.decode(), re.DOTALL)[0]
        typed = values_of(form) | {"asked_on": ["2026-02-30"]}
        assert typed["topics"] == [str(first.pk)]
    assert save(desk, dossier, typed | {"asked_on": ["2026-02-03"]}).status_code == 302
    assert list(dossier.information.topics.all()) == [first]

    # a colleague unticks what was chosen while it is changed here: told, and saving again keeps mine
    mine, theirs = drawn(desk, dossier), drawn(colleague, dossier)
    assert save(colleague, dossier, {**theirs, "topics": []}).status_code == 302
    for _told in range(2):
        answer = save(desk, dossier, mine | {"topics": [str(second.pk)], "asked_on": ["2026-02-30"]})
        assert answer.status_code == 422
        form = re.search(r"<form[^>]*/information/.*?</form>", answer.content.decode(), re.DOTALL)[0]
        mine = values_of(form)
    conflict = save(desk, dossier, mine | {"asked_on": ["2026-02-03"]})
    assert conflict.status_code == 422
    form = re.search(r"<form[^>]*/information/.*?</form>", conflict.content.decode(), re.DOTALL)[0]
    assert not dossier.information.topics.exists()
    assert save(desk, dossier, values_of(form)).status_code == 302
    assert list(dossier.information.topics.all()) == [second]
