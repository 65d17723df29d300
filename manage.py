#!/usr/bin/env python3
"""Django's command line. `python3 run.py manage …` runs it with the services up.

A command that meets a database that is not there, or not prepared, says so in one line.
"""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

from oss.core.health import migrations_are_waiting
from oss.core.postgres.away import is_away

PREPARING = {"migrate", "prepare_database", "prepare_demo"}


def main(arguments: list[str]) -> None:
    try:
        execute_from_command_line(arguments)
    except DatabaseError as error:
        if is_away(error):
            first, *_more = str(error).strip().splitlines()
            sys.exit(f"The database does not answer: {first}")
        if arguments[1] not in PREPARING and migrations_are_waiting():
            sys.exit("The database is not prepared: run `manage prepare_database` first, in the same way.")
        raise


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oss.settings")
    main(sys.argv)
