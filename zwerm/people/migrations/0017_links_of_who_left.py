from django.db import migrations
from django.utils import timezone


def end_links(apps, schema_editor):
    """Invitations of whose account is closed end for good, as they do at closing since."""
    here = schema_editor.connection.alias
    ended = apps.get_model("people", "Invitation").objects.using(here).filter(made_by__is_active=False, withdrawn=None)
    ended.update(withdrawn=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("people", "0016_reading_the_list")]

    operations = [migrations.RunPython(end_links, migrations.RunPython.noop, elidable=True)]
