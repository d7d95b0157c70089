"""Bringing the database up to date, so that it can be cut off at any moment and started again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate as framework
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import field_is_referenced

from zwerm.operations.registry import Refused


class LeanState(ProjectState):
    """Makes a table ready after a change of its own, without making all that points to it, or is pointed to, ready again.

    Nearly everything points to people, so Django makes nearly everything again for each: four fifths of bringing up a new database.
    These steps ask their own table alone. Whatever asks more (a change of a field that others point to, a step in Python) gets
    everything as Django has it.
    """

    alone = False
    # As it was just before what is done now.
    before: LeanState | None = None

    def add_model(self, model_state: ModelState) -> None:
        with self._on_its_own(model_state.app_label, model_state.name_lower):
            super().add_model(model_state)

    def add_field(self, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool) -> None:
        with self._on_its_own(app_label, model_name):
            super().add_field(app_label, model_name, name, field, preserve_default)

    def remove_field(self, app_label: str, model_name: str, name: str) -> None:
        with self._on_its_own(app_label, model_name):
            super().remove_field(app_label, model_name, name)

    def alter_field(self, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool) -> None:
        pointed_to = field_is_referenced(self, (app_label, model_name), (name, field))
        with nullcontext() if pointed_to else self._on_its_own(app_label, model_name):
            super().alter_field(app_label, model_name, name, field, preserve_default)

    def alter_model_options(self, app_label: str, model_name: str, options: Any, option_keys: Any = None) -> None:
        with self._on_its_own(app_label, model_name):
            super().alter_model_options(app_label, model_name, options, option_keys)

    def _append_option(self, app_label: str, model_name: str, option_name: str, obj: Any) -> None:
        """Of an index or a constraint that comes."""
        with self._on_its_own(app_label, model_name):
            super()._append_option(app_label, model_name, option_name, obj)  # type: ignore[misc]

    def _remove_option(self, app_label: str, model_name: str, option_name: str, obj_name: str) -> None:
        """Of one that goes."""
        with self._on_its_own(app_label, model_name):
            super()._remove_option(app_label, model_name, option_name, obj_name)  # type: ignore[misc]

    @contextmanager
    def _on_its_own(self, app_label: str, model_name: str) -> Iterator[None]:
        # Without what is ready, Django only notes the change.
        apps = self.__dict__.pop("apps", None)
        self.alone = False
        yield
        if apps:
            apps.unregister_model(app_label, model_name)
            apps.render_multiple([self.models[app_label, model_name]])
            self.apps = apps
            # Delayed is Django's word for it: a step in Python then sees to it that all is made ready.
            self.alone = self.is_delayed = True
            self.before = None

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        self._make_all_ready()
        super().reload_model(app_label, model_name, delay)

    def reload_models(self, models: Any, delay: bool = True) -> None:
        self._make_all_ready()
        super().reload_models(models, delay)

    def remove_model(self, app_label: str, model_name: str) -> None:
        self._make_all_ready()
        super().remove_model(app_label, model_name)

    def _make_all_ready(self) -> None:
        if self.alone:
            self.__dict__.pop("apps", None)
            if self.before:
                self.before.__dict__.pop("apps", None)
                # What changes is made after what it was: SQLite's columns keep that order.
                self.apps = self.before.apps.clone()
            self.alone = False

    def clone(self) -> LeanState:
        made = super().clone()
        lean = LeanState(made.models, made.real_apps)
        lean.is_delayed = made.is_delayed
        if "apps" in made.__dict__:
            lean.apps = made.apps
        lean.alone = self.alone
        self.before = lean
        return lean


class WholeSteps(MigrationExecutor):
    """Makes a migration and the note that it was made one transaction.

    Django commits the tables first and the note after; killed between the two, it leaves a database that no migration fits.
    """

    def migrate(self, *given: Any, **named: Any) -> Any:
        """Steps that change rows of before have none where nothing was made yet: there they are left out."""
        new = not self.recorder.applied_migrations()
        with _without_rows_of_before(self.loader) if new else nullcontext():
            return super().migrate(*given, **named)

    def _create_project_state(self, with_applied_migrations: bool = False) -> LeanState:
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return LeanState(state.models, state.real_apps)

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        print(f"Migrating: {migration}", file=sys.stderr, flush=True)
        if not migration.atomic:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        # SQLite must be told before a transaction begins, or changing a table would empty the tables that point at it.
        self.connection.disable_constraint_checking()
        try:
            with transaction.atomic(using=self.connection.alias):
                return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        finally:
            self.connection.enable_constraint_checking()


@contextmanager
def _without_rows_of_before(loader: MigrationLoader) -> Iterator[None]:
    """`elidable` is Django's word for a step that a database that begins now does not need."""
    whole = {migration: migration.operations for migration in loader.graph.nodes.values()}
    for migration, operations in whole.items():
        migration.operations = [one for one in operations if not one.elidable]
    try:
        yield
    finally:
        for migration, operations in whole.items():
            migration.operations = operations


def waiting(alias: str = "default") -> list[str]:
    """The migrations that the database still lacks."""
    executor = MigrationExecutor(connections[alias])
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def migrate(alias: str = "default") -> list[str]:
    """Apply what waits, one whole step at a time; answers what was applied."""
    executor = MigrationExecutor(connections[alias])
    ours = {name.rpartition(".")[2] for name in settings.MODULES}
    newer = sorted(
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if app in ours and (app, name) not in executor.loader.disk_migrations
    )
    if newer:
        raise Refused(
            f"This database was brought up to date by a newer Zwerm ({newer[-1]}). "
            "Install that version again, or go back to a copy from before."
        )
    plan = waiting(alias)
    framework.MigrationExecutor = WholeSteps  # type: ignore[attr-defined]  # the command takes it from its own module
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    return plan
