"""Changing a published course: in a working copy, which colleagues see when its author publishes it.

The published rows keep their ids, for progress, answers and cards hang on them: publishing writes the words of the copy into
the rows that they came from (`origin`), moves new rows over, and takes away what is no longer there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.authoring import FAR, check_author, lock_draft
from zwerm.courses.actions.cards import card_origins, make_course_cards
from zwerm.courses.actions.discuss import drop_comments_of_what_went
from zwerm.courses.actions.keep import check_place
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.suggest import copy_suggestions, move_suggestions
from zwerm.courses.actions.together import close_reviews
from zwerm.courses.models import Bite, Block, Course, Question, Rests, Source
from zwerm.courses.models.reading import Row, Whole, read_whole
from zwerm.courses.rules.marking import marked_alike
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.search.actions import touch


@transaction.atomic
def begin_changes(person: Person, course: Course) -> Course:
    """The working copy of a published course: the one that there is, or a new one. Raises Refused."""
    course = Course.objects.select_for_update(of=("self",)).select_related("space").get(pk=course.pk)
    check_author(person, course)
    if course.published is None:
        return course
    begun = Course.objects.filter(revises=course).first()
    return begun or _copy(course)


def _copy(course: Course) -> Course:
    copy = Course.objects.create(
        space=course.space,
        title=course.title,
        language=course.language,
        author=course.author,
        pass_mark=course.pass_mark,
        valid_months=course.valid_months,
        revises=course,
    )
    Source.objects.bulk_create(
        Source(course=copy, item_id=source.item_id, version_id=source.version_id, position=source.position)
        for source in course.sources.all()
    )
    bites = {bite.pk: _twin(bite, course=copy) for bite in course.bites.all()}
    Bite.objects.bulk_create(bites.values())
    copy_suggestions(bites)
    rows = Block.objects.filter(bite__course=course)
    blocks = {block.pk: _twin(block, bite=bites[block.bite_id]) for block in rows}
    Block.objects.bulk_create(blocks.values())
    asked = Question.objects.filter(block__bite__course=course)
    questions = {question.pk: _twin(question, block=blocks[question.block_id]) for question in asked}
    Question.objects.bulk_create(questions.values())
    Rests.objects.bulk_create(
        Rests(
            block=blocks[rest.block_id],
            question=questions[rest.question_id] if rest.question_id else None,
            **_place(rest),
        )
        for rest in Rests.objects.filter(block__bite__course=course)
    )
    return copy


def _twin(row: Any, **parent: Any) -> Any:
    """A new row that says the same, and knows which one it came from."""
    kind = type(row)
    same = {
        field.attname: getattr(row, field.attname)
        for field in kind._meta.concrete_fields
        if field.name not in {"id", "origin", *parent}
    }
    return kind(**same, **parent, origin=row)


@transaction.atomic
def publish_changes(person: Person, copy: Course) -> Course:
    """Colleagues see the course as it is in its working copy from now on; where they are in it stays. Raises Refused."""
    copy = lock_draft(person, copy)
    if copy.revises_id is None:
        raise Refused(_("This is no working copy of a published course."))
    course = Course.objects.select_for_update(of=("self",)).select_related("space").get(pk=copy.revises_id)
    if not Block.objects.filter(bite__course=copy).exists():
        raise Refused(_("There is nothing left in this course. Put something back first."))
    check_place(person, course.space, Item.objects.filter(pk__in=copy.sources.values("item")).select_related("space"))
    is_changed = any(what_changed(copy).values())
    _make_room(course, FAR)
    _make_room(copy, 2 * FAR)
    cards = card_origins(course)
    kept = _bring_over(course, copy)
    _take_away(course, kept)
    for name in ("title", "pass_mark", "valid_months"):
        setattr(course, name, getattr(copy, name))
    course.save(update_fields=["title", "pass_mark", "valid_months", "updated"])
    course.sources.all().delete()
    copy.sources.update(course=course)
    close_reviews(copy, onto=course)
    copy.delete()
    drop_comments_of_what_went(course)
    make_course_cards(person, course, before=cards)
    touch("course", course.pk)
    if is_changed:
        record(person, "revised-course", course_activity(course), space=course.space)
    return course


def _make_room(course: Course, far: int) -> None:
    """No position is in the way of those that rows get now, whichever part they come to stand in."""
    Bite.objects.filter(course=course).update(position=F("position") + far)
    Block.objects.filter(bite__course=course).update(position=F("position") + far)
    Question.objects.filter(block__bite__course=course).update(position=F("position") + far)


def _bring_over(course: Course, copy: Course) -> set[Any]:
    """Write the copy into the published rows; answers the keys of all rows that belong to the course now."""
    kept: set[Any] = set()
    for position, bite in enumerate(list(copy.bites.select_related("origin"))):
        blocks = list(bite.blocks.select_related("origin"))
        to_bite = bite.origin or bite
        to_bite.course, to_bite.position = course, position
        to_bite.title, to_bite.minutes = bite.title, bite.minutes
        to_bite.save()
        kept.add(to_bite.pk)
        move_suggestions(bite, to_bite)
        for place, block in enumerate(blocks):
            kept |= _bring_block(block, to_bite, place)
    return kept


def _bring_block(block: Block, bite: Bite, position: int) -> set[Any]:
    rests, questions = list(block.rests_on.all()), list(block.questions.select_related("origin"))
    to_block = block.origin or block
    to_block.bite, to_block.position = bite, position
    for name in ("kind", "content", "made_in", "edited"):
        setattr(to_block, name, getattr(block, name))
    to_block.save()
    now_at: dict[Any, Question | None] = {None: None}
    for place, question in enumerate(questions):
        now_at[question.pk] = _bring_question(question, to_block, place)
    here = [question.pk for question in now_at.values() if question]
    Rests.objects.filter(Q(block=to_block) | Q(question__in=here)).delete()
    Rests.objects.bulk_create(_moved(rests, to_block, now_at))
    return {to_block.pk, *here}


def _bring_question(question: Question, block: Block, position: int) -> Question:
    to_question = question.origin or question
    if to_question is not question and not marked_alike(to_question.value, question.value):
        to_question.edition += 1
    to_question.block, to_question.position = block, position
    to_question.kind, to_question.content = question.kind, question.content
    to_question.save()
    return to_question


def _moved(rests: Iterable[Rests], block: Block, now_at: dict[Any, Question | None]) -> Iterable[Rests]:
    for rest in rests:
        yield Rests(block=block, question=now_at[rest.question_id], **_place(rest))


def _place(rest: Rests) -> dict[str, Any]:
    """Where it rests on, and what is known of changes there."""
    return {name: getattr(rest, name) for name in ("item_id", "version_id", "compared", "since", "changes", "kept")}


def _take_away(course: Course, kept: set[Any]) -> None:
    Question.objects.filter(block__bite__course=course).exclude(pk__in=kept).delete()
    Block.objects.filter(bite__course=course).exclude(pk__in=kept).delete()
    Bite.objects.filter(course=course).exclude(pk__in=kept).delete()


def what_changed(copy: Course, read: Mapping[UUID, Whole] | None = None) -> dict[str, int]:
    """How much a working copy differs from what is published: parts of it that are new, changed or gone.

    `read`: both, where they were read whole already; otherwise that takes one query.
    """
    assert copy.revises_id is not None, "only of a working copy"
    read = read or read_whole([copy.pk, copy.revises_id])
    now, published = read[copy.pk], read[copy.revises_id]
    counts = {"new": 0, "changed": 0, "gone": 0}
    for rows, old in zip(now, published, strict=True):
        before: dict[UUID | None, Row] = {row.id: row for row in old}
        for row in rows:
            was = before.pop(row.origin_id, None)
            if was is None:
                counts["new"] += 1
            elif (was.words, was.position) != (row.words, row.position):
                counts["changed"] += 1
        counts["gone"] += len(before)
    return counts
