"""Bringing the database up to date, so that it can be cut off at any moment and started again."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate as framework
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from zwerm.operations.registry import Refused


class WholeSteps(MigrationExecutor):
    """Makes a migration and the note that it was made one transaction.

    Django commits the tables first and the note after; killed between the two, it leaves a database that no migration fits.
    """

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
