"""A page asks as many questions of the database for fifty rows as for one."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.factories import design_dossier, information_dossier, past_work, work_on
from dossiers.loans.operations.stating import upload_statement
from dossiers.models import Capacity, Dossier, ReferralProduct, RelationKind, Scope
from dossiers.operations.addresses import add_addresses
from dossiers.operations.editing import add_stakeholder, update_detail, update_dossier
from dossiers.operations.opening import Client as JourneyClient
from dossiers.operations.referring import refer
from dossiers.operations.relating import relate_dossiers
from dossiers.operations.stages import advance
from dossiers.quotes.models import Quote
from dossiers.types.design.model import Study
from dossiers.types.design.profile import STUDIES
from dossiers.types.execution.operations import add_complaint, no_more_street_furniture
from dossiers.types.lending.operations.loans import return_piece
from dossiers.types.lending.operations.stock import hand_out_stock
from dossiers.types.lending.pieces import Piece, PieceKind
from dossiers.types.lending.stock import StockKind
from dossiers.types.loan.model import LoanDetail
from dossiers.works.models import Work
from dossiers.works.operations import add_invoice, add_photo, decide, finish, inspect
from dossiers.works.photos import PhotoMoment
from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import Address, Building, EnergyCertificate
from oss.contacts.duplicate_pairs import find_duplicates
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import AssociationMatch, MatchState, Organisation, Person, RegisterEnterprise
from oss.contacts.operations.parts import add_employment
from oss.contacts.operations.records import add_contact_point, update_person
from oss.core.partial_dates import PartialDate
from oss.core.registry import offered
from oss.documents.demo import picture_of
from oss.documents.storing import add_document
from oss.documents.uploads import Upload
from oss.lists.declaration import ListDefinition
from oss.queues import operations as queues
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import add_activity, file_document, link_message
from tests.contacts.register_set import plain
from tests.dossiers import borrowed, designed, repaid
from tests.dossiers.contacted import contact
from tests.dossiers.lent import bags, lent, meter
from tests.dossiers.lent import request_for as a_request
from tests.dossiers.quoted import quote_of, roof_with_quotes
from tests.dossiers.waited import waiting_place
from tests.mails import receive_message

MANY = 50
MOST_OF_A_LIST = 12
MOST_OF_A_DOSSIER = 15
MOST_OF_A_DESIGN = 24
MOST_OF_QUOTES = 24
MOST_OF_AN_EXECUTION = 25
MOST_OF_A_LOAN = 24
MOST_OF_A_DRAWN_LOAN = 40
"""Who asks and what they may (2), the views of the list (3), the transaction with its time limit (3 or 4),
the rows, the chart, the words of a filter, whose case files the rows are on (2)."""


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def queries(lotte: User, client_of: Callable[[User], Client]) -> Callable[[str], int]:
    browser = client_of(lotte)

    def count(url: str) -> int:
        browser.get(url)  # what is asked once and kept
        with CaptureQueriesContext(connection) as captured:
            response = browser.get(url)
        assert response.status_code == 200
        # whether the session comes from the cache or from its table is not the page's business
        return sum("django_session" not in one["sql"] for one in captured.captured_queries)

    return count


def mails(how_many: int) -> list[Any]:
    return [receive_message(subject=f"Vraag {number}").queue_item for number in range(how_many)]


def a_dossier(lotte: User, **known: Any) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte, address=AddressFactory(), **known)


def test_a_queue(lotte: User, queries: Callable[[str], int]) -> None:
    mails(1)
    one = queries("/queues/general/?show=all")
    dossier = a_dossier(lotte)
    for item in mails(MANY)[::3]:
        queues.link(item, case_file=dossier.case_file, by=lotte)
    # what hangs on dossiers and journeys is looked up once each, and the last verb can be undone
    assert queries("/queues/general/?show=all") <= one + 3


def test_a_queue_of_linked_mails(lotte: User, queries: Callable[[str], int]) -> None:
    def link(how_many: int) -> None:
        for item in mails(how_many):
            queues.link(item, case_file=a_dossier(lotte).case_file, by=lotte)

    link(1)
    one = queries("/queues/general/?show=linked")
    link(MANY - 1)
    assert queries("/queues/general/?show=linked") == one


def a_little_of_everything(lotte: User, how_many: int) -> None:
    """As many rows for every list; a list that is added gets its rows here."""
    for number, item in enumerate(mails(how_many)):
        dossier = a_dossier(lotte)
        queues.link(item, case_file=dossier.case_file, by=lotte)
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.TASK, title="Bel", assignee=lotte)
        pdf = add_document(
            data=b"%d" % number, name=f"{number}.pdf", content_type="application/pdf", by=lotte
        )
        file_document(dossier.case_file, pdf, by=lotte)
        OrganisationFactory.create()
        meter(f"EM-{Piece.objects.count()}")
        StockKind.objects.create(name=f"Plant {StockKind.objects.count()}", unit="stuks")
        past_work(BuildingFactory.create())
        waiting_place(by=lotte)
        contact(by=lotte)


def test_every_list(lotte: User, queries: Callable[[str], int]) -> None:
    urls = [one.url() for one in offered(ListDefinition).values() if not one.name.startswith("dossiers_")]
    urls += ["/dossiers/information/", "/dossiers/?chart=stage&f=any(client.contains:a,assignee.me)&q=D2"]
    a_little_of_everything(lotte, 1)
    empty = [
        one.name
        for one in offered(ListDefinition).values()
        if "_" not in one.name and not one.rows(lotte).exists()
    ]
    assert not empty, "give them rows in a_little_of_everything, and lotte a role that sees them"
    ones = {url: queries(url) for url in urls}
    a_little_of_everything(lotte, MANY // 6)  # which makes several dossiers each, and a page holds fifty
    assert {url: queries(url) for url in urls} == ones
    assert {url: number for url, number in ones.items() if number > MOST_OF_A_LIST} == {}


def fill(dossier: Dossier, lotte: User, how_many: int) -> None:
    """Notes, mails, documents, stakeholders and wagons."""
    capacity = Capacity.objects.get(name="mede-eigenaar")
    for number in range(how_many):
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Notitie", text=str(number))
        link_message(dossier.case_file, receive_message(subject=f"Bijlage {number}"), by=lotte)
        document = add_document(data=b"x%d" % number, name="x.pdf", content_type="application/pdf", by=lotte)
        file_document(dossier.case_file, document, by=lotte)
        refer(dossier, by=lotte, product=ReferralProduct.objects.all()[0], organisation=OrganisationFactory())
        add_stakeholder(dossier, JourneyClient(capacity, PersonFactory.create()), by=lotte)
        a_dossier(lotte, journey=dossier.journey)
        around(dossier, lotte)


def around(dossier: Dossier, lotte: User) -> None:
    """Two apartments of its house more, with dossiers: one that it is about too, and one that is proposed."""
    site = dossier.site_address
    assert site
    for also in (True, False):
        box = str(Address.objects.count())
        door = AddressFactory.create(street=site.street, house_number=site.house_number, box_number=box)
        other = information_dossier(by=lotte, address=door)
        if also:
            relate_dossiers(dossier, other, by=lotte, kind=RelationKind.objects.all()[0])
            add_addresses(dossier, [door], by=lotte)


def test_a_dossier_and_its_journey(lotte: User, queries: Callable[[str], int]) -> None:
    dossier = update_dossier(a_dossier(lotte), by=lotte, scope=Scope.BOTH)
    tabs = ("info", "contact", "journey", "timeline", "files", "request")
    urls = [f"/dossiers/{dossier.number}/?tab={tab}" for tab in tabs]
    urls.append(f"/journeys/{dossier.journey.number}/")
    fill(dossier, lotte, 1)
    ones = {url: queries(url) for url in urls}
    fill(dossier, lotte, MANY - 1)
    assert {url: queries(url) for url in urls} == ones


def advise(dossier: Dossier, lotte: User, how_many: int) -> None:
    """Works at its address and of the building around it, decided and done."""
    address = dossier.site_address
    assert address
    for number in range(how_many):
        work = work_on(dossier, description=f"Dak {number}")
        decide(work, by=None, goes_on=True, decided_on=date(2026, 3, 2), amount=Decimal(8450))
        finish(work, by=None, ended_on=PartialDate(2026, 4))
        past_work(address)
        past_work(address.building)
        picture = Upload(picture_of(number, how_many, 0), f"{number}.png", "image/png")
        add_photo(Work.objects.earliest("pk"), picture, by=None, moment=PhotoMoment.BEFORE)


def test_the_works_of_a_dossier(lotte: User, queries: Callable[[str], int]) -> None:
    building = BuildingFactory.create()
    address = AddressFactory.create(building=building, street=building.street, box_number="1")
    dossier = information_dossier(by=lotte, assignee=lotte, address=address)
    urls = [f"/dossiers/{dossier.number}/?tab=works"]
    advise(dossier, lotte, 1)
    urls.append(f"/works/{Work.objects.latest('pk').pk}/")
    urls.append(f"/works/{Work.objects.earliest('pk').pk}/?tab=execution")
    ones = {url: queries(url) for url in urls}
    advise(dossier, lotte, MANY // 3)
    assert {url: queries(url) for url in urls} == ones
    assert ones[urls[0]] <= MOST_OF_A_DOSSIER


def execute(dossier: Dossier, lotte: User, how_many: int) -> None:
    """Works that run, each inspected, invoiced and complained of, and the street answered."""
    day = date(2026, 3, 2)
    for number in range(how_many):
        work = work_on(dossier, description=f"Dak {number}")
        decide(work, by=None, goes_on=True, decided_on=day, amount=Decimal(8450))
        finish(work, by=None, ended_on=PartialDate(2026, 4))
        inspect(work, by=lotte, done_on=day, phase="end", outcome="conform")
        add_invoice(work, by=None, number=f"{number}", dated_on=day, amount_incl=Decimal(8450))
        add_complaint(dossier, by=lotte, reported_on=day, about="contr", work=work, what="Stof.")
    no_more_street_furniture(dossier, by=lotte)


def test_an_execution(lotte: User, queries: Callable[[str], int]) -> None:
    dossier = information_dossier(
        by=lotte, subtype="execution_verbouwbegeleiding", assignee=lotte, address=AddressFactory.create()
    )
    tabs = ("info", "preparation", "execution", "aftercare")
    urls = [f"/dossiers/{dossier.number}/?tab={tab}" for tab in tabs]
    execute(dossier, lotte, 1)
    ones = {url: queries(url) for url in urls}
    execute(dossier, lotte, MANY - 1)
    assert {url: queries(url) for url in urls} == ones
    assert max(ones.values()) <= MOST_OF_AN_EXECUTION, ones


def lend(dossier: Dossier, lotte: User, how_many: int) -> None:
    """A piece that comes and goes, another that stays out, and bags."""
    often, kind = Piece.objects.get_or_create(number="EM", kind=PieceKind.objects.all()[0])[0], bags(500)
    for _number in range(how_many):
        return_piece(lent(dossier, often, by=lotte), by=lotte)
        lent(dossier, meter(f"EM-{Piece.objects.count()}"), by=lotte)
        hand_out_stock(dossier, kind, by=lotte, quantity=1)


def test_a_loan(lotte: User, queries: Callable[[str], int]) -> None:
    dossier = a_request(by=lotte)
    lend(dossier, lotte, 1)
    piece, kind = Piece.objects.get(number="EM"), bags(500)
    urls = [
        f"/dossiers/{dossier.number}/?tab=handling",
        f"/pieces/{piece.pk}/",
        f"/stock/{kind.pk}/",
        f"/dossiers/{dossier.number}/desk/",
        "/desk/",
        "/pickup/",
    ]
    ones = {url: queries(url) for url in urls}
    lend(dossier, lotte, MANY - 1)
    assert {url: queries(url) for url in urls} == ones
    assert max(ones.values()) <= MOST_OF_A_LOAN, ones


def test_a_project_design(lotte: User, queries: Callable[[str], int]) -> None:
    design = design_dossier(by=lotte, assignee=lotte, address=AddressFactory.create())
    urls = [f"/dossiers/{design.number}/?tab={tab}" for tab in ("studies", "quotes", "financing", "info")]
    designed.fill(design, lotte, 1)
    update_detail(design, STUDIES, by=lotte, no_studies=False)
    for _stage in ("studies", "quotes"):
        Study.objects.update(received_on=date(2026, 11, 2))
        advance(design, by=lotte)
    ones = {url: queries(url) for url in urls}
    designed.fill(design, lotte, MANY // 5)
    assert {url: queries(url) for url in urls} == ones
    assert max(ones.values()) <= MOST_OF_A_DESIGN


def test_a_drawn_loan(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> None:
    karim, griet = user_with(Role.FINANCIAL_ADVISER), user_with(Role.COORDINATOR)
    loan = repaid.drawn(by=karim, other=griet)
    repaid.fill(loan, karim, 1)
    browser = client_of(karim)

    def asked(url: str) -> int:
        browser.get(url)
        with CaptureQueriesContext(connection) as context:
            assert browser.get(url).status_code == 200
        return sum("django_session" not in one["sql"] for one in context.captured_queries)

    urls = [f"/dossiers/{loan.number}/?tab={tab}" for tab in ("drawdowns", "outstanding")]
    ones = {url: asked(url) for url in urls}
    repaid.fill(loan, karim, MANY // 5)
    assert {url: asked(url) for url in urls} == ones
    assert max(ones.values()) <= MOST_OF_A_DRAWN_LOAN, ones


def test_a_statement_of_many_loans(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    karim, griet = user_with(Role.FINANCIAL_ADVISER), user_with(Role.COORDINATOR)
    browser, rows, counts = client_of(karim), ["leningnummer;saldo;datum staat"], []
    for number in range(3):
        loan = borrowed.signed(by=karim, other=griet)
        LoanDetail.objects.filter(pk=loan.pk).update(loan_number=f"L{number}")
        rows.append(f"L{number};10;01/11/2026")
        upload = upload_statement(by=karim, data="\n".join(rows).encode(), name="staat.csv")
        browser.get(f"/loans/statements/{upload.pk}/")
        with CaptureQueriesContext(connection) as context:
            browser.get(f"/loans/statements/{upload.pk}/")
        counts.append(sum("django_session" not in one["sql"] for one in context.captured_queries))
    assert len(set(counts)) == 1, counts


def test_opening_a_dossier(lotte: User, queries: Callable[[str], int]) -> None:
    address = AddressFactory.create()
    person = PersonFactory.create(address=address)

    def ask(how_many: int) -> None:
        for _number in range(how_many):
            client = JourneyClient(Capacity.objects.get(code="tenant"), person)
            information_dossier(by=lotte, client=client, address=address)

    ask(1)
    url = f"/dossiers/new/?person={person.pk}"
    one = queries(url)
    ask(MANY - 1)
    assert queries(url) == one


def test_a_task(lotte: User, queries: Callable[[str], int]) -> None:
    dossier = a_dossier(lotte)
    tasks = [
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.TASK, title="Bel") for _ in range(MANY)
    ]
    Activity.objects.filter(pk__in=[one.pk for one in tasks[1:]]).update(case_file=a_dossier(lotte).case_file)
    one = queries(f"/activities/{tasks[0].pk}/")
    assert queries(f"/activities/{tasks[-1].pk}/") == one
    assert queries(f"/dossiers/{dossier.number}/tasks/new/") <= one + 1


def test_quotes_side_by_side(lotte: User, queries: Callable[[str], int]) -> None:
    """A quote with posts and answers costs as much as fifty, on each page that shows them."""
    roof = roof_with_quotes(by=lotte, quotes=1)
    one = Quote.objects.received().get()
    pages = (f"/works/{roof.pk}/quotes/", f"/works/{roof.pk}/?tab=quotes", f"/works/{roof.pk}/split/")
    of_one = {page: queries(page) for page in (*pages, f"/quotes/{one.pk}/")}
    for number in range(1, MANY):
        quote_of(roof, by=lotte, number=number)
    assert {page: queries(page) for page in of_one} == of_one
    assert max(of_one.values()) <= MOST_OF_QUOTES


def live_in(building: Building, lotte: User, how_many: int) -> None:
    """Apartments with a certificate, a work, somebody who lives there and a dossier."""
    for _number in range(how_many):
        number = building.addresses.count() + 1
        address = AddressFactory.create(
            street=building.street, house_number="12", box_number=str(number), building=building
        )
        EnergyCertificate.objects.create(address=address, score=number, issued_on=date(2023, 1, 1))
        past_work(address)
        past_work(building)
        PersonFactory.create(address=address)
        information_dossier(by=lotte, assignee=lotte, address=address)


def test_a_building(lotte: User, queries: Callable[[str], int]) -> None:
    building = BuildingFactory.create()
    live_in(building, lotte, 1)
    one = queries(f"/addresses/buildings/{building.pk}/")
    live_in(building, lotte, MANY - 1)
    assert queries(f"/addresses/buildings/{building.pk}/") == one


def test_an_address(lotte: User, queries: Callable[[str], int]) -> None:
    address = AddressFactory.create()

    def know(how_many: int) -> None:
        for number in range(how_many):
            day = date(2000, 1, 1) + timedelta(days=number + Work.objects.count())
            EnergyCertificate.objects.create(address=address, score=number, issued_on=day)
            past_work(address)
            PersonFactory.create(address=address)
            information_dossier(by=lotte, assignee=lotte, address=address)

    know(1)
    one = queries(f"/addresses/{address.pk}/")
    know(MANY - 1)
    assert queries(f"/addresses/{address.pk}/") == one


def test_the_dashboard(lotte: User, queries: Callable[[str], int]) -> None:
    def work(how_many: int) -> None:
        for item in mails(how_many):
            queues.link(item, case_file=a_dossier(lotte).case_file, by=lotte)
            case_file = a_dossier(lotte).case_file
            add_activity(case_file, by=lotte, kind=ActivityKind.TASK, title="Bel", assignee=lotte)

    work(1)
    one = queries("/")
    work(MANY - 1)
    assert queries("/") == one


# --- people and organisations ---


@pytest.mark.parametrize("page", ["people", "organisations"])
def test_the_search_page_of_contacts(page: str, lotte: User, queries: Callable[[str], int]) -> None:
    factory = PersonFactory if page == "people" else OrganisationFactory
    factory.create(address=AddressFactory())
    one, found = queries(f"/{page}/"), queries(f"/{page}/?q=example")
    for _number in range(MANY - 1):
        factory.create(address=AddressFactory())
    assert (queries(f"/{page}/"), queries(f"/{page}/?q=example")) == (one, found)
    assert found == one + 1  # what is found, before it is put in order


def involve(person: Person, lotte: User, how_many: int) -> None:
    """Dossiers with documents, mails, employers, ways to reach them and changes."""
    capacity = Capacity.objects.get(name="eigenaar-bewoner")
    for number in range(how_many):
        dossier = a_dossier(lotte, client=JourneyClient(capacity, person))
        document = add_document(data=b"y%d" % number, name="y.pdf", content_type="application/pdf", by=lotte)
        file_document(dossier.case_file, document, by=lotte)
        receive_message(subject=f"Mail {number}", sender="An <an@burger.example>")
        add_employment(by=lotte, person=person, organisation=OrganisationFactory.create())
        add_contact_point(person, by=lotte, kind="mail", value=f"adres{how_many}.{number}@example.be")
        update_person(person, by=lotte, notes=f"{how_many} {number}", address=AddressFactory())


def test_a_person(lotte: User, queries: Callable[[str], int]) -> None:
    person = PersonFactory.create(mail="an@burger.example")
    tabs = ("data", "dossiers", "properties", "mails", "documents", "history")
    urls = [f"/people/{person.pk}/?tab={tab}" for tab in tabs]
    involve(person, lotte, 1)
    ones = {url: queries(url) for url in urls}
    involve(person, lotte, MANY // 5)
    assert {url: queries(url) for url in urls} == ones


def govern(association: Organisation, how_many: int) -> None:
    """Members of the council, syndics of before, and buildings."""
    for number in range(how_many):
        person, office = PersonFactory.create(), OrganisationFactory.create(kind="syndic")
        association.roles.create(role="council", person=person)
        association.roles.create(role="syndic", organisation=office, until=date(2020, 1, 1))
        association.building_links.create(building=BuildingFactory.create(house_numbers=f"{number + 1}"))


def test_an_association_its_building_and_an_address_there(queries: Callable[[str], int]) -> None:
    association = OrganisationFactory.create(kind="vme")
    building = BuildingFactory.create()
    address = AddressFactory.create(building=building, street=building.street)
    association.building_links.create(building=building)
    person = PersonFactory.create()
    association.roles.create(role="syndic", person=person)
    pages = (
        *(f"/organisations/{association.pk}/", f"/organisations/{association.pk}/?tab=history"),
        *(f"/addresses/buildings/{building.pk}/", f"/addresses/{address.pk}/", f"/people/{person.pk}/"),
        f"/association-roles/{association.roles.get().pk}/",
    )
    govern(association, 1)
    before = [queries(page) for page in pages]
    govern(association, MANY // 5)
    another = OrganisationFactory.create(kind="vme")
    another.building_links.create(building=building)
    another.roles.create(role="syndic", person=person)
    assert [queries(page) for page in pages] == before


def test_the_work_list_of_associations(queries: Callable[[str], int]) -> None:
    def waiting(how_many: int, first: int) -> None:
        for base in range(first, first + how_many):
            enterprise = RegisterEnterprise.objects.create(number=plain(base), juridical_form="070")
            AssociationMatch.objects.create(
                enterprise=enterprise, state=MatchState.SETTLED, building=BuildingFactory.create()
            )

    waiting(1, 1)
    one = queries("/organisations/associations/?state=settled")
    waiting(MANY, 2)
    assert queries("/organisations/associations/?state=settled") == one


def test_the_work_list_of_duplicates(lotte: User, queries: Callable[[str], int]) -> None:
    def double(how_many: int) -> None:
        for number in range(how_many):
            for _twin in range(2):
                PersonFactory.create(mail=f"dubbel{how_many}.{number}@example.be", address=AddressFactory())
        find_duplicates(Person)

    double(1)
    one = queries("/people/duplicates/")
    double(MANY // 2)
    assert queries("/people/duplicates/") == one
