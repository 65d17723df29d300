"""What a loan or a premium holds: financial roles read it everywhere, others only know that it is there."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib import admin
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.bare import CLOSED, IN_HAND, standing
from dossiers.factories import information_dossier
from dossiers.flows.table import ABANDONED, FLOWS, DossierType
from dossiers.models import Dossier, Reason
from dossiers.operations.stages import abandon
from dossiers.types.loan.model import LoanDetail
from dossiers.works.models import Work
from oss.core.refusal import NotAllowed
from oss.core.registry import offered
from oss.documents.models import Document, DocumentClass
from oss.lists.declaration import ListDefinition
from oss.mail.models import Message
from oss.queues.models import QueueItem
from oss.staff.models import User
from oss.staff.roles import FINANCIAL, Role
from oss.timeline.models import Activity, SensitiveReading
from oss.timeline.operations import file_document
from tests.dossiers.financial import BORROWER, INCOME_TOLD, SOUGHT, WORD, Lent, lent_money
from tests.dossiers.telling import admin_lists, announced, hanging, places_of, telling

OTHERS = tuple(role for role in Role if role not in FINANCIAL)
PLANTED = 7
"""So many ways there are at least to what hangs on these dossiers."""
SECRETS = (WORD, BORROWER, "43.217", "43217")
OF_THEIR_TYPE = (
    *("grant_request", "grant_handling", "grant_decision", "grant_payment", "grant_owners"),
    *("analysis", "decision", "signing", "drawdowns", "outstanding", "closing"),
)
REGISTER = ("/people", "/lists/people", "/admin/contacts", "/contact-points")
"""The register of people knows who borrows too, and says nothing of the loan."""


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="Aziz")


@pytest.fixture
def stranger(user_with: Callable[..., User]) -> User:
    """All rights together but those of the financial roles."""
    return user_with(*(role for role in OTHERS if role != Role.AUDITOR), first_name="Staf", last_name="Maes")


@pytest.fixture
def case(karim: User) -> Lent:
    return lent_money(by=karim)


def places(case: Lent) -> Iterator[str]:
    """Each page that is announced, tab, list with all columns, chart, search and export, and of the admin."""
    yield from announced(case.keys)
    for one in case.dossiers:
        for tab in ("request", "contact", "journey", "timeline", "files", "info", "income", *OF_THEIR_TYPE):
            yield f"/dossiers/{one.number}/?tab={tab}"
        yield f"/dossiers/{one.number}/?tab=timeline&filter=mail"
        yield f"/dossiers/{one.number}/?tab=timeline&before=20990101T000000000000.step.9"
        yield f"/dossiers/lookup/?q={one.number}"
    for tab in ("journey", "timeline", "files", "info"):
        yield f"/dossiers/{case.beside.number}/?tab={tab}"
    yield f"/journeys/{case.loan.journey.number}/"
    yield f"/dossiers/new/?on={case.loan.journey.number}"
    yield f"/addresses/{case.keys['address']}/"
    yield f"/works/{case.keys['work']}/"
    yield from (f"/queues/general/?show={show}" for show in ("all", "waiting", "linked", "closed"))
    yield f"/queues/general/?show=all&item={case.keys['item']}"
    yield f"/search/?q={SOUGHT}"
    for definition in offered(ListDefinition).values():
        yield from places_of(definition, SOUGHT)
    yield from admin_lists(admin.site)
    yield reverse("admin:dossiers_dossier_change", args=[case.loan.pk])
    yield reverse("admin:mail_message_change", args=[case.message.pk])


def test_only_financial_roles_read_what_a_loan_or_premium_holds(
    case: Lent, karim: User, stranger: User, user_with: Callable[..., User], client_of: Callable[..., Client]
) -> None:
    rows = dict(hanging([one.case_file_id for one in case.dossiers]))
    assert [what for what, some in rows.items() if some.visible_to(stranger).exists()] == []
    assert len([what for what, some in rows.items() if some.visible_to(karim).exists()]) >= PLANTED
    every = [*places(case)]
    assert telling(client_of(stranger), every, SECRETS, register=REGISTER) == {}
    for role in OTHERS:
        few = [*every[::9], f"/dossiers/{case.loan.number}/?tab=timeline", "/", "/dossiers/?f="]
        assert telling(client_of(user_with(role)), few, SECRETS, register=REGISTER) == {}, role
    shown = telling(client_of(karim), every, SECRETS, register=REGISTER)
    for one in case.dossiers:
        assert {f"/dossiers/{one.number}/?tab=timeline", f"/dossiers/{one.number}/?tab=files"} <= {*shown}
    assert len(shown) > 20
    # at last what acts: every address guessed, as a form and as a part of a page
    assert telling(client_of(stranger), announced(case.keys), SECRETS, register=REGISTER, posted=True) == {}


def test_being_its_handler_gives_no_further_right(
    case: Lent, stranger: User, client_of: Callable[..., Client]
) -> None:
    Dossier.objects.filter(pk=case.loan.pk).update(assignee=stranger)
    page = client_of(stranger).get(f"/dossiers/{case.loan.number}/").content.decode()
    assert WORD not in page
    assert "financieel adviseurs" in page
    assert not Activity.objects.visible_to(stranger).filter(case_file=case.loan.case_file).exists()
    with pytest.raises(NotAllowed):
        abandon(case.loan, by=stranger, reason=Reason.objects.filter(kind="abandon")[0])


def test_of_a_duty_of_the_law_others_read_not_what_was_noted_with_it(
    case: Lent, karim: User, stranger: User, client_of: Callable[..., Client]
) -> None:
    page = f"/addresses/{case.loan.site_address_id}/"
    outside, inside = (client_of(one).get(page).content.decode() for one in (stranger, karim))
    assert "Energiebesluit" in outside
    assert WORD not in outside
    assert WORD in inside


def test_what_waits_for_a_second_colleague_is_told_to_financial_roles_alone(
    case: Lent, karim: User, stranger: User, user_with: Callable[..., User], client_of: Callable[..., Client]
) -> None:
    griet = user_with(Role.COORDINATOR)
    assert "second-pair" not in client_of(stranger).get("/").content.decode()
    (part,) = (one for one in client_of(griet).get("/").context["parts"] if one.name == "second-pair")
    assert (part.figures[0].number, part.groups[0].rows.count("<li")) == (2, 2)
    (own,) = (one for one in client_of(karim).get("/").context["parts"] if one.name == "second-pair")
    assert own.figures[0].number == 0


def test_all_staff_know_that_it_is_there(
    case: Lent, stranger: User, client_of: Callable[..., Client]
) -> None:
    browser = client_of(stranger)
    for url in (
        f"/dossiers/{case.loan.number}/",
        "/dossiers/?f=",
        reverse("dossiers_of_type", args=["loan"]) + "?f=",
        f"/journeys/{case.loan.journey.number}/",
        f"/dossiers/?q={case.loan.number}",
        f"/dossiers/?f=number.contains:{case.loan.number}",
    ):
        page = browser.get(url).content.decode()
        assert case.loan.number in page, url
        assert "Mijn VerbouwLening" in page, url
        assert "Karim Aziz" in page or "/journeys/" in url, url
    # on the timeline of the train: that there was a message, without what it says
    train = browser.get(f"/dossiers/{case.beside.number}/?tab=timeline").content.decode()
    assert f"Een bericht bij {case.loan.number}" in train
    assert not Message.objects.visible_to(stranger).filter(pk=case.message.pk).exists()
    item = QueueItem.objects.in_queues_of(stranger).get(message=case.message)
    assert item.secret == DocumentClass.FINANCIAL  # type: ignore[attr-defined]
    assert not Work.objects.visible_to(stranger).filter(pk=case.keys["work"]).exists()


def test_a_stage_is_told_up_to_the_decision(case: Lent, karim: User, stranger: User) -> None:
    for kind in (DossierType.LOAN, DossierType.GRANT):
        names = FLOWS[kind].names
        told = [standing(kind, one, whole=False).name for one in (*names, ABANDONED)]
        until = names.index("decision") + 1
        assert told[:until] == [*names[:until]]
        assert {*told[until:-2]} == {IN_HAND}
        assert told[-2:] == [CLOSED, CLOSED]
        assert [standing(kind, one, whole=True).name for one in names] == [*names]
    # completed or abandoned: both have the day on which they were closed
    abandon(case.grant, by=karim, reason=Reason.objects.filter(kind="abandon")[0])
    assert Dossier.objects.get(pk=case.grant.pk).completed_on


def test_a_list_that_asks_more_than_all_may_know_leaves_them_out(
    case: Lent, karim: User, stranger: User, client_of: Callable[..., Client]
) -> None:
    outside, reading = client_of(stranger), client_of(karim)
    asks_more = (
        "f=stage.in:request",
        "f=project.empty",
        "f=party.contains:roerdomp",
        "f=late.in:no",
        "sort=stage",
        "sort=next_due",
        "f=&chart=stage",
    )
    for asked in asks_more:
        page = outside.get(f"/dossiers/?{asked}").content.decode()
        rows = page.split("list-rows")[-1]
        if "chart" not in asked:
            assert case.loan.number not in rows, asked
            assert "Zonder leningen en premies" in page, asked
        assert "Zonder leningen en premies" not in reading.get(f"/dossiers/?{asked}").content.decode(), asked
    charts = [one.get("/dossiers/?f=&chart=stage").context["grid"].chart for one in (outside, reading)]
    counted = [sum(bar.amount for bar in chart.bars) for chart in charts]
    assert counted[1] - counted[0] == len(case.dossiers)
    # of a list of loans alone such a column is none of theirs
    names = {
        one.name
        for one in outside.get(reverse("dossiers_of_type", args=["loan"]))
        .context["grid"]
        .state.known.values()
    }
    assert {"number", "stage", "assignee"} <= names
    assert not names & {"next_due", "project", "late", "party", "without_value"}
    export = outside.get(f"{reverse('list_csv', args=['dossiers'])}?f=&cols=number,stage,project,next_due")
    line = next(one for one in export.getvalue().decode().splitlines() if case.loan.number in one)
    assert line == f"{case.loan.number};Aanvraag;;"


def test_a_paper_that_came_in_there_is_financial_wherever_it_goes(
    case: Lent, karim: User, stranger: User
) -> None:
    paper = Document.objects.get(pk=case.keys["document"])
    assert paper.document_class == DocumentClass.FINANCIAL
    file_document(case.beside.case_file, paper, by=karim)
    assert not Document.objects.visible_to(stranger).filter(pk=paper.pk).exists()


def test_reading_what_a_household_earns_is_logged(
    case: Lent, karim: User, stranger: User, user_with: Callable[..., User], client_of: Callable[..., Client]
) -> None:
    page = client_of(karim).get(f"/dossiers/{case.loan.number}/?tab=income").content.decode()
    assert str(INCOME_TOLD).replace(".", ",") in page
    read = SensitiveReading.objects.get()
    assert (read.by, read.case_file) == (karim, case.loan.journey.case_file)
    # the budget of a loan too, once there is one
    browser = client_of(karim)
    browser.get(f"/dossiers/{case.loan.number}/?tab=analysis")
    LoanDetail.objects.filter(dossier=case.loan).update(
        income=2500, fixed_costs=900, budget_source="Loonfiche", budget_on=timezone.localdate()
    )
    browser.get(f"/dossiers/{case.loan.number}/?tab=analysis")
    assert SensitiveReading.objects.latest("pk").case_file == case.loan.case_file
    assert SensitiveReading.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        SensitiveReading.objects.all().delete()
    log = client_of(user_with(Role.AUDITOR)).get("/admin/timeline/sensitivereading/").content.decode()
    assert "Karim Aziz" in log
    assert case.loan.journey.number in log


def test_who_opens_a_loan_need_not_read_it(stranger: User, client_of: Callable[..., Client]) -> None:
    loan = information_dossier(by=stranger, subtype="loan_verbouwlening")
    assert not Dossier.objects.visible_to(stranger).filter(pk=loan.pk).exists()
    assert client_of(stranger).get(f"/dossiers/{loan.number}/").status_code == 200
