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
# What could be told of a course before it was published.
OF_COURSES = ("commented", "reviewed-course", "tagged", "started", "passed", "completed", "kept")
WITHIN = ("answered", "completed")
AT_ONCE = 500


def take_words_out(apps, schema_editor):
    """A draft is for who makes it or is asked to look at it, and others read the log: there its words no longer stand.

    A course that is gone was a draft, or the changes of one: only those are removed.
    """
    here = schema_editor.connection.alias
    rows = QuerySet(apps.get_model("records", "Statement"), using=here)
    known = (*OF_COURSES, *WITHIN)
    iris = dict(rows.filter(verb__in=known, credential=None).values_list("verb", "verb_iri").distinct())
    courses = QuerySet(apps.get_model("courses", "Course"), using=here)
    published = dict(courses.filter(published__isnull=False).values_list("pk", "published"))
    never = datetime.max.replace(tzinfo=UTC)
    early, tried = [], {}
    verbs = [iris[name] for name in OF_COURSES if name in iris]
    told = rows.filter(verb_iri__in=verbs, object_type=COURSE, credential=None)
    shown = ("sequence", "object_iri", "timestamp", "registration")
    for sequence, iri, when, registration in told.values_list(*shown).iterator(chunk_size=2000):
        until = published.get(UUID(iri.rpartition(":")[2]), never)
        if when < until:
            early.append(sequence)
            if registration:
                tried[registration] = until
    verbs = [iris[name] for name in WITHIN if name in iris]
    for registration, until in tried.items():
        within = rows.filter(registration=registration, verb_iri__in=verbs, timestamp__lt=until, credential=None)
        early += within.values_list("sequence", flat=True)
    early = sorted(set(early))
    for start in range(0, len(early), AT_ONCE):
        reword(apps, rows.filter(sequence__in=early[start : start + AT_ONCE]), NAMES)


class Migration(migrations.Migration):
    dependencies = [("courses", "0020_about_skills"), ("records", "0016_documents_by_age")]

    operations = [migrations.RunPython(take_words_out, migrations.RunPython.noop, elidable=True)]
