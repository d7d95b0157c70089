import django.db.models.deletion
from django.db import migrations, models


def compare_again(apps, schema_editor):
    """What was compared before kept no samples: which text stands within which is found in the background."""
    here = schema_editor.connection.alias
    apps.get_model("library", "Sketched").objects.using(here).all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0025_words_of_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="likeness",
            name="part",
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item"),
        ),
        migrations.RunPython(compare_again, migrations.RunPython.noop, elidable=True),
    ]
