from django.db import migrations

FIXED = "sequence, id, verb, registration, form, kind, online, deed, seconds, scaled, success, timestamp, stored"
WORDS = "json, object_iri, verb_iri, object_type"
FIXED_BEFORE = FIXED + ", verb_iri, object_type"
WORDS_BEFORE = "json, object_iri"


def guard(editor, fixed, words):
    """What an outside tool tells may have a name or an address in any IRI: those change while a person is being erased."""
    postgres = editor.connection.vendor == "postgresql"
    on = " ON records_statement" if postgres else ""
    for name in ("fixed", "words"):
        editor.execute(f"DROP TRIGGER records_statement_{name}{on}")
    act = always = "BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END"
    when = "WHEN NOT EXISTS (SELECT 1 FROM records_forgetting)"
    if postgres:
        always, act, when = "EXECUTE FUNCTION records_refuse()", "EXECUTE FUNCTION records_refuse_words()", ""
    row = "ON records_statement FOR EACH ROW"
    editor.execute(f"CREATE TRIGGER records_statement_fixed BEFORE UPDATE OF {fixed} {row} {always}")
    editor.execute(f"CREATE TRIGGER records_statement_words BEFORE UPDATE OF {words} {row} {when} {act}")


def forward(apps, editor):
    guard(editor, FIXED, WORDS)


def backward(apps, editor):
    guard(editor, FIXED_BEFORE, WORDS_BEFORE)


class Migration(migrations.Migration):
    dependencies = [("records", "0007_xapi")]

    operations = [migrations.RunPython(forward, backward)]
