import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from oss.contacts.models import Person
from oss.core.held import Held
from oss.core.registry import offered


class Command(BaseCommand):
    help = "Prints as JSON what is held about a person, by their key: for each kind of record its rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(pk=options["person"]).first()
        if person is None:
            raise CommandError(f"There is no person {options['person']}.")
        found = {
            label: rows
            for label, line in offered(Held).items()
            if line.of is not None and (rows := list(line.of(person).order_by("pk").values()))
        }
        told = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        self.stdout.write(told)
