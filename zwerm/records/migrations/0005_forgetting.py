from django.db import migrations, models

FIXED = (
    "sequence, id, verb, verb_iri, object_type, registration, form, kind, online, deed, "
    "seconds, scaled, success, timestamp, stored"
)
WORDS = "json, object_iri"
ALL = (
    "sequence, id, verb, verb_iri, object_iri, object_type, registration, form, kind, online, deed, "
    "seconds, scaled, success, timestamp, stored, json"
)


def guard(apps, editor):
    """The words of a statement change only while a person is being erased: then a row stands in records_forgetting."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION records_refuse_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NOT EXISTS (SELECT 1 FROM records_forgetting) THEN "
            "RAISE EXCEPTION 'statements are append-only' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "RETURN NEW; END $$"
        )
        editor.execute("DROP TRIGGER records_statement_fixed ON records_statement")
        fixed, words, when = "EXECUTE FUNCTION records_refuse()", "EXECUTE FUNCTION records_refuse_words()", ""
    else:
        editor.execute("DROP TRIGGER records_statement_fixed")
        fixed = words = "BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END"
        when = "WHEN NOT EXISTS (SELECT 1 FROM records_forgetting)"
    on = "ON records_statement FOR EACH ROW"
    editor.execute(f"CREATE TRIGGER records_statement_fixed BEFORE UPDATE OF {FIXED} {on} {fixed}")
    editor.execute(f"CREATE TRIGGER records_statement_words BEFORE UPDATE OF {WORDS} {on} {when} {words}")


def unguard(apps, editor):
    on = " ON records_statement" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER records_statement_words{on}")
    editor.execute(f"DROP TRIGGER records_statement_fixed{on}")
    act = "BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END"
    if on:
        editor.execute("DROP FUNCTION records_refuse_words()")
        act = "EXECUTE FUNCTION records_refuse()"
    editor.execute(
        f"CREATE TRIGGER records_statement_fixed BEFORE UPDATE OF {ALL} ON records_statement FOR EACH ROW {act}"
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0004_append_without_turns")]

    operations = [
        migrations.CreateModel(
            name="Forgetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={"db_table": "records_forgetting"},
        ),
        migrations.RunPython(guard, unguard),
    ]
