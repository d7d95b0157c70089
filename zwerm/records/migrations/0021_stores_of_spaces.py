from datetime import timedelta

from django.db import migrations
from django.db.models import F, Q

# Withdrawn when it was made; again, later, when its space went.
SOON = timedelta(minutes=1)


def tell_which(apps, editor):
    """A store that fetches for one space says so from now on; also one whose space is gone, which would fetch for all."""
    here = editor.connection.alias
    stores = apps.get_model("records", "Store").objects.using(here)
    lost = Q(credential__space=None, credential__withdrawn__gt=F("credential__made") + SOON)
    theirs = stores.filter(way="here").filter(Q(space__isnull=False) | lost)
    stores.filter(pk__in=list(theirs.values_list("pk", flat=True))).update(of_one_space=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0020_taken_back")]

    operations = [migrations.RunPython(tell_which, migrations.RunPython.noop, elidable=True)]
