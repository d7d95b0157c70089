from django.db import migrations
from django.utils import timezone


def follow(apps, schema_editor):
    """Authors follow what they shared; what was brought in from outside nobody follows by itself."""
    here = schema_editor.connection.alias
    Item = apps.get_model("library", "Item")
    Following = apps.get_model("library", "Following")
    now = timezone.now()
    shared = Item.objects.using(here).filter(published__isnull=False, source="", author__is_active=True)
    some = []
    for item, author in shared.values_list("id", "author").iterator(chunk_size=1000):
        some.append(Following(item_id=item, person_id=author, since=now, seen=now))
        if len(some) == 1000:
            Following.objects.using(here).bulk_create(some, ignore_conflicts=True)
            some = []
    Following.objects.using(here).bulk_create(some, ignore_conflicts=True)


class Migration(migrations.Migration):
    # Apart from the tables: PostgreSQL changes no table that the same transaction filled.
    dependencies = [("library", "0014_talk")]

    operations = [migrations.RunPython(follow, migrations.RunPython.noop, elidable=True)]
