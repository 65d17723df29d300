"""Quotes are asked, come, are chosen and split; what a work stands at follows them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier, past_work
from dossiers.models import Dossier, Reason
from dossiers.operations.activation import deactivate
from dossiers.quotes import operations
from dossiers.quotes.amounts import Asked, asked_for, told_incl, with_sums
from dossiers.quotes.holding import hold_quote, rows_of
from dossiers.quotes.models import AnswerKind, CatalogueItem, ComparisonQuestion, Quote, QuoteWork
from dossiers.quotes.operations import Answer, OfWork
from dossiers.works.models import Decision, Work, WorkDossier, WorkRole
from dossiers.works.operations import (
    add_work,
    advise,
    decide,
    finish,
    put_on_dossier,
    start,
    take_off_dossier,
    update_work,
    withdraw_decision,
)
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address, Measure
from oss.contacts.factories import OrganisationFactory
from oss.contacts.merging.operations import merge
from oss.contacts.models import Organisation
from oss.core.partial_dates import PartialDate
from oss.core.refusal import NotAllowed, Refused
from oss.core.seen_state import Changed, state_of
from oss.documents.models import DocumentOrigin
from oss.documents.uploads import Upload
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Event

NOTHING = OfWork({}, {})
TODAY = timezone.localdate()


@pytest.fixture
def coach(user_with: Callable[..., User]) -> User:
    return user_with(Role.COACH, first_name="Karim", last_name="El Amrani")


@pytest.fixture
def home(db: None) -> Address:
    return AddressFactory.create()


@pytest.fixture
def on_file(lotte: User, home: Address) -> Dossier:
    return information_dossier(by=lotte, address=home)


@pytest.fixture
def roof(home: Address, on_file: Dossier, lotte: User) -> Work:
    measure = Measure.objects.get(code="roof_sarking")
    return add_work(home, measure, by=lotte, dossier=on_file, quantity=Decimal(118))


@pytest.fixture
def windows(home: Address, on_file: Dossier, lotte: User) -> Work:
    measure = Measure.objects.get(code="windows")
    return add_work(home, measure, by=lotte, dossier=on_file, quantity=Decimal(14))


def price() -> Reason:
    return Reason.objects.get(code="choose_price")


def received(*works: Work, by: User, of_works: dict[Work, OfWork] | None = None, **told: Any) -> Quote:
    told.setdefault("contractor", OrganisationFactory.create())
    told.setdefault("received_on", TODAY)
    return operations.enter(None, told, of_works or dict.fromkeys(works, NOTHING), by=by)


def line(excl: str, rate: int = 6, **more: Any) -> dict[str, Any]:
    return {"text": "Post", "unit": "sum", "unit_price": Decimal(excl), "vat_rate": Decimal(rate)} | more


def amounts(quote: Quote) -> dict[int, Asked]:
    """Read line by line, and as the database adds them up."""
    (summed,) = with_sums(Quote.objects.filter(pk=quote.pk))
    found = asked_for(summed)
    assert found == asked_for(Quote.objects.in_full().get(pk=quote.pk))
    return found


def state(work: Work) -> str:
    work.refresh_from_db()
    return str(work.state)


def told_on(dossier: Dossier) -> list[str]:
    return list(
        Event.objects.filter(case_file=dossier.case_file).order_by("pk").values_list("kind", flat=True)
    )


# --- Asked and received --------------------------------------------------------------------------


def test_a_work_stands_where_its_quotes_stand(
    roof: Work, windows: Work, on_file: Dossier, lotte: User
) -> None:
    assert state(roof) == "advised"
    first, second = operations.ask(
        [roof, windows], [OrganisationFactory.create() for _one in range(2)], by=lotte, asked_on=TODAY
    )
    assert (state(roof), state(windows)) == ("asked", "asked")
    told = {"received_on": TODAY, "total_incl": Decimal(1000)}
    operations.enter(first, told, {roof: NOTHING, windows: NOTHING}, by=lotte)
    assert (state(roof), state(windows)) == ("quoted", "quoted")
    operations.enter(second, {"asked_on": TODAY}, {windows: NOTHING}, by=lotte)
    assert list(second.parts.values_list("work", flat=True)) == [windows.pk]
    operations.remove_quote(first, by=lotte)
    assert (state(roof), state(windows)) == ("advised", "asked")
    assert [kind for kind in told_on(on_file) if kind.startswith("quote")] == [
        "quotes_asked",
        "quote_received",
    ]


def test_a_contractor_is_not_asked_twice_and_who_sends_nothing_says_why(roof: Work, lotte: User) -> None:
    peeters = OrganisationFactory.create(name="Dakwerken Peeters bv")
    (quote,) = operations.ask([roof], [peeters], by=lotte, asked_on=TODAY)
    with pytest.raises(Refused, match="Dakwerken Peeters"):
        operations.ask([roof], [peeters], by=lotte, asked_on=TODAY)
    with pytest.raises(ValidationError):
        operations.note_none(quote, by=lotte, because=" ")
    assert operations.note_none(quote, by=lotte, because="Geen tijd tot de zomer").none_because
    came = operations.enter(quote, {"received_on": TODAY}, {roof: NOTHING}, by=lotte)
    assert came.none_because == ""
    with pytest.raises(Refused):
        operations.note_none(quote, by=lotte, because="Toch niet")


def test_what_a_contractor_was_asked_is_what_comes(roof: Work, windows: Work, lotte: User) -> None:
    """Though it is noted as a new one; for the works that it does not name it is awaited still."""
    peeters = OrganisationFactory.create()
    (asked,) = operations.ask([roof, windows], [peeters], by=lotte, asked_on=TODAY - timedelta(days=9))
    came = received(roof, by=lotte, contractor=peeters, asked_on=None, total_incl=Decimal(9000))
    assert (came.pk, came.asked_on) == (asked.pk, TODAY - timedelta(days=9))
    assert list(came.works.all()) == [roof]
    (still,) = Quote.objects.filter(received_on=None)
    assert (still.contractor, still.asked_on, list(still.works.all())) == (peeters, came.asked_on, [windows])
    assert (state(roof), state(windows)) == ("quoted", "asked")
    received(windows, by=lotte, contractor=peeters)
    assert Quote.objects.filter(contractor=peeters).count() == 2
    assert not Quote.objects.filter(received_on=None).exists()
    received(windows, by=lotte, contractor=peeters)
    assert Quote.objects.filter(contractor=peeters).count() == 3


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"received_on": None}, "__all__"),
        ({"asked_on": TODAY, "received_on": TODAY - timedelta(days=1)}, "__all__"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"total_excl": Decimal(110), "total_incl": Decimal(100)}, "__all__"),
        ({"total_excl": Decimal(-1)}, "total_excl"),
    ],
)
def test_what_cannot_be_is_refused(roof: Work, lotte: User, told: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        received(roof, by=lotte, **told)
    assert field in refused.value.message_dict


def test_the_file_of_a_quote_stands_on_the_dossiers_of_its_works(
    roof: Work, on_file: Dossier, lotte: User
) -> None:
    told = {"contractor": OrganisationFactory.create(), "received_on": TODAY}
    upload = Upload(b"%PDF-1.4 offerte", "offerte.pdf", "application/pdf")
    quote = operations.enter(None, told, {roof: NOTHING}, by=lotte, upload=upload)
    assert quote.document is not None
    assert quote.document.name == "offerte.pdf"
    scan = Upload(b"%PDF-1.4 scan", "scan0012.pdf", "application/pdf")
    document = operations.enter(quote, {}, {roof: NOTHING}, by=lotte, upload=scan).document
    assert document is not None
    assert (document.kind.code, document.origin) == ("quote", DocumentOrigin.OTHER)
    assert "document_filed" in told_on(on_file)


def test_two_who_note_the_same_quote_do_not_write_over_each_other(
    roof: Work, lotte: User, coach: User
) -> None:
    quote = received(roof, by=lotte)
    asked = ComparisonQuestion.objects.get(code="roof_sarking:scaffold").pk
    seen = state_of(*rows_of(quote))
    answered = OfWork({}, {asked: Answer(AnswerKind.INCLUDED)})
    operations.enter(quote, {}, {roof: answered}, by=coach, seen=seen)
    with pytest.raises(Changed):
        operations.enter(quote, {"number": "12"}, {roof: NOTHING}, by=lotte, seen=seen)


def test_a_quote_that_somebody_notes_meanwhile_is_not_written_over(
    roof: Work, coach: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    contractor = OrganisationFactory.create()
    (asked,) = operations.ask([roof], [contractor], by=coach, asked_on=TODAY)

    def noted_meanwhile(quote: Quote, by: User) -> Quote:
        Quote.objects.filter(pk=quote.pk).update(received_on=TODAY, number="Van Karim")
        return hold_quote(quote, by)

    monkeypatch.setattr(operations, "hold_quote", noted_meanwhile)
    mine = received(roof, by=coach, contractor=contractor, number="Van Lotte")
    asked.refresh_from_db()
    assert mine != asked
    assert (asked.number, mine.number) == ("Van Karim", "Van Lotte")


# --- What it comes to ----------------------------------------------------------------------------


def test_the_contractors_own_total_stands_beside_the_sum_of_the_lines(
    roof: Work, windows: Work, lotte: User
) -> None:
    quote = received(roof, windows, by=lotte, total_incl=Decimal("10000.01"))
    parts = {part.work_id: part for part in quote.parts.all()}
    operations.set_lines(parts[roof.pk], [line("6000"), line("100", 21)], by=lotte)
    assert amounts(quote)[windows.pk] == Asked(None, None)
    operations.set_lines(parts[windows.pk], [line("3000"), line("-50")], by=lotte)
    found = amounts(quote)
    assert (found[roof.pk].excl, found[windows.pk].excl) == (Decimal(6100), Decimal(2950))
    assert sum(one.incl or 0 for one in found.values()) == Decimal("10000.01")
    operations.enter(quote, {"total_incl": None}, dict.fromkeys((roof, windows), NOTHING), by=lotte)
    assert amounts(quote) == {
        roof.pk: Asked(Decimal(6100), Decimal(6481)),
        windows.pk: Asked(Decimal(2950), Decimal(3127)),
    }


def test_a_total_without_vat_becomes_one_with_it_at_its_rate(roof: Work, windows: Work, lotte: User) -> None:
    told = {"total_excl": Decimal("26512.01"), "vat_rate": Decimal(6)}
    quote = received(roof, by=lotte, **told)
    assert amounts(quote) == {roof.pk: Asked(Decimal("26512.01"), Decimal("28102.73"))}
    own = {roof: OfWork({"total_incl": Decimal(900)}, {}), windows: NOTHING}
    several = received(by=lotte, of_works=own, **told)
    assert amounts(several) == {roof.pk: Asked(Decimal("849.06"), Decimal(900)), windows.pk: Asked()}
    own = {roof: OfWork({"total_excl": Decimal(18000)}, {}), windows: NOTHING}
    without = received(by=lotte, of_works=own, **told)
    assert amounts(without) == {roof.pk: Asked(Decimal(18000), Decimal(19080)), windows.pk: Asked()}
    incl = received(roof, by=lotte, total_incl=Decimal(31200), vat_rate=Decimal(6))
    assert amounts(incl) == {roof.pk: Asked(Decimal("29433.96"), Decimal(31200))}
    assert told_incl(received(roof, by=lotte)) is None


def test_what_is_written_for_one_work_goes_off_the_total_of_the_others(
    roof: Work, windows: Work, lotte: User
) -> None:
    own = {roof: OfWork({"total_incl": Decimal(500)}, {}), windows: NOTHING}
    quote = received(by=lotte, of_works=own, total_incl=Decimal(1200))
    for part in quote.parts.all():
        operations.set_lines(part, [line("1000")], by=lotte)
    assert [one.incl for one in amounts(quote).values()] == [Decimal(500), Decimal(700)]
    operations.enter(quote, {"total_incl": None}, own, by=lotte)
    assert [one.incl for one in amounts(quote).values()] == [Decimal(500), Decimal(1060)]


def test_answers_are_of_the_measure_and_are_taken_back(roof: Work, lotte: User) -> None:
    questions = {one.code: one.pk for one in ComparisonQuestion.objects.all()}
    scaffold = questions["roof_sarking:scaffold"]
    told = {scaffold: Answer(AnswerKind.SEPARATE, Decimal(1250))}
    quote = received(by=lotte, of_works={roof: OfWork({}, told)})
    (part,) = quote.parts.all()
    assert [(one.answer, one.amount) for one in part.answers.all()] == [("separate", Decimal(1250))]
    told = {scaffold: Answer(AnswerKind.MISSING, Decimal(1250))}
    operations.enter(quote, {}, {roof: OfWork({}, told)}, by=lotte)
    assert [(one.answer, one.amount) for one in part.answers.all()] == [("missing", None)]
    operations.enter(quote, {}, {roof: OfWork({}, {scaffold: None})}, by=lotte)
    assert not part.answers.exists()
    with pytest.raises(Refused, match="vraag"):
        operations.enter(
            quote, {}, {roof: OfWork({}, {questions["windows:uw"]: Answer(AnswerKind.MISSING)})}, by=lotte
        )


def test_posts_keep_their_order_and_say_what_they_are(roof: Work, lotte: User) -> None:
    (part,) = received(roof, by=lotte).parts.all()
    item = CatalogueItem.objects.get(code="roof_sarking:tiles")
    posts = [line("62", item=item, text="", quantity=Decimal(118), unit="m2"), line("2450", text="Stelling")]
    operations.set_lines(part, posts, by=lotte)
    assert [(str(one), one.quantity) for one in part.lines.all()] == [
        ("Dakpannen", Decimal(118)),
        ("Stelling", Decimal(1)),
    ]
    with pytest.raises(ValidationError):
        operations.set_lines(part, [line("1", text="")], by=lotte)
    assert part.lines.count() == 2


# --- Chosen --------------------------------------------------------------------------------------


def test_choosing_decides_the_ticked_works_with_the_amount_of_that_day(
    roof: Work, windows: Work, lotte: User, coach: User
) -> None:
    own = {
        roof: OfWork({"total_incl": Decimal(900)}, {}),
        windows: OfWork({"total_incl": Decimal(500)}, {}),
    }
    quote = received(by=lotte, of_works=own)
    other = received(roof, by=lotte, total_incl=Decimal(800))
    with pytest.raises(NotAllowed):
        operations.choose(quote, [roof], by=lotte, decided_on=TODAY, reason=price())
    (decision,) = operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price(), note="snel")
    assert (decision.quote, decision.amount, decision.reason) == (quote, Decimal(900), price())
    assert (state(roof), state(windows)) == ("decided", "quoted")
    operations.enter(quote, {}, own | {roof: OfWork({"total_incl": Decimal(950)}, {})}, by=coach)
    assert Decision.objects.get().amount == Decimal(900)
    assert amounts(quote)[roof.pk].incl == Decimal(950)
    for what in (
        lambda: operations.choose(other, [roof], by=coach, decided_on=TODAY, reason=price()),
        lambda: operations.choose(quote, [], by=coach, decided_on=TODAY, reason=price()),
        lambda: operations.choose(other, [windows], by=coach, decided_on=TODAY, reason=price()),
        lambda: operations.remove_quote(quote, by=coach),
        lambda: operations.enter(quote, {}, {windows: NOTHING}, by=coach),
        lambda: operations.split(roof, by=coach, description="voorkant", quantity=None),
    ):
        with pytest.raises(Refused):
            what()


def test_a_server_that_ends_half_way_a_choice_leaves_nothing_of_it(
    roof: Work, windows: Work, on_file: Dossier, coach: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = received(roof, windows, by=coach)
    told = told_on(on_file)

    def ends_at_the_second(work: Work, **said: Any) -> Decision:
        if Decision.objects.exists():
            raise SystemExit
        return decide(work, **said)

    monkeypatch.setattr(operations, "decide", ends_at_the_second)
    with pytest.raises(SystemExit):
        operations.choose(quote, [roof, windows], by=coach, decided_on=TODAY, reason=price())
    assert not Decision.objects.exists()
    assert (state(roof), state(windows), told_on(on_file)) == ("quoted", "quoted", told)


def test_a_chosen_quote_stays_one_that_came(roof: Work, coach: User) -> None:
    quote = received(roof, by=coach, asked_on=TODAY, total_incl=Decimal(800))
    operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price())
    with pytest.raises(Refused, match="gekozen"):
        operations.enter(quote, {"received_on": None}, {roof: NOTHING}, by=coach)
    withdraw_decision(roof, by=coach, reason="Foute brief")
    assert operations.enter(quote, {"received_on": None}, {roof: NOTHING}, by=coach).received_on is None


def test_who_chooses_from_an_old_page_is_told_that_the_quote_asks_something_else(
    roof: Work, coach: User
) -> None:
    quote = received(roof, by=coach, total_incl=Decimal(800))
    seen = state_of(*rows_of(quote))
    operations.enter(quote, {"total_incl": Decimal(8000)}, {roof: NOTHING}, by=coach)
    with pytest.raises(Changed):
        operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price(), seen=seen)


def test_nothing_is_asked_for_what_is_done(home: Address, roof: Work, coach: User) -> None:
    decide(roof, by=coach, goes_on=True, decided_on=TODAY)
    finish(roof, by=coach, ended_on=PartialDate.of(TODAY))
    for done in (roof, past_work(home)):
        with pytest.raises(Refused, match="al uitgevoerd"):
            operations.ask([done], [OrganisationFactory.create()], by=coach, asked_on=TODAY)


def test_nothing_is_asked_for_what_does_not_go_on(
    roof: Work, windows: Work, lotte: User, client_of: Callable[[User], Client]
) -> None:
    contractor = OrganisationFactory.create()
    decline = Reason.objects.filter(kind="decline")[0]
    decide(roof, by=None, goes_on=False, decided_on=TODAY, reason=decline)
    for ask in (
        lambda: operations.ask([roof, windows], [contractor], by=lotte, asked_on=TODAY),
        lambda: received(roof, by=lotte, received_on=None, asked_on=TODAY, contractor=contractor),
    ):
        with pytest.raises(Refused, match="gaat niet door"):
            ask()
    assert not Quote.objects.exists()
    page = client_of(lotte).get(f"/works/{windows.pk}/quotes/ask/").content.decode()
    assert f'value="{windows.pk}"' in page
    assert f'value="{roof.pk}"' not in page
    late = received(roof, by=lotte)  # what came is noted all the same
    assert late.received_on == TODAY


def test_a_chosen_quote_stays_that_of_its_contractor(roof: Work, coach: User) -> None:
    quote = received(roof, by=coach)
    operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price())
    other = OrganisationFactory.create()
    with pytest.raises(Refused, match=f"van {quote.contractor} is gekozen"):
        operations.enter(quote, {"contractor": other}, {roof: NOTHING}, by=coach)
    operations.enter(quote, {"contractor": quote.contractor, "number": "7"}, {roof: NOTHING}, by=coach)
    withdraw_decision(roof, by=coach, reason="Toch niet")
    operations.enter(quote, {"contractor": other}, {roof: NOTHING}, by=coach)
    assert Quote.objects.get(pk=quote.pk).contractor == other


def test_a_deactivated_dossier_gets_nothing_of_its_works_and_alone_it_refuses(
    roof: Work, on_file: Dossier, coach: User, lotte: User, user_with: Callable[..., User]
) -> None:
    coordinator = user_with(Role.COORDINATOR)
    other = information_dossier(by=lotte, address=on_file.site_address)
    put_on_dossier(roof, other, by=lotte, role=WorkRole.ADVISED)
    first = received(roof, by=lotte)
    asked = operations.ask([roof], [OrganisationFactory.create()], by=lotte, asked_on=TODAY)[0]
    deactivate(on_file, by=coordinator, reason=Reason.objects.filter(kind="inactive")[0])
    before = on_file.case_file.events.count(), on_file.case_file.filed_documents.count()
    told = {"contractor": OrganisationFactory.create(), "received_on": TODAY}
    letter = Upload(b"Offerte", "offerte.txt", "text/plain")
    quote = operations.enter(None, told, {roof: NOTHING}, by=lotte, upload=letter)
    update_work(roof, by=lotte, planned_start=TODAY)
    decide(roof, by=None, goes_on=True, decided_on=TODAY)
    withdraw_decision(roof, by=coach, reason="Toch niet")
    assert (on_file.case_file.events.count(), on_file.case_file.filed_documents.count()) == before
    assert other.case_file.filed_documents.get().document == quote.document
    deactivate(other, by=coordinator, reason=Reason.objects.filter(kind="inactive")[0])
    part = first.parts.get()
    for verb in (
        lambda: operations.ask([roof], [OrganisationFactory.create()], by=lotte, asked_on=TODAY),
        lambda: operations.enter(first, {"number": "8"}, {roof: NOTHING}, by=lotte),
        lambda: operations.set_lines(part, [line("100")], by=lotte),
        lambda: operations.note_none(asked, by=lotte, because="Te druk"),
        lambda: operations.choose(first, [roof], by=coach, decided_on=TODAY, reason=price()),
        lambda: operations.split(roof, by=lotte, description="achterkant", quantity=None),
        lambda: operations.remove_quote(first, by=lotte),
        lambda: put_on_dossier(roof, other, by=lotte, role=WorkRole.DESIGNED),
        lambda: take_off_dossier(WorkDossier.objects.get(dossier=other), by=lotte),
        lambda: advise(WorkDossier.objects.get(dossier=other), by=lotte, remark="Eerst"),
    ):
        with pytest.raises(Refused, match=r"[Gg]edeactiveerd"):
            verb()
    assert Quote.objects.get(pk=first.pk).number == ""


def test_a_quote_that_has_not_come_cannot_be_chosen(roof: Work, coach: User) -> None:
    (quote,) = operations.ask([roof], [OrganisationFactory.create()], by=coach, asked_on=TODAY)
    with pytest.raises(Refused, match="niet ontvangen"):
        operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price())


def test_a_choice_is_withdrawn_with_a_reason_until_the_work_begins(roof: Work, coach: User) -> None:
    quote = received(roof, by=coach, total_incl=Decimal(800))
    operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price())
    withdraw_decision(roof, by=coach, reason="De aannemer stopt ermee")
    assert state(roof) == "quoted"
    operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price())
    start(roof, by=coach, started_on=PartialDate.parse(TODAY.isoformat()))
    with pytest.raises(Refused, match="begonnen"):
        withdraw_decision(roof, by=coach, reason="Toch niet")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_choose_different_quotes_at_once_one_wins_and_the_other_is_told(
    roof: Work, windows: Work, coach: User, user_with: Callable[..., User]
) -> None:
    other = user_with(Role.COORDINATOR, first_name="Griet", last_name="Maes")
    works = [roof, windows]
    quotes = [received(*works, by=coach, total_incl=Decimal(900)) for _one in range(2)]
    ready, told = Barrier(2), []

    def choose(quote: Quote, by: User, mine: list[Work]) -> None:
        ready.wait()
        try:
            operations.choose(quote, mine, by=by, decided_on=TODAY, reason=price())
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [
        Thread(target=choose, args=(quotes[0], coach, works)),
        Thread(target=choose, args=(quotes[1], other, works[::-1])),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(told) == 1
    standing = Decision.objects.standing()
    assert {decision.work_id for decision in standing} == {roof.pk, windows.pk}
    assert len({decision.quote_id for decision in standing}) == 1
    assert str(standing[0].made_by) in told[0]


@pytest.mark.django_db(transaction=True)
def test_no_work_goes_on_with_a_quote_that_a_split_takes_away_meanwhile(
    roof: Work, coach: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = received(roof, by=coach, total_incl=Decimal(900))
    told: list[str] = []

    def split() -> None:
        try:
            operations.split(roof, by=coach, description="achterkant", quantity=None, quotes=[quote])
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    splitting = Thread(target=split)

    def meanwhile(one: Quote) -> dict[int, Asked]:
        found = asked_for(one)
        splitting.start()
        splitting.join(1)
        return found

    monkeypatch.setattr(operations, "asked_for", meanwhile)
    operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=price())
    splitting.join()
    assert len(told) == 1
    assert "al beslist" in told[0]
    assert QuoteWork.objects.get(quote=quote).work_id == Decision.objects.standing().get().work_id == roof.pk


# --- Split and merged ----------------------------------------------------------------------------


def test_one_work_over_two_contractors_becomes_two(roof: Work, on_file: Dossier, coach: User) -> None:
    stays, goes = (received(roof, by=coach, total_incl=Decimal(one)) for one in (900, 400))
    with pytest.raises(ValidationError):
        operations.split(roof, by=coach, description="achterkant", quantity=Decimal(118))
    rear = operations.split(roof, by=coach, description="achterkant", quantity=Decimal(40), quotes=[goes])
    roof.refresh_from_db()
    assert (roof.quantity, rear.quantity) == (Decimal(78), Decimal(40))
    assert (str(rear), rear.measure, rear.address) == (
        "Dakisolatie sarking · achterkant",
        roof.measure,
        roof.address,
    )
    assert [link.role for link in WorkDossier.objects.filter(work=rear, dossier=on_file)] == ["advised"]
    assert {part.quote_id: part.work_id for part in QuoteWork.objects.all()} == {
        stays.pk: roof.pk,
        goes.pk: rear.pk,
    }
    assert (state(roof), state(rear)) == ("quoted", "quoted")
    operations.choose(stays, [roof], by=coach, decided_on=TODAY, reason=price())
    assert (state(roof), state(rear)) == ("decided", "quoted")
    assert "work_split" in told_on(on_file)


def test_a_split_shares_the_estimate_to_the_cent(roof: Work, coach: User) -> None:
    update_work(roof, by=coach, estimate_from=Decimal("10000.01"), estimate_until=Decimal(12000))
    rear = operations.split(roof, by=coach, description="achterkant", quantity=Decimal(59))
    roof.refresh_from_db()
    assert (roof.estimate_from, rear.estimate_from) == (Decimal("5000.01"), Decimal("5000.00"))
    assert (roof.estimate_until, rear.estimate_until) == (Decimal(6000), Decimal(6000))
    side = operations.split(rear, by=coach, description="zijkant", quantity=None)
    rear.refresh_from_db()
    assert (rear.estimate_from, side.estimate_from) == (Decimal(5000), None)


def test_the_quotes_of_a_contractor_that_is_merged_go_along(roof: Work, lotte: User) -> None:
    quote = received(roof, by=lotte)
    winner = OrganisationFactory.create()
    merge(winner, Organisation.objects.get(pk=quote.contractor_id), by=lotte)
    quote.refresh_from_db()
    assert quote.contractor == winner


def test_a_day_of_long_ago_is_no_day_of_a_quote(roof: Work, lotte: User) -> None:
    with pytest.raises(ValidationError):
        operations.ask([roof], [OrganisationFactory.create()], by=lotte, asked_on=date(206, 1, 1))
