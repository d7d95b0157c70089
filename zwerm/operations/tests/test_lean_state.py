"""A database that is brought up with less work is the same database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from zwerm.operations.migrating import LeanState


def steps(seen: list[Any]) -> list[Any]:
    """Of all kinds, also one after another that ask different things of what is ready."""

    def look(apps: Any, editor: Any) -> None:
        """A step in Python goes along what points to a table, from both sides."""
        person, team = apps.get_model("made", "Person"), apps.get_model("made", "Team")
        seen.append(sorted(one.name for one in person._meta.related_objects))
        team.objects.create(name="one", lead=person.objects.create(name="Ada", nick="a"))
        seen.append(list(person.objects.filter(team__name="one").values_list("name", "team__lead__name")))
        person.objects.all().delete()
        seen.append(team.objects.count())

    def named(name: str, *more: Any) -> migrations.CreateModel:
        fields = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=9)), *more]
        return migrations.CreateModel(name, fields)

    def to(model: str, **told: Any) -> models.ForeignKey[Any, Any]:
        return models.ForeignKey(f"made.{model}", models.CASCADE, **told)

    index = models.Index(fields=["name"], name="made_name")
    early = models.CheckConstraint(condition=models.Q(name__lt="m"), name="made_early")
    return [
        named("Person"),
        named("Team", ("lead", to("Person"))),
        migrations.AddField("Person", "nick", models.CharField(max_length=9, unique=True, default="")),
        migrations.AddIndex("Team", index),
        migrations.RunPython(look),
        migrations.AddConstraint("Person", early),
        migrations.AlterField("Person", "id", models.BigAutoField(primary_key=True)),
        named("Room", ("teams", models.ManyToManyField("made.Team"))),
        migrations.AddField("Team", "room", to("Room", null=True)),
        migrations.RunPython(look),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AddField("Team", "old", models.IntegerField(null=True))],
            state_operations=[
                named("Ghost", ("person", to("Person"))),
                migrations.AddField("Team", "old", models.IntegerField(null=True)),
            ],
        ),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Ghost")]),
        migrations.AddField("Room", "keeper", to("Person", null=True)),
        migrations.AlterField("Room", "keeper", to("Person", null=True, unique=True)),
        migrations.RemoveIndex("Team", "made_name"),
        named("Key", ("room", to("Room"))),
        migrations.RenameField("Person", "nick", "short"),
        migrations.RemoveField("Team", "old"),
        migrations.RenameModel("Room", "Place"),
        migrations.AlterModelOptions("Person", {"ordering": ["name"]}),
        named("Last", ("key", to("Key")), ("who", to("Person", to_field="short"))),
        migrations.AddIndex("Person", models.Index(fields=["name"], name="made_who")),
        # What points to it becomes as long, also when one of both was made ready on its own just now.
        migrations.AlterField("Person", "short", models.CharField(max_length=20, unique=True)),
        migrations.RunPython(
            lambda apps, editor: seen.append(len(apps.get_model("made", "Key")._meta.related_objects))
        ),
    ]


@contextmanager
def new_database() -> Iterator[BaseDatabaseWrapper]:
    """In memory, for as long as this takes."""
    kept = connections["default"]
    own = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    connections["default"] = own
    try:
        yield own
    finally:
        connections["default"] = kept
        own.close()


def brought_up(state: ProjectState) -> tuple[Any, ...]:
    seen: list[Any] = []
    migration = type("Migration", (Migration,), {"operations": steps(seen)})("0001_made", "made")
    with new_database() as own:
        with own.schema_editor() as editor:
            state = migration.apply(state, editor)
        with own.cursor() as cursor:
            made = cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    return made, seen, sorted(state.models), state


@pytest.mark.django_db
def test_a_new_database_is_as_with_djangos_own_states() -> None:
    lean, whole = brought_up(LeanState()), brought_up(ProjectState())
    assert lean[:3] == whole[:3]
    assert len(lean[0]) > 10
    assert 'CREATE TABLE "made_last"' in str(lean[0])
    assert '"who_id" varchar(20)' in str(lean[0])
    assert lean[1][:3] == [["team"], [("Ada", "Ada")], 0]
    assert lean[3] == whole[3]
