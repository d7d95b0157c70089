import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0028_sampled_anew'),
        ('skills', '0001_initial'),
        ('people', '0015_handed'),
    ]

    operations = [
        migrations.AddField(
            model_name='merger',
            name='skills',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='ItemSkill',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='skills.skill')),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='library.item')),
            ],
            options={
                'db_table': 'library_item_skill',
                'ordering': ['at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('thing', 'skill'), name='library_item_skill_once')],
            },
        ),
    ]
