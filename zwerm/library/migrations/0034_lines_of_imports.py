import re

import django.db.models.deletion
from django.db import migrations, models

AT_ONCE = 1000
IN_ZIP = re.compile(r"(\.zip)/", re.IGNORECASE)


def tell(apps, editor):
    """Every import that is finished keeps lines of what still stands with it."""
    here = editor.connection.alias
    files = apps.get_model("library", "ImportedFile").objects.using(here)
    lines = apps.get_model("library", "ImportLine")
    some = []
    for file in files.filter(run__finished__isnull=False).exclude(outcome="waiting").iterator(chunk_size=AT_ONCE):
        some.append(line_of(lines, file))
        if len(some) == AT_ONCE:
            lines.objects.using(here).bulk_create(some)
            some = []
    lines.objects.using(here).bulk_create(some)


def shown(file):
    path = file.path.removeprefix(f"{file.zip}/") if file.zip else file.path
    whole = path if file.zip in {"", path} else f"{file.zip}/{path}"
    return IN_ZIP.sub(r"\1 › ", whole)


def line_of(lines, file):
    return lines(
        run_id=file.run_id,
        file=file.id,
        path=shown(file),
        outcome=file.outcome,
        reason=file.reason,
        notes=file.notes,
        item=file.item_id,
        shared=file.item_id is not None and file.item_id != file.reserved,
        draft=file.draft_id,
    )


class Migration(migrations.Migration):
    dependencies = [("library", "0033_alter_version_renderer")]

    operations = [
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.UUIDField(help_text="The file it is about; empty: the import never came to look at it.", null=True)),
                ("path", models.TextField(help_text="Where it was, as people read it.")),
                ("outcome", models.CharField(choices=[("waiting", "Waiting"), ("imported", "Came in"), ("updated", "Changed"), ("unchanged", "The same"), ("skipped", "Left out"), ("conflict", "Changed on both sides"), ("gone", "No longer there")], max_length=20)),
                ("reason", models.JSONField(help_text="Why it was left out: a code and its parameters.", null=True)),
                ("notes", models.JSONField(default=list, help_text="What was repaired or left out inside it, likewise.")),
                ("item", models.UUIDField(help_text="What it became.", null=True)),
                ("shared", models.BooleanField(default=False, help_text="Whether that was here already, from another source.")),
                ("draft", models.UUIDField(help_text="Where its new text waits.", null=True)),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="library.importrun")),
            ],
            options={
                "db_table": "library_import_line",
                "ordering": ["path", "id"],
                "indexes": [models.Index(fields=["run", "outcome"], name="library_import_line_outcome")],
            },
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
