from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from oss.core.health import require_services


class Command(BaseCommand):
    help = "Brings the database up to date, reference data included, if its services answer."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        require_services()
        call_command("migrate", verbosity=0)
        call_command("sync_reference")
