"""Whether an answer was right is counted with the texts that it quoted, and kept of nobody."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import migrations, models


def count(apps: Any, editor: Any) -> None:
    here = editor.connection.alias
    told: Counter[tuple[UUID, date, bool]] = Counter()
    for items, right, when in apps.get_model("assistant", "Verdict").objects.using(here).values_list("items", "right", "when"):
        day = when.date()
        for item in items:
            try:
                told[UUID(str(item)), day - timedelta(days=day.weekday()), right] += 1
            except ValueError:
                continue
    quoted = apps.get_model("assistant", "Quoted").objects.using(here)
    for (item, week, right), times in told.items():
        row, _ = quoted.get_or_create(item=item, week=week)
        name = "right" if right else "wrong"
        quoted.filter(pk=row.pk).update(**{name: models.F(name) + times})


class Migration(migrations.Migration):
    dependencies = [("assistant", "0002_quoted")]

    operations = [
        migrations.AddField(
            model_name="quoted",
            name="right",
            field=models.PositiveIntegerField(default=0, help_text="Of those that were judged."),
        ),
        migrations.AddField(model_name="quoted", name="wrong", field=models.PositiveIntegerField(default=0)),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="Verdict"),
    ]
