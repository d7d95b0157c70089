import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0014_erasing_failed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField()),
                ('things', models.JSONField(default=list)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'people_handed',
                'ordering': ['-at', 'id'],
            },
        ),
    ]
