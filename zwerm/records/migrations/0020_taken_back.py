from django.db import migrations
from django.db.models import Exists, OuterRef

COUNTS = ("week", "month")


def count_anew(apps, editor):
    """Where something that was taken back had been counted: the worker reads the log from its beginning again."""
    here = editor.connection.alias
    statements = apps.get_model("records", "Statement")._base_manager.using(here).exclude(person=None)
    taken_back = apps.get_model("records", "Reference").objects.using(here).filter(voids=True)
    if taken_back.filter(Exists(statements.filter(id=OuterRef("target")))).exists():
        apps.get_model("records", "Cursor").objects.using(here).filter(projection__in=COUNTS).delete()


class Migration(migrations.Migration):
    dependencies = [("records", "0019_spaces_that_go")]
    operations = [migrations.RunPython(count_anew, migrations.RunPython.noop, elidable=True)]
