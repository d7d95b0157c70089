from django.db import migrations, models
from django.db.models import Exists, OuterRef


def give_owners(apps, schema_editor):
    """What was begun in the editor, whose first version is empty, had nobody to look after it: whoever wrote it does."""
    here = schema_editor.connection.alias
    Item, Version = apps.get_model("library", "Item"), apps.get_model("library", "Version")
    empty = Version.objects.using(here).filter(item=OuterRef("pk"), number=1, text="")
    Item.objects.using(here).filter(Exists(empty), owner=None, author__is_active=True).update(owner=models.F("author"))


class Migration(migrations.Migration):
    dependencies = [("library", "0020_zip_of_file")]

    operations = [migrations.RunPython(give_owners, migrations.RunPython.noop, elidable=True)]
