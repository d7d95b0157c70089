import django.db.models.deletion
import msgspec
from django.db import migrations, models
from django.db.models import QuerySet

import zwerm.records.models.credential

AT_ONCE = 500


def leave_what_was_done(apps, editor):
    """Statements of Zwerm itself by who was erased, in no space any more: some lay in their private space, and are read by all.

    Which ones nobody can tell now, so of all of them what was done stays, and not with what or how it was answered.
    """
    here = editor.connection.alias
    model = apps.get_model("records", "Statement")
    # Without the manager that refuses every change.
    rows = QuerySet(model, using=here)
    pause = apps.get_model("records", "Forgetting").objects.using(here).create()
    after = 0
    those = rows.filter(credential=None, person=None, space=None).only("sequence", "json").order_by("sequence")
    while some := list(those.filter(sequence__gt=after)[:AT_ONCE]):
        after = some[-1].sequence
        for one in some:
            one.json = _without_contents(one.json)
        rows.bulk_update(some, ["json"])
    pause.delete(using=here)


def _without_contents(text):
    told = msgspec.json.decode(text)
    for thing in (told["object"], *told.get("context", {}).get("contextActivities", {}).get("parent", ())):
        if "definition" in thing:
            thing["definition"].pop("name", None)
    told.get("result", {}).pop("response", None)
    return msgspec.json.encode(told, order="sorted").decode()


class Migration(migrations.Migration):
    dependencies = [("records", "0018_activities_of_spaces")]

    operations = [
        migrations.AlterField(
            model_name="statement",
            name="space",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.space",
            ),
        ),
        migrations.AlterField(
            model_name="credential",
            name="space",
            field=models.ForeignKey(
                null=True,
                on_delete=zwerm.records.models.credential.withdraw,
                related_name="+",
                to="people.space",
            ),
        ),
        migrations.RunPython(leave_what_was_done, migrations.RunPython.noop, elidable=True),
    ]
