"""An execution: prepared, followed, and looked back on with the client."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier, work_on
from dossiers.flows.profiles import missing
from dossiers.models import Dossier, Reason
from dossiers.operations import stages
from dossiers.operations.editing import Lacking, tell_without_value, update_detail
from dossiers.operations.filing import add_file, describe_files
from dossiers.surveys.operations import waive_survey
from dossiers.types.execution.model import Complaint, ExecutionDetail, StreetElement, StreetFurniture
from dossiers.types.execution.operations import (
    add_complaint,
    answer_street_furniture,
    change_complaint,
    no_more_street_furniture,
    remove_complaint,
    restore_complaint,
)
from dossiers.types.execution.profile import AFTERCARE, PERMIT, PLANNING
from dossiers.works.models import Executor, Inspection, Work
from dossiers.works.operations import decide, finish, start, take_off_dossier, update_work
from oss.addresses.factories import AddressFactory
from oss.core.conflicts import Conflict
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.documents.models import DocumentClass, DocumentKind
from oss.staff.models import User
from oss.staff.roles import Role
from tests.drawn_forms import values_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


@pytest.fixture
def execution(lotte: User) -> Dossier:
    return information_dossier(
        by=lotte, subtype="execution_verbouwbegeleiding", assignee=lotte, address=AddressFactory.create()
    )


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def gaps(dossier: Dossier) -> list[str]:
    return [one.name for one in missing(now(dossier))]


def decided(dossier: Dossier, code: str = "roof_sarking") -> Work:
    work = work_on(dossier, code)
    decide(work, by=None, goes_on=True, decided_on=DAY)
    return work


def permit_of(work: Work) -> tuple[Any, ...]:
    return Work.objects.values_list("permit", "permit_asked_on", "permit_granted_on").get(pk=work.pk)


def tab(desk: Client, dossier: Dossier, name: str) -> str:
    return desk.get(f"/dossiers/{dossier.number}/", {"tab": name}).content.decode()


def test_the_stages_ask_a_work_its_permit_the_street_the_end_and_three_things_after(
    lotte: User, execution: Dossier
) -> None:
    assert gaps(execution) == ["execution_works"]
    roof = decided(execution)
    stages.advance(now(execution), by=lotte)
    assert gaps(execution) == ["execution_permit", "street_furniture"]
    update_detail(now(execution), PERMIT, by=lotte, permit="none")
    assert no_more_street_furniture(execution, by=lotte) == StreetElement.objects.count()
    stages.advance(now(execution), by=lotte)
    assert gaps(execution) == ["execution_finished"]
    finish(roof, by=lotte, ended_on=PartialDate.of(DAY))
    stages.advance(now(execution), by=lotte)
    assert gaps(execution) == ["accepted_on", "grant_asked", "next_step_discussed", "survey"]
    update_detail(now(execution), AFTERCARE, by=lotte, grant_asked=False, next_step_discussed=True)
    tell_without_value(now(execution), {"accepted_on": Lacking("n/a")}, by=lotte)
    waive_survey(execution, by=lotte, reason=Reason.objects.get(code="survey_not_wanted"))
    assert gaps(execution) == []


def test_without_a_work_at_the_street_neither_permit_nor_street_furniture_is_asked(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    floor = decided(execution, "floor")
    stages.advance(now(execution), by=lotte)
    assert gaps(execution) == []
    page = tab(desk, execution, "preparation")
    assert page.count("Niet van toepassing: geen werk raakt gevel of dak aan de straat.") == 2
    update_detail(now(execution), PERMIT, by=lotte, permit="permit")  # who says so all the same is heard
    assert permit_of(floor)[0] == "permit"


def test_a_work_that_does_not_go_on_is_done_too(lotte: User, execution: Dossier) -> None:
    roof, windows = decided(execution), work_on(execution, "windows")
    finish(roof, by=lotte, ended_on=PartialDate.of(DAY))
    assert [one.name for one in missing(now(execution), "execution")] == ["execution_finished"]
    why = Reason.objects.get(code="decline_too_expensive")
    decide(windows, by=None, goes_on=False, decided_on=DAY, reason=why)
    assert missing(now(execution), "execution") == []


def test_the_permit_of_the_dossier_is_that_of_its_works_at_the_street(
    lotte: User, execution: Dossier
) -> None:
    roof, floor, windows = (decided(execution, code) for code in ("roof_sarking", "floor", "windows"))
    update_work(windows, by=lotte, permit="none")
    update_detail(now(execution), PERMIT, by=lotte, permit="permit", permit_asked_on=DAY)
    assert permit_of(roof) == ("permit", DAY, None)
    assert permit_of(floor) == ("", None, None)
    assert permit_of(windows) == ("none", None, None)
    with pytest.raises(Refused, match="wacht op"):
        start(roof, by=lotte, started_on=PartialDate.of(DAY))
    update_detail(now(execution), PERMIT, by=lotte, permit_granted_on=DAY)
    assert permit_of(roof) == ("permit", DAY, DAY)
    assert Work.objects.get(pk=roof.pk).state == "permitted"
    update_work(roof, by=lotte, permit_granted_on=date(2026, 3, 9))
    update_detail(now(execution), PERMIT, by=lotte, permit_number="OMV_2026000001")
    assert permit_of(roof)[2] == date(2026, 3, 9)
    later = decided(execution, "outer_wall")
    update_detail(now(execution), PERMIT, by=lotte)
    assert permit_of(later) == ("permit", DAY, DAY)


def test_a_start_before_the_permit_is_warned_of(lotte: User, desk: Client, execution: Dossier) -> None:
    decided(execution)
    update_detail(now(execution), PERMIT, by=lotte, permit="permit", permit_asked_on=DAY)
    update_detail(now(execution), PLANNING, by=lotte, planned_start=date(2026, 5, 4))
    page = tab(desk, execution, "preparation")
    assert "gepland vanaf 04/05/2026, en de vergunning is nog niet verleend" in page
    assert "Beslist uiterlijk op 31/05/2026 (vereenvoudigde procedure), 15/07/2026 (gewone)" in page
    granted = {"permit_granted_on": date(2026, 4, 1), "permit_posted_on": date(2026, 4, 3)}
    update_detail(now(execution), PERMIT, by=lotte, **granted)
    assert "de vergunning is uitvoerbaar vanaf 08/05/2026" in tab(desk, execution, "preparation")
    update_detail(now(execution), PLANNING, by=lotte, planned_start=date(2026, 5, 11))
    assert "De werken zijn gepland" not in tab(desk, execution, "preparation")
    with pytest.raises(ValidationError, match="verleend of geweigerd"):
        update_detail(
            now(execution), PERMIT, by=lotte, permit_refused_on=DAY, permit_refused_because="te hoog"
        )


def test_each_element_of_the_street_is_answered_and_late_is_told(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    roof = decided(execution)
    soon = timezone.localdate() + timedelta(days=30)
    update_work(roof, by=lotte, planned_start=soon)
    signs, telecom = (StreetElement.objects.get(code=code) for code in ("traffic_signs", "telecom"))
    url = f"/dossiers/{execution.number}/street_furniture/{signs.pk}/"
    assert desk.get(url)["Location"] == f"/dossiers/{execution.number}/?tab=preparation"
    assert desk.post(url, {"needed": ""}).status_code == 422
    assert desk.post(url, {"needed": "True", "authority": "stad"}).status_code == 302
    row = StreetFurniture.objects.get()
    assert (row.element, row.needed, row.authority) == (signs, True, "stad")
    page = tab(desk, execution, "preparation")
    assert "te laat: aan te vragen tegen" in page
    assert "De rest blijft (5)" in page
    asked = {"needed": "True", "authority": "stad", "asked_on": timezone.localdate().isoformat()}
    seen = {"initial-needed": "True", "initial-authority": "stad", "initial-asked_on": ""}
    assert desk.post(url, asked | seen).status_code == 302
    assert "te laat" not in tab(desk, execution, "preparation")
    other = answer_street_furniture(execution, telecom, by=lotte, needed=True)
    with pytest.raises(Conflict):
        answer_street_furniture(execution, telecom, by=lotte, seen={"needed": False}, needed=False)
    with pytest.raises(ValidationError, match="teruggeplaatst"):
        answer_street_furniture(
            execution, telecom, by=lotte, removed_on=date(2026, 3, 9), put_back_on=date(2026, 3, 2)
        )
    assert other.needed
    rest = desk.post(f"/dossiers/{execution.number}/street_furniture/rest/", follow=True).content.decode()
    assert "4 elementen blijven" in rest
    StreetElement.objects.filter(pk=signs.pk).update(is_active=False)
    assert "verkeersborden" in tab(desk, execution, "preparation")


def test_public_space_and_the_facade_are_told_what_follows(desk: Client, execution: Dossier) -> None:
    ExecutionDetail.objects.filter(dossier=execution).update(
        space_needed=True,
        space_user="street",
        space_kind="hinder",
        space_from=date(2027, 1, 11),
        space_until=date(2027, 2, 10),
        facade_thickness=18,
        facade_beyond_line=True,
    )
    page = tab(desk, execution, "preparation")
    assert "26/11/2026" in page
    assert "31 dagen, waarvan 21 vrij en 10 op kosten van de buurtaannemer" in page
    assert "Laatste vrije dag: 31/01/2027" in page
    assert "Lijkt vergunningsplichtig, met het advies" in page


def test_the_database_refuses_a_detail_of_another_type(lotte: User, dossier: Dossier) -> None:
    for wrong in ("execution", "information"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExecutionDetail.objects.create(dossier=dossier, dossier_type=wrong)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# --- Execution -----------------------------------------------------------------------------------


def test_works_open_where_they_are_executed_and_inspections_are_added_here(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    roof = decided(execution)
    assert "inspections/new" not in tab(desk, execution, "execution")
    start(roof, by=lotte, started_on=PartialDate.of(DAY))
    update_work(roof, by=lotte, extra_work="Rotte kepers vervangen.")
    page = tab(desk, execution, "execution")
    assert f"/works/{roof.pk}/?tab=execution" in page
    assert "Rotte kepers vervangen." in page
    url = f"/dossiers/{execution.number}/inspections/new/"
    assert desk.get(url).status_code == 302
    sent = {"work": roof.pk, "done_on": DAY.isoformat(), "phase": "between", "outcome": "remarks"}
    assert desk.post(url, sent).status_code == 422
    assert desk.post(url, sent | {"note": "Dampscherm niet dicht."}).status_code == 302
    assert Inspection.objects.get().work == roof
    assert "Dampscherm niet dicht." in tab(desk, execution, "execution")


def test_a_complaint_is_noted_solved_removed_and_put_back(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    roof = decided(execution)
    url = f"/dossiers/{execution.number}/complaints/"
    told = {"reported_on": DAY.isoformat(), "about": "contr", "work": roof.pk, "what": "Lek bij de dakgoot."}
    assert desk.post(f"{url}new/", told | {"about": "ours"}).status_code == 422
    assert desk.post(f"{url}new/", told).status_code == 302
    complaint = Complaint.objects.get()
    page = tab(desk, execution, "execution")
    assert "Lek bij de dakgoot." in page
    assert "Klacht genoteerd, over: aannemer" in page
    with pytest.raises(ValidationError, match="uitkomst"):
        change_complaint(complaint, by=lotte, solved_on=DAY)
    with pytest.raises(ValidationError, match="gemeld"):
        change_complaint(complaint, by=lotte, solved_on=date(2026, 3, 1), outcome="Hersteld.")
    one = f"{url}{complaint.pk}/"
    sent = values_of(desk.get(one).content.decode()) | {"solved_on": ["2026-03-09"], "outcome": ["Hersteld."]}
    sent.pop("remove", None)
    assert desk.post(one, sent).status_code == 302
    assert "Klacht opgelost, over: aannemer. Hersteld." in tab(desk, execution, "timeline")
    assert "Iemand anders wijzigde dit" in desk.post(one, sent | {"outcome": ["Toch niet."]}).content.decode()
    removed = desk.post(one, {"remove": "1"}, follow=True).content.decode()
    assert not Complaint.objects.exists()
    assert f"{one}restore/" in removed
    desk.post(f"{one}restore/")
    assert Complaint.objects.get().outcome == "Hersteld."
    with pytest.raises(Refused):
        restore_complaint(execution, complaint.pk, by=lotte)


def test_a_complaint_keeps_its_work_where_that_was_taken_off_the_dossier(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    roof = decided(execution)
    complaint = add_complaint(execution, by=lotte, reported_on=DAY, about="contr", work=roof, what="Lek.")
    take_off_dossier(roof.on_dossiers.get(), by=lotte)
    url = f"/dossiers/{execution.number}/complaints/{complaint.pk}/"
    sent = values_of(desk.get(url).content.decode()) | {"answer": ["De aannemer komt kijken."]}
    sent.pop("remove", None)
    assert desk.post(url, sent).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.work, complaint.answer) == (roof, "De aannemer komt kijken.")


def test_the_works_of_the_address_that_the_dossier_does_nothing_of_say_so(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    decided(execution)
    assert "niet op dit dossier" not in tab(desk, execution, "execution")
    other = information_dossier(by=lotte, address=execution.site_address)
    work_on(other, "floor")
    assert tab(desk, execution, "execution").count("niet op dit dossier") >= 1
    assert 'href="#id_street_furniture"' in tab(desk, execution, "preparation")


def test_a_complaint_comes_back_only_where_it_was(lotte: User, execution: Dossier) -> None:
    complaint = add_complaint(execution, by=lotte, reported_on=DAY, about="other", what="Stof.")
    remove_complaint(complaint, by=lotte)
    remove_complaint(complaint, by=lotte)
    other = information_dossier(by=lotte, subtype="execution_collective_renovation")
    with pytest.raises(Refused):
        restore_complaint(other, complaint.pk, by=lotte)


def test_another_type_has_nothing_of_it(lotte: User, desk: Client, dossier: Dossier) -> None:
    for path in ("complaints/new/", "street_furniture/rest/", "inspections/new/"):
        assert desk.get(f"/dossiers/{dossier.number}/{path}").status_code == 404
    with pytest.raises(Refused, match="voert geen werken uit"):
        no_more_street_furniture(dossier, by=lotte)


# --- Aftercare -----------------------------------------------------------------------------------


def test_after_the_works_one_sees_the_attests_and_the_label(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    roof, windows = decided(execution), decided(execution, "windows")
    assert "0 van 2" in tab(desk, execution, "aftercare")
    for work in (roof, windows):
        finish(work, by=lotte, ended_on=PartialDate.of(DAY))
    update_work(roof, by=lotte, attest_on=DAY)
    page = tab(desk, execution, "aftercare")
    assert "1 van 2" in page
    assert "ontvangen op 02/03/2026" in page
    assert f"/addresses/{execution.site_address.pk}/add/certificate/" in page


def test_attests_are_counted_as_the_files_they_lead_to_show_them(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client], execution: Dossier
) -> None:
    attest = DocumentKind.objects.get(code="contractor_attest")
    for document_class in DocumentClass:
        known: dict[str, Any] = {"name": f"{document_class}.pdf", "content_type": "application/pdf"}
        document = add_file(execution, data=str(document_class).encode(), by=lotte, kind=attest, **known)
        describe_files(execution, [document], by=lotte, document_class=document_class)
    for user, told in ((lotte, "2 attesten bij"), (user_with(Role.FILE_HANDLER), "1 attest bij")):
        page = tab(client_of(user), execution, "aftercare")
        assert f'"/dossiers/{execution.number}/?tab=files&amp;scope=own">{told} de bestanden' in page
        listed = {one for one in DocumentClass if f"/{one}.pdf" in tab(client_of(user), execution, "files")}
        assert len(listed) == int(told[0])


def test_the_files_say_how_many_attests_came_and_which_works_still_miss_one(
    lotte: User, desk: Client, execution: Dossier, dossier: Dossier
) -> None:
    assert "Attesten van aannemers" not in tab(desk, execution, "files")
    roof, windows, panels = (decided(execution, code) for code in ("roof_sarking", "windows", "solar_panels"))
    work_on(execution, "floor")  # nobody decided it yet
    update_work(decided(execution, "attic_floor"), by=lotte, executor=Executor.SELF)
    decided(execution, "stability_study")
    update_work(roof, by=lotte, attest_on=DAY)
    page = tab(desk, execution, "files")
    assert "Attesten van aannemers: 1 van 3 ontvangen" in page
    for work, is_missing in ((roof, False), (windows, True), (panels, True)):
        assert (f'"/works/{work.pk}/?tab=execution#id_attest_on"' in page) == is_missing
    assert 'id="id_attest_on"' in desk.get(f"/works/{panels.pk}/?tab=execution").content.decode()
    for work in (windows, panels):
        update_work(work, by=lotte, attest_on=DAY)
    assert "3 van 3 ontvangen" in tab(desk, execution, "files")
    assert "Attesten van aannemers" not in tab(desk, dossier, "files")


def test_a_collective_renovation_says_of_what_and_which_package_while_it_is_executed_too(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    together = information_dossier(
        by=lotte, subtype="execution_collective_renovation", assignee=lotte, address=AddressFactory.create()
    )
    page = tab(desk, together, "info")
    form = re.search(r"<form[^>]*/information/.*?</form>", page, re.DOTALL)
    assert form is not None
    typed = values_of(form[0]) | {"collective_of": ["area"], "package": ["Dak en zonnepanelen"]}
    assert desk.post(f"/dossiers/{together.number}/information/", typed).status_code == 302
    assert now(together).collective.package == "Dak en zonnepanelen"
    assert "Dak en zonnepanelen" in tab(desk, together, "info")
    assert 'name="package"' not in tab(desk, execution, "info")


def test_a_day_that_is_still_to_come_was_not_done(lotte: User, desk: Client, execution: Dossier) -> None:
    page = tab(desk, execution, "aftercare")
    sent = values_of(page[page.index('class="form form-fields"') :])
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = desk.post(
        f"/dossiers/{execution.number}/aftercare/", sent | {"accepted_on": [tomorrow.isoformat()]}
    )
    assert refused.status_code == 422


def test_the_list_of_executions_tells_who_is_the_contact_point(
    lotte: User, desk: Client, execution: Dossier
) -> None:
    ExecutionDetail.objects.filter(dossier=execution).update(contact_point=lotte, permit="permit")
    columns = "number,contact_point,execution_permit,permit_granted_on,accepted_on"
    page = desk.get("/dossiers/execution/", {"columns": columns}).content.decode()
    assert "Lotte Peeters" in page
