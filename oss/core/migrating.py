"""Migrations that take a second instead of many."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    Migration,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class MigrationAtOnce(Migration):
    """A migration whose tables are made as they are at its end.

    Django builds the classes of all related models anew between every two operations, which is most of what
    a first start waits for. Here the states of all operations come first, then their work in the database:
    a new table comes with the columns, indexes and constraints that are added to it further on. Not for
    `RunPython`, nor where one operation changes again what another one changed.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)  # built when it is asked for: once, with everything in it
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        made = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}
        for operation in self.operations:
            if not _comes_with_its_table(operation, made):
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


class StateAlone(SeparateDatabaseAndState):
    """Many changes of what Django knows, as of names, none of which the database hears of; the classes are
    built anew once, after all of them."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__(state_operations=operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.state_operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)


class AddIndexBeside(AddIndex):
    """Builds an index while the shop runs on, without a lock; for a migration that is not atomic.

    Django's own AddIndexConcurrently can't tell its SQL to who checks migrations within a transaction.
    """

    atomic = False

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        schema_editor.add_index(to_state.apps.get_model(app_label, self.model_name), self.index, True)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        schema_editor.remove_index(from_state.apps.get_model(app_label, self.model_name), self.index, True)


def _comes_with_its_table(operation: Operation, made: set[str]) -> bool:
    added = isinstance(operation, (AddField, AddIndex, AddConstraint))
    return added and str(vars(operation)["model_name"]).lower() in made
