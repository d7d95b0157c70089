from django.db import migrations, models


def begin_pairing(apps, editor):
    """What is there gets its pairs in the background (actions/pair.py)."""
    here = editor.connection.alias
    if apps.get_model("records", "Mention").objects.using(here).exists():
        apps.get_model("records", "Cursor").objects.using(here).get_or_create(projection="pairs", live=True)


class Migration(migrations.Migration):
    dependencies = [
        ('records', '0016_documents_by_age'),
    ]

    operations = [
        migrations.AddField(model_name='mention', name='pair', field=models.BigIntegerField(null=True)),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(
                condition=models.Q(('role', 1)), fields=['key', 'verb', 'statement'], name='records_mention_did'
            ),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(
                condition=models.Q(('pair__isnull', False)),
                fields=['pair', 'statement', 'verb'],
                name='records_mention_pair',
            ),
        ),
        migrations.RemoveIndex(model_name='statement', name='records_statement_object_verb'),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['object_iri', 'sequence'], name='records_statement_object'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['object_iri', 'verb_iri', 'sequence'], name='records_statement_object_did'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(
                condition=models.Q(('credential__isnull', False)),
                fields=['credential', 'timestamp', 'sequence'],
                name='records_statement_told_day',
            ),
        ),
        migrations.RunPython(begin_pairing, migrations.RunPython.noop, elidable=True),
    ]
