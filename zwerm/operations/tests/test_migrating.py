"""Migrations that were put together, for databases that begin now, beside the ones they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState

from tests.installation import fresh_installation


def shape(model: ModelState) -> dict[str, Any]:
    """What a model says, whatever order it says it in."""
    options = {name: value for name, value in model.options.items() if value}
    for several in ("indexes", "constraints"):
        options[several] = sorted(repr(one) for one in options.get(several, ()))
    return {"fields": {name: field.deconstruct()[1:] for name, field in model.fields.items()}, "options": options}


def test_migrations_put_together_make_the_same_tables_as_one_after_the_other() -> None:
    together = MigrationLoader(None)
    apart = MigrationLoader(None, replace_migrations=False)
    assert together.replacements
    steps = [step for step in apart.disk_migrations if step not in apart.replacements]
    on_together = [step for step in steps if apart.replacements.keys() & set(apart.disk_migrations[step].dependencies)]
    assert not on_together, "what comes after names the last of the single steps"
    one, other = together.project_state().models, apart.project_state(steps).models
    assert one.keys() == other.keys()
    for name in one:
        assert shape(one[name]) == shape(other[name]), name


def test_a_database_halfway_the_migrations_that_were_put_together_goes_on_from_there(tmp_path: Path) -> None:
    with fresh_installation(tmp_path) as installation:
        done = installation.python(
            "from django.core.management import call_command\n"
            "from django.db.migrations.loader import MigrationLoader\n"
            "from zwerm.operations.copies.state import bring_to, state_of\n"
            "loader = MigrationLoader(None, replace_migrations=False)\n"
            "steps = set(loader.disk_migrations) - set(loader.replacements)\n"
            "people = {step for step in steps if step[0] in ('auth', 'contenttypes', 'people')}\n"
            "halfway = people - {max(people)}\n"
            "bring_to('default', halfway)\n"
            "assert state_of('default').steps == halfway\n"
            "call_command('migrate', 'people')\n"
            "assert state_of('default').steps == people\n"
        )
        assert done.returncode == 0, done.stderr


def test_what_changes_rows_of_before_is_left_out_where_a_database_begins_and_done_where_one_goes_on(
    tmp_path: Path,
) -> None:
    with fresh_installation(tmp_path) as installation:
        done = installation.python(
            "from django.core.management import call_command\n"
            "from django.db.migrations.loader import MigrationLoader\n"
            "from django.db.migrations.operations import RunPython\n"
            "from zwerm.operations.copies.state import bring_to\n"
            "whole = RunPython.database_forwards\n"
            "RunPython.database_forwards = lambda self, *given: print(self.code.__name__) or whole(self, *given)\n"
            "steps = MigrationLoader(None, replace_migrations=False).disk_migrations\n"
            "people = {step for step in steps if step[0] in ('auth', 'contenttypes', 'people') and not steps[step].replaces}\n"
            "bring_to('default', {step for step in people if step < ('people', '0019')})\n"
            "print('it goes on')\n"
            "call_command('migrate', 'people', verbosity=0)\n"
        )
    assert done.returncode == 0, done.stderr
    begun, went_on = done.stdout.split("it goes on")
    assert "name_days" not in begun
    assert "read_the_trail" in went_on
