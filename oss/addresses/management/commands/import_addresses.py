import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oss.addresses.importer import import_addresses
from oss.addresses.row_sources import WrongFileError


class Command(BaseCommand):
    help = (
        "Brings the address register up to date with an extract: a file, or a folder of files as one. "
        "The last line on stdout is a JSON object with the counts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE|DIR")
        parser.add_argument(
            "--rejects", type=Path, help="where rows that can't be used are written, with line and reason"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        moment = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        rejects = options["rejects"] or settings.DATA_DIR / "imports" / f"addresses-{moment}.rejects.csv"
        try:
            run = import_addresses(options["path"], by=None, rejects=rejects, tell=self._tell)
        except WrongFileError as error:
            raise CommandError(str(error)) from error
        counts: dict[str, Any] = {
            name: getattr(run, name)
            for name in (
                *("rows_read", "added", "changed", "unchanged", "absent", "rejected", "buildings_added"),
            )
        }
        if run.rejected:
            counts["rejects_file"] = str(rejects)
        self.stdout.write(json.dumps({"run": run.pk, **counts}))

    def _tell(self, rows: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{rows:,} rows", ending="")
            self.stderr.flush()
