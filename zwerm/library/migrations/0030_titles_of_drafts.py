from datetime import UTC, datetime

from django.db import migrations
from django.db.models import QuerySet

from zwerm.records.rewording import reword

PAGE = "https://w3id.org/xapi/acrossx/activities/page"
NAMES = {PAGE: {"en": "a draft", "nl": "een concept"}}
# Verbs by their IRI: of that there is an index.
AUTHORED = "http://activitystrea.ms/schema/1.0/author"
OWN = "https://w3id.org/zwerm/verbs/"
# What could be told of a text before it was shared, besides that it was written.
BEFORE = ["http://activitystrea.ms/schema/1.0/tag", *(f"{OWN}{name}" for name in ("made-card", "kept", "moved", "confirmed"))]
AT_ONCE = 500


def take_titles_out(apps, schema_editor):
    """A draft is its author's alone, and others read the log: there it is no longer called by its title."""
    here = schema_editor.connection.alias
    rows = QuerySet(apps.get_model("records", "Statement"), using=here)
    reword(apps, rows.filter(verb_iri=AUTHORED), NAMES)
    items = QuerySet(apps.get_model("library", "Item"), using=here)
    shared = {f"urn:uuid:{key}": when for key, when in items.filter(published__isnull=False).values_list("pk", "published")}
    told = rows.filter(verb_iri__in=BEFORE, object_type=PAGE, credential=None)
    never = datetime.max.replace(tzinfo=UTC)
    early = [
        sequence
        for sequence, iri, when in told.values_list("sequence", "object_iri", "stored").iterator(chunk_size=2000)
        if when < shared.get(iri, never)
    ]
    for start in range(0, len(early), AT_ONCE):
        reword(apps, rows.filter(sequence__in=early[start : start + AT_ONCE]), NAMES)


class Migration(migrations.Migration):
    dependencies = [("library", "0029_about_skills"), ("records", "0016_documents_by_age")]

    operations = [migrations.RunPython(take_titles_out, migrations.RunPython.noop, elidable=True)]
