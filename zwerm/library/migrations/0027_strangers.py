from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0026_within'),
    ]

    operations = [
        migrations.AddField(
            model_name='version',
            name='strangers',
            field=models.JSONField(help_text='Of what was brought in: names of those who wrote it and are nobody here.', null=True),
        ),
    ]
