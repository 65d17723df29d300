"""What the staff of the witness did with mails and dossiers: see `tests.upgrade.making`."""

import smtplib
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings
from django.utils import timezone
from oss.documents.operations import add_document

from dossiers.bulk import ADD_TASK, ASSIGN
from dossiers.factories import answer, information_dossier
from dossiers.models import Capacity, Dossier, Project, Reason, ReasonKind, Source, Subtype
from dossiers.operations import activation, stages
from dossiers.operations.editing import add_stakeholder, update_dossier, update_information
from dossiers.operations.filing import add_file, add_note, add_task_on
from dossiers.operations.opening import Client, Opening, open_dossier, open_dossier_from_item
from dossiers.operations.summary import ask_for_summary
from oss.addresses.models import Address, Building
from oss.contacts.models import Organisation, Person
from oss.documents.models import DocumentClass
from oss.lists.jobs import operations as jobs
from oss.lists.jobs.running import run
from oss.lists.state import ListState
from oss.mail import receiving
from oss.mail.account import ACCOUNT
from oss.mail.factories import File, make_eml
from oss.mail.models import Mailbox, Message, OutboundMessage
from oss.mail.parsed import Problem
from oss.mail.sending import post, send_waiting
from oss.queues import operations as queues
from oss.queues.demo import ADDRESS
from oss.queues.models import Queue, QueueItem
from oss.timeline.models import ActivityKind
from oss.timeline.operations import (
    add_activity,
    change_activity,
    file_document,
    finish_activity,
    link_message,
    post_mail,
    reopen_activity,
)
from tests.upgrade.places_and_people import days_ago, user
from tests.upgrade.seeing import list_of, query

PDF = b"%PDF-1.4\n% een offerte van de getuige\n"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

# --- Dossiers ------------------------------------------------------------------------------------


def handle_dossiers(
    places: dict[str, Address | Building], people: dict[str, Person | Organisation]
) -> dict[str, Dossier]:
    """Every stage and every way to it; fields that were changed; stakeholders of the train and the wagon."""
    lotte, sofie, griet = user("lotte"), user("sofie"), user("griet")
    capacities = {one.code: one for one in Capacity.objects.all()}
    back, abandon = (
        Reason.objects.active().filter(kind=kind)[0] for kind in (ReasonKind.BACK, ReasonKind.ABANDON)
    )
    own_subtype = Subtype.objects.get(name="Vraag over energiedelen")
    main = open_dossier(
        Opening(
            subtype=own_subtype,
            client=Client(capacities["owner_occupier"], person=_person(people["winner"])),
            address=_address(places["known"]),
            source=Source.objects.get(code="mail"),
            assignee=lotte,
        ),
        by=lotte,
    )
    update_dossier(
        main,
        by=sofie,
        assignee=sofie,
        scope="both",
        project=Project.objects.get(code="condoreno"),
        additional_projects=[Project.objects.get(name="Getuigenproject")],
        additional_addresses=[_address(places["moved"]), _address(places["outside"])],
    )
    update_information(main, by=sofie, question="Kan ik energie delen met mijn buur?", answer="")
    add_stakeholder(
        main,
        Client(capacities["professional_syndic"], _person(people["kept"]), _firm(people["office"])),
        by=lotte,
    )
    add_stakeholder(
        main, Client(capacities["tenant"], _person(people["changed"])), by=lotte, on_journey=False
    )
    gone = add_stakeholder(main, Client(capacities["other"], _person(people["back"])), by=lotte)
    gone.until = days_ago(3)
    gone.save(update_fields=["until"])
    stages.advance(main, by=sofie)
    stages.step_back(main, by=sofie, reason=back, note="Te vlug")
    stages.advance(main, by=sofie)

    wagon = information_dossier(by=lotte, journey=main.journey, assignee=lotte)
    stages.advance(wagon, by=lotte)
    answer(wagon, by=lotte)
    stages.save_and_complete(wagon, by=lotte)
    reopened = information_dossier(by=lotte, address=_address(places["moved"]), assignee=sofie)
    stages.abandon(reopened, by=sofie, reason=abandon, note="Geen antwoord")
    stages.reopen(reopened, by=griet, reason=back)
    stopped = information_dossier(by=lotte, address=_address(places["removed"]), assignee=sofie)
    stages.abandon(stopped, by=sofie, reason=abandon)
    inactive = information_dossier(by=lotte)
    deactivation = Reason.objects.active().filter(kind=ReasonKind.DEACTIVATE)[0]
    activation.deactivate(inactive, by=lotte, reason=deactivation, note="Dubbel")
    again = information_dossier(by=lotte, address=_address(places["outside"]))
    activation.deactivate(again, by=lotte, reason=deactivation)
    activation.reactivate(again, by=griet)
    anonymous = information_dossier(by=lotte, is_anonymous=True, postcode="2812")
    found = {"main": main, "wagon": wagon, "reopened": reopened, "stopped": stopped}
    found |= {"inactive": inactive, "again": again, "anonymous": anonymous}
    _plan(main)
    _file(main)
    ask_for_summary(wagon, by=lotte)  # and no worker makes it
    return found


