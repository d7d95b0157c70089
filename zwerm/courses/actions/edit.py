"""What authors change in a draft: words, order, and what is added. Ids stay, for progress and cards hang on them."""

from __future__ import annotations

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.authoring import Row, arrange, check_unchanged, lock_draft, measure_bite, read_anew
from zwerm.courses.actions.keep import content_of, content_over, keep_inside, rest_again
from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Course, Question
from zwerm.courses.rules.authored import BlockValue
from zwerm.people.models import Person

MOST_BITES, MOST_BLOCKS, MOST_QUESTIONS = 60, 60, 60


@transaction.atomic
def edit_block(person: Person, block: Block, value: BlockValue, seen: str | None = None) -> Block:
    """Other words for a block that is no quiz. Spans stay in the versions that they pointed into.

    `seen`: what it said when its writer began (`state_of`). Raises Changed where someone else wrote in it since.
    """
    course = lock_draft(person, block.bite.course)
    check_unchanged(block, seen, value)
    block.content = content_over(block, value, course.language)
    block.kind, block.edited = value.kind, timezone.now()
    block.save(update_fields=["kind", "content", "edited"])
    rest_again(block, value)
    measure_bite(block.bite)
    return block


@transaction.atomic
def edit_question(person: Person, question: Question, value: draft.Question, seen: str | None = None) -> Question:
    lock_draft(person, question.block.bite.course)
    check_unchanged(question, seen, value)
    block = question.block
    question.kind, question.content = value.kind, msgspec.to_builtins(value)
    question.save(update_fields=["kind", "content"])
    rest_again(block, value, question)
    Block.objects.filter(pk=block.pk).update(edited=timezone.now())
    measure_bite(block.bite)
    return question


@transaction.atomic
def accept_question(person: Person, question: Question) -> Question:
    """The author looked at a doubtful question and finds it good: it stays as it is, without the mark. Safe to repeat."""
    lock_draft(person, question.block.bite.course)
    read_anew(question)
    value = question.value
    if getattr(value, "doubt", None):
        question.content = msgspec.to_builtins(msgspec.structs.replace(value, doubt=None))
        question.save(update_fields=["content"])
    return question


@transaction.atomic
def add_block(person: Person, bite: Bite, value: BlockValue, after: Block | None = None) -> Block:
    """A block of the author's own, after another one of the bite, or as the first."""
    course = lock_draft(person, bite.course)
    read_anew(bite)
    rows = list(bite.blocks.all())
    if len(rows) >= MOST_BLOCKS:
        raise Refused(_("This part is full. Add another part."))
    block = Block(bite=bite, position=len(rows), kind=value.kind, content=content_of(value, course.language))
    block.edited = timezone.now()
    block.save(force_insert=True)
    keep_inside(block, value, {})
    place = next((number for number, row in enumerate(rows, start=1) if after and row.pk == after.pk), 0)
    arrange([*rows[:place], block, *rows[place:]])
    measure_bite(bite)
    return block


@transaction.atomic
def add_question(person: Person, bite: Bite, value: draft.Question, after: Block | None = None) -> Question:
    """A question at the end of the quiz `after`; else as the first of the quiz that stands there, or of a new one."""
    lock_draft(person, bite.course)
    read_anew(bite)
    if after is not None and not bite.blocks.filter(pk=after.pk).exists():
        after = None
    quiz = after if after and after.kind == draft.Quiz.kind else _quiz_below(bite, after)
    if quiz is None:
        return add_block(person, bite, draft.Quiz((value,)), after).questions.get()
    kept = put_last(quiz, value)
    if quiz != after:
        arrange([kept, *quiz.questions.exclude(pk=kept.pk)])
    measure_bite(bite)
    return kept


def put_last(quiz: Block, value: draft.Question) -> Question:
    """Under the lock of the draft. Raises Refused when there is no room."""
    count = quiz.questions.count()
    if count >= MOST_QUESTIONS:
        raise Refused(_("This part is full. Add another part."))
    return Question.objects.create(block=quiz, position=count, kind=value.kind, content=msgspec.to_builtins(value))


def _quiz_below(bite: Bite, after: Block | None) -> Block | None:
    """The quiz right below that block, or at the top of the part."""
    rows = list(bite.blocks.all())
    place = rows.index(after) + 1 if after else 0
    return rows[place] if place < len(rows) and rows[place].kind == draft.Quiz.kind else None


@transaction.atomic
def move_block(person: Person, block: Block, up: bool) -> None:
    """One place up or down; beyond the edge of its bite, into the next one."""
    course = lock_draft(person, block.bite.course)
    read_anew(block)
    bites = list(course.bites.all())
    bite = next(bite for bite in bites if bite.pk == block.bite_id)
    rows = list(bite.blocks.all())
    place = next(number for number, row in enumerate(rows) if row.pk == block.pk)
    to = place + (-1 if up else 1)
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(place))
        arrange(rows)
        return
    neighbour = bites.index(bite) + (-1 if up else 1)
    if not 0 <= neighbour < len(bites):
        return
    _carry_over(rows.pop(place), rows, bites[neighbour], last=up)
    measure_bite(bite)
    measure_bite(bites[neighbour])


def _carry_over(block: Block, left: list[Block], target: Bite, *, last: bool) -> None:
    there = list(target.blocks.all())
    block.bite, block.position = target, len(there)
    block.save(update_fields=["bite", "position"])
    if left:
        arrange(left)
    arrange([*there, block] if last else [block, *there])


@transaction.atomic
def move_question(person: Person, question: Question, up: bool) -> None:
    lock_draft(person, question.block.bite.course)
    read_anew(question)
    arrange(_moved(list(question.block.questions.all()), question, up))


@transaction.atomic
def add_bite(person: Person, course: Course, title: str, after: Bite | None = None) -> Bite:
    """An empty bite after another one, or as the last."""
    course = lock_draft(person, course)
    rows = list(course.bites.all())
    if len(rows) >= MOST_BITES:
        raise Refused(_("A course has at most %(most)d parts.") % {"most": MOST_BITES})
    bite = Bite.objects.create(course=course, position=len(rows), title=title, minutes=0)
    place = next((number for number, row in enumerate(rows, start=1) if after and row.pk == after.pk), len(rows))
    arrange([*rows[:place], bite, *rows[place:]])
    return bite


@transaction.atomic
def rename_bite(person: Person, bite: Bite, title: str) -> None:
    lock_draft(person, bite.course)
    read_anew(bite)
    bite.title = title
    bite.save(update_fields=["title"])


@transaction.atomic
def move_bite(person: Person, bite: Bite, up: bool) -> None:
    course = lock_draft(person, bite.course)
    read_anew(bite)
    arrange(_moved(list(course.bites.all()), bite, up))


def _moved(rows: list[Row], one: Row, up: bool) -> list[Row]:
    place = next(number for number, row in enumerate(rows) if row.pk == one.pk)
    to = min(len(rows) - 1, max(0, place + (-1 if up else 1)))
    rows.insert(to, rows.pop(place))
    return rows
