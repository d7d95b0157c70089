"""What a database holds at its migrations: which tables, with which columns, in whatever version of Zwerm wrote them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connections, models
from django.db.migrations.loader import MigrationLoader

from zwerm.operations.migrating import WholeSteps
from zwerm.operations.registry import Refused

Step = tuple[str, str]

# Who is signed in and which workers are at work belong to the running product, not to what it keeps.
LEFT_OUT = frozenset({"sessions.session", "usersessions.usersession", "operations.shift", "operations.turn"})


@dataclass(frozen=True)
class State:
    """The migrations that were applied, each by itself and not what puts some of them together, and the tables that they made."""

    steps: frozenset[Step]
    tables: tuple[type[models.Model], ...]


def state_of(alias: str) -> State:
    """How the database is now."""
    loader = _by_itself(alias)
    return state_at(alias, {step for step in loader.applied_migrations if step in loader.disk_migrations})


def state_at(alias: str, steps: Collection[Step]) -> State:
    """How a database looks that has had exactly these migrations. Raises Refused when this version does not know them all."""
    loader = _by_itself(alias)
    unknown = sorted(set(steps) - set(loader.disk_migrations))
    if unknown:
        raise Refused(
            f"This copy was made by another version of Zwerm, which had {unknown[0][0]}.{unknown[0][1]}. "
            "Install that version, or a newer one, and try again."
        )
    alone = frozenset(steps) - set(loader.replacements)
    apps = loader.project_state(list(alone)).apps
    tables: list[Any] = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return State(alone, tuple(sorted(tables, key=lambda model: model._meta.db_table)))


def bring_to(alias: str, steps: Collection[Step]) -> None:
    """Apply to an empty database exactly these migrations."""
    executor = WholeSteps(connections[alias])
    wanted = set(steps)
    together = {
        key: set(one.replaces) for key, one in executor.loader.replacements.items() if wanted & set(one.replaces)
    }
    if all(replaced <= wanted for replaced in together.values()):
        wanted = wanted.difference(*together.values()) | set(together)
    else:
        executor.loader = _by_itself(alias)
    last = [
        step
        for step in sorted(wanted)
        if not any(
            child.key[0] == step[0] and child.key in wanted for child in executor.loader.graph.node_map[step].children
        )
    ]
    executor.migrate(last)


def _by_itself(alias: str) -> MigrationLoader:
    """Every migration in its own place, also those that newer databases get in one."""
    return MigrationLoader(connections[alias], replace_migrations=False)


def is_empty(alias: str, state: State) -> bool:
    """Whether nobody keeps anything in this database yet. What migrations themselves put into tables does not count."""
    people = next(model for model in state.tables if model._meta.label_lower == "people.person")
    return not people._base_manager.using(alias).exists()
