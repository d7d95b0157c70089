from datetime import UTC, datetime
from uuid import UUID

from django.db import migrations
from django.db.models import QuerySet

from zwerm.records.rewording import reword

ADL = "http://adlnet.gov/expapi/activities/"
COURSE, LESSON, QUESTION = f"{ADL}course", f"{ADL}lesson", f"{ADL}cmi.interaction"
NAMES = {
    COURSE: {"en": "a draft of a course", "nl": "een concept van een cursus"},
    LESSON: {"en": "a part of a draft", "nl": "een deel van een concept"},
    QUESTION: {"en": "a question in a draft", "nl": "een vraag in een concept"},
}
# What could be told of a course before it was published. Verbs by their IRI: of that there is an index.
VERBS, OWN = "http://adlnet.gov/expapi/verbs/", "https://w3id.org/zwerm/verbs/"
OF_COURSES = [
    *(f"{VERBS}{name}" for name in ("commented", "initialized", "passed", "completed")),
    *(f"{OWN}{name}" for name in ("reviewed-course", "kept")),
    "http://activitystrea.ms/schema/1.0/tag",
]
WITHIN = [f"{VERBS}answered", f"{VERBS}completed"]
AT_ONCE = 500


def take_words_out(apps, schema_editor):
    """A draft is for who makes it or is asked to look at it, and others read the log: there its words no longer stand.

    A course that is gone was a draft, or the changes of one: only those are removed.
    """
    here = schema_editor.connection.alias
    rows = QuerySet(apps.get_model("records", "Statement"), using=here)
    courses = QuerySet(apps.get_model("courses", "Course"), using=here)
    published = dict(courses.filter(published__isnull=False).values_list("pk", "published"))
    never = datetime.max.replace(tzinfo=UTC)
    early, tried = [], {}
    told = rows.filter(verb_iri__in=OF_COURSES, object_type=COURSE, credential=None)
    # By the clock of the server: of what happened, devices tell when.
    shown = ("sequence", "object_iri", "stored", "registration")
    for sequence, iri, when, registration in told.values_list(*shown).iterator(chunk_size=2000):
        until = published.get(UUID(iri.rpartition(":")[2]), never)
        if when < until:
            early.append(sequence)
            if registration:
                tried[registration] = until
    for registration, until in tried.items():
        within = rows.filter(registration=registration, verb_iri__in=WITHIN, stored__lt=until, credential=None)
        early += within.values_list("sequence", flat=True)
    early = sorted(set(early))
    for start in range(0, len(early), AT_ONCE):
        reword(apps, rows.filter(sequence__in=early[start : start + AT_ONCE]), NAMES)


class Migration(migrations.Migration):
    dependencies = [("courses", "0020_about_skills"), ("records", "0016_documents_by_age")]

    operations = [migrations.RunPython(take_words_out, migrations.RunPython.noop, elidable=True)]
