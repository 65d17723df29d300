"""An advice: asked, visited, discussed, delivered and answered; and the dossier that follows."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dossiers.factories import information_dossier, work_on
from dossiers.flows.profiles import missing
from dossiers.models import Dossier, NextStep, Subtype, Topic
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.types.advice.model import AdviceDetail
from dossiers.types.advice.profile import ANSWER, DISCUSSED, PREPARATION, REPORT, REQUEST
from dossiers.works.operations import advise
from oss.addresses.factories import AddressFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.drawn_forms import values_of

DAY = date(2026, 3, 2)


@pytest.fixture
def jonas(user_with: Callable[..., User]) -> User:
    return user_with(Role.COACH, first_name="Jonas", last_name="Maes")


@pytest.fixture
def advice(jonas: User) -> Dossier:
    return advice_dossier(jonas)


def advice_dossier(by: User, subtype: str = "advice_renovation_advice") -> Dossier:
    return information_dossier(by=by, subtype=subtype, assignee=by, address=AddressFactory.create())


def lacking(dossier: Dossier) -> list[str]:
    return [one.name for one in missing(Dossier.objects.get(pk=dossier.pk))]


def test_an_advice_goes_from_request_to_survey_by_what_it_holds(jonas: User, advice: Dossier) -> None:
    assert lacking(advice) == []
    stages.advance(advice, by=jonas)
    asked = ["visit_on", "visit_way", "discussed", "delivered_on", "delivered_how"]
    assert lacking(advice) == asked
    update_detail(advice, PREPARATION, by=jonas, visit_on=DAY, visit_way="home")
    update_detail(advice, DISCUSSED, by=jonas, discussed=[Topic.objects.get(code="roof_insulation")])
    update_detail(advice, REPORT, by=jonas, delivered_on=DAY + timedelta(days=9), delivered_how="report")
    assert AdviceDetail.objects.get().visit_way == "home"
    roof, windows = work_on(advice), work_on(advice, "windows")
    stages.advance(Dossier.objects.get(pk=advice.pk), by=jonas)
    assert {"advised", "next_steps"} <= set(lacking(advice))
    advise(roof.on_dossiers.get(), by=jonas, answer="yes")
    advise(windows.on_dossiers.get(), by=jonas, answer="open")
    assert "advised" in lacking(advice)
    advise(windows.on_dossiers.get(), by=jonas, answer="later")
    update_detail(advice, ANSWER, by=jonas, next_steps=[NextStep.objects.get(code="guidance")])
    assert not {"advised", "next_steps"} & set(lacking(advice))


def test_what_contradicts_itself_is_told_at_the_tab(jonas: User, advice: Dossier) -> None:
    update_detail(advice, PREPARATION, by=jonas, visit_on=DAY, visit_way="home")
    for part, wrong in (
        (REPORT, {"delivered_on": DAY - timedelta(days=1)}),
        (PREPARATION, {"visit_on": None, "visit_minutes": 90}),
        (REQUEST, {"consent_on": DAY}),
        (REQUEST, {"plan_year": 2027}),
    ):
        with pytest.raises(ValidationError):
            update_detail(advice, part, by=jonas, **wrong)
    assert AdviceDetail.objects.get().delivered_on is None


def test_the_blocks_of_a_tab_are_saved_as_one_form(
    jonas: User, advice: Dossier, client_of: Callable[[User], Client]
) -> None:
    desk, url = client_of(jonas), f"/dossiers/{advice.number}/"
    page = desk.get(url, {"tab": "advice"}).content.decode()
    sent = values_of(re.search(r'<form class="form form-fields".*?</form>', page, re.DOTALL)[0])
    sent |= {
        "visit_on": ["02/03/2026"],
        "visit_at": ["14u30"],
        "label_now": ["E"],
        "shell": ["Geen isolatie."],
    }
    sent.pop("further", None)
    assert desk.post(f"{url}advice/", sent).status_code == 302
    held = AdviceDetail.objects.get()
    assert (held.visit_on, str(held.visit_at), held.label_now) == (DAY, "14:30:00", "E")
    again = desk.post(f"{url}advice/", sent | {"visit_at": ["half drie"]}).content.decode()
    assert "Schrijf het uur als 14:30." in again
    assert 'value="half drie"' in again
    again = desk.post(f"{url}advice/", sent | {"delivered_on": ["01/03/2026"]})
    assert again.status_code == 422
    assert "niet vóór de afspraak" in again.content.decode()


def test_what_was_typed_where_the_subtype_changed_meanwhile_is_told_and_not_dropped_silently(
    jonas: User, client_of: Callable[[User], Client]
) -> None:
    dossier = advice_dossier(jonas, "advice_heat_pump_advice")
    desk, url = client_of(jonas), f"/dossiers/{dossier.number}/"
    page = desk.get(url, {"tab": "advice"}).content.decode()
    drawn = values_of(re.search(r'<form class="form form-fields".*?</form>', page, re.DOTALL)[0])
    drawn.pop("further", None)
    subtype = Subtype.objects.get(code="advice_renovation_advice")
    update_dossier(Dossier.objects.get(pk=dossier.pk), by=jonas, subtype=subtype)
    typed = drawn | {"shell": ["Enkel glas."], "noise": ["slaapkamer van de buren"], "gas_grid": ["True"]}
    refused = desk.post(f"{url}advice/", typed)
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "Niet bewaard, want het subtype is intussen een ander" in told
    assert "‘slaapkamer van de buren’" in told
    assert "Enkel glas." in told
    assert AdviceDetail.objects.get().shell == ""
    again = values_of(re.search(r'<form class="form form-fields".*?</form>', told, re.DOTALL)[0])
    again.pop("further", None)
    assert desk.post(f"{url}advice/", again).status_code == 302
    assert AdviceDetail.objects.get().shell == "Enkel glas."
    assert "Niet bewaard" not in desk.post(f"{url}advice/", drawn).content.decode()


def test_an_advised_work_is_answered_on_its_page(
    jonas: User, advice: Dossier, client_of: Callable[[User], Client], user_with: Callable[..., User]
) -> None:
    roof = work_on(advice)
    link = roof.on_dossiers.get()
    url = f"/works/{roof.pk}/advised/{link.pk}/"
    coach = client_of(jonas)
    assert url in coach.get(f"/dossiers/{advice.number}/", {"tab": "advice"}).content.decode()
    page = coach.get(url).content.decode()
    sent = values_of(page) | {"answer": ["later"], "later_on": ["01/09/2027"], "position": ["1"]}
    assert coach.post(url, sent)["Location"].endswith("?tab=advice#id_advised")
    link.refresh_from_db()
    assert (link.advised.answer, link.advised.later_on) == ("later", date(2027, 9, 1))
    wrong = coach.post(url, values_of(coach.get(url).content.decode()) | {"answer": ["yes"]})
    assert "Alleen ‘later’ heeft een dag" in wrong.content.decode()
    assert coach.get(f"/works/{roof.pk}/advised/{link.pk + 1}/").status_code == 404
    assert client_of(user_with(Role.AUDITOR)).get(url).status_code == 403


def test_the_next_wagon_opens_from_what_the_client_goes_on_with(
    jonas: User, advice: Dossier, client_of: Callable[[User], Client]
) -> None:
    roof = work_on(advice)
    advise(roof.on_dossiers.get(), by=jonas, answer="yes")
    update_detail(advice, ANSWER, by=jonas, next_steps=[NextStep.objects.get(code="guidance")])
    desk = client_of(jonas)
    page = desk.get(f"/dossiers/{advice.number}/", {"tab": "advice"}).content.decode()
    assert "Volgend dossier: Mijn VerbouwBegeleiding" in page
    design = Subtype.objects.get(code="design_verbouwbegeleiding")
    url = f"/dossiers/new/?on={advice.journey.number}&subtype={design.pk}"
    sent = values_of(desk.get(url).content.decode())
    assert sent["along_works"] == [str(roof.pk)]
    number = desk.post(url, sent)["Location"].split("/")[2]
    assert [one.role for one in roof.on_dossiers.order_by("pk")] == ["advised", "designed"]
    assert Dossier.objects.get(number=number).subtype == design
    assert (
        "Volgend dossier:" not in desk.get(f"/dossiers/{advice.number}/", {"tab": "advice"}).content.decode()
    )


def test_a_scan_of_a_partner_asks_no_visit_and_a_bill_no_report(jonas: User) -> None:
    scan = advice_dossier(jonas, "advice_energy_scan")
    stages.advance(scan, by=jonas)
    assert lacking(scan) == ["sent_on", "outcome"]
    bill = advice_dossier(jonas, "advice_energy_bill")
    stages.advance(bill, by=jonas)
    assert lacking(bill) == ["compared_on", "switched"]


def test_the_page_asks_as_much_for_fifty_advised_works_as_for_one(
    jonas: User,
    advice: Dossier,
    client_of: Callable[[User], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    desk, url = client_of(jonas), f"/dossiers/{advice.number}/"
    for works in (1, 20):
        for _again in range(works):
            advise(work_on(advice).on_dossiers.get(), by=jonas, answer="yes", remark="Eerst het dak.")
        desk.get(url, {"tab": "advice"})
        with django_assert_max_num_queries(28):
            desk.get(url, {"tab": "advice"})
