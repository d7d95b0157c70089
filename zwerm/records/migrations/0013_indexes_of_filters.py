import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TWICE = ("person", "space")


def drop_twice(apps, editor):
    """The indexes of foreign keys whose column begins another index too. Only these: SQLite would make the table anew, without its triggers."""
    connection = editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "records_statement")
    for name, told in found.items():
        if told["index"] and not told["unique"] and told["columns"] in [[f"{one}_id"] for one in TWICE]:
            editor.execute(f'DROP INDEX "{name}"')


def bring_back(apps, editor):
    model = apps.get_model("records", "Statement")
    for one in TWICE:
        editor.execute(editor._create_index_sql(model, fields=[model._meta.get_field(one)]))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_stores_in_the_trail'),
        ('records', '0012_stores'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='mention',
            name='records_mention_key',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='records_statement_verb',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='records_statement_time',
        ),
        migrations.AlterField(
            model_name='mention',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='records.statement'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_twice, bring_back)],
            state_operations=[
                migrations.AlterField(
                    model_name='statement',
                    name='person',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='statement',
                    name='space',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.space'),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['key', 'role', 'statement'], name='records_mention_named'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['verb_iri', 'sequence'], name='records_statement_verb_iri'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['timestamp', 'sequence'], name='records_statement_happened'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['stored'], name='records_statement_stored'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('space__isnull', False)), fields=['space', 'sequence'], name='records_statement_space'),
        ),
    ]
