"""Django's own command, with our executor."""

from typing import Any

from django.core.management.commands import migrate

from oss.core.migrating import Executor

django: Any = migrate
django.MigrationExecutor = Executor
Command = migrate.Command
