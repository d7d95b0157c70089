from datetime import UTC, datetime

from django.db import migrations, models
from django.utils import timezone


def find_when_checked(apps, schema_editor):
    """When it was changed or confirmed last; what was brought in: when it came, which the key of its version tells."""
    here = schema_editor.connection.alias
    Item = apps.get_model("library", "Item")
    some = []
    shown = ("id", "source", "updated", "current")
    for item in Item.objects.using(here).annotate(said=models.Max("confirmations__when")).only(*shown).iterator(chunk_size=1000):
        last = item.updated
        if item.source and item.current_id and item.current_id.version == 7:
            last = max(last, datetime.fromtimestamp((item.current_id.int >> 80) / 1000, UTC))
        item.checked = timezone.localdate(max(last, item.said or last))
        some.append(item)
        if len(some) == 1000:
            Item.objects.using(here).bulk_update(some, ["checked"])
            some = []
    Item.objects.using(here).bulk_update(some, ["checked"])


class Migration(migrations.Migration):
    # Apart from the table: PostgreSQL changes no table that the same transaction filled.
    dependencies = [("library", "0011_checked")]

    operations = [migrations.RunPython(find_when_checked, migrations.RunPython.noop, elidable=True)]
