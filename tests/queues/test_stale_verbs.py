"""A verb from an old page: it knows what its user saw, and does not go over what a colleague did since."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.contacts.factories import PersonFactory
from oss.contacts.mail_addresses import mail_address_of
from oss.core.refusal import Refused
from oss.documents.models import DocumentKind
from oss.mail.factories import File
from oss.queues import operations
from oss.queues.models import ItemState, Queue, QueueItem, QueueMembership
from oss.queues.triage import MOST
from oss.queues.views import ON_MANY, VERBS
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import CaseFile
from tests.mails import receive_message


@pytest.fixture
def sofie(user_with: Callable[..., User]) -> User:
    return user_with(Role.DISPATCHER, first_name="Sofie", last_name="De Wachter")


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def energy(db: None) -> Queue:
    return Queue.objects.get(slug="energy")


def a_mail(lotte: User, verb: str = "") -> QueueItem:
    """On which the verb can be done: with a file, linked, given to Lotte; for a link of a known sender."""
    files = [File("a.pdf", b"%PDF-1.4 a")]
    if verb == "link":
        client = known_client(lotte)
        return operations.pick(
            receive_message(sender=client, subject="Attest", attachments=files).queue_item, by=lotte
        )
    item = receive_message(subject="Attest", attachments=files).queue_item
    return operations.link(item, case_file=CaseFile.objects.create(), by=lotte)


def known_client(lotte: User) -> str:
    """The mail address of the client of a new dossier."""
    dossier = information_dossier(by=lotte)
    assert dossier.main_contact
    return mail_address_of(dossier.main_contact.person)


def fields_of(desk: Client, item: QueueItem) -> dict[str, object]:
    """What the page of this item would send with any of its verbs."""
    page = desk.get("/queues/general/", {"item": item.pk, "show": "all"}).content.decode()
    (seen,) = set(re.findall(r'name="seen" value="(\d+)"', page))
    return {
        "queue": "general",
        "show": "all",
        "seen": seen,
        "to_queue": "housing",
        "to_user": PersonFactory.create().pk,
        "to_kind": DocumentKind.objects.get(code="quote").pk,
        "attachments": [one.pk for one in item.message.attachments.all()],
        "case_file": Dossier.objects.values_list("case_file", flat=True).first() or 0,
    }


def post(desk: Client, item: QueueItem, verb: str, fields: dict[str, object]) -> HttpResponse:
    return desk.post(f"/queues/item/{item.pk}/{verb}/", fields)


def test_no_verb_from_an_old_page_goes_over_what_a_colleague_did(
    desk: Client, lotte: User, sofie: User, energy: Queue
) -> None:
    for verb in VERBS:
        item = a_mail(lotte, verb)
        if verb == "reopen":
            operations.finish(item, by=lotte)
        fields = fields_of(desk, item) | {"to_user": lotte.pk}
        if verb == "reopen":
            operations.reopen(item, by=sofie)
        operations.route(item, queue=energy, by=sofie)
        answer = post(desk, item, verb, fields)
        item = QueueItem.objects.get(pk=item.pk)
        assert answer.status_code == 409, verb
        assert (item.queue, item.state) == (energy, ItemState.OPEN), verb
        assert item.moves.last().by == sofie, verb
        if verb != "undo":  # which says that there is nothing of hers to undo
            assert "Sofie De Wachter zette dit om" in answer.content.decode(), verb
            assert "in Energie" in answer.content.decode(), verb


def test_the_same_verbs_from_a_page_that_is_true_are_done(desk: Client, lotte: User) -> None:
    for verb in VERBS:
        item = a_mail(lotte, verb)
        if verb == "reopen":
            operations.finish(item, by=lotte)
        answer = post(desk, item, verb, fields_of(desk, item) | {"to_user": lotte.pk})
        assert answer.status_code == 200, verb


def test_many_ticked_from_an_old_page_are_refused_one_by_one(
    desk: Client, lotte: User, sofie: User, energy: Queue
) -> None:
    for verb in ON_MANY:
        fresh, stale = a_mail(lotte), a_mail(lotte)
        if verb == "reopen":
            fresh, stale = (operations.finish(one, by=lotte) for one in (fresh, stale))
        ticked = [f"{one.pk}.{one.last_move}" for one in (fresh, stale)]
        if verb == "reopen":
            operations.reopen(stale, by=sofie)
        operations.route(stale, queue=energy, by=sofie)
        answer = desk.post(
            f"/queues/items/{verb}/",
            {"queue": "general", "show": "all", "ticked": ticked, "to_queue": "housing", "to_user": lotte.pk},
        )
        assert answer.status_code == 200, verb
        assert fresh.moves.last().by == lotte, verb
        assert fresh.moves.last().pk > fresh.last_move, verb
        assert QueueItem.objects.get(pk=stale.pk).queue == energy, verb
        (told,) = re.findall(r'<ul class="triage-refusals">(.*?)</ul>', answer.content.decode(), re.DOTALL)
        assert "Attest" in told, verb


def test_many_are_taken_back_with_one_undo(desk: Client, lotte: User) -> None:
    items = [receive_message().queue_item for _number in range(3)]
    receive_message()
    ticked = [f"{one.pk}.{one.moves.last().pk}" for one in items]
    page = desk.post("/queues/items/done/", {"queue": "general", "ticked": ticked}).content.decode()
    assert "Afgehandeld: 3 mails" in page
    assert QueueItem.objects.open().count() == 1
    page = desk.get("/queues/general/").content.decode()  # on another page it is still one press
    undo = re.findall(r'name="ticked" value="([\d.]+)">', page)
    assert len(undo) == 3
    assert desk.post("/queues/items/undo/", {"queue": "general", "ticked": undo}).status_code == 200
    assert QueueItem.objects.open().count() == 4


def test_the_next_mail_opens_once_the_open_one_is_handled_and_the_first_that_comes_back(desk: Client) -> None:
    items = [receive_message().queue_item for _number in range(3)]
    sent = {"queue": "general", "item": items[0].pk}
    ticked = [f"{one.pk}.{one.moves.last().pk}" for one in items[:2]]
    assert desk.post("/queues/items/done/", sent | {"ticked": ticked}).context["triage"].item == items[2]
    ticked = [f"{one.pk}.{one.moves.last().pk}" for one in items[:2]]
    sent["item"] = items[2].pk
    assert desk.post("/queues/items/undo/", sent | {"ticked": ticked}).context["triage"].item == items[0]


def test_nothing_ticked_is_told(desk: Client) -> None:
    for ticked in ([], ["x"], ["1"], ["9" * 5000 + ".1"]):
        answer = desk.post("/queues/items/done/", {"queue": "general", "ticked": ticked})
        assert answer.status_code == 409
        assert "Vink minstens één mail aan" in answer.content.decode()


def test_no_more_are_ticked_at_once_than_a_page_shows(desk: Client) -> None:
    item = receive_message().queue_item
    ticked = [*(f"{9_000_000 + number}.1" for number in range(MOST)), f"{item.pk}.{item.moves.last().pk}"]
    desk.post("/queues/items/done/", {"queue": "general", "ticked": ticked})
    assert QueueItem.objects.open().get() == item


def test_panes_that_are_swapped_in_say_the_address_of_what_they_show(desk: Client) -> None:
    item = receive_message().queue_item
    swapped = {"headers": {"HX-Request": "true"}}
    picked = desk.post(f"/queues/item/{item.pk}/pick/", {"queue": "general", "show": "all"}, **swapped)
    assert picked["HX-Push-Url"] == f"/queues/general/?show=all&item={item.pk}"
    assert "HX-Request" in picked["Vary"]
    assert "HX-Push-Url" not in desk.get("/queues/general/", **swapped)


# --- Reopening -----------------------------------------------------------------------------------


def test_whoever_sees_a_closed_mail_reopens_it(desk: Client, lotte: User, sofie: User) -> None:
    for close in (operations.finish, operations.mark_as_spam):
        item = close(receive_message().queue_item, by=sofie)
        page = desk.get("/queues/general/", {"item": item.pk}).content.decode()
        assert "werkt eraan" not in page
        assert "Sofie De Wachter" in page  # who closed it, and when
        assert "Heropenen" in page
        assert post(desk, item, "reopen", {"queue": "general"}).status_code == 200
        item.refresh_from_db()
        assert (item.state, item.worker) == (ItemState.OPEN, None)


def test_what_is_taken_back_is_in_its_queue_since_it_came_there(lotte: User) -> None:
    item = receive_message().queue_item
    came = item.moves.get().at
    for _time in range(2):
        operations.route(item, queue=Queue.objects.get(slug="energy"), by=lotte)
        assert operations.undo(item, by=lotte).entered_queue_at == came


def test_reopening_is_taken_back_and_the_dossier_tells_of_both(lotte: User, sofie: User) -> None:
    item = operations.finish(a_mail(sofie), by=sofie)
    operations.reopen(item, by=lotte)
    back = operations.undo(item, by=lotte)
    assert (back.state, back.worker) == (ItemState.DONE, sofie)
    kinds = list(item.case_file.events.values_list("kind", flat=True))
    assert {"mail_reopened", "mail_closed_again"} <= set(kinds)


def test_what_is_reopened_in_a_queue_that_is_closed_waits_in_the_general_one(
    lotte: User, energy: Queue
) -> None:
    item = operations.finish(operations.route(receive_message().queue_item, queue=energy, by=lotte), by=lotte)
    Queue.objects.filter(pk=energy.pk).update(is_active=False)
    assert operations.reopen(item, by=lotte).queue.is_general


def test_an_undo_from_an_old_page_takes_back_no_later_verb_of_ones_own(lotte: User, energy: Queue) -> None:
    """Two tabs of one user: the undo of the first is of what the first did."""
    item = operations.route(receive_message().queue_item, queue=energy, by=lotte)
    seen = item.last_move
    housing = Queue.objects.get(slug="housing")
    operations.route(item, queue=housing, by=lotte, seen=seen)
    with pytest.raises(Refused, match="Lotte Peeters zette dit"):
        operations.undo(item, by=lotte, seen=seen)
    assert QueueItem.objects.get(pk=item.pk).queue == housing


def test_what_is_open_is_not_reopened(lotte: User) -> None:
    with pytest.raises(Refused):
        operations.reopen(receive_message().queue_item, by=lotte)


# --- Private queues ------------------------------------------------------------------------------


@pytest.fixture
def secret(sofie: User) -> Queue:
    queue = Queue.objects.create(name="Vertrouwelijk", slug="secret", is_private=True)
    QueueMembership.objects.create(queue=queue, user=sofie)
    return queue


def test_who_is_no_member_puts_a_mail_into_a_private_queue_and_is_told_that_it_is_hidden_now(
    desk: Client, lotte: User, secret: Queue
) -> None:
    item = receive_message(subject="Geweld thuis").queue_item
    page = desk.get("/queues/general/", {"item": item.pk}).content.decode()
    assert 'value="secret"' in page  # offered as a place to move to
    assert "/queues/secret/" not in page  # but not as one to look into
    answer = post(desk, item, "route", {"queue": "general", "to_queue": "secret"})
    assert answer.status_code == 200
    assert "jij ziet deze mail nu niet meer" in answer.content.decode()
    assert not QueueItem.objects.visible_to(lotte).exists()
    later = desk.get("/queues/general/", {"item": item.pk}).content.decode()
    assert "Geweld thuis" not in later


def test_who_put_it_there_takes_it_back_until_a_member_did_something(
    desk: Client, lotte: User, sofie: User, secret: Queue
) -> None:
    item = receive_message().queue_item
    operations.route(item, queue=secret, by=lotte)
    assert operations.undo(item, by=lotte).queue.is_general
    operations.route(item, queue=secret, by=lotte)
    operations.pick(item, by=sofie)
    with pytest.raises(Refused):
        operations.undo(item, by=lotte)


def test_nothing_goes_back_unseen_to_where_its_user_may_not_look_any_more(
    lotte: User, sofie: User, secret: Queue
) -> None:
    mine = Queue.objects.create(name="Van Lotte", slug="mine", is_private=True)
    membership = QueueMembership.objects.create(queue=mine, user=lotte)
    item = operations.route(receive_message().queue_item, queue=mine, by=lotte)
    operations.route(item, queue=secret, by=lotte)
    membership.delete()
    with pytest.raises(Refused, match="Dit staat hier niet meer"):
        operations.undo(item, by=lotte)
    assert QueueItem.objects.get(pk=item.pk).queue == secret


def test_what_became_hidden_and_what_never_was_are_told_alike(
    desk: Client, sofie: User, secret: Queue
) -> None:
    item = receive_message(subject="Geweld thuis").queue_item
    operations.route(item, queue=secret, by=sofie)
    for pk in (item.pk, 9_999_999):
        for verb in VERBS:
            quote = DocumentKind.objects.get(code="quote").pk
            fields = {"queue": "general", "to_queue": "energy", "to_user": sofie.pk, "to_kind": quote}
            answer = desk.post(f"/queues/item/{pk}/{verb}/", fields)
            assert answer.status_code == 409
            page = answer.content.decode()
            assert "Dit staat hier niet meer" in page, verb
            assert "Geweld" not in page
    ticked = [f"{item.pk}.{item.moves.last().pk}", "9999999.1"]
    for verb in ON_MANY:
        fields = {"queue": "general", "ticked": ticked, "to_queue": "energy", "to_user": sofie.pk}
        page = desk.post(f"/queues/items/{verb}/", fields).content.decode()
        assert page.count("Dit staat hier niet meer") == 2, verb
        assert "Geweld" not in page


# --- Keys of the queues --------------------------------------------------------------------------


def test_a_queue_that_is_added_leaves_the_keys_of_the_others(
    client_of: Callable[[User], Client], user_with: Callable[..., User]
) -> None:
    before = dict(Queue.objects.values_list("slug", "key"))
    assert before["general"] == "1"
    assert before["energy"] == "2"
    administrator = client_of(user_with(Role.ADMINISTRATOR))
    assert 'name="key" value="8"' in administrator.get("/admin/queues/queue/add/").content.decode()
    Queue.objects.create(name="Aaa", slug="first", position=0, key="8")
    assert {slug: key for slug, key in Queue.objects.values_list("slug", "key") if slug in before} == before


def test_a_key_that_another_queue_has_is_refused_in_words(
    client_of: Callable[[User], Client], user_with: Callable[..., User]
) -> None:
    administrator = client_of(user_with(Role.ADMINISTRATOR))
    sent = {
        "name": "Nieuw",
        "slug": "new",
        "position": "9",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    for key, told in (("2", "Een andere wachtrij heeft deze toets."), ("x", "Een toets is één cijfer")):
        answer = administrator.post("/admin/queues/queue/add/", sent | {"key": key})
        assert told in answer.content.decode()
    assert administrator.post("/admin/queues/queue/add/", sent | {"key": ""}).status_code == 302
