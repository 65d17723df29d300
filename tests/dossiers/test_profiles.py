"""Every profile on offer, also one of a fake leaf, does the whole work of a dossier."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.factories import answer, information_dossier, work_on
from dossiers.flows.bar import process_bar_of
from dossiers.flows.profiles import Profile, missing, openable_subtypes, parts_of
from dossiers.flows.tabs import tabs_of
from dossiers.forms.shared import HOUSEHOLD
from dossiers.loans.operations.drawing import close_drawing
from dossiers.models import Capacity, Dossier, FactWithoutValue, Reason, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import Lacking, tell_without_value, update_detail, update_dossier
from dossiers.operations.summary import make_summary
from dossiers.summary import facts_without_value
from dossiers.surveys.operations import waive_survey
from dossiers.surveys.part import SURVEY
from dossiers.types.grant.operations import confirm_decision
from dossiers.types.lending.operations.loans import return_piece
from dossiers.types.loan.operations import deciding
from dossiers.types.loan.operations.preparing import keep_precheck, pick_works
from dossiers.types.loan.profile import LOAN_ADVICE, LOAN_ANALYSIS, LOAN_REQUEST, LOAN_SIGNING
from dossiers.works.operations import decide, finish
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.staff.factories import UserFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.granted import pay, proposed
from tests.dossiers.lent import file_photo_and_sketch, lent, meter
from tests.dossiers.planted import HEIGHT, PART, PlantedDetail, planted
from tests.drawn_forms import values_of
from tests.mails import receive_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaf(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    with planted(monkeypatch) as profile:
        yield profile


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def become(dossier: Dossier, code: str, *, by: User) -> Dossier:
    return update_dossier(dossier, by=by, subtype=Subtype.objects.get(code=code))


def page_of(desk: Client, dossier: Dossier, tab: str = "") -> str:
    return desk.get(f"/dossiers/{dossier.number}/", {"tab": tab} if tab else {}).content.decode()


def form_on(page: str) -> str:
    return re.search(r'<form class="form form-fields".*?</form>', page, re.DOTALL)[0]


def filled(field: forms.Field) -> Any:
    """Something that the field takes."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [str(field.queryset[0].pk)]
    if isinstance(field, forms.ModelChoiceField):
        return [str(field.queryset[0].pk)]
    if isinstance(field, forms.ChoiceField):
        return [next(str(key) for key, _label in field.choices if key)]
    if isinstance(field, forms.DateField):
        return [timezone.localdate().isoformat()]
    return ["7"]


def fill_in(desk: Client, dossier: Dossier) -> None:
    """On every tab, everything that some stage misses."""
    for tab in tabs_of(now(dossier), desk.user):
        found = now(dossier)
        asked = {one.field for stage in found.flow.names for one in missing(found, stage)}
        parts = [part for part in parts_of(found) if part.tab == tab.name]
        page = page_of(desk, dossier, tab.name)
        if not parts or "form-fields" not in page:
            continue
        sent = values_of(form_on(page))
        for part in parts:
            form = part.form(instance=part.row_of(found))
            sent |= {name: filled(field) for name, field in form.fields.items() if name in asked}
        sent.pop("further", None)
        saved = desk.post(f"/dossiers/{dossier.number}/{tab.address}/", sent)
        assert saved.status_code == 302, (tab.name, saved.content.decode())


def drop_one_work(dossier: Dossier, _by: User) -> None:
    work = work_on(dossier)
    no = Reason.objects.get(code="decline_too_expensive")
    decide(work, by=None, goes_on=False, decided_on=timezone.localdate(), reason=no)


def open_one(desk: Client, profile: Profile, **known: str) -> Dossier:
    subtype = openable_subtypes().filter(type=profile.type, profile=profile.name).first()
    assert subtype, f"{profile.name}: give it a subtype in fixtures/reference/dossiers.json"
    place = "/dossiers/new/"
    page = desk.get(place, known).content.decode()
    sent = values_of(page) | {"subtype": [str(subtype.pk)]}
    if profile.type == "information" and not known.get("on"):
        sent |= {"is_anonymous": ["on"], "postcode": ["2800"]}
    elif not known.get("on"):
        capacity = Capacity.objects.get(code="owner_occupier")
        client = {"person": PersonFactory.create(), "capacity": capacity, "address": AddressFactory.create()}
        sent |= {name: [str(one.pk)] for name, one in client.items()}
    url = f"{place}?on={known['on']}" if "on" in known else place
    opened = desk.post(url, sent)
    assert opened.status_code == 302, opened.content.decode()
    return Dossier.objects.get(number=opened["Location"].split("/")[2])


