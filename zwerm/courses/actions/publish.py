from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.cards import make_course_cards
from zwerm.courses.actions.keep import check_place
from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation.minutes import minutes_of
from zwerm.courses.models import Bite, Block, Course, Question
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.search.actions import touch


@transaction.atomic
def publish_course(person: Person, course: Course) -> Course:
    """Everyone who sees the space can take it from now on. Only its author publishes; twice is once."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.author_id != person.pk:
        raise Refused(_("Only the author can publish this course."))
    if course.published:
        return course
    if not course.bites.filter(blocks__isnull=False).exists():
        raise Refused(_("This course has no bites. Make it again from other texts."))
    check_place(person, course.space, Item.objects.filter(pk__in=course.sources.values("item")))
    course.published = timezone.now()
    course.save(update_fields=["published", "updated"])
    make_course_cards(person, course)
    touch("course", str(course.pk))
    record(person, "published", course_activity(course), space=course.space)
    return course


@transaction.atomic
def remove_block(person: Person, block: Block) -> None:
    """Take a part out of a course that is still a draft."""
    check_draft(person, block.bite.course)
    block.delete()
    measure_bite(block.bite)


@transaction.atomic
def remove_question(person: Person, question: Question) -> None:
    """Take one question out of a course that is still a draft; a quiz without questions goes too."""
    check_draft(person, question.block.bite.course)
    question.delete()
    if not question.block.questions.exists():
        question.block.delete()
    measure_bite(question.block.bite)


@transaction.atomic
def remove_course(person: Person, course: Course) -> None:
    """Throw a draft away. What it was made from stays."""
    check_draft(person, course)
    course.delete()


@transaction.atomic
def rename_course(person: Person, course: Course, title: str, pass_mark: int) -> None:
    if course.author_id != person.pk:
        raise Refused(_("Only the author can change this course."))
    course.title, course.pass_mark = title, pass_mark
    course.save(update_fields=["title", "pass_mark", "updated"])
    touch("course", str(course.pk))


def measure_bite(bite: Bite) -> None:
    """How long a bite takes, after something in it changed."""
    blocks = bite.blocks.prefetch_related("questions")
    bite.minutes = round(sum(minutes_of(block.whole) for block in blocks), 1)
    bite.save(update_fields=["minutes"])


def check_draft(person: Person, course: Course) -> None:
    """Raises Refused unless `person` may still change what is in the course."""
    if course.author_id != person.pk:
        raise Refused(_("Only the author can change this course."))
    if course.published:
        raise Refused(
            _("This course is published; colleagues may be in the middle of it. Parts of it can not be removed.")
        )
