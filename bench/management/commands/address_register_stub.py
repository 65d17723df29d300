import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bench.register_stub import RegisterStub
from oss.addresses.demo import EXTRACT


class Command(BaseCommand):
    help = (
        "Serves the demo's invented addresses as the official register would; point ADDRESS_REGISTER_URL and "
        "ADDRESS_GEO_URL to it. Ctrl-C stops it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8099)

    def handle(self, *args: Any, **options: Any) -> None:
        with EXTRACT.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
        stub = RegisterStub(rows, port=options["port"])
        self.stdout.write(f"The stand-in for the register listens on {stub.url} (invented addresses).")
        try:
            stub.server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            stub.server.server_close()
