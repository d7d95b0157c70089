from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.authoring import check_author, check_draft
from zwerm.courses.actions.cards import make_course_cards
from zwerm.courses.actions.changes import publish_changes
from zwerm.courses.actions.discuss import drop_comments_of_what_went
from zwerm.courses.actions.keep import check_place
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.together import close_reviews
from zwerm.courses.models import Course
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.search.actions import touch


@transaction.atomic
def publish_course(person: Person, course: Course) -> Course:
    """Everyone who sees the space can take it from now on. Only its author publishes; twice is once, and of changes Refused."""
    if course.revises_id:
        return publish_changes(person, course)
    course = Course.objects.select_for_update().get(pk=course.pk)
    check_author(person, course)
    if course.published:
        return course
    if not course.bites.filter(blocks__isnull=False).exists():
        raise Refused(_("This course has no bites. Make it again from other texts."))
    check_place(person, course.space, Item.objects.filter(pk__in=course.sources.values("item")))
    course.published = timezone.now()
    course.save(update_fields=["published", "updated"])
    close_reviews(course, onto=course)
    drop_comments_of_what_went(course)
    make_course_cards(person, course)
    touch("course", course.pk)
    record(person, "published", course_activity(course), space=course.space)
    return course


@transaction.atomic
def remove_course(person: Person, course: Course) -> None:
    """Throw a draft away. What it was made from stays."""
    check_draft(person, course)
    changed = course.revises
    course.delete()
    if changed:
        drop_comments_of_what_went(changed)


@transaction.atomic
def set_up_course(person: Person, course: Course, title: str, pass_mark: int, valid_months: int | None) -> None:
    """What it is called, when someone passes, and how long their certificate is valid."""
    check_author(person, course)
    course.title, course.pass_mark, course.valid_months = title, pass_mark, valid_months
    course.save(update_fields=["title", "pass_mark", "valid_months", "updated"])
    # What is being changed would else bring the old name back.
    Course.objects.filter(revises=course).update(title=title, pass_mark=pass_mark, valid_months=valid_months)
    touch("course", course.pk)