def _person(found: Person | Organisation) -> Person:
    assert isinstance(found, Person)
    return found


def _firm(found: Person | Organisation) -> Organisation:
    assert isinstance(found, Organisation)
    return found


def _address(found: Address | Building) -> Address:
    assert isinstance(found, Address)
    return found


def _plan(dossier: Dossier) -> None:
    lotte, sofie = user("lotte"), user("sofie")
    add_note(dossier, "De buur doet mee.", by=lotte)
    add_activity(
        dossier.case_file, by=lotte, kind=ActivityKind.CALL, title="Gebeld met de syndicus", text="Akkoord."
    )
    late = add_task_on(dossier, by=lotte, title="Nog te doen van vorige week", assignee=sofie)
    change_activity(late, by=sofie, due_on=days_ago(7), text="Offerte nakijken")
    add_task_on(dossier, by=sofie, title="Voor volgende maand", due_on=days_ago(-30))
    done = add_task_on(dossier, by=sofie, title="Afgewerkt", due_on=days_ago(2))
    finish_activity(done, by=sofie)
    undone = add_task_on(dossier, by=sofie, title="Weer geopend")
    finish_activity(undone, by=sofie)
    reopen_activity(undone, by=lotte)
    begin = timezone.now() + timedelta(days=3)
    for kind in (ActivityKind.APPOINTMENT, ActivityKind.VISIT, ActivityKind.REQUEST):
        add_activity(
            dossier.case_file,
            by=sofie,
            kind=kind,
            title=f"Gepland: {kind}",
            assignee=sofie,
            starts_at=begin,
            ends_at=begin + timedelta(hours=1),
        )


def _file(dossier: Dossier) -> None:
    add_file(dossier, data=PDF, name="Offerte getuige.pdf", content_type="application/pdf", by=user("lotte"))
    add_file(dossier, data=PDF, name="Zelfde bytes.pdf", content_type="application/pdf", by=user("sofie"))
    loan = add_document(data=b"inkomen", name="Inkomen.txt", content_type="text/plain", by=user("karim"))
    loan.document_class = DocumentClass.FINANCIAL
    loan.save(update_fields=["document_class"])
    file_document(dossier.case_file, loan, by=user("karim"), folder="Lening")


# --- Mails ---------------------------------------------------------------------------------------


def receive(subject: str, **eml: Any) -> QueueItem:
    name = subject.lower().replace(" ", "-")
    message_id = eml.setdefault("message_id", f"{name}@burger.example")
    mailbox = Mailbox.objects.get(address=ADDRESS)
    receiving.receive(make_eml(subject=subject, to=ADDRESS, **eml), mailbox=mailbox, source="witness")
    return QueueItem.objects.get(message__message_id=message_id)


