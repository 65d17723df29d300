"""A form that makes something makes it once: sent twice, gone back to, or twice at the same moment."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.checklist.models import AskedPaper
from dossiers.factories import design_dossier, information_dossier, work_on
from dossiers.loans.models import ArrearsReminder, Drawdown, EarlyRepayment, LoanEntry, Obligation
from dossiers.models import (
    Capacity,
    Dossier,
    DossierRelation,
    Project,
    Referral,
    ReferralProduct,
    RelationKind,
    Source,
    Stakeholder,
)
from dossiers.operations.filing import add_note
from dossiers.quotes.models import Quote
from dossiers.schemes.check_models import RightsCheck
from dossiers.schemes.models import SchemeVersion
from dossiers.types.design.model import FinancingLine, Study
from dossiers.types.execution.model import Complaint, StreetElement, StreetFurniture
from dossiers.types.grant.model import GrantDecision, GrantOwner, GrantPayment
from dossiers.types.grant.operations import confirm_decision
from dossiers.types.lending.pieces import PieceLoan
from dossiers.types.lending.stock import StockMove
from dossiers.types.loan.decisions import LoanCommittee
from dossiers.types.loan.model import RunningCredit
from dossiers.views import saving
from dossiers.works.models import Inspection, Work
from dossiers.works.operations import add_work, decide, start
from dossiers.works.photos import WorkPhoto
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address, EnergyReading, Measure
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactPoint, Employment, Organisation, Person
from oss.core.models import UsedKey
from oss.core.once import forget_old_keys
from oss.core.partial_dates import PartialDate
from oss.documents.demo import picture_of
from oss.documents.models import Document, DocumentKind
from oss.lists.jobs.models import Job
from oss.lists.saved.models import SavedView
from oss.staff.factories import UserFactory
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from tests.dossiers import repaid
from tests.dossiers.borrowed import application
from tests.dossiers.granted import IBAN, proposed, proven, to_decide
from tests.dossiers.lent import bags, meter, request_for


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, Role.COORDINATOR)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte)


KEY = uuid4()


def key_in(page: str, action: str) -> str:
    """The one-time key of the form with that action ("" for the page's own address)."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        posts_to = re.search(r'action="([^"]*)"', form.partition(">")[0])
        if (posts_to[1].partition("?")[0] if posts_to else "") == action:
            (key,) = re.findall(r'name="once" value="([^"]*)"', form)
            return str(key)
    raise AssertionError(f"no form for {action!r}")


def pdf(name: str = "offerte.pdf", text: bytes = b"once") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 " + text, "application/pdf")


@dataclass(frozen=True)
class Maker:
    """A form that makes something: what, the page it stands on, where it posts, what is typed."""

    makes: type[Any]
    page: str
    action: str
    typed: Callable[[], dict[str, Any]]

    def post(self, client: Client, key: str, **changed: Any) -> Any:
        return client.post(self.action or self.page, self.typed() | {"once": key} | changed)


def of_a_drawn_loan(lotte: User) -> list[tuple[type[Any], str, str, dict[str, Any]]]:
    loan = repaid.drawn(by=lotte, other=UserFactory(roles=[Role.COORDINATOR]))
    page = f"/dossiers/{loan.number}/outstanding/"
    told: list[tuple[type[Any], str, dict[str, Any]]] = [
        (LoanEntry, "entries/new", {"kind": "receipt", "on": "01/12/2026", "amount": "10"}),
        (ArrearsReminder, "reminders/new", {"sent_on": "01/12/2026"}),
        (EarlyRepayment, "early/new", {"repaid_with": "premium", "expected": "4.025"}),
        (Obligation, "obligations/new", {"kind": "label", "basis": "Art. 7", "starts_on": "01/12/2026"}),
    ]
    drawn = {
        "invoice": repaid.paper(loan, "100", "F2").pk,
        "payee": "client",
        "asked_on": "01/12/2026",
    }
    asks = (Drawdown, f"/dossiers/{loan.number}/drawdowns/new/", "", drawn)
    return [asks, *((model, f"{page}{path}/", "", typed) for model, path, typed in told)]


def of_an_execution(lotte: User) -> list[tuple[type[Any], str, str, dict[str, Any]]]:
    execution = information_dossier(
        by=lotte, subtype="execution_verbouwbegeleiding", address=AddressFactory.create()
    )
    roof = work_on(execution)
    decide(roof, by=None, goes_on=True, decided_on=timezone.localdate())
    start(roof, by=None, started_on=PartialDate.of(timezone.localdate()))
    page, element = f"/dossiers/{execution.number}/", StreetElement.objects.all()[0].pk
    return [
        (
            Complaint,
            f"{page}complaints/new/",
            "",
            {"reported_on": "2026-11-02", "about": "contr", "what": "Lek bij de dakgoot."},
        ),
        (
            StreetFurniture,
            f"{page}?tab=preparation",
            f"{page}street_furniture/{element}/",
            {"needed": "True"},
        ),
        (
            Inspection,
            f"{page}?tab=execution",
            f"{page}inspections/new/",
            {"work": roof.pk, "done_on": "2026-11-02", "phase": "start", "outcome": "conform"},
        ),
    ]


