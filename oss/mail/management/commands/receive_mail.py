import json
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from oss.mail.mailboxes import mailbox_at
from oss.mail.models import Mailbox
from oss.mail.receiving import NotReadYet, ReceivedAs, receive, receive_unfinished
from oss.mail.sources import read_path


class Command(BaseCommand):
    help = (
        "Receives mails from files: .eml files, folders of them, mbox and Maildir. The last line is one JSON "
        "object; the exit code is 0 unless a mail could not be kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
        parser.add_argument("--mailbox", metavar="ADDRESS", default="", help="the address that got the mails")

    def handle(self, *args: Any, paths: list[Path], mailbox: str, **options: Any) -> None:
        receive_unfinished(older_than=timedelta())
        target = mailbox_at(mailbox)
        counts = dict.fromkeys(ReceivedAs, 0)
        received = errors = waiting = 0
        for path in paths:
            for found in read_path(path):
                received += 1
                problem = found.error
                try:
                    if not problem:
                        counts[receive(found.raw, mailbox=target, source=found.source)] += 1
                except NotReadYet as error:
                    waiting += 1
                    self.stderr.write(f"{found.source}: kept, not read yet: {error}")
                except Exception as error:  # noqa: BLE001 - the others must still be received
                    problem = f"{type(error).__name__}: {error}"
                if problem:
                    errors += 1
                    self.stderr.write(f"{found.source}: {problem}")
        if received > errors:
            Mailbox.objects.filter(pk=target.pk).update(last_received_at=timezone.now())
        self.stdout.write(
            json.dumps(
                {
                    "received": received,
                    "stored": counts[ReceivedAs.STORED],
                    "duplicates": counts[ReceivedAs.DUPLICATE],
                    "flagged": counts[ReceivedAs.FLAGGED],
                    "parked": counts[ReceivedAs.PARKED],
                    "errors": errors,
                    **({"not_read_yet": waiting} if waiting else {}),
                }
            )
        )
        if errors:
            raise SystemExit(1)
