from django.db import migrations, models


def say_what_was_finished(apps, schema_editor):
    """Of certificates of before: what was reached still stands beside them, and where nothing was marked it is empty."""
    here = schema_editor.connection.alias
    certificates = apps.get_model("courses", "Certificate").objects.using(here)
    unmarked = apps.get_model("courses", "Completion").objects.using(here).filter(
        enrolment__course=models.OuterRef("course"),
        enrolment__person=models.OuterRef("person"),
        when=models.OuterRef("awarded"),
        score=None,
    )
    certificates.filter(models.Exists(unmarked)).update(marked=False)


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0023_what_was_looked_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='certificate',
            name='marked',
            field=models.BooleanField(db_default=True, default=True, help_text='Whether something was marked, so that it was passed; else it was finished.'),
        ),
        migrations.RunPython(say_what_was_finished, migrations.RunPython.noop, elidable=True),
    ]
