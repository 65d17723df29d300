"""The desk in one page, and what is done with many requests at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.models import Dossier, FactWithoutValue, Project, Source, Subtype
from dossiers.operations.editing import update_detail
from dossiers.types.lending import bulk
from dossiers.types.lending.operations import desk, loans, requests, stock
from dossiers.types.lending.pickup import lines_for
from dossiers.types.lending.pieces import PieceKind, PieceLoan
from dossiers.types.lending.profile import HANDLING, RESULTS
from dossiers.types.lending.stock import LendingRule, StockKind, StockMove
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity
from tests.dossiers.lent import agreed, bags, in_days, meter, now, request_for, reserved

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def an(db: None) -> Person:
    return PersonFactory.create(first_name="An", address=AddressFactory.create())


def filled_in(who: Person, what: Any, **told: Any) -> dict[str, Any]:
    """What the page sends, with what it fills in itself."""
    kind = "stock" if isinstance(what, StockKind) else "piece"
    subtype = what.subtype_id if isinstance(what, StockKind) else what.kind.subtype_id
    return {
        "person": who.pk,
        "what": f"{kind}-{what.pk}-{subtype}",
        "quantity": "6",
        "agreed": "signed",
        "rules_version": "2026-1",
        "source": Source.objects.get(code="desk").pk,
        "project": Project.objects.get(code="regular").pk,
        **told,
    }


def opened() -> Dossier:
    return Dossier.objects.get(type="lending")


def asked_bags(lotte: User, quantity: int = 4, **known: Any) -> Dossier:
    return _counted(agreed(request_for("rubble_bags", by=lotte, **known), by=lotte), quantity)


def _counted(dossier: Dossier, quantity: int) -> Dossier:
    type(dossier.lending).objects.filter(pk=dossier.pk).update(quantity=quantity)
    return now(dossier)


# --- One page ------------------------------------------------------------------------------------


def test_bags_are_asked_handed_out_and_done_in_one_page(at_desk: Client, an: Person) -> None:
    kind = bags(20)
    answer = at_desk.post("/desk/", filled_in(an, kind, agreed="phone"), follow=True)
    dossier = opened()
    assert (dossier.stage, dossier.site_address) == ("completed", an.address)
    detail = dossier.lending
    assert (detail.rules_version, detail.rules_agreed_how) == ("2026-1", "phone")
    assert (detail.quantity, detail.bags, detail.outcome) == (6, None, "granted")
    assert detail.items == 6
    assert StockKind.objects.get(pk=kind.pk).quantity == 14
    page = answer.content.decode()
    assert dossier.number in page
    assert "Meegegeven aan An" in page


def test_what_is_refused_opens_nothing_and_keeps_what_was_typed(at_desk: Client, an: Person) -> None:
    kind = bags(3)
    LendingRule.objects.create(subtype=kind.subtype, rules_version="2026-1", most=5)
    cases: tuple[tuple[dict[str, str], str], ...] = (
        ({}, "Schrijf op waarom."),
        ({"over_because": "Grote tuin"}, "maar 3 zakken"),
        ({"quantity": ""}, "Vul in hoeveel."),
        ({"agreed": ""}, "verplicht"),
        ({"person": ""}, "Kies of voeg toe wie het vraagt."),
    )
    for told, words in cases:
        answer = at_desk.post("/desk/", filled_in(an, kind, due_on="2026-12-24", **told))
        assert answer.status_code == 422, words
        assert words in answer.content.decode(), words
        assert "24/12/2026" in answer.content.decode(), words
    assert not Dossier.objects.filter(type="lending").exists()
    assert not StockMove.objects.exists()
    told = at_desk.get(
        "/desk/", filled_in(an, kind), headers={"HX-Request": "true", "HX-Target": "desk-told"}
    ).content.decode()
    assert "schrijf op waarom" in told
    assert "nog maar 3 zakken" in told
    StockKind.objects.update(quantity=20)
    at_desk.post("/desk/", filled_in(an, kind, over_because="Grote tuin"))
    assert opened().lending.over_because == "Grote tuin"


def test_a_form_that_is_sent_twice_hands_out_once(at_desk: Client, an: Person) -> None:
    kind, key = bags(20), "0f8fad5b-d9cb-469f-a165-70867728950e"
    for _time in range(2):
        assert at_desk.post("/desk/", filled_in(an, kind, key=key)).status_code == 302
    assert (StockMove.objects.count(), opened().stage) == (1, "completed")


def test_where_there_are_no_rules_that_is_said(at_desk: Client, an: Person) -> None:
    kind = bags(20)
    refused = at_desk.post("/desk/", filled_in(an, kind, rules_version=""))
    assert "Zeg welk reglement" in refused.content.decode()
    at_desk.post("/desk/", filled_in(an, kind, rules_version="", agreed="none"))
    facts = FactWithoutValue.objects.filter(dossier=opened(), why="n/a")
    assert facts.count() == 2


def test_what_was_handed_out_by_mistake_stands_open_again(at_desk: Client, an: Person) -> None:
    kind = bags(20)
    page = at_desk.post("/desk/", filled_in(an, kind), follow=True).content.decode()
    move = StockMove.objects.get()
    undo = f"/dossiers/{opened().number}/desk/move/{move.pk}/undo/"
    assert undo in page
    assert at_desk.post(undo).status_code == 302
    dossier = opened()
    assert (dossier.stage, dossier.lending.outcome, dossier.lending.items) == ("handling", "", None)
    assert StockMove.objects.filter(undoes=move).exists()
    assert "Meegegeven aan" not in at_desk.get(f"/desk/?removed=move-{move.pk}").content.decode()
    at_desk.post(undo)
    assert StockMove.objects.count() == 2
    again = {"what": f"stock-{kind.pk}-{kind.subtype_id}", "quantity": "5"}
    assert at_desk.post(f"/dossiers/{dossier.number}/desk/", again).status_code == 302
    assert (opened().stage, opened().lending.items) == ("completed", 5)


def test_a_piece_goes_along_and_completes_its_request_when_it_is_back(at_desk: Client, an: Person) -> None:
    piece = meter()
    at_desk.post("/desk/", filled_in(an, piece))
    dossier, loan = opened(), PieceLoan.objects.get()
    assert (dossier.stage, dossier.lending.outcome, loan.standing) == ("handling", "lent", "out")
    assert "EM-01" not in at_desk.get("/desk/").content.decode()
    url = f"/dossiers/{dossier.number}/desk/"
    today = timezone.localdate().isoformat()
    refused = at_desk.post(url, {"on": today, "state": "damaged"})
    assert "Schrijf op wat er mis is." in refused.content.decode()
    assert at_desk.post(url, {"on": today, "state": "damaged", "damage": "Knop af"}).status_code == 302
    assert (opened().stage, opened().lending.outcome) == ("completed", "returned")


def test_a_loan_given_by_mistake_is_reserved_as_it_was(lotte: User) -> None:
    dossier = agreed(request_for(by=lotte), by=lotte)
    loan = reserved(dossier, meter(), by=lotte, start=5, end=9)
    loan = loans.hand_out_piece(loan, by=lotte)
    loan = loans.undo_hand_out(loan, by=lotte)
    assert (loan.standing, loan.starts_on, loan.due_on) == ("reserved", in_days(5), in_days(9))
    with pytest.raises(Refused, match="nog niet"):
        loans.undo_hand_out(loan, by=lotte)


# --- Many at once --------------------------------------------------------------------------------


def test_requests_are_granted_set_ready_and_handed_out_in_bulk_and_undone(lotte: User) -> None:
    kind = bags(10)
    bagged, metered = asked_bags(lotte), agreed(request_for(by=lotte), by=lotte)
    meter()
    steps: tuple[tuple[Any, Any, dict[str, Any]], ...] = (
        (bulk.grant, bulk.undo_grant, {"pickup_on": in_days(2), "stock": kind}),
        (bulk.set_ready, bulk.undo_ready, {"pickup_on": in_days(3)}),
        (bulk.hand_over, bulk.take_back, {}),
    )
    update_detail(now(metered), HANDLING, by=lotte, pickup_on=in_days(1))
    for dossier in (bagged, metered):
        before = _state(dossier)
        done = []
        for apply, undo, told in steps:
            done.append((undo, apply(dossier.pk, by=lotte, **told)))
            with pytest.raises(Refused):
                apply(dossier.pk, by=lotte, **told)
        assert _state(dossier)[0] == ("completed" if dossier == bagged else "handling")
        for undo, change in reversed(done):
            undo(dossier.pk, by=lotte, change=change)
            with pytest.raises(Refused):
                undo(dossier.pk, by=lotte, change=change)
        assert _state(dossier) == before
    assert StockKind.objects.get(pk=kind.pk).quantity == 10


def _state(dossier: Dossier) -> tuple[Any, ...]:
    detail = now(dossier).lending
    standing = dossier.loans.standing().count()
    days = detail.granted_on, detail.ready_on, detail.pickup_on
    return now(dossier).stage, *days, detail.stock, detail.outcome, detail.items, standing


def test_what_somebody_told_since_stays_when_a_grant_is_undone(lotte: User) -> None:
    kind, dossier = bags(10), asked_bags(lotte)
    change = bulk.grant(dossier.pk, by=lotte, pickup_on=in_days(2), stock=kind)
    update_detail(now(dossier), HANDLING, by=lotte, pickup_on=in_days(4))
    bulk.undo_grant(dossier.pk, by=lotte, change=change)
    assert (now(dossier).lending.pickup_on, now(dossier).lending.stock) == (in_days(4), None)


def test_a_piece_with_a_deposit_goes_along_once_somebody_says_whether_it_was_paid(lotte: User) -> None:
    piece = meter()
    PieceKind.objects.filter(code="energy_meter").update(deposit=25)
    dossier = agreed(request_for(by=lotte), by=lotte)
    loan = reserved(dossier, piece, by=lotte)
    with pytest.raises(Refused, match="waarborg van €\xa025,00"):
        bulk.hand_over(dossier.pk, by=lotte)
    for answer, paid in (("unpaid", None), ("paid", timezone.localdate())):
        change = bulk.hand_over(dossier.pk, by=lotte, deposit=answer)
        loan.refresh_from_db()
        assert (loan.standing, loan.deposit_paid_on) == ("out", paid)
        bulk.take_back(dossier.pk, by=lotte, change=change)


def test_a_deposit_that_was_not_paid_at_the_desk_is_noted_once_later(at_desk: Client, lotte: User) -> None:
    PieceKind.objects.filter(code="energy_meter").update(deposit=25)
    dossier = agreed(request_for(by=lotte), by=lotte)
    loan = reserved(dossier, meter(), by=lotte)
    url = f"/dossiers/{dossier.number}/loans/{loan.pk}/deposit/"
    assert "nu geen waarborg" in at_desk.post(url, follow=True).content.decode()
    bulk.hand_over(dossier.pk, by=lotte, deposit="unpaid")
    tab = f"/dossiers/{dossier.number}/?tab=handling"
    assert url in at_desk.get(tab).content.decode()
    page = at_desk.post(url, follow=True).content.decode()
    assert "De waarborg is betaald." in page
    assert f"Waarborg voor {loan.piece} betaald" in page
    assert url not in page
    assert PieceLoan.objects.get().deposit_paid_on == timezone.localdate()
    assert "is al betaald" in at_desk.post(url, follow=True).content.decode()


def test_the_desk_tells_the_deposit_and_nothing_of_a_number_that_nobody_typed(
    at_desk: Client, an: Person, lotte: User
) -> None:
    kind, piece = bags(10, minimum=8), meter()
    PieceKind.objects.filter(code="energy_meter").update(deposit=25)

    def told(what: Any, url: str = "/desk/", **known: str) -> str:
        headers = {"HX-Request": "true", "HX-Target": "desk-told"}
        return at_desk.get(url, filled_in(an, what, **known), headers=headers).content.decode()

    assert "onder het minimum" not in told(kind, quantity="")
    assert "onder het minimum" in told(kind, quantity="3")
    assert "Waarborg: €\xa025,00" in told(piece)
    stands = f"/dossiers/{asked_bags(lotte).number}/desk/"
    assert "onder het minimum" in at_desk.get(stands).content.decode()  # four are asked


def test_what_cannot_be_granted_or_handed_out_says_why(lotte: User) -> None:
    bags(6)
    plants = StockKind.objects.create(
        name="Klimplant", unit="planten", subtype=Subtype.objects.get(code="lending_green_garland")
    )
    lacking = request_for("rubble_bags", by=lotte)
    with pytest.raises(Refused, match="Nog in te vullen"):
        bulk.grant(lacking.pk, by=lotte)
    for call in (bulk.set_ready, bulk.hand_over):
        with pytest.raises(Refused, match="nog niet toegekend"):
            call(asked_bags(lotte).pk, by=lotte)
    first, second = asked_bags(lotte), asked_bags(lotte)
    for one in (first, second):
        requests.grant_request(one, by=lotte)
        requests.set_ready(now(one), by=lotte)
    bulk.hand_over(first.pk, by=lotte)
    with pytest.raises(Refused, match="maar 2 zakken"):
        bulk.hand_over(second.pk, by=lotte)
    assert now(second).stage == "handling"
    with pytest.raises(Refused, match="vraagt geen"):
        bulk.grant(asked_bags(lotte).pk, by=lotte, stock=plants)


def test_what_went_along_already_is_not_granted_nor_set_ready_once_more(lotte: User) -> None:
    spare, out = meter("EM-02"), agreed(request_for(by=lotte), by=lotte)
    loans.hand_out_piece(reserved(out, meter(), by=lotte), by=lotte)
    with pytest.raises(Refused, match="al meegegeven"):
        bulk.grant(out.pk, by=lotte)
    update_detail(now(out), HANDLING, by=lotte, granted_on=in_days(0))
    with pytest.raises(Refused, match="al meegegeven"):
        bulk.set_ready(out.pk, by=lotte)
    assert not spare.loans.exists()


def test_the_lists_tell_by_day_and_depot_what_is_to_be_set_ready_and_picked_up(
    lotte: User, at_desk: Client, user_with: Callable[..., User]
) -> None:
    StockKind.objects.filter(pk=bags(40).pk).update(depot="Magazijn")
    late, soon, ready = (asked_bags(lotte) for _one in range(3))
    for one, days in ((late, 3), (soon, 1), (ready, 2)):
        requests.grant_request(one, by=lotte, pickup_on=in_days(days))
    requests.set_ready(now(ready), by=lotte)
    PieceKind.objects.filter(code="energy_meter").update(deposit=25)
    piece = reserved(agreed(request_for(by=lotte), by=lotte), meter(), by=lotte, start=2)
    page = at_desk.get("/pickup/").content.decode()
    parts = page.partition('id="to-pick-up"')
    numbers = [page.index(one.number) for one in (soon, piece.dossier, late)]
    assert numbers == sorted(numbers)
    assert ready.number in parts[2]
    assert "· Magazijn" in page
    assert "waarborg €\xa025,00" in page
    requests.hand_over(now(ready), by=lotte)
    assert {one.dossier for one in lines_for(lotte)} == {late, soon, piece.dossier}
    kind = StockKind.objects.get(code="rubble_bag")
    stock.count_stock(kind, by=user_with(Role.COORDINATOR), counted=kind.quantity - 1, reason="Gescheurd")
    assert {one.dossier for one in lines_for(lotte)} == {late, soon, piece.dossier}


# --- What follows from moves ---------------------------------------------------------------------


def test_results_follow_what_is_handed_out_unless_somebody_typed_them(lotte: User) -> None:
    kind, dossier = bags(30), request_for("rubble_bags", by=lotte)
    StockKind.objects.update(counts_as="bags")
    kind.refresh_from_db()
    first = stock.hand_out_stock(dossier, kind, by=lotte, quantity=4)
    stock.hand_out_stock(dossier, kind, by=lotte, quantity=2)
    assert now(dossier).lending.bags == 6
    stock.take_back_stock(first, by=lotte)
    assert now(dossier).lending.bags == 2
    update_detail(now(dossier), RESULTS, by=lotte, bags=1)
    stock.hand_out_stock(dossier, kind, by=lotte, quantity=3)
    assert (now(dossier).lending.bags, now(dossier).lending.items) == (1, None)


def test_a_stock_that_is_counted_low_gives_one_task_on_the_consumable(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    karim, kind = user_with(Role.COORDINATOR), bags(10, minimum=8)
    stock.count_stock(kind, by=karim, counted=5, reason="Gescheurd")
    stock.count_stock(kind, by=karim, counted=4, reason="Nog een")
    task = Activity.objects.get(kind="task")
    assert (task.assignee, task.case_file) == (karim, StockKind.objects.get().case_file)
    page = client_of(karim).get("/tasks/").content.decode()
    assert f"/stock/{kind.pk}/" in page


def test_who_may_not_open_a_dossier_has_no_desk(lotte: User, user_with: Callable[..., User]) -> None:
    kind, dossier = bags(5), asked_bags(lotte)
    with pytest.raises(Refused):
        desk.hand_out(dossier, desk.Handing(kind, 2), by=user_with(Role.AUDITOR))
