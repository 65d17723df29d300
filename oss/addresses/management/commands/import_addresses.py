import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oss.addresses.importer import Progress, import_addresses
from oss.addresses.row_sources import WrongFileError

BAR = 30


class Command(BaseCommand):
    help = (
        "Brings the address register up to date with an extract: the register's own download (zip, or dbf "
        "with shp), a CSV with the same columns, or a folder of files as one. What the file lacks of its "
        "municipalities is marked as removed. The last line on stdout is a JSON object with the counts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE|DIR")
        parser.add_argument(
            "--rejects", type=Path, help="where rows that can't be used are written, with line and reason"
        )
        parser.add_argument(
            "--partial",
            action="store_true",
            help="the file holds a piece of its municipalities: nothing is taken as removed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        moment = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        rejects = options["rejects"] or settings.DATA_DIR / "imports" / f"addresses-{moment}.rejects.csv"
        try:
            run = import_addresses(
                options["path"], by=None, rejects=rejects, partial=options["partial"], tell=self._tell
            )
        except (WrongFileError, OSError) as error:
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

    def _tell(self, progress: Progress) -> None:
        if not sys.stderr.isatty():
            return
        full = int(progress.part * BAR)
        bar = "█" * full + "·" * (BAR - full)
        self.stderr.write(
            f"\r{bar} {progress.part:4.0%} {progress.rows:,}", ending="\n" if progress.part >= 1 else ""
        )
        self.stderr.flush()
