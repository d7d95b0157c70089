import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('skills', '0001_initial'),
        ('people', '0016_reading_the_list'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'I am beginning'), (2, 'I can with some help'), (3, 'I can on my own'), (4, 'I help others with it'), (5, 'Others come to me for the hard cases')], validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('audience', models.CharField(choices=[('everyone', 'all colleagues'), ('teams', 'my teams'), ('me', 'only me')], default='everyone', max_length=20)),
                ('asks', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='abilities', to=settings.AUTH_USER_MODEL)),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='abilities', to='skills.skill')),
            ],
            options={
                'db_table': 'skills_ability',
                'ordering': ['-level', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'skill'), name='skills_ability_once'), models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 5)), name='skills_ability_level')],
            },
        ),
    ]
