import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.walk.browser import NotOffered
from bench.walk.steps import NotProven, Walk


class Command(BaseCommand):
    help = "Walks one citizen's mail through the running demo; the last line is JSON naming what it made."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="where the demo answers, http://127.0.0.1:8000/")

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            walk = Walk(options["address"], Path(folder), self.stderr.write)
            try:
                made = walk()
            except (NotOffered, NotProven) as failure:
                raise CommandError(str(failure)) from failure
        self.stdout.write(json.dumps(made))
