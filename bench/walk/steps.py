"""The walk: receive, triage, open, handle, continue, report. Each step proves itself in the database."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from bench.walk.browser import Browser
from dossiers.models import Dossier
from oss.contacts.models import Person
from oss.documents.models import Document
from oss.mail.factories import make_eml
from oss.mail.models import Message
from oss.queues.models import Queue, QueueItem
from oss.staff.demo import accounts
from oss.staff.models import User

MESSAGE_ID = "demo-check-{moment}@burger.example"
SENDER = "Mieke Vandenberghe"
SECONDS_FOR_A_PDF = 60


class NotProven(Exception):  # noqa: N818 - reads as what happened
    """A step was done, but the database does not show it."""


@dataclass
class Walk:
    """One walk against the running demo at `address`; `tell` gets a line for each step."""

    address: str
    folder: Path
    tell: Callable[[str], None]
    made: dict[str, str | int] = field(default_factory=dict)

    def __call__(self) -> dict[str, str | int]:
        for step in (
            self.receive,
            self.triage,
            self.open_dossier,
            self.handle,
            self.complete,
            self.continue_the_journey,
            self.make_the_summary,
            self.export,
            self.see_the_counts_move,
        ):
            started = time.monotonic()
            step()
            name = step.__name__.replace("_", " ")
            self.tell(f"{name}: {time.monotonic() - started:.2f} s")
        return self.made

    # --- The steps --------------------------------------------------------------------------------

    def receive(self) -> None:
        self.open_before = self._open_dossiers_on_the_dashboard()
        self.message_id = MESSAGE_ID.format(moment=time.time_ns())
        raw = make_eml(
            sender=f"{SENDER} <mieke.vandenberghe@burger.example>",
            to="woonloket@mechelen.example",
            subject="Vraag over dakisolatie",
            text="Dag,\n\nWelke premie krijg ik voor dakisolatie aan de Bruul?\n\nGroeten,\nMieke",
            message_id=self.message_id,
        )
        mail = self.folder / "vraag.eml"
        mail.write_bytes(raw)
        call_command("receive_mail", str(mail), stdout=io.StringIO())
        message = Message.objects.get(message_id=self.message_id)
        self._prove(
            message.queue_item.queue == Queue.objects.general(), "the mail waits in the general queue"
        )
        self.made["message"] = message.pk
        # the newest stands last; the oldest are shown first, so let it have waited longest
        QueueItem.objects.filter(message=message).update(created_at=timezone.now() - timedelta(days=400))

    def triage(self) -> None:
        dispatcher = self._log_in("dispatcher")
        dispatcher.follow(path="/queues/")
        dispatcher.follow(text="Vraag over dakisolatie")
        dispatcher.submit(dispatcher.page.form("/route/"), press="energy")
        self._prove(self._item().queue.slug == "energy", "the mail was routed")
        self.desk = self._log_in("desk")
        self.desk.follow(path="/queues/")
        self.desk.follow(path="/queues/energy/")
        self.desk.follow(text="Vraag over dakisolatie")
        self.desk.submit(self.desk.page.form("/pick/"))
        self._prove(self._item().worker == self._user("desk"), "the desk picked the mail")

    def open_dossier(self) -> None:
        self.desk.follow(path="/dossiers/new/?item=")
        form = next(one for one in self.desk.page.forms if "subtype" in one.names)
        person = self.desk.make(form, "person")
        self._prove(Person.objects.get(pk=person).name == SENDER, "the sender is made as proposed")
        self.desk.submit(form, person=person, address=self.desk.choose(form, "address", "bruul"))
        dossier = Dossier.objects.get(case_file__correspondence__message__message_id=self.message_id)
        self._prove(dossier.site_address is not None, "the dossier has the chosen address")
        self._prove(dossier.main_contact is not None, "the dossier has its main contact")
        self.made |= {"journey": dossier.journey.number, "dossier": dossier.number}

    def handle(self) -> None:
        self._prove("Vraag over dakisolatie" in self.desk.page.text, "the mail shows on the timeline")
        form = self.desk.page.form("/stage/advance/")
        self.desk.submit(form, press="advance")
        self._prove(self._dossier().stage == "handling", "the dossier moved on")

    def complete(self) -> None:
        self.desk.follow(path="tab=info")
        form = self.desk.page.form("/information/")
        today = timezone.localdate().isoformat()
        topic = next(value for value, label in self._topics() if label == "dakisolatie")
        self.desk.submit(
            form,
            press="complete",
            topics=[topic],
            question="Welke premie krijg ik voor dakisolatie?",
            answer="We bezorgden het overzicht van de premies.",
            asked_on=today,
            first_action=form.option("first_action", "per mail beantwoord"),
            first_action_on=today,
        )
        self._prove(self._dossier().stage == "completed", "one click saved and completed")

    def continue_the_journey(self) -> None:
        self.desk.follow(path="/dossiers/new/?on=")
        form = next(one for one in self.desk.page.forms if "subtype" in one.names)
        self.desk.submit(form, subtype=form.option("subtype", "Technische vraag"))
        first, second = self._dossier(), Dossier.objects.order_by("pk").last()
        self._prove(second is not None and second.journey == first.journey, "the wagon hangs on the train")
        self._prove(
            second is not None
            and (second.main_contact, second.site_address) == (first.main_contact, first.site_address),
            "the second wagon reads what the locomotive holds",
        )

    def make_the_summary(self) -> None:
        self.desk.follow(path="tab=journey")
        self.desk.follow(path=f"/dossiers/{self.made['dossier']}/")
        self.desk.follow(path="tab=files")
        self.desk.submit(self.desk.page.form("/summary/"))
        deadline = time.monotonic() + SECONDS_FOR_A_PDF
        while not (made := self._summary()):
            if time.monotonic() > deadline:
                raise NotProven("no summary was made")
            time.sleep(0.2)
        self.desk.open(self.desk.page.url)
        pdf = self.desk.download(self.desk.page.link(path=f"/documents/{made.pk}/"))
        self._prove(pdf == made.stored_file.read() and pdf.startswith(b"%PDF-"), "the PDF downloads")
        self.made["document"] = made.pk

    def export(self) -> None:
        self.desk.follow(path="/dossiers/information/")
        lines = self.desk.download(self.desk.page.link(path="export.csv")).decode().splitlines()
        self._prove(any(str(self.made["dossier"]) in line for line in lines), "the export names the dossier")

    def see_the_counts_move(self) -> None:
        after = self._open_dossiers_on_the_dashboard()
        self._prove(after == self.open_before + 1, f"open dossiers moved from {self.open_before} to {after}")

    # --- What the steps share ---------------------------------------------------------------------

    def _log_in(self, role: str) -> Browser:
        account = next(one for one in accounts() if one["role"] == role)
        browser = Browser(self.address)
        form = next(one for one in browser.page.forms if "login" in one.names)
        browser.submit(form, login=account["email"], password=account["password"])
        return browser

    def _open_dossiers_on_the_dashboard(self) -> int:
        """What the coordinator reads on the admin's first page."""
        coordinator = self._log_in("coordinator")
        return coordinator.follow(path="/admin/").figure("open-dossiers")

    def _prove(self, shown: bool, what: str) -> None:
        if not shown:
            raise NotProven(f"not so: {what}")

    def _item(self) -> QueueItem:
        return QueueItem.objects.get(message__message_id=self.message_id)

    def _dossier(self) -> Dossier:
        return Dossier.objects.get(number=self.made["dossier"])

    def _summary(self) -> Document | None:
        return Document.objects.filter(filings__case_file__dossier=self._dossier()).first()

    def _user(self, role: str) -> User:
        return User.objects.get(email=next(one["email"] for one in accounts() if one["role"] == role))

    def _topics(self) -> list[tuple[str, str]]:
        return self.desk.page.checkboxes("topics")
