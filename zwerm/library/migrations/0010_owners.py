from django.db import migrations, models

from zwerm.library.rules.upkeep import due_on

MONTHS = {"page": 12, "howto": 12, "lesson": 24, "decision": 24}


def give_owners(apps, schema_editor):
    """Whoever brought or wrote it looks after it; what was kept before is asked about in the rhythm of its kind."""
    here = schema_editor.connection.alias
    Item = apps.get_model("library", "Item")
    Item.objects.using(here).filter(owner=None).update(owner=models.F("author"))
    some = []
    for item in Item.objects.using(here).filter(kind__in=MONTHS, due=None).only("id", "kind", "updated").iterator(chunk_size=1000):
        item.due = due_on(item.updated.date(), MONTHS[item.kind])
        some.append(item)
        if len(some) == 1000:
            Item.objects.using(here).bulk_update(some, ["due"])
            some = []
    Item.objects.using(here).bulk_update(some, ["due"])


class Migration(migrations.Migration):
    # Apart from the tables: PostgreSQL changes no table that the same transaction filled.
    dependencies = [("library", "0009_keeping_true")]

    operations = [migrations.RunPython(give_owners, migrations.RunPython.noop, elidable=True)]
