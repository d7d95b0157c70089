from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("questions", "0005_tips"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="named",
            field=models.ForeignKey(
                help_text="Whom who asked thought of.",
                null=True,
                on_delete=models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
