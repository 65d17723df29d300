"""A quote that expires before the decision that is awaited: who is told, and how it is prolonged."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from dossiers.factories import design_dossier
from dossiers.models import Dossier, Reason
from dossiers.operations.activation import deactivate
from dossiers.operations.stages import abandon
from dossiers.quotes.expiring.addressing import ContractorUnreachable, Letter
from dossiers.quotes.expiring.operations import ask_prolongation
from dossiers.quotes.expiring.reading import expiring_of
from dossiers.quotes.expiring.sweep import warn_of_expiries
from dossiers.quotes.models import Expiry, Quote
from dossiers.quotes.operations import OfWork, choose, enter, remove_quote
from dossiers.shield.operations import shield
from dossiers.works.models import Work, WorkRole
from dossiers.works.operations import decide, put_on_dossier
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import Employment, Organisation
from oss.core.refusal import NotAllowed, Refused
from oss.mail.models import OutboundMessage
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from tests.dossiers.designed import work_for

LETTER = Letter("Kunt u verlengen?", "Graag tot de klant beslist.")


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def design(lotte: User) -> Dossier:
    return design_dossier(by=lotte, assignee=lotte, address=AddressFactory.create())


@pytest.fixture
def roof(design: Dossier) -> Work:
    return work_for(design)


@pytest.fixture
def contractor(db: None) -> Organisation:
    return OrganisationFactory.create(name="Dakwerken Peeters", mail="info@peeters.example")


@pytest.fixture
def colleague(user_with: Callable[..., User]) -> User:
    return user_with(Role.FILE_HANDLER, first_name="Bram", last_name="Claes")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def quote_of(*works: Work, contractor: Organisation, until: date | None) -> Quote:
    told = {
        "contractor": contractor,
        "received_on": timezone.localdate(),
        "valid_until": until,
        "number": "P-26-12",
        "total_incl": Decimal(24000),
    }
    return enter(None, told, dict.fromkeys(works, OfWork({}, {})), by=None)


def prolonged(quote: Quote, until: date, by: User) -> Quote:
    works = {part.work: OfWork({}, {}) for part in quote.parts.all()}
    return enter(quote, {"valid_until": until}, works, by=by)


def tasks(design: Dossier) -> list[Activity]:
    return list(Activity.objects.filter(case_file=design.case_file, kind=ActivityKind.TASK).order_by("pk"))


def pages_of(desk: Client, design: Dossier, work: Work, quote: Quote) -> dict[str, str]:
    """Everywhere a quote of a work is shown."""
    return {
        url: desk.get(url).content.decode()
        for url in (
            f"/works/{work.pk}/?tab=quotes",
            f"/works/{work.pk}/quotes/",
            f"/quotes/{quote.pk}/",
            f"/dossiers/{design.number}/?tab=quotes",
            f"/dossiers/{design.number}/?tab=works",
        )
    }


# --- Warned ---------------------------------------------------------------------------------------


def test_every_page_warns_from_twenty_one_days_ahead_until_somebody_decides(
    desk: Client, design: Dossier, roof: Work, contractor: Organisation, lotte: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(21))
    for url, page in pages_of(desk, design, roof, quote).items():
        assert "(21 d)" in page, url
        offers = f"/quotes/{quote.pk}/prolong/" in page
        assert offers == ("tab=works" not in url), url
    prolonged(quote, day(22), lotte)
    assert not [url for url, page in pages_of(desk, design, roof, quote).items() if "(22 d)" in page]
    prolonged(quote, day(-1), lotte)
    assert all("vervallen op" in page for page in pages_of(desk, design, roof, quote).values())
    decide(roof, by=None, goes_on=True, decided_on=day(0))
    for url, page in pages_of(desk, design, roof, quote).items():
        assert "vervallen op" not in page, url
        assert "/prolong/" not in page, url


def test_a_quote_of_which_nobody_awaits_a_decision_does_not_warn(
    desk: Client, design: Dossier, roof: Work, contractor: Organisation, lotte: User, colleague: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    reason = Reason.objects.filter(kind="abandon")[0]
    abandon(design, by=lotte, reason=reason)
    assert "/prolong/" not in desk.get(f"/works/{roof.pk}/quotes/").content.decode()
    assert warn_of_expiries() == 0
    with pytest.raises(Refused, match="Niemand wacht"):
        ask_prolongation(quote, by=colleague, due=day(3), letter=LETTER)
    assert not OutboundMessage.objects.exists()


def test_a_quote_for_two_works_warns_until_both_are_decided(
    design: Dossier, roof: Work, contractor: Organisation
) -> None:
    windows = work_for(design, "windows")
    quote = quote_of(roof, windows, contractor=contractor, until=day(5))
    for work in (roof, windows):
        assert Quote.objects.awaiting_a_decision().get() == quote
        decide(work, by=None, goes_on=True, decided_on=day(0))
    assert not Quote.objects.awaiting_a_decision().exists()


def test_the_list_of_works_finds_those_with_a_quote_that_expires(
    desk: Client, design: Dossier, roof: Work, contractor: Organisation
) -> None:
    for code, until in (("windows", day(40)), ("floor", None)):
        quote_of(work_for(design, code), contractor=OrganisationFactory.create(), until=until)
    decided = work_for(design, "outer_wall")
    quote_of(decided, contractor=contractor, until=day(2))
    decide(decided, by=None, goes_on=True, decided_on=day(0))
    quote_of(roof, contractor=contractor, until=day(2))
    others = set(Work.objects.exclude(pk=roof.pk).values_list("pk", flat=True))
    for answer, expected in (("yes", {roof.pk}), ("no", others)):
        page = desk.get(f"/works/?f=quote_expires.in:{answer}&cols=measure,quote_expires")
        found = set(map(int, re.findall(r'href="/works/(\d+)/', page.content.decode())))
        assert found == expected, answer


# --- A task by itself -----------------------------------------------------------------------------


def test_the_handler_gets_one_task_for_each_day_on_which_a_quote_expires(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User
) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=UTC), tick=False) as clock:
        quote = quote_of(roof, contractor=contractor, until=date(2027, 3, 31))
        told = []
        for now in (9, 10, 10, 20, 31):
            clock.move_to(datetime(2027, 3, now, 9, tzinfo=UTC))
            told.append(warn_of_expiries())
        assert told == [0, 1, 0, 0, 0]
        (task,) = tasks(design)
        assert (task.assignee, task.due_on) == (lotte, date(2027, 3, 31))
        assert "Dakwerken Peeters vervalt op 31/03/2027" in task.title
        assert Dossier.objects.get(pk=design.pk).next_due == date(2027, 3, 31)
        prolonged(quote, date(2027, 4, 15), lotte)
        assert not Activity.objects.get(pk=task.pk).is_overdue
        assert Activity.objects.get(pk=task.pk).done_at is not None
        assert warn_of_expiries() == 1
        assert [one.due_on for one in tasks(design)] == [date(2027, 3, 31), date(2027, 4, 15)]


def test_the_task_is_done_once_it_is_decided_or_the_quote_is_gone(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User, user_with: Callable[..., User]
) -> None:
    coach = user_with(Role.COACH)
    windows, floor = work_for(design, "windows"), work_for(design, "floor")
    other = OrganisationFactory.create()
    chosen = quote_of(roof, contractor=contractor, until=day(5))
    quote_of(roof, contractor=other, until=day(6))
    quote_of(windows, contractor=contractor, until=day(7))
    gone = quote_of(floor, contractor=contractor, until=day(8))
    assert warn_of_expiries() == 4
    reason = Reason.objects.get(code="choose_price")
    choose(chosen, [roof], by=coach, decided_on=day(0), reason=reason)
    assert [one.due_on for one in tasks(design) if one.done_at is None] == [day(7), day(8)]
    remove_quote(gone, by=lotte)
    decide(
        windows, by=None, goes_on=False, decided_on=day(0), reason=Reason.objects.filter(kind="decline")[0]
    )
    assert warn_of_expiries() == 0
    assert not [one for one in tasks(design) if one.done_at is None]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_each_task_once(
    design: Dossier, roof: Work, contractor: Organisation
) -> None:
    quote_of(roof, contractor=contractor, until=day(5))
    assert sum(at_once([warn_of_expiries] * 3)) == 1
    assert len(tasks(design)) == 1


def at_once(what: list[Callable[[], int]]) -> list[int]:
    start = Barrier(len(what))

    def one(do: Callable[[], int]) -> int:
        start.wait()
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(what)) as threads:
        return list(threads.map(one, what))


# --- Prolonged ------------------------------------------------------------------------------------


def test_a_mail_asks_it_and_the_new_day_on_the_quote_is_the_answer(
    desk: Client, design: Dossier, roof: Work, contractor: Organisation, lotte: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    warn_of_expiries()
    url = f"/quotes/{quote.pk}/prolong/"
    page = desk.get(url).content.decode()
    for words in ("info@peeters.example", "P-26-12", f"{day(5):%d/%m/%Y}", "Kunt u uw offerte", lotte.name):
        assert words in page
    typed = {"subject": "Verlengen?", "text": "Tot eind volgende maand graag.", "due": f"{day(4):%d/%m/%Y}"}
    assert desk.post(url, typed).status_code == 302
    mail = OutboundMessage.objects.get()
    assert (mail.recipient, mail.subject, mail.text) == (
        "info@peeters.example",
        "Verlengen?",
        "Tot eind volgende maand graag.",
    )
    assert mail.posted_about.case_file_id == design.case_file_id
    (asked,) = Activity.objects.filter(case_file=design.case_file).requests()
    assert (asked.asked_organisation, asked.due_on, asked.assignee) == (contractor, day(4), lotte)
    assert tasks(design)[0].done_at is not None
    assert f"/activities/{asked.pk}/" in desk.get(f"/works/{roof.pk}/quotes/").content.decode()
    prolonged(quote, day(60), lotte)
    asked.refresh_from_db()
    assert asked.done_at is not None
    assert f"{day(60):%d/%m/%Y}" in asked.answer
    assert "/prolong/" not in desk.get(f"/works/{roof.pk}/quotes/").content.decode()


def test_an_answer_without_a_new_day_leaves_it_expiring_and_it_may_be_asked_again(
    desk: Client, roof: Work, contractor: Organisation, lotte: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    for _time in range(2):
        asked = ask_prolongation(quote, by=lotte, due=day(3), letter=LETTER)
        desk.post(
            f"/activities/{asked.pk}/answer/", {"answer": "Ik kijk na.", "answered_on": f"{day(0):%d/%m/%Y}"}
        )
    page = desk.get(f"/works/{roof.pk}/quotes/").content.decode()
    assert "en beantwoord" in page
    assert f"/quotes/{quote.pk}/prolong/" in page
    assert Expiry.objects.count() == 1


def test_a_contractor_without_an_address_is_called_and_the_call_is_noted(
    desk: Client, design: Dossier, roof: Work, lotte: User
) -> None:
    contractor = OrganisationFactory.create(name="Zonder Mail BV", mail="")
    quote = quote_of(roof, contractor=contractor, until=day(5))
    with pytest.raises(ContractorUnreachable, match="geen mailadres"):
        ask_prolongation(quote, by=lotte, due=day(3), letter=LETTER)
    url = f"/quotes/{quote.pk}/prolong/"
    answer = desk.get(url, follow=True)
    assert "Zonder Mail BV heeft geen mailadres" in answer.content.decode()
    url = answer.redirect_chain[-1][0]
    desk.post(url, {"note": "Ze bekijkt het.", "due": f"{day(2):%d/%m/%Y}"})
    call = Activity.objects.get(case_file=design.case_file, kind=ActivityKind.CALL)
    assert call.text == "Ze bekijkt het."
    assert Activity.objects.filter(case_file=design.case_file).requests().open().get().due_on == day(2)
    assert not OutboundMessage.objects.exists()


def test_a_mail_that_cannot_go_any_more_is_not_noted_as_a_call(
    desk: Client, design: Dossier, roof: Work, contractor: Organisation
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    contractor.contact_points.all().delete()
    typed = {"subject": "Verlengen?", "text": "Tot eind mei graag.", "due": f"{day(4):%d/%m/%Y}"}
    answer = desk.post(f"/quotes/{quote.pk}/prolong/", typed)
    assert answer.status_code == 422
    for words in ("heeft geen mailadres", "Tot eind mei graag.", "?by=phone"):
        assert words in answer.content.decode()
    assert not Activity.objects.filter(case_file=design.case_file).exists()


def test_an_answer_is_not_asked_by_a_day_that_is_past(
    roof: Work, contractor: Organisation, lotte: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    with pytest.raises(ValidationError, match="al voorbij"):
        ask_prolongation(quote, by=lotte, due=day(-1), letter=LETTER)
    assert ask_prolongation(quote, by=lotte, due=day(0), letter=LETTER).due_on == day(0)


def test_what_was_asked_ends_with_why_once_nobody_waits_for_it(
    lotte: User, contractor: Organisation, user_with: Callable[..., User]
) -> None:
    coach = user_with(Role.COACH)
    no = Reason.objects.filter(kind="decline")[0]

    def choose_it(quote: Quote, work: Work) -> None:
        reason = Reason.objects.get(code="choose_price")
        choose(quote, [work], by=coach, decided_on=day(0), reason=reason)

    def choose_another(_quote: Quote, work: Work) -> None:
        choose_it(quote_of(work, contractor=OrganisationFactory.create(), until=None), work)

    def drop(_quote: Quote, work: Work) -> None:
        decide(work, by=coach, goes_on=False, decided_on=day(0), reason=no)

    def remove(quote: Quote, _work: Work) -> None:
        remove_quote(quote, by=lotte)

    def stop(_quote: Quote, work: Work) -> None:
        dossier = Dossier.objects.get(on_works__work=work)
        abandon(dossier, by=lotte, reason=Reason.objects.filter(kind="abandon")[0])
        warn_of_expiries()

    ways: dict[Callable[[Quote, Work], None], str] = {
        choose_it: "de klant heeft beslist",
        choose_another: "de klant heeft beslist",
        drop: "het werk gaat niet door",
        remove: "de offerte is verwijderd",
        stop: "geen open dossier wacht nog",
    }
    for way, told in ways.items():
        dossier = design_dossier(by=lotte, assignee=lotte, address=AddressFactory.create())
        work = work_for(dossier)
        quote = quote_of(work, contractor=contractor, until=day(5))
        asked = ask_prolongation(quote, by=lotte, due=day(3), letter=LETTER)
        way(quote, work)
        asked.refresh_from_db()
        assert asked.done_at is not None, told
        assert told in asked.answer
        assert not Activity.objects.filter(case_file=dossier.case_file).requests().open().exists()


def test_what_was_asked_stays_open_until_all_its_works_are_decided(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User
) -> None:
    windows = work_for(design, "windows")
    quote = quote_of(roof, windows, contractor=contractor, until=day(5))
    asked = ask_prolongation(quote, by=lotte, due=day(3), letter=LETTER)
    for work, is_open in ((roof, True), (windows, False)):
        decide(work, by=None, goes_on=True, decided_on=day(0))
        asked.refresh_from_db()
        assert (asked.done_at is None) is is_open


def test_who_works_there_gets_the_mail_where_the_contractor_has_no_address(desk: Client, roof: Work) -> None:
    contractor = OrganisationFactory.create(mail="")
    silent = PersonFactory.create(mail="niet@firma.example", do_not_contact=True)
    left, works_there = (PersonFactory.create(mail=f"{one}@firma.example") for one in ("weg", "hier"))
    Employment.objects.create(person=silent, organisation=contractor)
    Employment.objects.create(person=left, organisation=contractor, until=day(-1))
    Employment.objects.create(person=works_there, organisation=contractor)
    quote = quote_of(roof, contractor=contractor, until=day(5))
    page = desk.get(f"/quotes/{quote.pk}/prolong/").content.decode()
    assert "hier@firma.example" in page
    assert "niet@" not in page
    assert "weg@" not in page


def test_a_double_click_asks_once_and_a_second_colleague_is_told_who_did(
    desk: Client,
    roof: Work,
    contractor: Organisation,
    lotte: User,
    colleague: User,
    client_of: Callable[[User], Client],
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    url = f"/quotes/{quote.pk}/prolong/"
    typed = {"subject": "Verlengen?", "text": "Graag.", "due": f"{day(4):%d/%m/%Y}"}
    once = str(uuid4())
    assert [desk.post(url, typed | {"once": once}).status_code for _click in range(2)] == [302, 302]
    assert OutboundMessage.objects.count() == 1
    second = client_of(colleague).post(url, typed | {"once": str(uuid4())})
    assert second.status_code == 422
    assert f"{lotte.name} vroeg Dakwerken Peeters" in second.content.decode()
    assert OutboundMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_does_and_the_other_is_told(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User, colleague: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    told: list[str] = []

    def asks(by: User) -> Callable[[], int]:
        def ask() -> int:
            try:
                ask_prolongation(quote, by=by, due=day(3), letter=LETTER)
            except Refused as refusal:
                told.append(str(refusal))
                return 0
            return 1

        return ask

    assert sum(at_once([asks(lotte), asks(colleague)])) == 1
    assert OutboundMessage.objects.count() == 1
    (asked,) = Activity.objects.filter(case_file=design.case_file).requests()
    assert len(told) == 1
    assert str(asked.created_by) in told[0]


@pytest.mark.django_db(transaction=True)
def test_who_asks_while_the_day_is_noted_asks_nothing_that_was_answered(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User, colleague: User
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))

    def note() -> int:
        prolonged(quote, day(60), colleague)
        return 1

    def ask() -> int:
        ask_prolongation(quote, by=lotte, due=day(3), letter=LETTER)
        return 1

    assert at_once([note, ask]) == [1, 1]
    waiting = Activity.objects.filter(case_file=design.case_file).requests().open()
    asked_for = set(Expiry.objects.filter(request__in=waiting).values_list("until", flat=True))
    assert asked_for <= {day(60)}  # never for the day that was prolonged meanwhile


def test_it_is_asked_where_who_asks_it_reads_along_and_told_only_to_who_does(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User, colleague: User
) -> None:
    hidden = design_dossier(by=lotte, assignee=lotte, address=AddressFactory.create())
    put_on_dossier(roof, hidden, by=lotte, role=WorkRole.DESIGNED)
    shield(hidden, by=lotte, reason=Reason.objects.get(code="shield_threat"))
    quote = quote_of(roof, contractor=contractor, until=day(5))
    asked = ask_prolongation(quote, by=colleague, due=day(3), letter=LETTER)
    assert asked.case_file == design.case_file
    assert expiring_of([quote], colleague)[quote.pk].request == asked
    shield(design, by=lotte, reason=Reason.objects.get(code="shield_threat"))
    told = expiring_of([quote], colleague)[quote.pk]
    assert (told.request, told.url) == (None, "")
    assert expiring_of([quote], lotte)[quote.pk].request == asked


def test_an_auditor_asks_nothing(
    roof: Work, contractor: Organisation, user_with: Callable[..., User]
) -> None:
    quote = quote_of(roof, contractor=contractor, until=day(5))
    with pytest.raises(NotAllowed):
        ask_prolongation(quote, by=user_with(Role.AUDITOR), due=day(3), letter=LETTER)


def test_on_a_deactivated_dossier_nothing_is_asked_and_what_was_asked_stays(
    design: Dossier, roof: Work, contractor: Organisation, lotte: User, user_with: Callable[..., User]
) -> None:
    coordinator = user_with(Role.COORDINATOR)
    quote = quote_of(roof, contractor=contractor, until=day(5))
    asked = ask_prolongation(quote, by=lotte, due=day(3), letter=LETTER)
    second = design_dossier(by=lotte, address=AddressFactory.create())
    other = work_for(second)
    quote_of(other, contractor=contractor, until=day(5))
    assert warn_of_expiries() == 1
    reason = Reason.objects.filter(kind="inactive")[0]
    for one in (design, second):
        deactivate(one, by=coordinator, reason=reason)
    with pytest.raises(Refused, match="Gedeactiveerd"):
        prolonged(quote, day(60), lotte)
    assert Activity.objects.get(pk=asked.pk).done_at is None
    assert warn_of_expiries() == 0
    assert tasks(second)[0].done_at is None
