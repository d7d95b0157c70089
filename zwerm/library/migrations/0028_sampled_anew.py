from django.db import migrations


def compare_again(apps, schema_editor):
    """What was compared before kept other samples: short texts within longer ones are found in the background."""
    here = schema_editor.connection.alias
    apps.get_model("library", "Sketched").objects.using(here).all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0027_strangers"),
    ]

    operations = [
        migrations.RunPython(compare_again, migrations.RunPython.noop, elidable=True),
    ]
