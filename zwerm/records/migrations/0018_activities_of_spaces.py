from collections.abc import Iterator
from datetime import UTC, datetime

import django.db.models.deletion
import msgspec
from django.db import migrations, models
from django.db.models import F, Q

from zwerm.records.rules.definition import merged
from zwerm.records.rules.identity import activities_in, activity_key

# Of an activity of which a closed space tells too, so many statements in the open say again what it is.
NEWEST = 100


def name_activities(apps, editor):
    here = editor.connection.alias
    apps.get_model("records", "KnownActivity").objects.using(here).update(activity=F("key"))


def tell_apart(apps, editor):
    """What tools of closed spaces told becomes theirs; what was known in the open of the same activities is learnt there again."""
    here = editor.connection.alias
    known = apps.get_model("records", "KnownActivity").objects.using(here)
    statements = apps.get_model("records", "Statement").objects.using(here).filter(credential__isnull=False)
    mentions = apps.get_model("records", "Mention").objects.using(here)
    in_the_open = statements.filter(Q(space=None) | Q(space__open=True))
    closed = statements.filter(space__open=False).order_by("sequence")
    told = {}
    for space, iri, definition in _definitions(closed):
        told[space, iri] = merged(told.get((space, iri), {}), definition)
    iris = sorted({iri for _space, iri in told})
    known.filter(key__in=[activity_key(iri) for iri in iris]).delete()
    for iri in iris:
        newest = in_the_open.filter(object_iri=iri).order_by("-sequence").values_list("pk", flat=True)[:NEWEST]
        named = mentions.filter(key=activity_key(iri)).order_by("-statement").values_list("statement", flat=True)
        numbers = {*newest, *named[:NEWEST]}
        for _space, each, definition in _definitions(in_the_open.filter(pk__in=numbers).order_by("sequence")):
            if each == iri:
                told[None, iri] = merged(told.get((None, iri), {}), definition)
    now = datetime.now(UTC)
    for (space, iri), definition in told.items():
        words = msgspec.json.encode(definition, order="sorted").decode()
        of = {"activity": activity_key(iri), "space_id": space, "iri": iri, "definition": words, "changed": now}
        known.create(key=activity_key(iri, space), **of)


def _definitions(rows) -> Iterator:
    for space, text in rows.values_list("space", "json").iterator(chunk_size=500):
        try:
            for activity in activities_in(msgspec.json.decode(text)):
                if definition := activity.get("definition"):
                    yield space, activity["id"], definition
        except RecursionError:
            # From before statements were nested a hundred deep at most: what it tells of is learnt from the next.
            continue


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_pairs"),
    ]

    operations = [
        migrations.AddField(
            model_name="knownactivity",
            name="space",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.space",
            ),
        ),
        migrations.AddField("knownactivity", "activity", models.UUIDField(null=True)),
        migrations.AddField(
            "knownactivity", "changed", models.DateTimeField(default=datetime(2026, 1, 1, tzinfo=UTC)), False
        ),
        migrations.RunPython(name_activities, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("knownactivity", "activity", models.UUIDField(db_index=True)),
        migrations.RunPython(tell_apart, migrations.RunPython.noop, elidable=True),
    ]
