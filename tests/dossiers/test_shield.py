"""What is shielded: its readers read it everywhere, everybody else nowhere; for them it only counts."""

import re
from collections.abc import Callable, Iterable, Iterator
from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from dossiers.contact_moments.models import ContactChannel
from dossiers.contact_moments.operations import note_contact, open_from_contact
from dossiers.factories import information_dossier
from dossiers.figures import dossier_figures
from dossiers.models import Capacity, Dossier, Journey, Reason, Subtype
from dossiers.operations.editing import update_dossier
from dossiers.operations.opening import Client as Asks
from dossiers.operations.opening import Opening
from dossiers.shield.operations import lift, share, shield, stop_sharing
from dossiers.works.models import Decision
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.core.refusal import NotAllowed, Refused
from oss.core.registry import offered
from oss.lists.declaration import ListDefinition
from oss.mail.models import Message
from oss.queues.models import Queue, QueueItem
from oss.queues.operations import put_in_queue
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Correspondence
from oss.timeline.operations import add_task, link_message
from tests.dossiers.shielded import NAME, SOUGHT, WORD, Guarded, guarded
from tests.dossiers.telling import admin_lists, announced, hanging, places_of, telling
from tests.mails import receive_message

EVERYTHING_ELSE = tuple(role for role in Role if role not in {Role.COORDINATOR, Role.AUDITOR})
"""All rights together but that to read what is shielded."""
KNOWS_PEOPLE = (
    *("/people", "/lists/people", "/admin/contacts", "/contact-points"),
    "/dossiers/new/?person",
)
"""Where the register of people stands: it knows the client, and says nothing of the dossier."""
NUMBERLESS = (
    "/people",
    "/pieces",
    "/lists/pieces",
    "/addresses",
    "/lists",
    "/tasks",
    "/documents",
    "/journeys/?",
    "/dossiers/?",
    "/mail",
)
"""Pages of other things, which do not name the dossier either."""
PLANTED = 22
"""So many ways there are at least to what hangs on the shielded dossiers."""


@pytest.fixture
def handler(user_with: Callable[..., User]) -> User:
    return user_with(Role.FILE_HANDLER, Role.FINANCIAL_ADVISER, first_name="Hilde", last_name="Claes")


@pytest.fixture
def stranger(user_with: Callable[..., User]) -> User:
    return user_with(*EVERYTHING_ELSE, first_name="Staf", last_name="Maes")


def a_reason(code: str = "shield_threat") -> Reason:
    return Reason.objects.get(code=code)


# --- place × role --------------------------------------------------------------------------------


def places(case: Guarded) -> dict[str, list[str]]:
    """By kind: each page that is announced, each tab, list, filter, chart, export, and page of the admin."""
    return {
        "announced": announced(case.keys),
        "dossiers": [*dossier_places(case)],
        "around": [*places_around(case)],
        "lists": [
            one for definition in offered(ListDefinition).values() for one in places_of(definition, SOUGHT)
        ],
        "admin": [*admin_places(case)],
    }


def dossier_places(case: Guarded) -> Iterator[str]:
    tabs = {
        case.quality: ("request", "contact", "journey", "timeline", "files", "info"),
        case.advice: ("info", "works", "advice", "timeline"),
        case.design: ("studies", "quotes", "financing"),
        case.execution: ("preparation", "execution", "aftercare", "survey"),
        case.lending: ("info", "handling"),
        case.beside: ("journey", "timeline", "files", "info"),
    }
    for one, names in tabs.items():
        yield from (f"/dossiers/{one.number}/?tab={tab}" for tab in names)
    page = f"/dossiers/{case.quality.number}/?tab=timeline"
    yield from (f"{page}&filter={chip}" for chip in ("mail", "task", "document", "step"))
    yield f"{page}&before=20990101T000000000000.step.9"


