import re

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def read_the_trail(apps, editor):
    """What administrators changed before stands in the trail as "old → new"."""
    here = editor.connection.alias
    former = apps.get_model("people", "FormerAddress").objects.using(here)
    changed = apps.get_model("people", "AuditEntry").objects.using(here).filter(act="changed", about__isnull=False)
    for person, now, detail in changed.order_by("at").values_list("about", "about__email", "detail"):
        found = re.fullmatch(r"(\S+@\S+) → \S+@\S+", detail)
        if found and found[1].lower() != now.lower():
            former.get_or_create(person_id=person, email=found[1].lower())


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0019_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("until", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"db_table": "people_former_address"},
        ),
        migrations.AddConstraint(
            model_name="formeraddress",
            constraint=models.UniqueConstraint(fields=("person", "email"), name="people_former_address_once"),
        ),
        migrations.RunPython(read_the_trail, migrations.RunPython.noop, elidable=True),
    ]
