import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIXED = (
    "sequence, id, verb, verb_iri, object_iri, object_type, registration, form, kind, online, deed, "
    "seconds, scaled, success, timestamp, stored, json"
)
ASSIGNED = (
    "(NEW.person_id IS NOT NULL AND NEW.person_id {differs} OLD.person_id) "
    "OR (NEW.space_id IS NOT NULL AND NEW.space_id {differs} OLD.space_id)"
)


def guard(apps, schema_editor):
    """No column changes after a statement was appended, but that its person or space is forgotten."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'statements are append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        act = "EXECUTE FUNCTION records_refuse()"
        differs = "IS DISTINCT FROM"
    else:
        act = "BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END"
        differs = "IS NOT"
    schema_editor.execute(
        f"CREATE TRIGGER records_statement_fixed BEFORE UPDATE OF {FIXED} ON records_statement FOR EACH ROW {act}"
    )
    schema_editor.execute(
        "CREATE TRIGGER records_statement_assigned BEFORE UPDATE OF person_id, space_id ON records_statement "
        f"FOR EACH ROW WHEN ({ASSIGNED.format(differs=differs)}) {act}"
    )


def unguard(apps, schema_editor):
    on = " ON records_statement" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER records_statement_fixed{on}")
    schema_editor.execute(f"DROP TRIGGER records_statement_assigned{on}")
    if on:
        schema_editor.execute("DROP FUNCTION records_refuse()")


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='deed',
            field=models.CharField(default='learned', max_length=10),
        ),
        migrations.AddField(
            model_name='statement',
            name='online',
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(guard, unguard),
        migrations.DeleteModel('Cursor'),
        migrations.CreateModel(
            name='Cursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('projection', models.CharField(max_length=60)),
                ('sequence', models.BigIntegerField(default=0)),
                ('live', models.BooleanField(default=True)),
                ('moved', models.DateTimeField(auto_now=True)),
            ],
            options={
                'db_table': 'records_cursor',
                'constraints': [models.UniqueConstraint(condition=models.Q(('live', True)), fields=('projection',), name='records_cursor_one_live')],
            },
        ),
        migrations.CreateModel(
            name='Week',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monday', models.DateField()),
                ('learned', models.PositiveIntegerField(default=0)),
                ('shared', models.PositiveIntegerField(default=0)),
                ('taught', models.PositiveIntegerField(default=0)),
                ('seconds', models.PositiveIntegerField(default=0)),
                ('on_the_job', models.PositiveIntegerField(default=0)),
                ('from_others', models.PositiveIntegerField(default=0)),
                ('formal', models.PositiveIntegerField(default=0)),
                ('cursor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.cursor')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'records_week',
                'constraints': [models.UniqueConstraint(fields=('cursor', 'person', 'monday'), name='records_week_once')],
            },
        ),
    ]
