from typing import Any

from django.core.management.base import BaseCommand

from oss.core import reference


class Command(BaseCommand):
    help = "Puts the reference data in place: inserts what is missing, keeps what an administrator changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, changed in reference.sync().items():
            self.stderr.write(f"{name}: {changed} changed")
