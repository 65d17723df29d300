from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oss.addresses.geography import import_sectors
from oss.addresses.row_sources import WrongFileError


class Command(BaseCommand):
    help = (
        "Takes the boundaries of the statistical sectors from a GeoJSON file of Statbel and puts every "
        "address in its sector."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = import_sectors(options["path"])
        except WrongFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.drawn} boundaries, {done.unknown} codes that are no sector of ours, "
            f"{done.placed} addresses placed"
        )
