import uuid

from django.db import migrations, models

HELP = "Which beginning of the document this is; empty: begun in the browser of who wrote it, or before these were told apart."


class Migration(migrations.Migration):
    dependencies = [("library", "0030_titles_of_drafts")]

    operations = [
        # Documents that are there already are empty in this, as are the copies of them in browsers; only new ones are told apart.
        migrations.AddField("room", "begun", models.UUIDField(help_text=HELP, null=True)),
        migrations.AlterField("room", "begun", models.UUIDField(default=uuid.uuid4, help_text=HELP, null=True)),
    ]