def places_around(case: Guarded) -> Iterator[str]:
    for one in (*case.dossiers, case.beside):
        yield f"/journeys/{one.journey.number}/"
        yield f"/dossiers/new/?on={one.journey.number}"
        if one.site_address:
            yield f"/addresses/{one.site_address.pk}/"
    yield f"/dossiers/new/?address={case.address.pk}"
    tabs = ("data", "dossiers", "mails", "documents", "requests", "properties", "history")
    yield from (f"/people/{case.client.pk}/?tab={tab}" for tab in tabs)
    yield f"/dossiers/new/?person={case.client.pk}"
    for key in ("work", "photographed_work", "advised_work"):
        yield from (f"/works/{case.keys[key]}/?tab={tab}" for tab in ("work", "quotes", "execution"))
    yield from (f"/queues/general/?show={show}" for show in ("all", "waiting", "linked", "closed"))
    yield f"/queues/general/?show=all&item={case.keys['item']}"
    yield f"/dossiers/new/?item={case.keys['item']}"
    yield from (f"/dossiers/lookup/?q={asked}" for asked in (SOUGHT, case.quality.number, NAME))


def admin_places(case: Guarded) -> Iterator[str]:
    """The lists of what hangs on a dossier or on what is filed there."""
    yield from admin_lists(admin.site)
    for one in (case.quality, case.quality.journey):
        for page in ("change", "history"):
            yield reverse(f"admin:dossiers_{one._meta.model_name}_{page}", args=[one.pk])
    yield f"/admin/dossiers/dossier/?q={case.quality.number}"
    yield reverse("admin:mail_message_change", args=[case.message.pk])
    yield reverse("admin:mail_outboundmessage_change", args=[case.keys["outbound"]])


def told(client: Client, urls: Iterable[str], case: Guarded, *, posted: bool = False) -> dict[str, list[str]]:
    """By page the words that it tells and may not tell."""
    named = [one.number.lower() for one in case.dossiers]
    numbers = {} if posted else dict.fromkeys(NUMBERLESS, named)
    return telling(client, urls, (WORD, NAME), register=KNOWS_PEOPLE, numbers=numbers, posted=posted)


