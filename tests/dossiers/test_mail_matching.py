"""Where a mail belongs: what answers hangs by itself, the rest is proposed with the reason, and a stranger's
mail lands in nobody's dossier."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier, Reason, ReasonKind
from dossiers.operations.activation import deactivate
from dossiers.operations.opening import Client as JourneyClient
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.mail.factories import File
from oss.mail.models import Message
from oss.mail.outbound import OutboundMessage
from oss.queues import operations as queues
from oss.queues.models import ItemState
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.conversations.marks import mark_of
from oss.timeline.conversations.matching import proposals
from oss.timeline.models import MatchedBy
from oss.timeline.operations import post_mail
from tests.mails import receive_message

JAN = "jan.peeters@burger.example"
STRANGER = "wie@elders.example"


@pytest.fixture
def jan(db: None) -> Person:
    return PersonFactory.create(first_name="Jan", last_name="Peeters", mail=JAN)


@pytest.fixture
def of_jan(jan: Person, lotte: User) -> Dossier:
    owner = Capacity.objects.get(code="owner_occupier")
    return information_dossier(by=lotte, assignee=lotte, client=JourneyClient(owner, jan))


@pytest.fixture
def other(lotte: User) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte)


def sent_about(dossier: Dossier, recipient: str = JAN) -> OutboundMessage:
    return post_mail(
        dossier.case_file, recipient=recipient, subject="Uw vraag", text="Dag", why="quote_prolongation"
    )


def hangs_on(message: Message) -> list[tuple[str, str]]:
    return sorted(
        message.correspondence.values_list("case_file__dossier__number", "matched_by"), key=lambda one: one[0]
    )


def reasons(message: Message, user: User) -> dict[str, str]:
    with override("nl"):
        found = proposals(message, user)
    numbers = dict(Dossier.objects.values_list("case_file", "number"))
    return {numbers[one.case_file]: "; ".join(one.reasons) for one in found}


# --- By itself -----------------------------------------------------------------------------------


def test_an_answer_to_our_mail_hangs_there_by_itself_and_waits_for_who_handles_it(
    of_jan: Dossier, lotte: User
) -> None:
    ours = sent_about(of_jan)
    answer = receive_message(sender=JAN, in_reply_to=ours.message_id, references=[ours.message_id])
    assert hangs_on(answer) == [(of_jan.number, MatchedBy.MARK)]
    item = answer.queue_item
    assert (item.case_file, item.worker, item.state) == (of_jan.case_file, lotte, ItemState.OPEN)
    event = of_jan.case_file.events.get(kind="message_linked")
    assert event.by is None


def test_a_relay_that_writes_its_own_message_id_changes_nothing(of_jan: Dossier) -> None:
    ours = sent_about(of_jan)
    (kept,) = ours.headers["References"].strip("<>").split()
    answer = receive_message(
        in_reply_to="rewritten@relay.example", references=[kept, "rewritten@relay.example"]
    )
    assert hangs_on(answer) == [(of_jan.number, MatchedBy.MARK)]
    plus = f"woonloket+{mark_of(of_jan.case_file_id).upper()}@mechelen.example"
    bare = receive_message(to=["woonloket@mechelen.example", plus])
    assert hangs_on(bare) == [(of_jan.number, MatchedBy.MARK)]


def test_nobody_makes_a_mark_for_a_dossier_of_others(of_jan: Dossier, other: Dossier) -> None:
    signature = mark_of(of_jan.case_file_id).partition("-")[2]
    for forged in (f"d{other.case_file_id}-{signature}", f"d{other.case_file_id}-{'0' * 24}"):
        assert hangs_on(receive_message(references=[f"{forged}@mechelen.example"])) == []


def test_an_answer_to_a_mail_that_hangs_somewhere_follows_it(of_jan: Dossier, lotte: User) -> None:
    first = receive_message(sender=STRANGER, subject="Vraag")
    queues.link(first.queue_item, case_file=of_jan.case_file, by=lotte)
    second = receive_message(sender=STRANGER, subject="nog iets", references=[first.message_id])
    assert hangs_on(second) == [(of_jan.number, MatchedBy.THREAD)]


def test_of_two_places_that_answer_equally_none_is_taken(
    of_jan: Dossier, other: Dossier, lotte: User
) -> None:
    first = receive_message(sender=STRANGER)
    queues.link(first.queue_item, case_file=of_jan.case_file, by=lotte)
    queues.link(first.queue_item, case_file=other.case_file, by=lotte)
    assert hangs_on(receive_message(in_reply_to=first.message_id)) == []


def test_the_nearest_mail_of_a_long_conversation_decides(of_jan: Dossier, other: Dossier) -> None:
    old, new = sent_about(other), sent_about(of_jan)
    answer = receive_message(references=[old.message_id, new.message_id])
    assert hangs_on(answer) == [(of_jan.number, MatchedBy.MARK)]


def test_a_number_in_the_subject_counts_from_who_is_known_there(
    of_jan: Dossier, other: Dossier, lotte: User
) -> None:
    subject = f"Antw: {of_jan.number.lower()} mijn dak"
    assert hangs_on(receive_message(sender=JAN, subject=subject)) == [(of_jan.number, MatchedBy.NUMBER)]
    contractor = receive_message(sender="dakwerken@bedrijf.example", subject="Offerte")
    queues.link(contractor.queue_item, case_file=of_jan.case_file, by=lotte)
    sent_about(of_jan, recipient="wim@architect.example")
    for known in ("dakwerken@bedrijf.example", "wim@architect.example"):
        assert hangs_on(receive_message(sender=known, subject=subject)) == [(of_jan.number, MatchedBy.NUMBER)]
    assert hangs_on(receive_message(sender=JAN, subject=f"{of_jan.number} en {other.number}")) == []


def test_a_number_counts_from_nobody_else(of_jan: Dossier, user_with: Callable[..., User]) -> None:
    colleague = user_with(Role.DESK, email="bram@mechelen.example")
    wrote = receive_message(sender=colleague.email, subject="Nota")
    queues.link(wrote.queue_item, case_file=of_jan.case_file, by=colleague)
    subject, failed = f"Over {of_jan.number}", {"Authentication-Results": "mx.example; dmarc=fail"}
    strange = [
        receive_message(sender=STRANGER, subject=subject),
        receive_message(sender=colleague.email, subject=subject),
        receive_message(sender=JAN, subject=f"Fwd: {of_jan.number}"),
        receive_message(sender=JAN, subject=subject, headers=failed),
        receive_message(sender=STRANGER, subject=subject, headers={"Reply-To": JAN}),
        receive_message(sender=JAN, subject="Vraag", text=f"Dit gaat over {of_jan.number}."),
    ]
    assert [hangs_on(one) for one in strange] == [[]] * len(strange)


def test_what_takes_no_changes_takes_no_mail_by_itself(of_jan: Dossier, lotte: User) -> None:
    ours = sent_about(of_jan)
    deactivate(of_jan, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE).first())
    assert hangs_on(receive_message(sender=JAN, in_reply_to=ours.message_id)) == []


def test_what_a_machine_answers_is_filed_and_asks_for_nobody(of_jan: Dossier) -> None:
    ours = sent_about(of_jan)
    away = receive_message(
        sender=JAN,
        subject="Automatisch antwoord: Uw vraag",
        in_reply_to=ours.message_id,
        headers={"Auto-Submitted": "auto-replied"},
    )
    assert hangs_on(away) == [(of_jan.number, MatchedBy.MARK)]
    assert away.queue_item.state == ItemState.DONE


# --- Put elsewhere -------------------------------------------------------------------------------


def test_a_conversation_that_is_moved_takes_its_mails_and_what_follows(
    of_jan: Dossier, other: Dossier, lotte: User
) -> None:
    ours = sent_about(of_jan)
    first = receive_message(
        sender=JAN, references=[ours.message_id], attachments=[File("plan.pdf", b"%PDF-1.4 p")]
    )
    second = receive_message(sender=JAN, references=[ours.message_id, first.message_id])
    item = first.queue_item
    queues.file_attachments(item, first.attachments.all(), by=lotte)

    queues.move(item, case_file=other.case_file, by=lotte)
    assert [hangs_on(one) for one in (first, second)] == [[(other.number, "")]] * 2
    assert [len(files(one)) for one in (of_jan, other)] == [0, 1]
    third = receive_message(sender=JAN, in_reply_to=ours.message_id)
    assert hangs_on(third) == [(other.number, MatchedBy.THREAD)]

    for one in (first, second):
        queues.undo(one.queue_item, by=lotte)
    assert [hangs_on(one) for one in (first, second)] == [[(of_jan.number, "")]] * 2
    assert [len(files(one)) for one in (of_jan, other)] == [1, 0]
    assert hangs_on(receive_message(sender=JAN, in_reply_to=ours.message_id))[0][0] == of_jan.number


def test_one_mail_alone_leaves_its_conversation_where_it_is(
    of_jan: Dossier, other: Dossier, lotte: User
) -> None:
    ours = sent_about(of_jan)
    first, second = (receive_message(sender=JAN, references=[ours.message_id]) for _time in range(2))
    queues.move(first.queue_item, case_file=other.case_file, by=lotte, with_conversation=False)
    assert hangs_on(second)[0][0] == of_jan.number
    assert hangs_on(receive_message(sender=JAN, in_reply_to=ours.message_id))[0][0] == of_jan.number
    assert hangs_on(receive_message(sender=JAN, in_reply_to=first.message_id))[0][0] == other.number


def test_what_is_taken_off_hangs_nowhere_and_its_answers_neither_until_it_is_put_back(
    of_jan: Dossier, lotte: User
) -> None:
    ours = sent_about(of_jan)
    first = receive_message(references=[ours.message_id], attachments=[File("plan.pdf", b"%PDF-1.4 p")])
    queues.file_attachments(first.queue_item, first.attachments.all(), by=lotte)
    taken = queues.unlink(first.queue_item, by=lotte)
    assert (taken.case_file, taken.worker, taken.state) == (None, None, ItemState.OPEN)
    assert (hangs_on(first), files(of_jan)) == ([], [])
    names = {"in_reply_to": first.message_id, "references": [ours.message_id, first.message_id]}
    assert hangs_on(receive_message(**names)) == []

    queues.undo(first.queue_item, by=lotte)
    assert [hangs_on(first)[0][0], files(of_jan)] == [of_jan.number, ["plan.pdf"]]
    assert hangs_on(receive_message(**names))[0][0] == of_jan.number


def files(dossier: Dossier) -> list[str]:
    return list(dossier.case_file.filed_documents.values_list("document__name", flat=True))


# --- Proposed ------------------------------------------------------------------------------------


def test_each_proposal_says_why(of_jan: Dossier, other: Dossier, lotte: User) -> None:
    by_sender = receive_message(sender=JAN, subject="Nog een vraag")
    assert reasons(by_sender, lotte) == {of_jan.number: "de afzender is eigenaar-bewoner"}
    by_number = receive_message(sender=STRANGER, subject=of_jan.number, text=f"of was het {other.number}?")
    assert reasons(by_number, lotte) == {
        of_jan.number: "het nummer staat in het onderwerp, maar de afzender is daar niet bekend:"
        " kijk eerst na",
        other.number: "het nummer staat in de tekst",
    }


def test_an_address_in_the_text_is_a_reason(lotte: User) -> None:
    place = AddressFactory.create()
    dossier = information_dossier(by=lotte, address=place)
    where = f"{place.street.name} {place.house_number}"
    told = receive_message(sender=STRANGER, text=f"Dag,\n\nWij wonen in de {where}, 2800 Mechelen.\n")
    assert reasons(told, lotte) == {dossier.number: f"{where} staat in de tekst"}


def test_the_same_sender_and_subject_are_a_reason_however_it_is_prefixed(
    of_jan: Dossier, lotte: User
) -> None:
    first = receive_message(sender=STRANGER, subject="RE: [EXTERN] Antw: Mijn  dak", date=None)
    queues.link(first.queue_item, case_file=of_jan.case_file, by=lotte)
    again = receive_message(sender=STRANGER, subject="Doorst: mijn dak")
    assert "zelfde onderwerp" in reasons(again, lotte)[of_jan.number]
    assert reasons(receive_message(sender="nog@elders.example", subject="mijn dak"), lotte) == {}


def test_what_answers_a_mail_that_we_never_saw_goes_with_its_like(of_jan: Dossier, lotte: User) -> None:
    first = receive_message(sender=STRANGER, in_reply_to="between@them.example")
    queues.link(first.queue_item, case_file=of_jan.case_file, by=lotte)
    second = receive_message(sender="dak@bedrijf.example", in_reply_to="between@them.example")
    assert of_jan.number in reasons(second, lotte)


def test_who_shares_an_address_is_named_apart(jan: Person, of_jan: Dossier, lotte: User) -> None:
    els = PersonFactory.create(first_name="Els", last_name="Aerts", mail=JAN)
    tenant = Capacity.objects.get(code="tenant")
    of_els = information_dossier(by=lotte, client=JourneyClient(tenant, els))
    told = reasons(receive_message(sender=JAN), lotte)
    assert set(told) == {of_jan.number, of_els.number}
    assert told[of_els.number] == "Els Aerts heeft dit mailadres ook, en is huurder"


def test_of_what_a_colleague_hands_on_the_first_sender_counts_and_of_others_not(
    of_jan: Dossier, lotte: User, user_with: Callable[..., User]
) -> None:
    bram = user_with(Role.DESK, first_name="Bram", last_name="V", email="bram@mechelen.example")
    text = f"Voor jullie\n\n-----Oorspronkelijk bericht-----\nVan: Jan Peeters <{JAN}>\nOnderwerp: dak\n\nDag"
    handed = receive_message(sender=bram.email, subject="FW: dak", text=text)
    assert reasons(handed, lotte) == {
        of_jan.number: "doorgestuurd door Bram V; wie het schreef is eigenaar-bewoner"
    }
    assert reasons(receive_message(sender=STRANGER, subject="FW: dak", text=text), lotte) == {}


def test_nobody_is_proposed_what_they_may_not_read(
    user_with: Callable[..., User], jan: Person, lotte: User
) -> None:
    karim = user_with(Role.FINANCIAL_ADVISER)
    owner = Capacity.objects.get(code="owner_occupier")
    loan = information_dossier(by=karim, subtype="loan_verbouwlening", client=JourneyClient(owner, jan))
    message = receive_message(sender=JAN)
    assert reasons(message, lotte) == {}
    assert set(reasons(message, karim)) == {loan.number}
