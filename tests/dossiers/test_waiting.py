"""Dossiers that wait for their turn: who is next, what the client was told, and how a wait ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import activation, stages
from dossiers.operations.editing import update_dossier
from dossiers.recipients import NoAddress
from dossiers.waiting import operations
from dossiers.waiting.lists import HAND_OVER, WAITING
from dossiers.waiting.models import ORDER, WaitEnd, WaitingPlace, WaitingPriority
from oss.core.refusal import Gone, NotAllowed, Refused
from oss.core.seen_state import Changed, state_of
from oss.lists.jobs.models import Job
from oss.lists.jobs.operations import start_bulk, undo
from oss.lists.jobs.running import run
from oss.lists.reading import read_page
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.mail.outbound import OutboundMessage
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.waited import ADVICE, days_ago, may_wait_dossier, waiting_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.COACH, first_name="Bram", last_name="Janssens")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def reason(kind: str = ReasonKind.WAITING) -> Reason:
    return Reason.objects.filter(kind=kind)[0]


def events(dossier: Dossier) -> list[str]:
    found = dossier.case_file.events.filter(kind__startswith="waiting").order_by("pk")
    return [kind.removeprefix("waiting_") for kind in found.values_list("kind", flat=True)]


def state(user: User, query: str = "") -> ListState:
    return ListState.read(WAITING, user, QueryDict(query))


def shown(user: User, query: str = "") -> list[tuple[str, ...]]:
    """The cells of the list, each as it reads."""
    read = state(user, query)
    lines, _page = read_page(selection(user, read), read)
    return [tuple(cell.text for _style, cell in line.cells) for line in lines]


def finished(job: Job) -> Job:
    while run(job.pk):
        pass
    job.refresh_from_db()
    return job


# --- On the list and off it ----------------------------------------------------------------------


def test_a_dossier_stands_on_the_list_by_the_date_of_its_complete_request(lotte: User, bram: User) -> None:
    place = waiting_place(by=lotte, days=9, priority="cut_off", coach=bram)
    assert (place.complete_on, place.coach, place.days) == (days_ago(9), bram, 9)
    assert events(place.dossier) == ["began"]
    assert operations.put_on_list(may_wait_dossier(by=lotte), by=lotte).complete_on == timezone.localdate()
    with pytest.raises(ValidationError, match="moet nog komen"):
        waiting_place(by=lotte, days=-1)


def test_only_a_dossier_that_waits_for_its_turn_stands_on_the_list(lotte: User, stopped: Reason) -> None:
    abandoned = stages.abandon(may_wait_dossier(by=lotte), by=lotte, reason=stopped)
    gone = activation.deactivate(may_wait_dossier(by=lotte), by=lotte, reason=reason(ReasonKind.DEACTIVATE))
    begun = stages.advance(may_wait_dossier(by=lotte, assignee=lotte), by=lotte)
    for dossier in (abandoned, gone, begun, information_dossier(by=lotte)):
        with pytest.raises(Refused):
            operations.put_on_list(dossier, by=lotte)
    for subtype in ("design_verbouwbegeleiding", "execution_verbouwbegeleiding"):
        assert operations.put_on_list(may_wait_dossier(by=lotte, subtype=subtype), by=lotte)


def test_it_stands_there_once_whatever_writes_it(lotte: User) -> None:
    place = waiting_place(by=lotte)
    with pytest.raises(Refused, match="al op de wachtlijst"):
        operations.put_on_list(place.dossier, by=lotte)
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingPlace.objects.create(dossier=place.dossier)


def test_the_wait_ends_by_itself(lotte: User, stopped: Reason) -> None:
    ways: tuple[tuple[WaitEnd, Callable[[Dossier], object]], ...] = (
        (WaitEnd.MOVED, lambda one: stages.advance(one, by=lotte)),
        (WaitEnd.MOVED, lambda one: stages.abandon(one, by=lotte, reason=stopped)),
        (
            WaitEnd.INACTIVE,
            lambda one: activation.deactivate(one, by=lotte, reason=reason(ReasonKind.DEACTIVATE)),
        ),
    )
    for how, act in ways:
        place = waiting_place(by=lotte, assignee=lotte)
        act(place.dossier)
        place.refresh_from_db()
        assert (place.ended_how, place.ended_by) == (how, lotte)
        assert events(place.dossier) == ["began", "ended"]
    assert not WaitingPlace.objects.open().exists()


def test_what_is_active_again_waits_where_it_stood(lotte: User, mistake: Reason) -> None:
    place = waiting_place(by=lotte, days=30, assignee=lotte)
    activation.deactivate(place.dossier, by=lotte, reason=reason(ReasonKind.DEACTIVATE))
    activation.reactivate(place.dossier, by=lotte)
    assert WaitingPlace.objects.open().get().complete_on == days_ago(30)
    operations.withdraw(place, by=lotte, reason=reason())
    activation.deactivate(place.dossier, by=lotte, reason=reason(ReasonKind.DEACTIVATE))
    activation.reactivate(place.dossier, by=lotte)
    assert not WaitingPlace.objects.open().exists(), "somebody had taken it off"


def test_what_was_taken_off_is_put_back_with_its_date(lotte: User, mistake: Reason) -> None:
    place = waiting_place(by=lotte, days=12, assignee=lotte)
    operations.withdraw(place, by=lotte, reason=reason())
    operations.put_back(place, by=lotte)
    dossier = stages.advance(place.dossier, by=lotte)
    with pytest.raises(Refused, match="wacht niet op zijn beurt"):
        operations.put_back(place, by=lotte)
    stages.step_back(dossier, by=lotte, reason=mistake)
    operations.put_back(place, by=lotte)
    assert WaitingPlace.objects.open().get().complete_on == days_ago(12)
    assert events(dossier) == ["began", "withdrawn", "resumed", "ended", "resumed"]
    with pytest.raises(Refused, match="al op de wachtlijst"):
        operations.put_back(place, by=lotte)


def test_it_is_taken_off_with_a_reason_of_that_list(lotte: User) -> None:
    place = waiting_place(by=lotte)
    for wrong in (None, reason(ReasonKind.ABANDON)):
        with pytest.raises(Refused, match="Kies een reden"):
            operations.withdraw(place, by=lotte, reason=wrong)
    assert operations.withdraw(place, by=lotte, reason=reason()).withdrawn_because == reason()
    with pytest.raises(Gone, match="haalde"):
        operations.withdraw(place, by=lotte, reason=reason())


def test_a_coach_who_takes_it_becomes_the_assignee(lotte: User, bram: User) -> None:
    place = waiting_place(by=lotte)
    operations.hand_over(place, by=lotte, coach=bram)
    place.dossier.refresh_from_db()
    assert place.dossier.assignee == bram
    with pytest.raises(Gone, match=f"wees {place.dossier} .* toe aan Bram Janssens"):
        operations.hand_over(place, by=lotte, coach=lotte)
    with pytest.raises(ValidationError):
        operations.hand_over(waiting_place(by=lotte), by=lotte, coach=None)


def test_who_changed_what_was_seen_is_told(lotte: User, bram: User) -> None:
    place = waiting_place(by=lotte)
    seen = state_of(WaitingPlace.objects.get(pk=place.pk))
    urgent = WaitingPriority.objects.get(code="deadline")
    operations.change_place(place, by=bram, complete_on=days_ago(3), priority=urgent, seen=seen)
    with pytest.raises(Changed, match="Bram Janssens"):
        operations.tell_term(place, by=lotte, term="mei 2027", seen=seen)
    assert not OutboundMessage.objects.exists()


def test_no_role_without_the_right_changes_or_sees_the_list(lotte: User, user_with: Any) -> None:
    place = waiting_place(by=lotte)
    auditor = user_with(Role.AUDITOR)
    assert not WaitingPlace.objects.visible_to(auditor).exists()
    acts: tuple[Callable[[], object], ...] = (
        lambda: operations.put_on_list(place.dossier, by=auditor),
        lambda: operations.hand_over(place, by=auditor, coach=lotte),
        lambda: operations.withdraw(place, by=auditor, reason=reason()),
        lambda: operations.tell_term(place, by=auditor, term="mei"),
        lambda: operations.put_back(place, by=auditor),
        lambda: operations.change_place(place, by=auditor, complete_on=days_ago(1)),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_place_is_seen_by_who_sees_its_dossier(lotte: User, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_place(by=lotte)
    assert shown(lotte)
    monkeypatch.setattr(type(Dossier.objects.all()), "visible_to", lambda rows, _user: rows.none())
    assert not WaitingPlace.objects.visible_to(lotte).exists()
    assert not shown(lotte)


# --- What the client was told --------------------------------------------------------------------


def test_the_client_is_told_in_a_mail_and_what_was_told_is_kept(lotte: User, desk: Client) -> None:
    place = waiting_place(by=lotte)
    operations.tell_term(place, by=lotte, term=" het voorjaar van 2027 ")
    mail = OutboundMessage.objects.get()
    assert place.dossier.case_file.posted_mails.get().message == mail
    assert (mail.recipient, mail.why) == ("an@burger.example", "waiting_term")
    assert "verwachten dat u in het voorjaar van 2027 aan de beurt komt" in mail.text
    assert not {"je", "jij", "jouw"} & set(mail.text.lower().split())
    page = desk.get(f"/dossiers/{place.dossier.number}/?tab=info").content.decode()
    assert f"verwacht in het voorjaar van 2027 (gemeld op {timezone.localdate():%d/%m/%Y})" in page
    operations.tell_term(place, by=lotte, term="12/03/2027")
    assert "dat u op 12/03/2027 aan de beurt komt" in OutboundMessage.objects.latest("pk").text
    assert events(place.dossier) == ["began", "mailed", "mailed"]
    with pytest.raises(ValidationError):
        operations.tell_term(place, by=lotte, term="  ")


def test_who_has_no_mail_address_is_told_otherwise(lotte: User) -> None:
    place = waiting_place(by=lotte, mail="")
    with pytest.raises(NoAddress, match="geen e-mailadres"):
        operations.tell_term(place, by=lotte, term="mei 2027")
    place.refresh_from_db()
    assert place.told_on is None, "nothing is kept of a mail that cannot go"
    operations.tell_term(place, by=lotte, term="mei 2027", by_mail=False)
    place.refresh_from_db()
    assert (place.told_term, place.told_on, place.told_by) == ("mei 2027", timezone.localdate(), lotte)
    assert not OutboundMessage.objects.exists()


def test_the_mail_is_in_the_language_of_the_client(lotte: User, desk: Client) -> None:
    for language, name, term, words in (
        ("fr", "Français", "mai 2027", "votre tour à cette période : mai 2027"),
        ("fr", "Français", "12/03/2027", "votre tour le 12/03/2027"),
        ("en", "English", "May 2027", "your turn in May 2027"),
        ("tr", "", "mei 2027", "verwachten dat u in mei 2027"),
    ):
        place = waiting_place(by=lotte, person={"language": language})
        page = desk.get(f"/dossiers/{place.dossier.number}/?tab=info").content.decode()
        assert (f"in de taal van de klant ({name})" in page) is bool(name), language
        operations.tell_term(place, by=lotte, term=term)
        assert words in OutboundMessage.objects.latest("pk").text


def test_a_term_says_when(lotte: User) -> None:
    place = waiting_place(by=lotte)
    for term, told in (
        ("31/02/2027", "31 februari 2027"),
        ("12/03/2020", "al voorbij"),
        ("14u30", "wanneer je het verwacht"),
        ("-5", "wanneer je het verwacht"),
        ("👩🏽", "wanneer je het verwacht"),
    ):
        with pytest.raises(ValidationError, match=told):
            operations.tell_term(place, by=lotte, term=term)
    for term in ("2027", "eind mei", "über", f"{timezone.localdate():%d/%m/%Y}"):
        operations.tell_term(place, by=lotte, term=term, by_mail=False)


# --- Who is next ---------------------------------------------------------------------------------

_WAITS = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=7)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(waits=_WAITS)
def test_priority_goes_first_then_the_date_then_the_number(
    dossiers_to_wait: list[Dossier], lotte: User, waits: list[tuple[int, bool]]
) -> None:
    WaitingPlace.objects.all().delete()
    urgent = WaitingPriority.objects.get(code="cut_off")
    for dossier, (days, first) in zip(dossiers_to_wait, waits, strict=False):
        WaitingPlace.objects.create(
            dossier=dossier, complete_on=days_ago(days), priority=urgent if first else None
        )
    places = list(WaitingPlace.objects.select_related("dossier"))
    expected = sorted(places, key=lambda one: (one.priority is None, one.complete_on, one.dossier.number))
    numbers = [one.dossier.number for one in expected]
    assert list(WaitingPlace.objects.order_by(*ORDER).values_list("dossier__number", flat=True)) == numbers
    assert [row[:2] for row in shown(lotte)] == [
        (str(place), number) for place, number in enumerate(numbers, start=1)
    ]
    for place, one in enumerate(expected):
        assert WaitingPlace.objects.open().filter(one.is_after()).count() == place


def test_the_list_as_it_opens_shows_the_places_of_each_subtype_one_below_the_other(lotte: User) -> None:
    for days, subtype in enumerate((ADVICE, "design_verbouwbegeleiding") * 2):
        waiting_place(by=lotte, days=days, subtype=subtype)
    read = [(row[2], row[0]) for row in shown(lotte)]
    assert [place for _subtype, place in read] == ["1", "2", "1", "2"]
    subtypes = [subtype for subtype, _place in read]
    assert subtypes[0] == subtypes[1] != subtypes[2] == subtypes[3]


@pytest.fixture
def dossiers_to_wait(lotte: User) -> list[Dossier]:
    return [may_wait_dossier(by=lotte) for _one in range(7)]


def test_a_place_counts_within_its_subtype_whatever_is_filtered(
    lotte: User, bram: User, desk: Client
) -> None:
    waiting_place(by=lotte, days=9)
    waiting_place(by=lotte, days=1, priority="target_group")
    mine = waiting_place(by=lotte, days=5, coach=bram)
    other = waiting_place(by=lotte, days=3, coach=bram, subtype="design_verbouwbegeleiding")
    assert [row[:2] for row in shown(lotte, f"f=coach.in:{bram.pk}")] == [
        ("3", mine.dossier.number),
        ("1", other.dossier.number),
    ]
    page = desk.get(f"/dossiers/{mine.dossier.number}/?tab=info").content.decode()
    assert "3e van 3 voor Renovatieadvies (1 met voorrang)" in page
    page = desk.get(f"/dossiers/{other.dossier.number}/?tab=info").content.decode()
    assert "1e van 1 voor " in page
    assert "met voorrang)" not in page


def test_the_list_is_filtered_by_subtype_project_and_coach_and_searched(lotte: User, bram: User) -> None:
    one = waiting_place(by=lotte, coach=bram, person={"last_name": "Uilenspiegel"})
    other = waiting_place(by=lotte, subtype="execution_verbouwbegeleiding", person={"last_name": "Goedzak"})
    dossier = one.dossier
    assert dossier.main_contact
    assert dossier.main_contact.person
    for query in (
        f"f=subtype.in:{dossier.subtype_id}",
        f"f=coach.in:{bram.pk}",
        f"q={dossier.main_contact.person.last_name}",
        f"q={dossier.number}",
    ):
        assert [row[1] for row in shown(lotte, query)] == [dossier.number], query
    both = {dossier.number, other.dossier.number}
    assert {row[1] for row in shown(lotte, f"f=project.in:{dossier.project_id}")} == both
    update_dossier(dossier, by=lotte, project=None)
    assert [row[1] for row in shown(lotte, "f=project.empty")] == [dossier.number]


def test_every_role_that_sees_dossiers_opens_the_list(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    place = waiting_place(by=lotte)
    for role in Role:
        answer = client_of(user_with(role)).get("/waiting/")
        allowed = role is not Role.AUDITOR
        assert (answer.status_code == 200) is allowed, role
        assert (place.dossier.number in answer.content.decode()) is allowed, role


# --- Several at once -----------------------------------------------------------------------------


def test_several_are_given_to_a_coach_at_once_and_taken_back(lotte: User, bram: User, desk: Client) -> None:
    places = [waiting_place(by=lotte, days=number, assignee=lotte) for number in range(3)]
    job = start_bulk(
        HAND_OVER,
        state(lotte),
        by=lotte,
        parameters={"coach": [str(bram.pk)]},
        only=[one.pk for one in places],
    )
    operations.hand_over(places[2], by=lotte, coach=lotte)
    finished(job)
    outcomes = dict(job.rows.values_list("row", "outcome"))
    assert [outcomes[one.pk] for one in places] == ["done", "done", "skipped"]
    assert f"/dossiers/{places[2].dossier.number}/" in desk.get(f"/jobs/{job.pk}/").content.decode()
    assert not shown(lotte)
    assert Dossier.objects.filter(assignee=bram).count() == 2
    update_dossier(places[0].dossier, by=bram, assignee=lotte)
    finished(undo(job, by=lotte))
    assert [row[1] for row in shown(lotte)] == [places[1].dossier.number]
    assert not Dossier.objects.filter(assignee=bram).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_other_is_told(lotte: User, bram: User) -> None:
    def at_once(act: Callable[[User], object]) -> list[str]:
        start = Barrier(2)

        def one(user: User) -> str:
            try:
                start.wait()
                act(user)
            except Refused as refusal:
                return str(refusal)
            finally:
                connection.close()
            return ""

        with ThreadPoolExecutor(2) as threads:
            return sorted(threads.map(one, (lotte, bram)))

    dossier = may_wait_dossier(by=lotte)
    done, told = at_once(lambda user: operations.put_on_list(dossier, by=user))
    assert done == ""
    assert "al op de wachtlijst" in told
    place = WaitingPlace.objects.open().select_related("dossier").get()
    done, told = at_once(lambda user: operations.hand_over(place, by=user, coach=user))
    winner = WaitingPlace.objects.get().ended_by
    assert done == ""
    assert told.startswith(f"{winner} wees {dossier} ")
    dossier.refresh_from_db()
    assert dossier.assignee == winner


# --- On the page ---------------------------------------------------------------------------------


def test_the_buttons_of_the_page(lotte: User, bram: User, desk: Client) -> None:
    dossier = may_wait_dossier(by=lotte)
    at = f"/dossiers/{dossier.number}/waiting"
    assert desk.get(f"{at}/begin/")["Location"].startswith(f"/dossiers/{dossier.number}/?tab=info")
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = desk.post(f"{at}/begin/", {"complete_on": f"{tomorrow:%d/%m/%Y}", "note": "Belt elke week"})
    assert refused.status_code == 422
    assert "Die dag moet nog komen" in refused.content.decode()
    assert "Belt elke week" in refused.content.decode()
    urgent = WaitingPriority.objects.get(code="deadline")
    typed = {"complete_on": "01/11/2026", "priority": urgent.pk, "note": "label D", "coach": bram.pk}
    assert desk.post(f"{at}/begin/", typed).status_code == 302
    page = desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    for words in ("volledig sinds 01/11/2026", "voorrang: deadline", "label D", "liefst voor Bram Janssens"):
        assert words in page
    assert desk.post(f"{at}/tell/", {"term": "mei 2027", "told": "1"}).status_code == 302
    assert not OutboundMessage.objects.exists()
    assert desk.post(f"{at}/tell/", {"term": "juni 2027", "by_mail": "1"}).status_code == 302
    assert OutboundMessage.objects.count() == 1
    assert desk.post(f"{at}/change/", typed | {"priority": "", "seen": "old"}).status_code == 422
    assert desk.post(f"{at}/change/", typed | {"priority": ""}).status_code == 302
    assert desk.post(f"{at}/withdraw/", {"reason": reason().pk}).status_code == 302
    page = desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    assert "van de lijst gehaald. klant wacht niet langer" in page
    again = desk.post(f"{at}/hand-over/", {"coach": bram.pk})
    assert again.status_code == 422
    assert "van de wachtlijst" in again.content.decode()
    assert desk.post(f"{at}/restore/").status_code == 302
    assert desk.post(f"{at}/hand-over/", {"coach": bram.pk}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.assignee == bram
    kinds = ["began", "told", "mailed", "changed", "withdrawn", "resumed", "handed_over"]
    assert events(dossier) == kinds


def test_what_was_refused_is_told_once(lotte: User, bram: User, desk: Client) -> None:
    place = waiting_place(by=lotte)
    at = f"/dossiers/{place.dossier.number}/waiting"
    for verb, typed in (
        ("change", {"complete_on": "01/11/2026", "seen": "old"}),
        ("tell", {"term": "mei", "seen": "old"}),
    ):
        page = desk.post(f"{at}/{verb}/", typed).content.decode()
        assert page.count("Bekijk het zoals het nu is") == 1, verb
    operations.hand_over(place, by=bram, coach=bram)
    page = desk.post(f"{at}/tell/", {"term": "mei"}).content.decode()
    assert page.count("Bram Janssens wees") == 1, "above, as there is no form any more"


def test_what_is_no_longer_given_stays_with_a_place_that_is_changed(
    lotte: User, bram: User, desk: Client
) -> None:
    place = waiting_place(by=lotte, priority="deadline", coach=bram)
    WaitingPriority.objects.filter(code="deadline").update(is_active=False)
    User.objects.filter(pk=bram.pk).update(is_active=False)
    typed = {"complete_on": "01/11/2026", "priority": place.priority_id, "note": "belt", "coach": bram.pk}
    answer = desk.post(f"/dossiers/{place.dossier.number}/waiting/change/", typed)
    assert answer.status_code == 302
    place.refresh_from_db()
    assert (place.note, place.coach, place.priority.code) == ("belt", bram, "deadline")  # type: ignore[union-attr]


def test_a_dossier_that_never_waits_says_nothing_of_it(lotte: User, desk: Client) -> None:
    for dossier in (
        information_dossier(by=lotte),
        stages.advance(may_wait_dossier(by=lotte, assignee=lotte), by=lotte),
    ):
        assert "waiting-heading" not in desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
