from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0022_told_in_steps'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='looked',
            field=models.JSONField(help_text='What it said when they looked (`models.looked_at`).', null=True),
        ),
    ]
