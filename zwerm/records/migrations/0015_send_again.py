from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('records', '0014_verbs_in_indexes')]

    operations = [
        migrations.AddField(
            model_name='notarrived',
            name='again',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='notarrived',
            name='at',
            field=models.DateTimeField(),
        ),
    ]
