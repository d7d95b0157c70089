import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet


def say_what_makers_did(apps, schema_editor):
    """What was answered and said by who makes the course: by its author, and by co-authors since they are."""
    here = schema_editor.connection.alias
    makes = QuerySet(apps.get_model("courses", "CoAuthor"), using=here)
    for name, who, course in (
        ("Answer", "enrolment__person", "enrolment__course"),
        ("Reaction", "person", "bite__course"),
    ):
        rows = QuerySet(apps.get_model("courses", name), using=here)
        together = makes.filter(course=OuterRef(course), person=OuterRef(who), since__lte=OuterRef("when"))
        theirs = rows.filter(Q(**{who: F(f"{course}__author")}) | Exists(together))
        rows.filter(pk__in=theirs.values("pk")).update(by_maker=True)


class Migration(migrations.Migration):
    dependencies = [("courses", "0021_words_of_drafts")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="by_maker",
            field=models.BooleanField(
                default=False, help_text="Tried by who made the course then: not in its figures."
            ),
        ),
        migrations.AddField(
            model_name="reaction",
            name="by_maker",
            field=models.BooleanField(default=False, help_text="Said by who made the course then: not in its figures."),
        ),
        migrations.CreateModel(
            name="Figures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parts", models.JSONField(default=dict)),
                ("questions", models.JSONField(default=dict)),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="courses.course"
                    ),
                ),
            ],
            options={"db_table": "courses_figures"},
        ),
        migrations.RunPython(say_what_makers_did, migrations.RunPython.noop, elidable=True),
    ]