def handle_mails(dossiers: dict[str, Dossier]) -> dict[str, Message]:
    """Each verb of triage on a mail of its own; mails of every form; some that could not be read."""
    lotte, bram, sofie = user("lotte"), user("bram"), user("sofie")
    housing = Queue.objects.get(slug="housing")
    files = (File("attest.pdf", PDF + b"% attest"), File("dak.png", PICTURE, "image/png", "dak"))
    linked = receive(
        "Getuige met bijlagen",
        html='<p>Zie <b>foto</b> <img src="cid:dak"></p><blockquote>Eerder</blockquote>',
        attachments=files,
        sender="Gitta Getuigens <gitta@burger.example>",
    )
    queues.pick(linked, by=lotte)
    queues.link(linked, case_file=dossiers["main"].case_file, by=lotte)
    queues.file_attachments(linked, [linked.message.attachments.get(name="attest.pdf")], by=lotte)
    undone = receive("Getuige met teruggenomen bijlage", attachments=files[:1])
    queues.link(undone, case_file=dossiers["wagon"].case_file, by=sofie)
    queues.file_attachments(undone, list(undone.message.attachments.all()), by=sofie)
    queues.undo(undone, by=sofie)
    opened = receive("Getuige die een dossier opent")
    open_dossier_from_item(
        opened, Opening(subtype=Subtype.objects.get(code="information_question"), assignee=lotte), by=lotte
    )
    done, spam, reopened = (receive(f"Getuige {what}") for what in ("afgehandeld", "ongewenst", "heropend"))
    queues.finish(done, by=bram)
    queues.mark_as_spam(spam, by=bram)
    queues.finish(reopened, by=bram)
    queues.reopen(reopened, by=lotte)
    routed, assigned, released = (receive(f"Getuige {what}") for what in ("gestuurd", "gegeven", "gelost"))
    queues.route(routed, queue=housing, by=bram)
    queues.assign(assigned, to=sofie, by=bram)
    queues.pick(released, by=lotte)
    queues.release(released, by=lotte)
    secret = receive("Getuige in vertrouwen", attachments=[File("geheim.txt", b"geheim", "text/plain")])
    link_message(dossiers["main"].case_file, secret.message, by=lotte)
    queues.route(secret, queue=Queue.objects.get(slug="confidential"), by=bram)
    same = receive("Getuige zonder antwoord", headers={"Auto-Submitted": "auto-replied"})
    _receive_more()
    named = {"linked": linked, "undone": undone, "done": done, "spam": spam, "routed": routed}
    named |= {"secret": secret, "automatic": same, "reopened": reopened, "opened": opened}
    return {name: item.message for name, item in named.items()}


def _receive_more() -> None:
    """The same id with other content, a mail in a mail, bytes without a header, and what failed."""
    mailbox = Mailbox.objects.get(address=ADDRESS)
    inner = make_eml(subject="Doorgestuurde vraag", message_id="binnen@burger.example")
    outer = make_eml(
        subject="Fwd: doorgestuurde vraag",
        message_id="buiten@burger.example",
        attachments=[File("vraag.eml", inner, "application/octet-stream")],
    )
    twice = [make_eml(subject="Tweemaal", text=text, message_id="twee@x.example") for text in ("een", "twee")]
    for raw in (outer, *twice, b"\0\1\2 geen mail"):
        receiving.receive(raw, mailbox=mailbox, source="witness")
    failed = make_eml(subject="Moeilijk te lezen", message_id="moeilijk@x.example")
    with patch.object(
        receiving, "read_apart", lambda raw: receiving.unreadable(raw, Problem.FAILED, "RuntimeError")
    ):
        receiving.receive(failed, mailbox=mailbox, source="witness")


class Refusing(EmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such user here")})


def send(dossier: Dossier) -> None:
    """A mail sent, one refused, one that waits; the first about a dossier."""
    about = {"subject": "Bericht van de getuige", "text": "Dag", "why": ACCOUNT}
    post_mail(dossier.case_file, recipient="gitta@burger.example", **about)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        send_waiting()
    post_mail(dossier.case_file, recipient="niemand@burger.example", **about)
    with override_settings(EMAIL_BACKEND="tests.upgrade.work.Refusing"):
        send_waiting()
    post(recipient="later@burger.example", **about)
    assert OutboundMessage.objects.values("state").distinct().count() == 3


# --- Work on many rows ---------------------------------------------------------------------------


def work_on_lists() -> None:
    """A job that was done, one that was taken back, one that waits, and a spreadsheet that was fetched."""
    griet, bram = user("griet"), user("bram")
    state = ListState.read(list_of("dossiers"), griet, query("f=stage.in:request&f=active.in:yes"))
    given = jobs.start_bulk(ASSIGN, state, by=griet, parameters={"assignee": [str(bram.pk)]})
    run(given.pk)
    few = ListState.read(list_of("dossiers"), griet, query("f=assignee.empty"))
    tasks = jobs.start_bulk(ADD_TASK, few, by=griet, parameters={"title": ["Uit een lijst"]})
    run(tasks.pk)
    run(jobs.undo(tasks, by=griet).pk)
    run(jobs.start_export(state, by=griet).pk)
    jobs.start_export(state, by=griet)
    for one in (given, tasks):
        one.refresh_from_db()
        assert one.done == one.total > 0
