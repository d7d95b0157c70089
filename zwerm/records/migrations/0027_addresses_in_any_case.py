from django.db import migrations


def begin(apps, editor):
    """What is there is gone through in the background (actions/address.py)."""
    here = editor.connection.alias
    if apps.get_model("records", "Statement").objects.using(here).filter(credential__isnull=False).exists():
        apps.get_model("records", "Cursor").objects.using(here).get_or_create(projection="addresses", live=True)


class Migration(migrations.Migration):
    dependencies = [
        ('records', '0026_voids_of_stores'),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