def test_what_is_shielded_is_told_to_its_readers_and_to_nobody_else(
    handler: User, stranger: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    case = guarded(by=handler)
    rows = dict(hanging([one.case_file_id for one in case.dossiers]))
    rows["Decision by work"] = Decision.objects.filter(work=case.keys["work"])
    assert [what for what, some in rows.items() if some.visible_to(stranger).exists()] == []
    assert len([what for what, some in rows.items() if some.visible_to(handler).exists()]) >= PLANTED
    every = places(case)
    outside, reading = client_of(stranger), client_of(handler)
    assert told(outside, [url for urls in every.values() for url in urls], case) == {}
    every_so_many = {"announced": 3, "around": 3, "lists": 8}
    mine = {kind: urls[:: every_so_many.get(kind, 1)] for kind, urls in every.items() if kind != "admin"}
    shown = {kind: [*told(reading, urls, case)] for kind, urls in mine.items()}
    own = [url for url in every["dossiers"] if case.beside.number not in url]
    assert {*own} - {*shown["dossiers"]} <= {one for one in own if "before=" in one or "tab=handling" in one}
    for kind, least in (("announced", 7), ("around", 5), ("lists", 2)):
        assert len(shown[kind]) >= least, (kind, shown[kind])
    few = shown["dossiers"][::5]
    for role in (Role.DESK, Role.AUDITOR):
        assert told(client_of(user_with(role)), [*few, "/", "/dossiers/?f="], case) == {}, role
    coordinator, colleague = user_with(Role.COORDINATOR), user_with(Role.DESK)
    assert [*told(client_of(coordinator), few, case)] == few
    for one in case.dossiers:
        share(one, by=handler, colleague=colleague)
    assert [*told(client_of(colleague), few, case)] == few
    for one in case.dossiers:
        stop_sharing(one, by=coordinator, colleague=colleague)
    assert told(client_of(colleague), few, case) == {}
    # at last what acts: every address guessed, as a form and as a part of a page
    assert told(outside, every["announced"], case, posted=True) == {}


# --- the verbs -----------------------------------------------------------------------------------


def test_its_handler_or_a_coordinator_shields_shares_and_lifts(
    handler: User, stranger: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    dossier = information_dossier(by=handler, assignee=handler)
    with pytest.raises(NotAllowed):
        shield(dossier, by=stranger, reason=a_reason())
    with pytest.raises(Refused):
        shield(dossier, by=handler, reason=a_reason("lift_over"))
    page = f"/dossiers/{dossier.number}/shield/"
    browser = client_of(handler)
    told = {"reason": a_reason().pk, "note": "Iemand staat haar op te wachten."}
    assert browser.post(f"{page}begin/", told, follow=True).status_code == 200
    with pytest.raises(Refused, match="al afgeschermd"):
        shield(dossier, by=handler, reason=a_reason())
    assert "afgeschermd: dreiging" in browser.get(f"/dossiers/{dossier.number}/").content.decode()
    assert client_of(stranger).get(page).status_code == 404
    with pytest.raises(NotAllowed):
        share(dossier, by=stranger, colleague=stranger)
    colleague = user_with(Role.DESK, first_name="Jan", last_name="Stevens")
    with pytest.raises(Refused, match="leest dit niet"):
        add_task(dossier.case_file, by=handler, title="Bel haar", assignee=colleague)
    browser.post(f"{page}share/", {"colleague": colleague.pk})
    assert add_task(dossier.case_file, by=handler, title="Bel haar", assignee=colleague)
    with pytest.raises(NotAllowed):  # a reader does not share it further
        share(dossier, by=colleague, colleague=stranger)
    assert "Jan Stevens" in browser.get(page).content.decode()
    browser.post(f"{page}stop/", {"colleague": colleague.pk})
    assert not Dossier.objects.visible_to(colleague).exists()
    # who was typing in it keeps the words, and is told why
    late = client_of(colleague).post(f"/dossiers/{dossier.number}/info/", {"question": "Ze belde vanmorgen."})
    assert (late.status_code, "Ze belde vanmorgen." in late.content.decode()) == (404, True)
    assert "voor jou afgeschermd" in late.content.decode()
    # who lifts from an old page lifts no other shield than that page told of
    coordinator = user_with(Role.COORDINATOR)
    old = re.findall('name="seen" value="(.*?)"', browser.get(page).content.decode())[0]
    lift(dossier, by=handler, reason=a_reason("lift_over"))
    shield(dossier, by=handler, reason=a_reason("shield_staff"))
    refused = client_of(coordinator).post(f"{page}lift/", {"reason": a_reason("lift_over").pk, "seen": old})
    assert f"{handler.name} wijzigde dit" in refused.content.decode()
    lift(dossier, by=coordinator, reason=a_reason("lift_over"))
    assert Dossier.objects.visible_to(stranger).get() == dossier
    kinds = [*dossier.case_file.events.order_by("pk").values_list("kind", flat=True)]
    assert [one for one in kinds if "shie" in one or "shared" in one] == [
        "dossier_shielded",
        "dossier_shared",
        "dossier_shared_no_more",
        *("dossier_shield_lifted", "dossier_shielded"),
        "dossier_shield_lifted",
    ]


def test_a_report_on_housing_quality_is_shielded_from_its_opening(
    handler: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    report = information_dossier(by=handler, subtype="information_housing_quality")
    assert (report.assignee, report.case_file.is_shielded) == (handler, True)
    assert report.shields.get().reason == a_reason("shield_tenant_landlord")
    question = information_dossier(by=handler, assignee=handler)
    update_dossier(question, by=handler, subtype=Subtype.objects.get(code="information_housing_quality"))
    assert not Dossier.objects.visible_to(stranger).exists()
    # opened for a colleague or given to them, it is theirs alone
    sent = {"subtype": report.subtype_id, "assignee": handler.pk, "is_anonymous": "on", "key": uuid4()}
    told = client_of(stranger).post("/dossiers/new/", sent, follow=True)
    assert "en jij leest het niet" in told.content.decode()
    update_dossier(report, by=handler, assignee=stranger)
    assert Dossier.objects.visible_to(stranger).get() == report
    assert client_of(handler).get(f"/dossiers/{report.number}/").status_code == 404


# --- where it counts -----------------------------------------------------------------------------


def test_others_see_that_it_is_there_and_count_it(
    handler: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    beside = information_dossier(by=handler, address=AddressFactory.create())
    hidden = information_dossier(by=handler, assignee=handler, journey=beside.journey)
    shield(hidden, by=handler, reason=a_reason())
    outside, reading = client_of(stranger), client_of(handler)
    for page in (f"/journeys/{beside.journey.number}/", f"/dossiers/{beside.number}/?tab=journey"):
        told = outside.get(page).content.decode()
        assert "een afgeschermd dossier" in told
        assert hidden.number in told
        assert f'href="/dossiers/{hidden.number}/"' not in told
        assert f'href="/dossiers/{hidden.number}/"' in reading.get(page).content.decode()
    listed = outside.get("/dossiers/?f=active.in:yes&chart=stage")
    assert "en 1 afgeschermd" in listed.content.decode()
    assert [bar.amount for bar in listed.context["grid"].chart.bars] == [2]
    assert [bar.amount for bar in outside.get("/dossiers/?f=&chart=subtype").context["grid"].chart.bars] == [
        1
    ]
    asked = outside.get(f"/dossiers/?chart=stage&q={hidden.number}").context["grid"]
    assert (asked.unread, [*asked.chart.bars]) == ("", [])
    assert reading.get("/dossiers/?f=").context["grid"].unread == ""
    assert "en 1 afgeschermd" in outside.get("/dossiers/information/?f=").content.decode()
    assert dossier_figures(stranger)[0].value == dossier_figures(handler)[0].value == 2
    noted = note_contact(by=handler, channel=ContactChannel.objects.all()[0], person=PersonFactory.create())
    tenant = Asks(Capacity.objects.get(code="tenant"), noted.person)
    quality = Subtype.objects.get(code="information_housing_quality")
    open_from_contact(noted, Opening(quality, client=tenant, assignee=handler), [], by=handler)
    assert "en 1 afgeschermd" in outside.get("/contact-moments/?f=").content.decode()


def test_the_next_dossier_of_a_train_begins_with_nothing_of_a_shielded_one(
    handler: User, client_of: Callable[[User], Client]
) -> None:
    beside, place = information_dossier(by=handler), AddressFactory.create()
    newest = information_dossier(by=handler, assignee=handler, journey=beside.journey, address=place)
    browser, page = client_of(handler), f"/dossiers/new/?on={beside.journey.number}"
    assert place.label in browser.get(page).content.decode()
    shield(newest, by=handler, reason=a_reason())
    assert place.label not in browser.get(page).content.decode()


def test_a_train_of_which_all_is_shielded_is_not_shown(handler: User, stranger: User) -> None:
    alone = information_dossier(by=handler, subtype="information_housing_quality")
    both = information_dossier(by=handler)
    information_dossier(by=handler, subtype="information_housing_quality", journey=both.journey)
    assert [*Journey.objects.visible_to(stranger)] == [both.journey]
    assert {*Journey.objects.visible_to(handler)} == {alone.journey, both.journey}


def test_an_answer_to_its_mail_is_shielded_before_anybody_reads_it(handler: User, stranger: User) -> None:
    report = information_dossier(by=handler, subtype="information_housing_quality")
    first = receive_message(subject="Schimmel", message_id="eerste@burger.example")
    link_message(report.case_file, first, by=handler)
    answer = receive_message(subject="Re: Schimmel", headers={"In-Reply-To": "<eerste@burger.example>"})
    assert not Message.objects.visible_to(stranger).exists()
    assert not QueueItem.objects.visible_to(stranger).exists()
    waiting = QueueItem.objects.in_queues_of(stranger)
    assert {one.secret for one in waiting} == {"shielded"}
    assert answer in Message.objects.visible_to(handler)


def test_a_queue_hides_what_hangs_there_by_its_mail_its_task_or_itself(handler: User, stranger: User) -> None:
    report = information_dossier(by=handler, subtype="information_housing_quality")
    by_mail, by_itself = (receive_message(message_id=f"{one}@burger.example") for one in ("mail", "zelf"))
    Correspondence.objects.create(case_file=report.case_file, message=by_mail)
    QueueItem.objects.filter(message=by_itself).update(case_file=report.case_file)
    task = add_task(report.case_file, by=handler, title="Bel haar", assignee=handler)
    put_in_queue(task, Queue.objects.get(slug="general"), by=handler)
    QueueItem.objects.filter(activity=task).update(case_file=None)
    assert QueueItem.objects.visible_to(handler).count() == 3
    assert not QueueItem.objects.visible_to(stranger).exists()
