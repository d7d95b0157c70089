"""Someone is erased: what of their courses goes, and who looks after the rest."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from zwerm.courses.models import Block, CoAuthor, Comment, Course, Question, Rests, Suggestion
from zwerm.library.actions.forgetting import texts_to_go
from zwerm.people.models import Space
from zwerm.people.registry import Going
from zwerm.search.actions import touch


def forget_drafts(going: Going) -> int:
    """Courses in someone's own space and drafts that they make alone go; what they make with others is the first co-author's.

    What rests on texts that go with them leaves other courses: it quotes those texts. Answers how many courses go.
    """
    _pass_on(going)
    _take_out_what_rests_on(texts_to_go(going))
    private = Space.objects.private_of(going.person)
    alone = Q(author=going.person, published__isnull=True, revises__isnull=True)
    gone = set(Course.objects.filter(Q(space__in=private) | alone).values_list("pk", flat=True))
    theirs = set(Course.objects.filter(author=going.person).values_list("pk", flat=True))
    Course.objects.filter(pk__in=gone).delete()
    touch("course", *gone | theirs)
    return len(gone)


def _pass_on(going: Going) -> None:
    made = Course.objects.filter(author=going.person).exclude(space__kind=Space.Kind.PRIVATE)
    for course in made:
        first = CoAuthor.objects.filter(course=course.root_id, person__is_active=True).order_by("since").first()
        if first is None:
            continue
        Course.objects.filter(pk=course.pk).update(author=first.person_id)
        if course.pk == course.root_id:
            first.delete()


def _take_out_what_rests_on(items: Collection[Any]) -> None:
    resting = Rests.objects.filter(item__in=items)
    courses = set(resting.values_list("block__bite__course", flat=True))
    Question.objects.filter(pk__in=list(resting.exclude(question=None).values_list("question", flat=True))).delete()
    blocks = list(resting.filter(question=None).values_list("block", flat=True))
    Suggestion.objects.filter(footings__item__in=items).delete()
    Comment.objects.filter(block__in=blocks).delete()
    Block.objects.filter(pk__in=blocks).delete()
    Block.objects.filter(kind="quiz", bite__course__in=courses, questions__isnull=True).delete()
    touch("course", *courses)


def follow_courses(keys: Collection[Any]) -> None:
    touch("course", *keys)


def follow_blocks(keys: Collection[Any]) -> None:
    courses = set()
    for block in Block.objects.filter(pk__in=keys).select_related("bite"):
        courses.add(block.bite.course_id)
        # It may hold a link to a part of an address; without it, the words are rendered when they are shown.
        if "html" in block.content:
            content = {name: value for name, value in block.content.items() if name not in {"html", "renderer"}}
            Block.objects.filter(pk=block.pk).update(content=content)
    touch("course", *courses)
