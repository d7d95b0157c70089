import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_places_per_question")]

    operations = [
        migrations.AlterField(
            model_name="rests",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.version"),
        ),
    ]
