from django.db import migrations, models
from django.db.models import F


def tell_who_brought(apps, schema_editor):
    """Of files that did not change since, the last import is not the one that wrote them: of those it is not known."""
    here = schema_editor.connection.alias
    files = apps.get_model("library", "ImportedFile").objects.using(here)
    files.filter(outcome__in=("imported", "updated")).update(brought_by=F("run"))


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0023_who_said_it"),
    ]

    operations = [
        migrations.AddField(
            model_name="importedfile",
            name="brought_by",
            field=models.ForeignKey(help_text="The import that wrote what `version` says; empty: not known.", null=True, on_delete=models.SET_NULL, related_name="brought", to="library.importrun"),
        ),
        migrations.RunPython(tell_who_brought, migrations.RunPython.noop, elidable=True),
    ]
