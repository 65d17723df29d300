"""Every page of one record: who may open it finds it, it says whose it is, and an old one of it is answered.

`RECORDS` names each kind once; a page that is announced with a record at the end of its address and is not in
it fails. Its address comes from the example it was announced with. Other tests walk the same pages for their
own reasons: query budgets (`tests/budgets`), what is private (`tests/queues/test_hidden_things.py`), how they
look (`tests/browser/test_every_screen.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dossiers.loans.models import EarlyRepayment, Obligation
from dossiers.loans.operations.promised import remove_from_loan
from dossiers.models import Dossier, Referral
from dossiers.operations.referring import remove_referral
from dossiers.types.design.model import FinancingLine, Study
from dossiers.types.design.operations import remove_means, remove_study
from dossiers.types.execution.model import Complaint
from dossiers.types.execution.operations import remove_complaint
from dossiers.types.grant.model import GrantOwner, GrantPayment
from dossiers.types.grant.operations import cancel_payment, remove_owner
from dossiers.types.loan.model import RunningCredit
from dossiers.types.loan.operations.preparing import drop_work, remove_credit
from dossiers.works.models import Work, WorkDossier
from dossiers.works.operations import remove_work, take_off_dossier
from oss.addresses.models import EnergyCertificate
from oss.addresses.operations.describing import remove_finding
from oss.contacts.merging.operations import merge
from oss.contacts.models import AssociationRole, Employment, Organisation, Person
from oss.contacts.operations.association_roles import remove_association_role
from oss.contacts.operations.parts import remove_employment
from oss.core.pages import pages
from oss.lists.models import SavedView
from oss.lists.saved.operations import delete_view
from oss.queues import operations as queues
from oss.queues.models import Queue, QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.staff.roles import Role
from oss.staff.rosters.models import RosterLine
from oss.staff.rosters.operations import take_off_roster
from tests.examples import first_role, one_of_everything, path_of
from tests.page_tree import Node, read
from tests.swapping import sent_by

Keys = dict[str, object]


@dataclass(frozen=True)
class Record:
    """`shown` names it; `goes` takes it away, `hides` from all but whose it is, each where that can be."""

    page: str
    shown: str
    goes: Callable[[Keys], object] | None = None
    hides: Callable[[Keys], object] | None = None


def lotte() -> User:
    return User.objects.get(email="lotte@loket.example")


def griet() -> User:
    return User.objects.get(email="griet@loket.example")


def karim() -> User:
    return User.objects.get(email="karim@loket.example")


def merged(model: type[Person] | type[Organisation], kind: str) -> Callable[[Keys], object]:
    """Into its twin, which is where its page leads from then on."""
    return lambda keys: merge(
        model.objects.get(pk=keys[f"twin_{kind}"]), model.objects.get(pk=keys[kind]), by=lotte()
    )


def into_a_private_queue(keys: Keys) -> None:
    secret = Queue.objects.create(name="Vertrouwelijk", slug="secret", is_private=True)
    item = QueueItem.objects.get(message=keys["mail"])
    queues.route(item, queue=secret, by=lotte())


RECORDS = (
    Record("person", "Eddy Pollet", goes=merged(Person, "person")),
    Record("organisation", "Vereniging van mede-eigenaars", goes=merged(Organisation, "organisation")),
    Record("address", "Bruul 12"),
    Record("building", "Bruul 12"),
    Record(
        "finding",
        "Bruul 12",
        goes=lambda keys: remove_finding(EnergyCertificate.objects.get(pk=keys["certificate"]), by=lotte()),
    ),
    Record(
        "work",
        "Dakisolatie",
        goes=lambda keys: remove_work(Work.objects.get(pk=keys["work"]), by=lotte()),
    ),
    Record(
        "association_role",
        "Mechels Vastgoedbeheer",
        goes=lambda keys: remove_association_role(AssociationRole.objects.get(pk=keys["role"]), by=lotte()),
    ),
    Record("association_match", "Residentie Sint-Romboutspoort"),
    Record(
        "employment_change",
        "Vereniging van mede-eigenaars",
        goes=lambda keys: remove_employment(Employment.objects.get(pk=keys["employment"]), by=lotte()),
    ),
    Record("contact_import", "nieuwe mensen.csv"),
    Record("mail", "EPC van mijn appartement", hides=into_a_private_queue),
    Record("activity", "Terugbellen over het dak"),
    Record(
        "study",
        "Stabiliteitsstudie",
        goes=lambda keys: remove_study(Study.objects.get(pk=keys["study"]), by=lotte()),
    ),
    Record(
        "means",
        "eigen middelen",
        goes=lambda keys: remove_means(FinancingLine.objects.get(pk=keys["means"]), by=karim()),
    ),
    Record("paper", "Factuur"),
    Record(
        "grant_payment",
        "volledig bedrag",
        goes=lambda keys: cancel_payment(
            GrantPayment.objects.get(pk=keys["grant_payment"]), by=karim(), because="teruggestort"
        ),
    ),
    Record(
        "grant_owner",
        "A1",
        goes=lambda keys: remove_owner(GrantOwner.objects.get(pk=keys["grant_owner"]), by=karim()),
    ),
    Record(
        "work_advised",
        "Dakisolatie sarking",
        goes=lambda keys: take_off_dossier(WorkDossier.objects.get(pk=keys["advised"]), by=lotte()),
    ),
    Record("scheme", "Mijn VerbouwPremie: dakisolatie"),
    Record("rights_check", "Rechtencheck"),
    Record("piece", "EM-01"),
    Record("stock_kind", "Puinzak"),
    Record("contact_moment", "telefoon"),
    Record(
        "roster_row",
        "09:00",
        goes=lambda keys: take_off_roster(RosterLine.objects.get(pk=keys["roster_line"]), by=griet()),
    ),
    Record(
        "loan_purpose",
        "Dakisolatie sarking",
        goes=lambda keys: drop_work(
            Dossier.objects.get(number=keys["loan_dossier"]),
            Work.objects.get(pk=keys["loan_work"]),
            by=karim(),
        ),
    ),
    Record(
        "loan_credit",
        "Autolening",
        goes=lambda keys: remove_credit(RunningCredit.objects.get(pk=keys["loan_credit"]), by=karim()),
    ),
    Record("loan_committee", "Kredietcomité"),
    Record("drawdown", "Schijf 1"),
    Record("loan_entry", "ontvangst"),
    Record(
        "early_repayment",
        "premie",
        goes=lambda keys: remove_from_loan(EarlyRepayment.objects.get(pk=keys["early"]), by=karim()),
    ),
    Record(
        "obligation",
        "labelverbintenis",
        goes=lambda keys: remove_from_loan(Obligation.objects.get(pk=keys["obligation"]), by=karim()),
    ),
    Record("loan_statement", "staat.csv"),
    Record("quote", "P-26-0"),
    Record("quote_lines", "P-26-0"),
    Record("journey", "{journey}"),
    Record("dossier", "{dossier}"),
    Record(
        "referral",
        "energiescan",
        goes=lambda keys: remove_referral(Referral.objects.get(pk=keys["referral"]), by=lotte()),
    ),
    Record(
        "complaint",
        "aannemer",
        goes=lambda keys: remove_complaint(Complaint.objects.get(pk=keys["complaint"]), by=lotte()),
    ),
    Record(
        "list_view",
        "Wat ik deze maand opende",
        goes=lambda keys: delete_view(SavedView.objects.get(pk=keys["view"]), by=lotte()),
    ),
    Record("list_job", "Toewijzen"),
)
BY_PAGE = {record.page: record for record in RECORDS}
NO_RECORDS = {
    "dossier_link": "a mail that waits for its dossier",
    "person_merge": "two records side by side",
    "organisation_merge": "two records side by side",
    "public_page": "for whom it was sent to, without a word of the record",
    "mail_attachment": "a file",
    "mail_inline_image": "a picture",
    "document": "a file",
}
"""What ends in a key too, and what it is."""


@pytest.fixture
def keys(db: None) -> Keys:
    load_staff()
    return one_of_everything()


@pytest.fixture
def client_for(client_of: Callable[[User], Client]) -> Callable[[Role], Client]:
    return lambda role: client_of(User.objects.with_role(role).get())


def is_page(answer: HttpResponse) -> bool:
    content = b"".join(answer)  # a file is closed when it was sent
    return answer.status_code == 200 and b"<main" in content


def test_every_page_of_a_record_is_in_the_table(keys: Keys, client_for: Callable[[Role], Client]) -> None:
    found = set()
    for name, page in pages().items():
        gap = page.example[-1] if page.example else ""
        where = path_of(name, keys)
        ends_in_it = gap.startswith("{") and where.rstrip("/").endswith(f"/{gap.format_map(keys)}")
        if ends_in_it and is_page(client_for(first_role(name)).get(where)):
            found.add(name)
    found -= NO_RECORDS.keys()
    assert found - BY_PAGE.keys() == set(), "these need a row in RECORDS (or NO_RECORDS)"
    assert BY_PAGE.keys() - found == set(), "these are no page of a record any more"


def test_a_record_page_names_its_record_in_title_and_crumbs(
    keys: Keys, client_for: Callable[[Role], Client]
) -> None:
    wrong = {}
    for record in RECORDS:
        page = read(client_for(first_role(record.page)).get(path_of(record.page, keys)).content.decode())
        shown = record.shown.format_map(keys)
        crumbs = page.all(".breadcrumbs") or page.all("h1")
        told = {"title": page.one("title").text(), "crumbs": " ".join(one.text() for one in crumbs)}
        if missing := {place: words for place, words in told.items() if shown not in words}:
            wrong[record.page] = missing
    assert wrong == {}


def test_a_page_below_a_dossier_marks_the_list_of_its_type(
    keys: Keys, client_for: Callable[[Role], Client]
) -> None:
    types = dict(Dossier.objects.values_list("number", "type"))
    wrong = {}
    for name in pages():
        where = path_of(name, keys)
        number = where.removeprefix("/dossiers/").partition("/")[0]
        if number not in types or not is_page(answer := client_for(first_role(name)).get(where)):
            continue
        marked = read(answer.content.decode()).all("a.side-link[aria-current]")
        lines = [one.attrs["href"] for one in marked]
        if lines != [reverse("dossiers_of_type", args=[types[number]])]:
            wrong[name] = lines
    assert wrong == {}


def test_no_such_record_and_a_hidden_one_are_the_same_page(
    keys: Keys, client_for: Callable[[Role], Client]
) -> None:
    wrong = {}
    for record in RECORDS:
        client = client_for(first_role(record.page))
        gap = pages()[record.page].example[-1].strip("{}")
        none = "R2026-99999" if gap == "journey" else "D2026-99999" if gap == "dossier" else 99_999
        asked = {"nothing": client.get(path_of(record.page, keys | {gap: none}))}
        with transaction.atomic():
            if record.hides:
                record.hides(keys)
                asked["hidden"] = client.get(path_of(record.page, keys))
            transaction.set_rollback(True)
        for what, answer in asked.items():
            if answer.status_code != 404 or record.shown.format_map(keys) in answer.content.decode():
                wrong[f"{record.page}, {what}"] = answer.status_code
    assert wrong == {}


def forms_of(page: Node) -> list[tuple[str, dict[str, list[str]]]]:
    """What each form in the content would send, pressed by its first button."""
    found = []
    for form in page.one("main").all("form[method='post']"):
        sent: dict[str, list[str]] = {}
        for control in form.walk():
            for name, value in sent_by(control):
                sent.setdefault(name, []).append(value)
        buttons = [one for one in form.all("button[type='submit']") if "name" in one.attrs]
        for button in buttons[:1]:
            sent.setdefault(button.attrs["name"], []).append(button.attrs.get("value", ""))
        found.append((form.attrs.get("action", ""), sent))
    return found


def test_what_an_old_page_sends_of_a_record_that_is_gone_gets_an_answer_in_words(
    keys: Keys, client_for: Callable[[Role], Client]
) -> None:
    wrong = {}
    for record in RECORDS:
        if record.goes is None:
            continue
        client, where = client_for(first_role(record.page)), path_of(record.page, keys)
        old = read(client.get(where).content.decode())
        assert forms_of(old), f"{record.page} has no form"
        with transaction.atomic():
            record.goes(keys)
            for action, sent in forms_of(old):
                answer = client.post(action or where, sent, follow=True)
                page = read(answer.content.decode())
                told = page.all("[data-message], [role='alert'], .field-error")
                if answer.status_code not in {404, 409, 422} and not told:
                    wrong[f"{record.page}: {action or where}"] = answer.status_code
            transaction.set_rollback(True)
    assert wrong == {}
