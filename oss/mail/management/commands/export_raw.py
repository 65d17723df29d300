import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from oss.mail.models import RawMessage

BLOCK = 1024 * 1024


class Command(BaseCommand):
    help = (
        "Writes every received mail back as it came in, byte for byte, as DIR/<sha256>.eml; one whose bytes "
        "came in from several places is there as often (<sha256>-2.eml). The last line is one JSON object; "
        "the exit code is 0 when all were written and still have their sum."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        written = errors = time = 0
        before = ""
        for raw in RawMessage.objects.only("sha256").order_by("sha256", "pk").iterator():
            time = time + 1 if raw.sha256 == before else 1
            before = raw.sha256
            problem = _write(raw, folder / (f"{before}.eml" if time == 1 else f"{before}-{time}.eml"))
            if problem:
                errors += 1
                self.stderr.write(f"{raw.sha256}: {problem}")
            else:
                written += 1
        self.stdout.write(json.dumps({"written": written, **({"errors": errors} if errors else {})}))
        if errors:
            raise SystemExit(1)


def _write(raw: RawMessage, target: Path) -> str:
    total = hashlib.sha256()
    try:
        with raw.open() as source, target.open("wb") as file:
            while block := source.read(BLOCK):
                total.update(block)
                file.write(block)
    except OSError as error:
        return f"{type(error).__name__}: {error.strerror}"
    return "" if total.hexdigest() == raw.sha256 else "the stored bytes have another sum"
