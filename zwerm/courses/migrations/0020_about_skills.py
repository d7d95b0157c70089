import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0019_own_words'),
        ('skills', '0001_initial'),
        ('people', '0015_handed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseSkill',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='skills.skill')),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='courses.course')),
            ],
            options={
                'db_table': 'courses_course_skill',
                'ordering': ['at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('thing', 'skill'), name='courses_course_skill_once')],
            },
        ),
    ]
