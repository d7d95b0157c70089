from django.db import migrations, models

import zwerm.people.models.sought


def fill(apps, editor):
    here = editor.connection.alias
    people = apps.get_model("people", "Person")
    some = []
    for person in people.objects.using(here).only("id", "name", "function").iterator(chunk_size=1000):
        person.by_name = zwerm.people.models.sought.sought(person.name)[:1000]
        person.by_function = zwerm.people.models.sought.sought(person.function)[:1000]
        some.append(person)
        if len(some) == 1000:
            people.objects.using(here).bulk_update(some, ["by_name", "by_function"])
            some = []
    people.objects.using(here).bulk_update(some, ["by_name", "by_function"])


class Migration(migrations.Migration):
    dependencies = [("people", "0005_tellings")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="by_name",
            field=zwerm.people.models.sought.Sought(default="", editable=False, max_length=1000, of="name"),
        ),
        migrations.AddField(
            model_name="person",
            name="by_function",
            field=zwerm.people.models.sought.Sought(default="", editable=False, max_length=1000, of="function"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["by_name", "id"], name="people_person_by_name"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
