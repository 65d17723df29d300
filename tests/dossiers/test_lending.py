"""Requests and loans: what each kind asks, pieces that are lent once at a time, bags that run out."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.flows.profiles import missing
from dossiers.models import Dossier, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.types.lending.following_up import PURPOSE, follow_up_loans
from dossiers.types.lending.limits import limit_of
from dossiers.types.lending.operations import loans, stock
from dossiers.types.lending.pieces import Piece, PieceLoan, PieceState
from dossiers.types.lending.profile import GIVING, GREEN_REQUEST, HANDLING, PIECE, PROFILES, REQUEST, VISITING
from dossiers.types.lending.stock import LendingRule, StockKind, StockMove
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory
from oss.core.refusal import NotAllowed, Refused
from oss.documents.models import Document
from oss.mail.outbound import OutboundMessage
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, Event
from tests.dossiers.lent import (
    agreed,
    bags,
    file_photo_and_sketch,
    in_days,
    lent,
    meter,
    now,
    overdue,
    request_for,
    reserved,
)
from tests.page_tree import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(lotte: User) -> Dossier:
    return agreed(request_for(by=lotte), by=lotte)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Karim")


def gaps(dossier: Dossier, stage: str = "handling") -> set[str]:
    return {one.name.removeprefix("lending_") for one in missing(now(dossier), stage)}


def settle(dossier: Dossier, part: Any, *, by: User, outcome: str, **told: Any) -> None:
    update_detail(now(dossier), part, by=by, outcome=outcome, handled_on=timezone.localdate(), **told)


def at_once(held: Piece | StockKind, *works: Callable[[], Any]) -> list[Any]:
    """What each returned or refused, in threads of their own; none goes on before all wait for what is
    `held` here, or for each other."""

    def run(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        with transaction.atomic():
            type(held).objects.select_for_update().get(pk=held.pk)
            running = [threads.submit(run, work) for work in works]
            deadline = monotonic() + 30
            while how_many_wait() < len(works):
                assert monotonic() < deadline, [one.done() and one.result() for one in running]
                sleep(0.01)
        return [one.result(30) for one in running]


def how_many_wait() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])


# --- What each kind asks -------------------------------------------------------------------------


def test_every_subtype_knows_what_is_asked(db: None) -> None:
    found = dict(Subtype.objects.of_type("lending").values_list("code", "profile"))
    assert set(found.values()) == {one.name for one in PROFILES}
    assert found["lending_energy_meter"] == PIECE.name
    assert found["lending_rubble_bags"] == "lending_consumable"


def test_a_request_is_of_today_unless_it_says_so_and_a_consumable_names_how_many(lotte: User) -> None:
    for what, asks in (("energy_meter", set()), ("rubble_bags", {"quantity"})):
        dossier = request_for(what, by=lotte)
        assert now(dossier).lending.asked_on == timezone.localdate()
        assert gaps(dossier, "request") == asks, what
        update_detail(now(dossier), REQUEST, by=lotte, asked_on=None)
        assert gaps(dossier, "request") == asks | {"asked_on"}, what
        agreed(dossier, by=lotte)
        assert gaps(dossier, "request") == set(), what


def test_each_kind_is_completed_by_what_it_asks_and_nothing_else(lotte: User) -> None:
    cases = (
        ("energy_meter", HANDLING, "returned", {}, {"returned"}),
        ("rubble_bags", GIVING, "granted", {}, set()),
        ("depaving_team", VISITING, "granted", {"done_on": timezone.localdate()}, {"done_on"}),
        ("neighbourhood_compost", VISITING, "granted", {"done_on": timezone.localdate()}, {"done_on"}),
        ("street_garden", VISITING, "granted", {}, {"photo", "sketch"}),
    )
    for what, part, outcome, told, beside in cases:
        dossier = agreed(request_for(what, by=lotte), by=lotte)
        assert gaps(dossier) == {"outcome", "handled_on"} | beside, what
        settle(dossier, part, by=lotte, outcome=outcome, **told)
        if "returned" in beside:
            loans.return_piece(lent(now(dossier), meter(), by=lotte), by=lotte)
        if "photo" in beside:
            file_photo_and_sketch(dossier, by=lotte)
        assert gaps(dossier) == set(), what
        stages.save_and_complete(now(dossier), by=lotte)


def test_what_is_refused_or_withdrawn_asks_no_work_and_no_piece(lotte: User) -> None:
    for what, part in (("energy_meter", HANDLING), ("depaving_team", VISITING), ("street_garden", VISITING)):
        dossier = agreed(request_for(what, by=lotte), by=lotte)
        settle(dossier, part, by=lotte, outcome="withdrawn")
        assert gaps(dossier) == set(), what
    with pytest.raises(ValidationError, match="waarom"):
        settle(dossier, part, by=lotte, outcome="refused")


def test_a_piece_that_is_out_or_reserved_keeps_its_dossier_open_also_as_another_kind(
    lotte: User, asked: Dossier
) -> None:
    loan = reserved(asked, meter(), by=lotte)
    settle(asked, HANDLING, by=lotte, outcome="withdrawn")
    assert gaps(asked) == {"nothing_out"}
    loan = loans.hand_out_piece(loan, by=lotte)
    update_dossier(now(asked), by=lotte, subtype=Subtype.objects.get(code="lending_rubble_bags"))
    assert gaps(asked) == {"nothing_out"}
    loans.return_piece(loan, by=lotte)
    assert gaps(asked) == set()


def test_a_city_service_stands_for_an_assignee(lotte: User) -> None:
    dossier = agreed(request_for("rubble_bags", by=lotte, assignee=None), by=lotte)
    assert "assigned" in gaps(dossier)
    update_detail(dossier, GIVING, by=lotte, sent_to=OrganisationFactory.create())
    assert "assigned" not in gaps(dossier)


def test_who_agrees_agrees_with_the_rules_of_today(lotte: User, desk: Client) -> None:
    dossier = request_for("energy_meter", by=lotte)
    LendingRule.objects.create(subtype=dossier.subtype, rules_version="2026-2")
    form = REQUEST.form(
        {"rules_agreed_on": "2026-11-02", "rules_agreed_how": "phone"}, instance=REQUEST.row_of(now(dossier))
    )
    assert form.is_valid(), form.errors
    assert form.changes()["rules_version"] == "2026-2"
    with pytest.raises(ValidationError, match="reglement"):
        update_detail(dossier, REQUEST, by=lotte, rules_agreed_on=timezone.localdate())
    assert "area" in GREEN_REQUEST.fields
    assert "area" not in REQUEST.fields


def test_photo_and_sketch_are_filed_or_answered_without_a_value(lotte: User, desk: Client) -> None:
    dossier = agreed(request_for("street_garden", by=lotte), by=lotte)
    stages.advance(dossier, by=lotte)
    page = desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    assert page.count("Voeg toe bij de bestanden") == 2
    assert "without-lending_photo-why" in page
    known = {"assignee": lotte.pk, "rules_version": "2026", "rules_agreed_on": in_days(0).isoformat()}
    sent = known | {"without-lending_photo-why": "not_told", "without-lending_sketch-why": "later"}
    url = f"/dossiers/{dossier.number}/information/"
    refused = desk.post(url, sent)
    assert "Zeg op welke dag" in refused.content.decode()
    later = in_days(5).isoformat()
    assert desk.post(url, sent | {"without-lending_sketch-expected_on": later}).status_code == 302
    assert gaps(dossier) == {"outcome", "handled_on"}
    file_photo_and_sketch(dossier, by=lotte)
    assert desk.post(url, known).status_code == 302
    assert not now(dossier).facts_without_value.exists()
    assert desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode().count("bij de bestanden") == 2


def test_a_warm_facade_proposes_an_advice_and_each_image_says_what_it_shows(
    lotte: User, desk: Client
) -> None:
    dossier = agreed(request_for("thermal_scan", by=lotte), by=lotte)
    stages.advance(dossier, by=lotte)
    file_photo_and_sketch(dossier, by=lotte)
    image = Document.objects.filter(filings__case_file=dossier.case_file).order_by("pk")[0]
    tab = f"/dossiers/{dossier.number}/?tab=handling"
    url = f"/dossiers/{dossier.number}/handling/"
    refused = desk.post(url, {"front_image": image.pk})
    assert "Zeg van elk beeld" in refused.content.decode()
    told = {name: read(refused.content.decode()).one(f"#id_{name}").attrs for name in ("front", "left")}
    assert ["aria-invalid" in attrs for attrs in told.values()] == [True, False]
    assert desk.post(url, {"front": "cold", "front_image": image.pk}).status_code == 302
    assert "Renovatieadvies" not in desk.get(tab).content.decode()
    assert desk.post(url, {"front": "warm", "front_image": image.pk, "roof": "cold"}).status_code == 302
    page = desk.get(tab).content.decode()
    assert "Volgend dossier: Renovatieadvies" in page
    assert f"/dossiers/new/?on={dossier.journey.number}" in page


# --- Pieces --------------------------------------------------------------------------------------


def test_a_piece_is_reserved_handed_out_and_brought_back(lotte: User, asked: Dossier) -> None:
    piece = meter()
    loan = loans.reserve_piece(asked, piece, by=lotte, starts_on=in_days(0))
    assert (loan.due_on, loan.standing) == (in_days(13), "reserved")
    loan = loans.hand_out_piece(loan, by=lotte)
    assert (loan.handed_out_by, loan.standing) == (lotte, "out")
    loan = loans.return_piece(loan, by=lotte)
    assert (loan.returned_by, loan.standing, loan.state_back) == (lotte, "back", "good")
    kinds = Event.objects.filter(case_file=asked.case_file, kind__startswith="piece_")
    assert [one.kind for one in kinds.order_by("pk")] == [
        "piece_reserved",
        "piece_handed_out",
        "piece_returned",
    ]
    assert reserved(asked, piece, by=lotte).pk  # free again on the very same day


def test_no_period_of_a_piece_overlaps_another(lotte: User, asked: Dossier) -> None:
    piece = meter()
    first = reserved(asked, piece, by=lotte, start=10, end=20)
    for start, end in ((5, 10), (12, 14), (20, 25), (5, 25)):
        with pytest.raises(Refused, match="beloofd"):
            reserved(asked, piece, by=lotte, start=start, end=end)
        with pytest.raises(IntegrityError, match="piece_promised_once_at_a_time"), transaction.atomic():
            PieceLoan.objects.create(
                piece=piece, dossier=asked, starts_on=in_days(start), due_on=in_days(end), reserved_by=lotte
            )
    reserved(asked, piece, by=lotte, start=21, end=25)
    with pytest.raises(Refused, match="beloofd"):
        loans.extend_loan(first, by=lotte, due_on=in_days(22))
    loans.cancel_reservation(first, by=lotte)
    reserved(asked, piece, by=lotte, start=12, end=14)
    assert piece.loans.standing().count() == 2


def test_a_reservation_over_a_loan_is_refused_and_an_overdue_piece_is_still_out(
    lotte: User, asked: Dossier
) -> None:
    piece = meter()
    loan = lent(asked, piece, by=lotte)
    with pytest.raises(Refused, match="beloofd"):
        reserved(asked, piece, by=lotte, start=3, end=9)
    later = reserved(asked, piece, by=lotte, start=8, end=9)
    overdue(loan)
    with pytest.raises(Refused, match="nog uitgeleend"):
        loans.hand_out_piece(later, by=lotte)
    with pytest.raises(IntegrityError, match="piece_out_once_at_a_time"), transaction.atomic():
        PieceLoan.objects.filter(pk=later.pk).update(
            starts_on=in_days(0), handed_out_on=in_days(0), handed_out_by=lotte
        )
    loans.return_piece(loan, by=lotte)
    assert loans.hand_out_piece(later, by=lotte).standing == "out"


def test_damage_asks_a_note_and_takes_the_piece_out_of_what_is_offered(lotte: User, asked: Dossier) -> None:
    loan = lent(asked, meter(), by=lotte)
    with pytest.raises(ValidationError, match="mis"):
        loans.return_piece(loan, by=lotte, state=PieceState.DAMAGED, damage=" ")
    loans.return_piece(loan, by=lotte, state=PieceState.DAMAGED, damage="Scherm gebarsten")
    piece = Piece.objects.get()
    assert (piece.state, piece.note) == ("damaged", "Scherm gebarsten")
    assert not Piece.objects.lendable().exists()
    with pytest.raises(Refused, match="beschadigd"):
        reserved(asked, piece, by=lotte)
    Piece.objects.update(state=PieceState.GOOD, is_active=False)
    with pytest.raises(Refused, match="buiten gebruik"):
        reserved(asked, piece, by=lotte)


def test_a_deposit_is_paid_and_paid_back(lotte: User, asked: Dossier) -> None:
    piece = meter()
    type(piece.kind).objects.update(deposit=25)
    unpaid = loans.hand_out_piece(reserved(asked, piece, by=lotte), by=lotte)
    with pytest.raises(ValidationError, match="waarborg"):
        loans.return_piece(unpaid, by=lotte, deposit_returned=True)
    loans.return_piece(unpaid, by=lotte)
    paid = loans.hand_out_piece(reserved(asked, piece, by=lotte), by=lotte, deposit_paid=True)
    paid = loans.return_piece(paid, by=lotte, deposit_returned=True)
    assert (paid.deposit, paid.deposit_paid_on, paid.deposit_returned_on) == (25, in_days(0), in_days(0))


def test_days_that_cannot_be_are_refused(lotte: User, asked: Dossier) -> None:
    piece = meter()
    for start, end in ((-1, 4), (3, 2), (0, 400)):
        with pytest.raises(ValidationError):
            reserved(asked, piece, by=lotte, start=start, end=end)
    loan = lent(asked, piece, by=lotte)
    for on in (in_days(-1), in_days(1)):
        with pytest.raises(ValidationError):
            loans.return_piece(loan, by=lotte, on=on)
    loans.return_piece(loan, by=lotte)
    again = reserved(asked, piece, by=lotte)
    with pytest.raises(Refused, match="kwam terug"):
        loans.hand_out_piece(again, by=lotte, on=in_days(-2))


def test_an_overdue_piece_is_told_once(lotte: User, asked: Dossier) -> None:
    loan = overdue(lent(asked, meter(), by=lotte))
    assert [follow_up_loans() for _turn in range(3)] == [1, 0, 0]
    task = Activity.objects.get(case_file=asked.case_file, kind="task")
    assert task.assignee == lotte
    assert "EM-01" in task.title
    mail = OutboundMessage.objects.get(why=PURPOSE)
    assert "an@burger.example" in str(mail.recipient)
    assert "EM-01" in mail.text
    loans.extend_loan(loan, by=lotte, due_on=in_days(2))
    assert follow_up_loans() == 0
    overdue(PieceLoan.objects.get())
    assert follow_up_loans() == 1  # the new last day passed as well


def test_who_cannot_be_written_to_gives_a_task_all_the_same(lotte: User) -> None:
    dossier = request_for(by=lotte, mail="", assignee=None)
    overdue(lent(dossier, meter(), by=lotte))
    assert follow_up_loans() == 1
    assert Activity.objects.get(case_file=dossier.case_file, kind="task").assignee == lotte
    assert not OutboundMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_out_at_once_one_is_told(lotte: User) -> None:
    loan = reserved(request_for(by=lotte), meter(), by=lotte)
    results = at_once(loan.piece, *[lambda: loans.hand_out_piece(loan, by=lotte)] * 2)
    (told,) = [one for one in results if isinstance(one, Refused)]
    assert "Lotte Peeters" in str(told)
    assert PieceLoan.objects.out().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_the_last_piece_at_once_one_gets_it(lotte: User) -> None:
    piece = meter()
    mine, theirs = request_for(by=lotte), request_for(by=lotte)
    results = at_once(
        piece,
        lambda: reserved(mine, piece, by=lotte),
        lambda: reserved(theirs, piece, by=lotte, start=2, end=4),
    )
    (told,) = [one for one in results if isinstance(one, Refused)]
    assert "beloofd" in str(told)
    assert PieceLoan.objects.count() == 1


# --- Consumables ---------------------------------------------------------------------------------


def test_what_is_handed_out_leaves_the_stock_and_comes_back_by_a_move(lotte: User) -> None:
    kind, dossier = bags(10), request_for("rubble_bags", by=lotte)
    move = stock.hand_out_stock(dossier, kind, by=lotte, quantity=4)
    assert StockKind.objects.get(pk=kind.pk).quantity == 6
    back = stock.take_back_stock(move, by=lotte)
    assert (back.quantity, back.left, back.undoes) == (4, 10, move)
    with pytest.raises(Refused, match="al teruggenomen"):
        stock.take_back_stock(move, by=lotte)
    written = StockMove.objects.filter(pk=back.pk)
    for change in (lambda: written.update(quantity=1), written.delete):
        with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
            change()


def test_no_more_is_handed_out_than_lies_there(lotte: User) -> None:
    kind, dossier = bags(3), request_for("rubble_bags", by=lotte)
    with pytest.raises(Refused, match="maar 3 zakken"):
        stock.hand_out_stock(dossier, kind, by=lotte, quantity=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockKind.objects.filter(pk=kind.pk).update(quantity=-1)
    for wrong in (0, -2):
        with pytest.raises(ValidationError):
            stock.hand_out_stock(dossier, kind, by=lotte, quantity=wrong)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_bags_at_once_one_is_told(lotte: User) -> None:
    kind = bags(5)
    both = [request_for("rubble_bags", by=lotte) for _one in range(2)]
    results = at_once(
        kind, *[lambda one=one: stock.hand_out_stock(one, kind, by=lotte, quantity=5) for one in both]
    )
    (told,) = [one for one in results if isinstance(one, Refused)]
    assert "maar 0 zakken" in str(told)
    assert (StockKind.objects.get(pk=kind.pk).quantity, StockMove.objects.count()) == (0, 1)


def test_under_the_minimum_the_coordinator_gets_one_task_until_it_is_filled_up(
    lotte: User, karim: User
) -> None:
    kind, dossier = bags(10, minimum=8), request_for("rubble_bags", by=lotte)
    for number in (2, 1, 1):
        stock.hand_out_stock(dossier, kind, by=lotte, quantity=number)
    task = Activity.objects.get(kind="task")
    assert (task.assignee, "7 zakken" in task.title) == (karim, True)
    stock.receive_stock(kind, by=karim, quantity=10)
    stock.hand_out_stock(dossier, kind, by=lotte, quantity=9)
    assert Activity.objects.filter(kind="task").count() == 2


def test_a_count_says_why_and_only_who_keeps_the_stock_counts(lotte: User, karim: User) -> None:
    kind = bags(10)
    with pytest.raises(ValidationError, match="waarom"):
        stock.count_stock(kind, by=karim, counted=8, reason=" ")
    move = stock.count_stock(kind, by=karim, counted=8, reason="Twee gescheurd")
    assert (move.quantity, move.left) == (-2, 8)
    with pytest.raises(Refused):
        stock.count_stock(kind, by=karim, counted=8, reason="Nog eens")
    for forbidden in (
        lambda: stock.count_stock(kind, by=lotte, counted=1, reason="Zo"),
        lambda: stock.receive_stock(kind, by=lotte, quantity=1),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_an_address_that_had_more_than_the_rules_allow_is_told(lotte: User, desk: Client) -> None:
    address, kind = AddressFactory.create(), bags(50)
    first, second = (request_for("rubble_bags", by=lotte, address=address) for _one in range(2))
    LendingRule.objects.create(subtype=first.subtype, most=10)
    stock.hand_out_stock(first, kind, by=lotte, quantity=8)
    limit = limit_of(now(second))
    assert limit is not None
    assert (limit.had, limit.is_over) == (8, False)
    url = f"/dossiers/{second.number}/stock/new/"
    answer = desk.post(url, {"kind": kind.pk, "quantity": 4}, follow=True)
    assert "Dit adres kreeg er intussen 12" in answer.content.decode()
    assert StockMove.objects.count() == 2


# --- On the page ---------------------------------------------------------------------------------


def test_the_desk_lends_from_the_page(lotte: User, desk: Client, asked: Dossier) -> None:
    piece = meter()
    tab = f"/dossiers/{asked.number}/?tab=handling"
    assert "EM-01" in desk.get(tab).content.decode()
    today = timezone.localdate().isoformat()
    url = f"/dossiers/{asked.number}/loans/"
    assert desk.post(f"{url}new/", {"piece": piece.pk, "starts_on": today}).status_code == 302
    loan = PieceLoan.objects.get()
    assert desk.post(f"{url}{loan.pk}/hand_out/").status_code == 302
    refused = desk.post(f"{url}{loan.pk}/return/", {"on": today, "state": "damaged"})
    assert refused.status_code == 422
    assert "Schrijf op wat er mis is." in refused.content.decode()
    told = {"on": today, "state": "damaged", "damage": "Knop af"}
    assert desk.post(f"{url}{loan.pk}/return/", told).status_code == 302
    assert "Knop af" in desk.get(tab).content.decode()
    page = desk.get(f"/pieces/{piece.pk}/").content.decode()
    assert asked.number in page
    assert "beschadigd" in page
    again = desk.post(f"/dossiers/{asked.number}/loans/new/", {"piece": piece.pk, "starts_on": today})
    assert again.status_code == 422


def test_the_auditor_lends_nothing_and_reads_no_loan(
    lotte: User, asked: Dossier, user_with: Callable[..., User]
) -> None:
    auditor, piece = user_with(Role.AUDITOR), meter()
    loan = reserved(asked, piece, by=lotte)
    for forbidden in (
        lambda: reserved(asked, piece, by=auditor, start=30, end=31),
        lambda: loans.hand_out_piece(loan, by=auditor),
        lambda: loans.cancel_reservation(loan, by=auditor),
        lambda: stock.hand_out_stock(asked, bags(3), by=auditor, quantity=1),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert not PieceLoan.objects.visible_to(auditor).exists()
    assert not Piece.objects.visible_to(auditor).exists()


def test_the_list_of_pieces_says_which_are_here(lotte: User, desk: Client, asked: Dossier) -> None:
    lent(asked, meter("EM-01"), by=lotte)
    meter("EM-02")
    meter("EM-03", state=PieceState.REPAIR)
    here = desk.get("/pieces/?f=all(active.in:yes,here.in:yes)").content.decode()
    assert re.findall(r"EM-\d\d", here)[:1] == ["EM-02"]
    assert "EM-01" not in here
    assert "EM-03" not in here