def execute_one_work(dossier: Dossier, by: User) -> None:
    floor = work_on(dossier, "floor")
    decide(floor, by=None, goes_on=True, decided_on=timezone.localdate())
    finish(floor, by=by, ended_on=PartialDate.of(timezone.localdate()))


def lend_or_file(dossier: Dossier, by: User) -> None:
    asked = {one.name for one in missing(dossier, "handling")}
    if "lending_returned" in asked:
        return_piece(lent(dossier, meter(dossier.number), by=by), by=by)
    if "lending_photo" in asked:
        file_photo_and_sketch(dossier, by=by)


def borrow(dossier: Dossier, by: User) -> None:
    """Asked, decided by two and signed."""
    other = UserFactory(roles=[Role.FINANCIAL_ADVISER])
    update_detail(dossier, LOAN_REQUEST, by=by, asked_on=timezone.localdate())
    pick_works(dossier, [work_on(dossier)], by=by)
    if now(dossier).loan.sheet is not None:
        keep_precheck(dossier, by=by)
    update_detail(dossier, LOAN_REQUEST, by=by, asked_amount=Decimal(7000))
    update_detail(dossier, HOUSEHOLD, by=by, category_lacks="unknown")
    update_detail(dossier, LOAN_ANALYSIS, by=by, complete_on=timezone.localdate())
    update_detail(dossier, LOAN_ADVICE, by=by, analysis="In orde.")
    for _stage in range(2):
        stages.advance(now(dossier), by=by)
    told: dict[str, Any] = {"verdict": "yes", "amount": Decimal(7000), "months": 60, "rate": Decimal(1)}
    decision = deciding.propose_decision(dossier, by=by, **told)
    if decision.stands_since is None:
        deciding.confirm_decision(decision, by=other)
    stages.advance(now(dossier), by=by)
    signing: dict[str, Any] = {"signed_on": timezone.localdate(), "repayment": "annuity"}
    update_detail(now(dossier), LOAN_SIGNING, by=by, **signing)
    close_drawing(now(dossier), by=by, on=timezone.localdate())


def decide_and_pay(dossier: Dossier, by: User) -> None:
    """Of a premium that we decide on ourselves."""
    if any(one.name == "grant_decided" for one in missing(dossier, "decision")):
        colleague = UserFactory.create(roles=[Role.COORDINATOR])
        confirm_decision(proposed(dossier, colleague, "7.00"), by=by)
        pay(dossier, colleague, "7.00", second=by)


BESIDE_THE_FORMS: dict[str, Callable[[Dossier, User], None]] = {
    "design": drop_one_work,
    "execution": execute_one_work,
    "lending": lend_or_file,
    "grant": decide_and_pay,
}
"""What the stages of a type ask that stands in no form of its tabs."""
BEFORE_THE_FORMS: dict[str, Callable[[Dossier, User], None]] = {"loan": borrow}
"""What must be there before some field of its tabs can be filled in."""


def test_every_profile_is_opened_filled_in_printed_completed_and_left_for_another(
    user_with: Callable[..., User], client_of: Callable[[User], Client], leaf: Profile
) -> None:
    lotte = user_with(Role.DESK, Role.FINANCIAL_ADVISER)  # who sees all types
    desk = client_of(lotte)
    desk.user = lotte
    for profile in offered(Profile).values():
        item = receive_message(subject="Vraag", text="Hoe hoog is mijn dak?").queue_item
        train = information_dossier(by=lotte, address=AddressFactory.create()).journey
        for known in ({}, {"item": str(item.pk)}, {"on": train.number}):
            dossier = open_one(desk, profile, **known)
            own = [one for one in profile.parts if not one.is_shared]
            assert [one.row_of(now(dossier)).pk for one in own] == [dossier.pk] * len(own)
        BEFORE_THE_FORMS.get(profile.type, lambda _dossier, _by: None)(now(dossier), lotte)
        fill_in(desk, dossier)
        BESIDE_THE_FORMS.get(profile.type, lambda _dossier, _by: None)(now(dossier), lotte)
        if SURVEY in profile.parts:
            waive_survey(dossier, by=lotte, reason=Reason.objects.get(code="survey_not_wanted"))
        assert missing(now(dossier), dossier.flow.names[-2]) == [], profile.name
        assert make_summary(dossier, by=lotte).name.endswith(".pdf")
        stages.save_and_complete(now(dossier), by=lotte)
        other = next(
            one for one in offered(Profile).values() if one.type == profile.type and one is not profile
        )
        subtype = openable_subtypes().filter(profile=other.name).first()
        dossier = open_one(desk, profile)
        update_dossier(dossier, by=lotte, subtype=subtype)
        for tab in tabs_of(now(dossier), lotte):
            assert desk.get(f"/dossiers/{dossier.number}/", {"tab": tab.name}).status_code == 200