def of_lending(by: User) -> list[tuple[type[Any], str, str, dict[str, Any]]]:
    dossier, piece = request_for(by=by), meter()
    bagged, kind = request_for("rubble_bags", by=by), bags(20)
    loan, move = f"/dossiers/{dossier.number}/", f"/dossiers/{bagged.number}/"
    today = timezone.localdate().isoformat()
    return [
        (
            PieceLoan,
            f"{loan}?tab=handling",
            f"{loan}loans/new/",
            {"piece": piece.pk, "starts_on": today, "due_on": today},
        ),
        (StockMove, f"{move}?tab=handling", f"{move}stock/new/", {"kind": kind.pk, "quantity": "2"}),
        (StockMove, f"/stock/{kind.pk}/", f"/stock/{kind.pk}/receive/", {"quantity": "5"}),
        (
            StockMove,
            "/desk/",
            "/desk/",
            {
                "person": PersonFactory.create().pk,
                "what": f"stock-{kind.pk}-{kind.subtype_id}",
                "quantity": "3",
                "agreed": "none",
                "source": Source.objects.get(code="desk").pk,
                "project": Project.objects.get(code="regular").pk,
            },
        ),
    ]


def of_a_premium(by: User) -> list[tuple[type[Any], str, str, dict[str, Any]]]:
    dossier, granted = to_decide(by), to_decide(by)
    colleague = UserFactory.create(roles=[Role.COORDINATOR])
    confirm_decision(proposed(granted, colleague), by=by)
    proven(granted, by)
    page, paid = f"/dossiers/{dossier.number}/", f"/dossiers/{granted.number}/"
    photo = DocumentKind.objects.get(code="photo").pk
    return [
        (AskedPaper, f"{page}papers/new/", "", {"kind": photo}),
        (GrantOwner, f"{page}grant/owners/new/", "", {"lot": "A1", "shares": "100"}),
        (
            GrantDecision,
            f"{page}?tab=grant_decision",
            f"{page}grant/propose/",
            {"outcome": "granted", "amount": "620", "decided_on": "01/12/2026"},
        ),
        (
            GrantPayment,
            f"{paid}?tab=grant_payment",
            f"{paid}grant/pay/",
            {"kind": "whole", "amount": "620", "to": "client", "iban": IBAN, "paid_on": "01/12/2026"},
        ),
    ]


