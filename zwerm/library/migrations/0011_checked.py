import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0010_owners")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="checked",
            field=models.DateField(
                default=django.utils.timezone.localdate,
                help_text="When it was last looked at: written, brought in, changed or confirmed.",
            ),
        ),
    ]
