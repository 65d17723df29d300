"""Django's own command, with our executor."""

from typing import Any

from django.core.management.commands import migrate

from oss.core.migrating import AskingExecutor

django: Any = migrate
django.MigrationExecutor = AskingExecutor
Command = migrate.Command
