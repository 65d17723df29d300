"""What the next wagon of a train takes along: works that were said yes to, or decided."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dossiers.factories import information_dossier, work_on
from dossiers.flows.along import OpeningSoFar
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Reason, Subtype
from dossiers.operations.editing import update_dossier
from dossiers.works.along import works_for
from dossiers.works.models import Work, WorkDossier
from dossiers.works.operations import advise, decide, finish, take_off_dossier
from oss.addresses.factories import AddressFactory
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Gone
from oss.staff.models import User
from oss.staff.roles import Role

DAY = date(2026, 3, 2)


@pytest.fixture
def coach(user_with: Callable[..., User]) -> User:
    return user_with(Role.COACH)


@pytest.fixture
def at_home(coach: User) -> Dossier:
    return information_dossier(by=coach, address=AddressFactory.create())


def proposed(dossier: Dossier, dossier_type: DossierType, by: User) -> dict[int, bool]:
    asked = OpeningSoFar(Subtype.objects.filter(type=dossier_type)[0], dossier.journey)
    return {one.key: one.proposed for one in works_for(asked, by)}


def link(work: Work) -> WorkDossier:
    return work.on_dossiers.get()


def test_to_design_comes_what_was_said_yes_to_and_to_execute_what_was_decided(
    coach: User, at_home: Dossier
) -> None:
    roof, windows, done, dropped = (
        work_on(at_home, code) for code in ("roof_sarking", "windows", "floor", "solar_panels")
    )
    advise(link(roof), by=coach, answer="yes", term="short")
    decide(windows, by=coach, goes_on=True, decided_on=DAY)
    decide(done, by=coach, goes_on=True, decided_on=DAY)
    finish(done, by=coach, ended_on=PartialDate(2026))
    decide(dropped, by=coach, goes_on=False, decided_on=DAY, reason=Reason.objects.filter(kind="decline")[0])
    work_on(information_dossier(by=coach, address=at_home.site_address), "windows")
    assert proposed(at_home, DossierType.DESIGN, coach) == {roof.pk: True, windows.pk: False}
    assert proposed(at_home, DossierType.EXECUTION, coach) == {roof.pk: False, windows.pk: True}
    assert proposed(at_home, DossierType.INFORMATION, coach) == {}


def test_an_answer_says_why_not_or_when(coach: User, at_home: Dossier) -> None:
    roof = link(work_on(at_home))
    too_expensive = Reason.objects.get(code="decline_too_expensive")
    for wrong in ({"answer": "yes", "reason": too_expensive}, {"answer": "no", "later_on": DAY}):
        with pytest.raises(ValidationError):
            advise(roof, by=coach, **wrong)
    assert advise(roof, by=coach, answer="no", reason=too_expensive).reason == too_expensive
    assert advise(roof, by=coach, answer="later", reason=None, later_on=DAY).later_on == DAY
    take_off_dossier(roof, by=coach)
    with pytest.raises(Gone):
        advise(roof, by=coach, answer="yes")


def test_a_journey_that_began_without_an_address_goes_on_where_its_newest_dossier_is(
    coach: User, client_of: Callable[[User], Client]
) -> None:
    first = information_dossier(by=coach)
    assert first.journey.address is None
    place = AddressFactory.create(street__name="Veemarkt", house_number="7", box_number="")
    update_dossier(first, by=coach, site_address=place)
    first.refresh_from_db()
    decide(work_on(first), by=coach, goes_on=True, decided_on=DAY)
    execution = Subtype.objects.get(code="execution_verbouwbegeleiding")
    page = client_of(coach).get(f"/dossiers/new/?on={first.journey.number}&subtype={execution.pk}")
    assert page.context["form"]["address"].value() == place.pk
    assert f"Dakisolatie sarking · {place} · beslist" in page.content.decode()
