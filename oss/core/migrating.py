"""Migrations that take a second instead of many."""

from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.exceptions import InvalidBasesError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps

Key = tuple[str, str]


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
        if not isinstance(project_state, AskedState):
            project_state.__dict__.pop("apps", None)  # built when it is asked for: once, with all in it
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        made = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}
        for operation in self.operations:
            if not _comes_with_its_table(operation, made):
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


class AskedApps(StateApps):
    """Builds the class of a model when it is asked for, with those that it points to; all of them once
    somebody asks who points to it.

    Django builds all of them, and at each operation anew all that hang together with what it changed.
    """

    def __init__(self, real_apps: Any, states: dict[Key, ModelState]) -> None:
        self.states: dict[Key, ModelState] = {}
        self.to_build: set[Key] = set()
        super().__init__(real_apps, {})
        self.states, self.to_build = states, set(states)

    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> Any:
        if model_name is None:
            app_label, _, model_name = app_label.partition(".")
        self._build({(app_label, model_name.lower())})
        return super().get_model(app_label, model_name, require_ready)

    def get_models(self, *kinds: bool, **named: bool) -> Any:
        self._build(self.states)
        return super().get_models(*kinds, **named)

    def clear_cache(self) -> None:
        """Of the classes there are: Django's own asks for all."""
        Apps.get_models.cache_clear()  # type: ignore[attr-defined]
        if self.ready:
            for model in self._built():
                model._meta._expire_cache()  # noqa: SLF001 - as Django's own does

    def forget(self, key: Key) -> None:
        """The class of a model that changed, and those that lead to it."""
        gone = {model for model in self._built() if key == _key_of(model)}
        while more := {model for model in self._built() if model not in gone and _leads_to(model, gone)}:
            gone |= more
        for model in gone:
            self.unregister_model(*_key_of(model))
        self.to_build |= {key, *map(_key_of, gone)}
        self.clear_cache()

    def _built(self) -> list[Any]:
        return [model for models in self.all_models.values() for model in models.values()]

    def _build(self, keys: Iterable[Key]) -> None:
        while wanted := set(keys) & self.to_build & self.states.keys():
            self.to_build -= wanted
            try:
                self.render_multiple([self.states[key] for key in wanted])
            except InvalidBasesError:  # a base that comes with another model, as that between two lists does
                self.to_build = self.states.keys() - set(map(_key_of, self._built()))
                self.render_multiple([self.states[key] for key in self.to_build])
                self.to_build = set()
            keys = set(self._pending_operations)  # models that a class waits for


class AskedState(ProjectState):
    """A state whose classes are built when they are asked for.

    Python in a migration gets the classes of the state before it, a copy: that is `whole`, as it may ask
    anything of them.
    """

    whole = False
    copies_are_whole = False

    @property
    def apps(self) -> AskedApps:
        if "apps" not in self.__dict__:
            self.__dict__["apps"] = AskedApps(self.real_apps, self.models)
            if self.whole:
                self.__dict__["apps"].get_models()
        built: AskedApps = self.__dict__["apps"]
        return built

    def clone(self) -> "AskedState":
        copied = AskedState({key: one.clone() for key, one in self.models.items()}, self.real_apps)
        copied.whole = copied.copies_are_whole = self.copies_are_whole
        return copied

    def remove_model(self, app_label: str, model_name: str) -> None:
        self.reload_model(app_label, model_name)
        super().remove_model(app_label, model_name)

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        self.reload_models({(app_label, model_name)})

    def reload_models(self, models: Iterable[Key], delay: bool = True) -> None:
        if "apps" in self.__dict__:
            for app_label, name in models:
                self.apps.forget((app_label, name.lower()))


class AskingExecutor(MigrationExecutor):
    """Applies migrations without building the classes that nobody asks for."""

    def _migrate_all_forwards(self, state: ProjectState, *plans: Any, **how: Any) -> ProjectState:
        asked = AskedState(state.models, state.real_apps)
        done = super()._migrate_all_forwards(asked, *plans, **how)  # type: ignore[misc]
        return ProjectState(done.models, done.real_apps)

    def apply_migration(self, state: Any, migration: Migration, *how: Any, **named: Any) -> ProjectState:
        state.copies_are_whole = any(map(_runs_python, migration.operations))
        return super().apply_migration(state, migration, *how, **named)


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


def _key_of(model: Any) -> Key:
    return model._meta.app_label, model._meta.model_name


def _leads_to(model: Any, others: set[Any]) -> bool:
    """By a key, by a list or as its kind."""
    fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return not others.isdisjoint([one.related_model for one in fields]) or not others.isdisjoint(
        model.__mro__
    )


def _runs_python(operation: Operation) -> bool:
    within = getattr(operation, "database_operations", [])
    return isinstance(operation, RunPython) or any(map(_runs_python, within))


def _comes_with_its_table(operation: Operation, made: set[str]) -> bool:
    added = isinstance(operation, (AddField, AddIndex, AddConstraint))
    return added and str(vars(operation)["model_name"]).lower() in made
