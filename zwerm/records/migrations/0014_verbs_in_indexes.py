from django.conf import settings
from django.db import migrations, models


def fill_in_verbs(apps, editor):
    from zwerm.records.rules.identity import verb_key

    here = editor.connection.alias
    told = apps.get_model("records", "Statement").objects.using(here).filter(credential__isnull=False)
    mentions = apps.get_model("records", "Mention").objects.using(here)
    for verb in told.order_by("verb_iri").values_list("verb_iri", flat=True).distinct():
        mentions.filter(statement__in=told.filter(verb_iri=verb).values("sequence")).update(verb=verb_key(verb))


class Migration(migrations.Migration):
    dependencies = [
        ('people', '0013_stores_in_the_trail'),
        ('records', '0013_indexes_of_filters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name='mention', name='records_mention_named'),
        migrations.RemoveIndex(model_name='statement', name='records_statement_person'),
        migrations.RemoveIndex(model_name='statement', name='records_statement_object'),
        migrations.AddField(
            model_name='mention',
            name='verb',
            field=models.IntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(fill_in_verbs, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['key', 'role', 'statement', 'verb'], name='records_mention_with_verb'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['object_iri', 'sequence', 'verb_iri'], name='records_statement_object_verb'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['verb_iri', 'timestamp', 'sequence'], name='records_statement_verb_day'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(
                condition=models.Q(('person__isnull', False)),
                fields=['person', 'sequence', 'verb_iri'],
                name='records_statement_person_verb',
            ),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(
                condition=models.Q(('person__isnull', False)),
                fields=['person', 'timestamp', 'sequence'],
                name='records_statement_person_day',
            ),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(
                condition=models.Q(('space__isnull', False)),
                fields=['space', 'timestamp', 'sequence'],
                name='records_statement_space_day',
            ),
        ),
    ]
