import json
from typing import Any

import factory.random
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from oss.core.demo import DemoLoader
from oss.core.locks import lock
from oss.core.registry import offered
from oss.staff.demo import accounts


class Command(BaseCommand):
    help = "Fills the demo loket once; prints the demo accounts as one JSON list."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demo data has a known password: it is not loaded in production.")
        with transaction.atomic():
            lock("load_demo")
            factory.random.reseed_random("loket")
            for loader in sorted(offered(DemoLoader).values(), key=lambda one: one.order):
                loader.load()
        self.stdout.write(json.dumps(accounts()))
