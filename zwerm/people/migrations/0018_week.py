from typing import Any

from django.db import migrations, models

DAYS = ("mon", "tue", "wed", "thu", "fri")


def name_days(apps: Any, schema_editor: Any) -> None:
    """"office,home,,,off" becomes "mon:office,tue:home,fri:off", so that a day is found among many."""
    here = schema_editor.connection.alias
    for telling in apps.get_model("people", "Telling").objects.using(here).filter(name="days").iterator():
        told = zip(DAYS, telling.text.split(","), strict=False)
        telling.text = ",".join(f"{day}:{place}" for day, place in told if place)
        telling.save(using=here, update_fields=["text"])


def number_days(apps: Any, schema_editor: Any) -> None:
    here = schema_editor.connection.alias
    for telling in apps.get_model("people", "Telling").objects.using(here).filter(name="days").iterator():
        told = dict(part.split(":", 1) for part in telling.text.split(",") if ":" in part)
        telling.text = ",".join(told.get(day, "") for day in DAYS)
        telling.save(using=here, update_fields=["text"])


class Migration(migrations.Migration):
    dependencies = [("people", "0017_links_of_who_left")]

    operations = [
        migrations.RunPython(name_days, number_days, elidable=True),
        migrations.AlterField(
            model_name="telling",
            name="name",
            field=models.CharField(
                choices=[
                    ("ask", "Ask me about"),
                    ("teaches", "Happy to teach"),
                    ("wants", "Learning now"),
                    ("how", "How I like to learn"),
                    ("days", "Where I am"),
                    ("pronouns", "Pronouns"),
                    ("wrote", "What I wrote"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="telling", index=models.Index(fields=["name", "person"], name="people_telling_name")
        ),
    ]
