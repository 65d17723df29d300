"""Three hundred invented conversations, most with a trap: what hangs by itself is always right, and where the
machine does not know, the right dossier is among the first proposals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Any

import pytest

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations.opening import Client
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.mail.models import Message
from oss.queues import operations as queues
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.conversations.matching import proposals
from oss.timeline.operations import post_mail
from tests.mails import receive_message

CONVERSATIONS = 300
AMONG_THE_FIRST = 3
SUBJECTS = ("Vraag over mijn dak", "Premie", "Offerte", "Afspraak", "Lening", "Isolatie van de gevel")
PREFIXES = ("", "Re: ", "RE: Antw: ", "[EXTERN] AW: ", "Re[2]: ")


@dataclass(frozen=True)
class Known:
    dossier: Dossier
    mail: str
    place: str


@dataclass(frozen=True)
class Written:
    """`sure`: where it must hang by itself; `right`: where a dispatcher would put it."""

    mail: dict[str, Any]
    sure: Dossier | None
    right: Dossier | None


Plot = Callable[["Loket", Known, Known], Written]


class Loket:
    """Clients with a dossier each, two by two in one building and two of one household."""

    def __init__(self, lotte: User, colleague: User) -> None:
        self.lotte, self.colleague = lotte, colleague
        self.random = Random(18)  # noqa: S311 - the same conversations each run
        owner = Capacity.objects.get(code="owner_occupier")
        self.known = []
        for number in range(20):
            if number % 2 == 0:
                place = AddressFactory.create()
            mail = "familie@burger.example" if number < 2 else f"klant{number}@burger.example"
            client = Client(owner, PersonFactory.create(mail=mail))
            dossier = information_dossier(by=lotte, assignee=lotte, client=client, address=place)
            self.known.append(Known(dossier, mail, f"{place.street.name} {place.house_number}"))
        self.strangers = (f"wie{number}@elders.example" for number in range(10_000))

    def pair(self) -> tuple[Known, Known]:
        """Two neighbours of one building, neither of the household."""
        first = self.random.randrange(2, 20)
        return self.known[first], self.known[first ^ 1]

    def subject(self, about: str = "") -> str:
        return f"{self.random.choice(PREFIXES)}{self.random.choice(SUBJECTS)} {about}".strip()

    def ours(self, dossier: Dossier) -> dict[str, str]:
        sent = post_mail(
            dossier.case_file,
            recipient="klant@burger.example",
            subject="Uw vraag",
            text="Dag",
            why="quote_prolongation",
        )
        return {"id": sent.message_id, "kept": sent.headers["References"].strip("<>")}


def answers_ours(loket: Loket, one: Known, _other: Known) -> Written:
    sent = loket.ours(one.dossier)
    told = {"in_reply_to": sent["id"], "references": [sent["kept"], sent["id"]]}
    return Written({"sender": one.mail, "subject": loket.subject(), **told}, one.dossier, one.dossier)


def answers_what_a_relay_renamed(loket: Loket, one: Known, _other: Known) -> Written:
    sent = loket.ours(one.dossier)
    renamed = f"{loket.random.getrandbits(64):x}@eurprd05.prod.outlook.example"
    told = {"in_reply_to": renamed, "references": [sent["kept"], renamed]}
    return Written({"sender": one.mail, "subject": loket.subject(), **told}, one.dossier, one.dossier)


def answers_with_the_number_of_another(loket: Loket, one: Known, other: Known) -> Written:
    sent = loket.ours(one.dossier)
    mail = {"sender": one.mail, "subject": loket.subject(other.dossier.number), "in_reply_to": sent["id"]}
    return Written(mail, one.dossier, one.dossier)


def goes_on_in_a_linked_conversation(loket: Loket, one: Known, _other: Known) -> Written:
    contractor = next(loket.strangers)
    first = receive_message(sender=contractor, subject=loket.subject())
    queues.link(first.queue_item, case_file=one.dossier.case_file, by=loket.lotte)
    mail = {"sender": contractor, "subject": loket.subject(), "references": [first.message_id]}
    return Written(mail, one.dossier, one.dossier)


def names_its_own_number(loket: Loket, one: Known, _other: Known) -> Written:
    mail = {"sender": one.mail, "subject": loket.subject(one.dossier.number.replace("-", " - "))}
    return Written(mail, one.dossier, one.dossier)


def stranger_quotes_a_number(loket: Loket, one: Known, _other: Known) -> Written:
    return Written(
        {"sender": next(loket.strangers), "subject": loket.subject(one.dossier.number)}, None, None
    )


def neighbour_quotes_a_number(loket: Loket, one: Known, other: Known) -> Written:
    mail = {"sender": one.mail, "subject": loket.subject(other.dossier.number)}
    return Written(mail, None, one.dossier)


def number_in_the_text(loket: Loket, one: Known, _other: Known) -> Written:
    text = f"Dag,\n\nhet gaat over {one.dossier.number}.\n"
    return Written({"sender": next(loket.strangers), "subject": "Vraag", "text": text}, None, one.dossier)


def colleague_hands_it_on(loket: Loket, one: Known, other: Known) -> Written:
    head = f"---------- Doorgestuurd bericht ----------\nVan: Klant <{one.mail}>\nOnderwerp: x"
    text = f"Ter info\n\n{head}\n\nDag"
    mail = {"sender": loket.colleague.email, "subject": f"Doorst: {other.dossier.number}", "text": text}
    return Written(mail, None, one.dossier)


def same_subject_of_somebody_else(loket: Loket, one: Known, _other: Known) -> Written:
    first = receive_message(sender=next(loket.strangers), subject="Mijn dak lekt")
    queues.link(first.queue_item, case_file=one.dossier.case_file, by=loket.lotte)
    return Written({"sender": next(loket.strangers), "subject": "Re: Mijn dak lekt"}, None, None)


def of_a_household(loket: Loket, _one: Known, _other: Known) -> Written:
    husband, _wife = loket.known[:2]
    mail = {"sender": husband.mail, "subject": loket.subject()}
    return Written(mail, None, loket.random.choice(loket.known[:2]).dossier)


def a_new_question_of_a_client(loket: Loket, one: Known, _other: Known) -> Written:
    return Written({"sender": one.mail, "subject": loket.subject()}, None, one.dossier)


def co_owner_with_another_address(loket: Loket, one: Known, _other: Known) -> Written:
    text = f"Beste,\n\nik woon in de {one.place} te Mechelen.\n\nGroeten"
    return Written({"sender": next(loket.strangers), "subject": "Ons dak", "text": text}, None, one.dossier)


def forged_mark(loket: Loket, one: Known, other: Known) -> Written:
    kept = loket.ours(one.dossier)["kept"]
    forged = kept.replace(f"d{one.dossier.case_file_id}-", f"d{other.dossier.case_file_id}-")
    return Written(
        {"sender": next(loket.strangers), "subject": loket.subject(), "references": [forged]}, None, None
    )


PLOTS: tuple[Plot, ...] = (
    answers_ours,
    answers_what_a_relay_renamed,
    answers_with_the_number_of_another,
    goes_on_in_a_linked_conversation,
    names_its_own_number,
    stranger_quotes_a_number,
    neighbour_quotes_a_number,
    number_in_the_text,
    colleague_hands_it_on,
    same_subject_of_somebody_else,
    of_a_household,
    a_new_question_of_a_client,
    co_owner_with_another_address,
    forged_mark,
)


@pytest.fixture
def loket(lotte: User, user_with: Callable[..., User]) -> Loket:
    return Loket(lotte, user_with(Role.DISPATCHER, email="bram@mechelen.example"))


def conversations(loket: Loket) -> Iterator[tuple[str, Written, Message]]:
    for plot in islice(cycle(PLOTS), CONVERSATIONS):
        written = plot(loket, *loket.pair())
        yield plot.__name__, written, receive_message(**written.mail)


def test_what_hangs_by_itself_is_right_and_the_rest_is_proposed(loket: Loket, capsys: Any) -> None:
    wrong, missed, found, asked = [], [], 0, 0
    for plot, written, message in conversations(loket):
        hangs = set(message.correspondence.values_list("case_file", flat=True))
        sure = {written.sure.case_file_id} if written.sure else set()
        if not hangs <= sure:
            wrong.append(plot)
        elif sure and not hangs:
            missed.append(plot)
        if written.right and not sure:
            told = proposals(message, loket.lotte)[:AMONG_THE_FIRST]
            asked += 1
            found += written.right.case_file_id in {one.case_file for one in told}
    with capsys.disabled():
        print(f"\nthe right dossier among the first {AMONG_THE_FIRST} proposals: {found} of {asked}")  # noqa: T201
    assert (wrong, missed) == ([], [])
    assert found / asked > 0.95
