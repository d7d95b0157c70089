import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0015_taken_again"),
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "made_in",
                    models.PositiveSmallIntegerField(help_text="Which bite of the course as it was drafted."),
                ),
                ("content", models.JSONField()),
                ("why", models.CharField(max_length=40)),
                (
                    "left",
                    models.DateTimeField(
                        help_text="When its author left it away; empty: it is offered.", null=True
                    ),
                ),
                (
                    "bite",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="courses.bite"
                    ),
                ),
            ],
            options={"db_table": "courses_suggestion", "ordering": ["position", "id"]},
        ),
        migrations.CreateModel(
            name="Footing",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="footings", to="courses.suggestion"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version"
                    ),
                ),
            ],
            options={
                "db_table": "courses_footing",
                "constraints": [
                    models.UniqueConstraint(fields=("suggestion", "item"), name="courses_footing_once")
                ],
            },
        ),
    ]
