import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bench.scale.seeding import Size, seed
from oss.core.refusal import Refused


class Command(BaseCommand):
    help = "Fills an empty database with an invented loket of the size you say, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dossiers", type=int, required=True)
        parser.add_argument("--addresses", type=int, help="as many as dossiers, unless you say otherwise")
        parser.add_argument("--mails", type=int, default=10, help="per dossier")
        parser.add_argument("--anyway", action="store_true", help="beside the dossiers that are there")

    def handle(self, *args: Any, **options: Any) -> None:
        dossiers = options["dossiers"]
        size = Size(dossiers, options["addresses"] or dossiers, options["mails"])
        if size.dossiers < 1 or size.addresses < 1 or size.mails < 0:
            raise CommandError("Say how many, from 1: --dossiers 10000")
        try:
            self.stdout.write(json.dumps(seed(size, beside_others=options["anyway"])))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