def test_another_subtype_asks_its_own_at_opening(
    desk: Client, leaf: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = replace(leaf, asks_at_opening=("question", "asked_on"))
    monkeypatch.setitem(offered(Profile), leaf.name, asking)
    subtype = Subtype.objects.get(code="planted").pk
    headers = {"HX-Request": "true", "HX-Target": "opening-asks"}
    asked = desk.get("/dossiers/new/", {"subtype": subtype}, headers=headers).content.decode()
    assert "<form" not in asked
    assert 'name="asked_on"' in asked
    assert 'hx-preserve="true"' in asked
    sent = {"subtype": subtype, "is_anonymous": "on", "question": "Hoe hoog?", "asked_on": "2026-11-02"}
    opened = desk.post("/dossiers/new/", sent)
    detail = Dossier.objects.get(number=opened["Location"].split("/")[2]).information
    assert (detail.question, detail.asked_on) == ("Hoe hoog?", date(2026, 11, 2))


def test_a_tab_and_its_form_come_from_a_leaf(lotte: User, desk: Client, leaf: Profile) -> None:
    dossier = information_dossier(by=lotte, subtype="planted")
    assert "?tab=measures" in page_of(desk, dossier)
    assert "?tab=measures" not in page_of(desk, information_dossier(by=lotte))
    stages.advance(dossier, by=lotte)
    opened = page_of(desk, dossier)
    assert 'name="height"' in opened
    sent = values_of(form_on(opened))
    assert desk.post(f"/dossiers/{dossier.number}/measures/", sent | {"height": ["x"]}).status_code == 422
    assert desk.post(f"/dossiers/{dossier.number}/measures/", sent | {"height": ["9"]}).status_code == 302
    assert PlantedDetail.objects.get().height == 9
    again = desk.post(f"/dossiers/{dossier.number}/measures/", sent | {"height": ["8"]})
    assert "Iemand anders wijzigde dit" in again.content.decode()
    assert desk.post(f"/dossiers/{information_dossier(by=lotte).number}/measures/", sent).status_code == 404


def test_who_may_not_see_a_part_meets_it_nowhere(
    lotte: User, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with planted(monkeypatch, replace(PART, permission="documents.view_financial")):
        dossier = information_dossier(by=lotte, subtype="planted")
        assert 'name="height"' not in page_of(desk, dossier, "measures")
        assert desk.post(f"/dossiers/{dossier.number}/measures/", {"height": "9"}).status_code == 404
        with pytest.raises(Refused):
            update_detail(dossier, parts_of(dossier)[-1], by=lotte, height=9)


def test_another_subtype_keeps_what_both_hold_and_gives_the_rest_back_later(
    lotte: User, desk: Client, leaf: Profile
) -> None:
    dossier = information_dossier(by=lotte, subtype="planted")
    answer(dossier, by=lotte)
    update_detail(dossier, PART, by=lotte, height=4)
    become(dossier, "information_question", by=lotte)
    assert now(dossier).information.answer
    assert 'name="height"' not in page_of(desk, dossier, "measures")
    become(dossier, "planted", by=lotte)
    assert 'value="4"' in page_of(desk, dossier, "measures")


def test_a_stage_that_another_subtype_opens_again_stays_and_completing_is_refused(
    lotte: User, leaf: Profile
) -> None:
    dossier = information_dossier(by=lotte)
    answer(dossier, by=lotte)
    stages.advance(dossier, by=lotte)
    become(dossier, "planted", by=lotte)
    assert now(dossier).stage == "handling"
    assert [gap.field for gap in process_bar_of(now(dossier), lotte).missing] == ["height"]
    with pytest.raises(stages.Incomplete, match="Hoogte"):
        stages.complete(now(dossier), by=lotte)
    update_detail(dossier, PART, by=lotte, height=4)
    stages.complete(now(dossier), by=lotte)


def test_what_an_earlier_stage_asked_is_asked_again_once_it_is_gone(lotte: User, dossier: Dossier) -> None:
    answer(dossier, by=lotte)
    stages.advance(dossier, by=lotte)
    update_dossier(dossier, by=lotte, main_contact=None)
    with pytest.raises(stages.Incomplete, match="Hoofdcontact"):
        stages.complete(now(dossier), by=lotte)


def test_the_database_keeps_a_detail_of_another_type_away(lotte: User, leaf: Profile) -> None:
    dossier = information_dossier(by=lotte)
    for wrong in ("advice", "lending"):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlantedDetail.objects.create(dossier=dossier, dossier_type=wrong)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# --- Answered without a value --------------------------------------------------------------------


def test_a_fact_is_answered_without_a_value_on_its_tab(lotte: User, desk: Client, leaf: Profile) -> None:
    dossier = information_dossier(by=lotte, subtype="planted")
    answer(dossier, by=lotte)
    stages.advance(dossier, by=lotte)
    url = f"/dossiers/{dossier.number}/measures/"
    sent = values_of(form_on(page_of(desk, dossier, "measures")))
    later = {"without-height-why": ["later"], "without-height-expected_on": [""]}
    refused = desk.post(url, sent | later)
    assert refused.status_code == 422
    assert "Zeg op welke dag je het verwacht." in refused.content.decode()
    day = timezone.localdate() + timedelta(days=9)
    told = {"without-height-why": ["later"], "without-height-expected_on": [day.isoformat()]}
    assert desk.post(url, sent | told).status_code == 302
    fact = FactWithoutValue.objects.get()
    assert (fact.fact, fact.why, fact.expected_on, fact.told_by) == ("height", "later", day, lotte)
    assert missing(now(dossier)) == []
    assert 'value="later" selected' in page_of(desk, dossier, "measures")
    # a value takes its place
    sent = values_of(form_on(page_of(desk, dossier, "measures"))) | {"height": ["3"]}
    assert desk.post(url, sent).status_code == 302
    assert not FactWithoutValue.objects.exists()


def test_what_is_not_answered_so_is_refused(
    lotte: User, leaf: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = information_dossier(by=lotte, subtype="planted")
    yesterday = timezone.localdate() - timedelta(days=1)
    for fact, lacking in (
        ("subtype", Lacking("unknown")),
        ("answer", Lacking("unknown")),
        ("nothing", Lacking("unknown")),
        ("height", Lacking("later", yesterday)),
        ("height", Lacking("later")),
        ("height", Lacking("because")),
        ("height", Lacking("unknown", date(2027, 1, 1))),
    ):
        with pytest.raises(forms.ValidationError):
            tell_without_value(dossier, {fact: lacking}, by=lotte)
    insisting = replace(leaf, insists_on=frozenset({HEIGHT.name}))
    monkeypatch.setitem(offered(Profile), leaf.name, insisting)
    with pytest.raises(forms.ValidationError):
        tell_without_value(dossier, {"height": Lacking("unknown")}, by=lotte)
    assert not FactWithoutValue.objects.exists()


def test_a_summary_tells_what_has_no_value(lotte: User, dossier: Dossier) -> None:
    tell_without_value(dossier, {"first_action": Lacking("n/a")}, by=lotte)
    assert [(label, str(fact.get_why_display())) for label, fact in facts_without_value(dossier)] == [
        ("Eerste actie", "niet van toepassing")
    ]


# --- Waiting for another wagon -------------------------------------------------------------------


def test_a_dossier_waits_for_another_wagon_of_its_train(lotte: User, desk: Client, dossier: Dossier) -> None:
    assert 'name="waits_for"' not in page_of(desk, dossier, "journey")
    other = information_dossier(by=lotte, journey=dossier.journey)
    page = page_of(desk, dossier, "journey")
    sent = values_of(form_on(page)) | {"waits_for": [str(other.pk)]}
    assert desk.post(f"/dossiers/{dossier.number}/journey/", sent).status_code == 302
    assert f"wacht op {other.number}" in page_of(desk, dossier)
    assert f"Dossier {dossier.number} wacht op {other.number}" in page_of(desk, dossier)
    answer(other, by=lotte)
    stages.save_and_complete(other, by=lotte)
    assert f"{other.number} is gesloten: dit kan verder" in page_of(desk, dossier)


def test_nobody_waits_for_himself_in_a_ring_or_for_another_train(lotte: User, dossier: Dossier) -> None:
    second = information_dossier(by=lotte, journey=dossier.journey)
    third = information_dossier(by=lotte, journey=dossier.journey)
    update_dossier(dossier, by=lotte, waits_for=second)
    update_dossier(second, by=lotte, waits_for=third)
    stranger = information_dossier(by=lotte)
    for who, whom in ((third, dossier), (second, second), (dossier, stranger)):
        with pytest.raises(forms.ValidationError):
            update_dossier(who, by=lotte, waits_for=whom)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(waits_for=stranger)