def makers(dossier: Dossier) -> list[Maker]:
    by = dossier.created_by
    person, organisation, address = PersonFactory(), OrganisationFactory(), AddressFactory()
    page = f"/dossiers/{dossier.number}/"
    record = reverse("person", args=[person.pk])
    new_person = {"first_name": "Mieke", "last_name": "Maes", "language": "nl"}
    firm = {"kind": "other", "name": "Dakwerken Maes"}
    capacity = Capacity.objects.all()[0].pk
    design = f"/dossiers/{design_dossier(by=by).number}/"
    roof = add_work(address, Measure.objects.get(code="roof_sarking"), by=None)
    typed: list[tuple[type[Any], str, str, dict[str, Any]]] = [
        (Activity, f"{page}?tab=timeline", f"{page}note/", {"text": "Gebeld"}),
        (
            Stakeholder,
            f"{page}?tab=contact",
            f"{page}stakeholder/",
            {"person": person.pk, "capacity": capacity},
        ),
        (
            Activity,
            f"{page}requests/new/",
            "",
            {"title": "Stelling inbegrepen?", "asked_organisation": organisation.pk},
        ),
        (
            Referral,
            f"{page}referrals/new/",
            "",
            {
                "product": ReferralProduct.objects.all()[0].pk,
                "organisation": organisation.pk,
                "way": "cold",
                "referred_on": "2026-11-02",
            },
        ),
        (
            DossierRelation,
            f"{page}?tab=journey",
            f"{page}relations/new/",
            {
                "dossier": information_dossier(by=dossier.created_by).pk,
                "kind": RelationKind.objects.all()[0].pk,
            },
        ),
        (Person, reverse("person_new"), "", new_person),
        (Person, reverse("person_quick"), "", new_person),
        (Organisation, reverse("organisation_new"), "", firm),
        (Organisation, reverse("organisation_quick"), "", firm),
        (ContactPoint, record, reverse("person_point", args=[person.pk]), {"value": "mieke@burger.example"}),
        (
            Employment,
            record,
            reverse("person_employment", args=[person.pk]),
            {"organisation": organisation.pk, "role": "zaakvoerder"},
        ),
        (
            EnergyReading,
            reverse("address_finding_new", args=[address.pk, "energy"]),
            "",
            {"known_on": "2024", "source": "factuur", "heating": "gas"},
        ),
        (
            Work,
            reverse("work_new", query={"address": address.pk, "past": 1}),
            "",
            {"measure": Measure.objects.get(code="roof").pk, "ended_on": "2024"},
        ),
        (
            Quote,
            reverse("quote_new", query={"work": roof.pk}),
            "",
            {
                "work": roof.pk,
                "contractor": organisation.pk,
                "received_on": "30/11/2026",
                "kind": "tailored",
                "vat_rate": "6",
                "total_incl": "12.345,67",
            },
        ),
        (
            RunningCredit,
            f"/dossiers/{application(by=by).number}/loan/credits/new/",
            "",
            {"what": "Autolening", "monthly": "210"},
        ),
        (
            LoanCommittee,
            reverse("loan_committees"),
            reverse("loan_committees"),
            {"name": "Kredietcomité", "held_on": "02/12/2026"},
        ),
        (
            Address,
            reverse("address_new"),
            "",
            {"street": address.street_id, "house_number": "998", "postcode": "2800", "reason": "Nieuwbouw."},
        ),
        (
            Study,
            f"{design}studies/new/",
            "",
            {"measure": Measure.objects.get(code="asbestos_inventory").pk},
        ),
        (
            FinancingLine,
            f"{design}financing/new/",
            "",
            {"kind": "own", "amount": "1.250", "source": "gesprek", "known_on": "02/11/2026"},
        ),
        (SavedView, "/lists/dossiers/views/new/", "/lists/dossiers/views/new/", {"name": "Van mij"}),
        (Job, "/dossiers/", "/lists/dossiers/export/", {}),
    ]
    typed += of_an_execution(dossier.created_by)
    typed += of_a_drawn_loan(dossier.created_by)
    typed += of_lending(dossier.created_by)
    typed += of_a_premium(dossier.created_by)
    rights, counter = f"{page}?tab=rights", SchemeVersion.objects.get(scheme__code="counter_advice").pk
    typed += [
        (RightsCheck, rights, f"{page}rights/keep/", {}),
        (Activity, rights, f"{page}rights/follow/{counter}/", {}),
    ]
    found = [
        Maker(made, where, action, lambda fields=fields: fields) for made, where, action, fields in typed
    ]
    upload = Maker(Document, f"{page}?tab=files", f"{page}upload/", lambda: {"files": pdf()})
    photos = Maker(
        WorkPhoto,
        f"{reverse('work', args=[roof.pk])}?tab=execution",
        reverse("work_photos", args=[roof.pk]),
        lambda: {
            "photos": SimpleUploadedFile("dak.png", picture_of(9, 9, 9), "image/png"),
            "moment": "before",
        },
    )
    return [*found, upload, photos]


def test_every_form_that_makes_something_makes_it_once(desk: Client, dossier: Dossier) -> None:
    for maker in makers(dossier):
        key = key_in(desk.get(maker.page).content.decode(), maker.action)
        before = maker.makes.objects.count()
        first, second = (maker.post(desk, key) for _time in range(2))
        assert first.status_code in {201, 302}, (maker, first.context and first.context.get("form").errors)
        assert maker.makes.objects.count() == before + 1, maker
        assert second.status_code == first.status_code, maker
        assert second.get("Location") == first.get("Location"), maker
        assert second.content == first.content, maker


def test_the_second_is_told_what_the_first_was_told(desk: Client, dossier: Dossier) -> None:
    page = f"/dossiers/{dossier.number}/"
    fields = {"text": "Gebeld", "once": str(uuid4())}
    pages = [desk.post(f"{page}note/", fields, follow=True) for _time in range(2)]
    first, second = ([str(one) for one in answer.context["messages"]] for answer in pages)
    assert len(first) == 1
    assert first == second


def test_the_same_form_with_something_else_typed_is_another_wish(desk: Client, dossier: Dossier) -> None:
    for text in ("Gebeld", "Gebeld, en gemaild"):
        desk.post(f"/dossiers/{dossier.number}/note/", {"text": text, "once": str(KEY)})
    for file in (pdf("a.pdf"), pdf("b.pdf"), pdf("b.pdf", b"of another day")):
        desk.post(f"/dossiers/{dossier.number}/upload/", {"files": file, "once": str(KEY)})
    assert Activity.objects.filter(kind=ActivityKind.NOTE).count() == 2
    kept = [document.stored_file.read() for document in Document.objects.order_by("pk")]
    assert kept == [b"%PDF-1.4 once", b"%PDF-1.4 once", b"%PDF-1.4 of another day"]


