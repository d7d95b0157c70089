from django.db import migrations

import zwerm.people.models.sought


def fill(apps, editor):
    here = editor.connection.alias
    credits = apps.get_model("library", "Credit")
    some = []
    for credit in credits.objects.using(here).only("id", "name").iterator(chunk_size=1000):
        credit.by_name = zwerm.people.models.sought.sought(credit.name)[:1000]
        some.append(credit)
        if len(some) == 1000:
            credits.objects.using(here).bulk_update(some, ["by_name"])
            some = []
    credits.objects.using(here).bulk_update(some, ["by_name"])


class Migration(migrations.Migration):
    dependencies = [("library", "0031_begun")]

    operations = [
        migrations.AddField(
            model_name="credit",
            name="by_name",
            field=zwerm.people.models.sought.Sought(default="", editable=False, max_length=1000, of="name"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
