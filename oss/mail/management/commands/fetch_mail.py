import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from oss.mail.imap import FetchError, fetch_mailbox
from oss.mail.models import Mailbox


class Command(BaseCommand):
    help = "Fetches new mail of all active mailboxes, or of one, by IMAP. Prints one JSON line for each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mailbox", metavar="ADDRESS", default="")

    def handle(self, *args: Any, mailbox: str, **options: Any) -> None:
        mailboxes = Mailbox.objects.active().fetched_by_imap()
        failed = False
        for one in mailboxes.at(mailbox) if mailbox else mailboxes:
            line: dict[str, Any] = {"mailbox": one.address}
            try:
                fetched = fetch_mailbox(one)
            except FetchError as error:
                failed = True
                line["error"] = str(error)
            else:
                failed = failed or bool(fetched.failed)
                line |= {"received": fetched.received, "failed": fetched.failed}
                line |= {str(outcome): count for outcome, count in fetched.outcomes.items()}
            self.stdout.write(json.dumps(line))
        if failed:
            raise SystemExit(1)
