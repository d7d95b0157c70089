from django.db import migrations


class Migration(migrations.Migration):
    """On a quiet day, the day on which an anonymous question came told who may have asked it."""

    dependencies = [
        ("questions", "0008_namings"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="waiting",
            options={"ordering": ["id"]},
        ),
        migrations.RemoveField(
            model_name="waiting",
            name="day",
        ),
    ]
