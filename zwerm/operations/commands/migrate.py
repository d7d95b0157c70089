from __future__ import annotations

from argparse import Namespace

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def run(given: Namespace) -> dict[str, object]:
    executor = MigrationExecutor(connection)
    waiting = [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    call_command("migrate", verbosity=0, interactive=False)
    return {"migrated": len(waiting), "migrations": waiting}
