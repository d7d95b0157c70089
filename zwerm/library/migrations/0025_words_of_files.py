import re

import django.db.models.deletion
from django.db import migrations, models

_FILE = re.compile(r"\(<?attachment:([0-9a-f]{64})\.([a-z0-9]{1,10})\b")
_READ = {"docx", "pptx", "pdf", "html", "htm", "mhtml", "md", "txt"}


def expect_words(apps, schema_editor):
    """Files that hang on what is there already are read as well."""
    here = schema_editor.connection.alias
    versions = apps.get_model("library", "Version").objects.using(here)
    waiting = apps.get_model("library", "AttachmentWords").objects.using(here)
    known = set(apps.get_model("library", "Attachment").objects.using(here).values_list("hash", flat=True))
    for text in versions.filter(text__contains="attachment:").values_list("text", flat=True).iterator():
        for hash, ending in _FILE.findall(text):
            if hash in known and ending in _READ:
                waiting.get_or_create(attachment_id=hash, defaults={"ending": ending})


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0024_brought_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttachmentWords",
            fields=[
                ("attachment", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="words", serialize=False, to="library.attachment")),
                ("ending", models.CharField(help_text="By which its reader is chosen.", max_length=10)),
                ("reader", models.PositiveSmallIntegerField(db_index=True, default=0, help_text="The readers that read it; less than theirs: it waits.")),
                ("passages", models.JSONField(default=list, help_text="Of each the headings above it, and its text.")),
            ],
            options={
                "db_table": "library_attachment_words",
            },
        ),
        migrations.RunPython(expect_words, migrations.RunPython.noop, elidable=True),
    ]
