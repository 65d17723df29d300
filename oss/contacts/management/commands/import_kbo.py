import json
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oss.addresses.formats import postcode
from oss.contacts.register.files import WrongSetError
from oss.contacts.register.importing import import_register


def postcodes(text: str) -> list[str]:
    """ "2800,2801"; "all" is no restriction."""
    if text.strip().lower() == "all":
        return []
    try:
        return [postcode(one) for one in text.split(",")]
    except ValidationError as error:
        raise ArgumentTypeError(" ".join(error.messages)) from error


class Command(BaseCommand):
    help = (
        "Brings the company register up to date with a folder of KBO Open Data, a full or an update set. "
        "The last line on stdout is a JSON object with the counts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--postcodes",
            type=postcodes,
            default=settings.REGISTER_POSTCODES,
            help="2800,2801: whose enterprises are kept; “all” for all of them (setting REGISTER_POSTCODES)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = import_register(options["folder"], by=None, postcodes=options["postcodes"], tell=self._tell)
        except WrongSetError as error:
            raise CommandError(str(error)) from error
        counts = {
            name: getattr(run, name)
            for name in (
                *("kind", "extract_number", "enterprises_read", "added", "changed", "ended", "incomplete"),
                *("associations_matched", "associations_to_do"),
            )
        }
        self.stdout.write(json.dumps({"run": run.pk, **counts}))

    def _tell(self, step: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"{step} …")
