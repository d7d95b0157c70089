from django.db import migrations


def forget_what_it_was_about(apps, editor):
    """Which texts a question was about stood beside who asked it."""
    here = editor.connection.alias
    calls = apps.get_model("records", "ModelCall").objects.using(here)
    calls.filter(purpose="answer").exclude(sources=[]).update(sources=[])


class Migration(migrations.Migration):
    dependencies = [("records", "0022_whom_documents_are_about")]

    operations = [migrations.RunPython(forget_what_it_was_about, migrations.RunPython.noop, elidable=True)]