def test_the_same_words_at_another_place_are_another_wish(
    desk: Client, lotte: User, dossier: Dossier
) -> None:
    for one in (dossier, information_dossier(by=lotte)):
        desk.post(f"/dossiers/{one.number}/note/", {"text": "Gebeld", "once": str(KEY)})
        assert one.case_file.activities.filter(kind=ActivityKind.NOTE).count() == 1


def test_a_renewed_token_and_a_draft_make_it_no_other_wish(desk: Client, dossier: Dossier) -> None:
    """The login in the dialog sends the form again with a new token; another page has another draft."""
    for turn in ("a", "b"):
        fields = {"csrfmiddlewaretoken": turn * 64, "draft": f"dossier_note {dossier.number} {uuid4()}"}
        desk.post(f"/dossiers/{dossier.number}/note/", {"text": "Gebeld", "once": str(KEY)} | fields)
    assert Activity.objects.filter(kind=ActivityKind.NOTE).count() == 1


def test_a_value_that_reads_as_a_name_is_none(desk: Client, dossier: Dossier) -> None:
    for more in ({"a": ["x", "b", "1", "y"]}, {"a": ["x"], "b": ["y"]}, {"a": ["x", "b", "y"]}):
        note = {"text": "Gebeld", "once": str(KEY)} | more
        assert desk.post(f"/dossiers/{dossier.number}/note/", note).status_code == 302
    assert Activity.objects.filter(kind=ActivityKind.NOTE).count() == 3


def test_what_was_refused_may_be_sent_again_with_its_key(desk: Client, dossier: Dossier) -> None:
    url = f"/dossiers/{dossier.number}/note/"
    refused = desk.post(url, {"text": "", "once": str(KEY)})
    assert refused.status_code == 422
    assert key_in(refused.content.decode(), url) == str(KEY)
    assert desk.post(f"/dossiers/{dossier.number}/upload/", {"once": str(KEY)}).status_code == 302
    assert not UsedKey.objects.exists()


def test_of_what_ends_in_a_fault_of_ours_nothing_stays_and_it_may_be_sent_again(
    desk: Client, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **known: Any) -> None:
        add_note(*args, **known)
        raise RuntimeError("after it was made")

    url, fields = f"/dossiers/{dossier.number}/note/", {"text": "Gebeld", "once": str(KEY)}
    desk.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(saving, "add_note", fails)
        assert desk.post(url, fields).status_code == 500
    notes = Activity.objects.filter(kind=ActivityKind.NOTE)
    assert not notes.exists()
    assert desk.post(url, fields).status_code == 302
    assert notes.count() == 1


def test_the_key_of_one_colleague_is_nothing_to_another(
    desk: Client, dossier: Dossier, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    for client in (desk, client_of(user_with(Role.DESK))):
        client.post(f"/dossiers/{dossier.number}/note/", {"text": "Gebeld", "once": str(KEY)})
    assert Activity.objects.filter(kind=ActivityKind.NOTE).count() == 2


def test_a_key_that_is_none_loses_nothing(desk: Client, dossier: Dossier) -> None:
    for number, key in enumerate(("", "x", "9" * 5000, "a\x00b"), start=1):
        desk.post(f"/dossiers/{dossier.number}/note/", {"text": "Gebeld", "once": key})
        assert Activity.objects.filter(kind=ActivityKind.NOTE).count() == number


def test_old_keys_are_forgotten_and_answers_that_name_somebody_first(db: None) -> None:
    now = timezone.now()
    for number, (days, body) in enumerate(((31, ""), (29, ""), (2, "Mieke"), (0, "Mieke"))):
        key = UsedKey.objects.create(
            digest=str(number), status=302, location="/", content_type="", body=body, told=[]
        )
        UsedKey.objects.filter(pk=key.pk).update(used_at=now - timedelta(days=days))
    assert forget_old_keys() == 2
    assert list(UsedKey.objects.order_by("digest").values_list("digest", flat=True)) == ["1", "3"]


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_is_made_and_both_get_it(
    lotte: User, client_of: Callable[[User], Client], dossier: Dossier
) -> None:
    chosen = [one for one in makers(dossier) if one.makes in {Activity, Document, Person}]
    for maker in chosen:
        before, key, start = maker.makes.objects.count(), str(uuid4()), Barrier(4)

        def send(client: Client, maker: Maker = maker, key: str = key, start: Barrier = start) -> Any:
            try:
                start.wait()
                answer = maker.post(client, key)
                return answer.status_code, answer.get("Location"), answer.content
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as threads:
            answers = set(threads.map(send, [client_of(lotte) for _number in range(4)]))
        assert len(answers) == 1, maker
        assert maker.makes.objects.count() == before + 1, maker
