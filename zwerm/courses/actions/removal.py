"""Taking something out of a draft, and putting it back under the same ids."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.authoring import Row, arrange, lock_draft, measure_bite, read_anew
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Bite, Block, Footing, Question, Removal, Rests
from zwerm.courses.rules.first_words import first_words
from zwerm.people.models import Person


@transaction.atomic
def remove_block(person: Person, block: Block) -> Removal:
    course = lock_draft(person, block.bite.course)
    read_anew(block)
    removal = Removal(course=course, person=person, kind=Removal.Kind.BLOCK, label=first_words(block.whole))
    _take_out(removal, rows_of([block]), block)
    _close_ranks(block.bite)
    return removal


@transaction.atomic
def remove_question(person: Person, question: Question) -> Removal:
    """One question; a quiz without questions goes with it."""
    course = lock_draft(person, question.block.bite.course)
    read_anew(question)
    block = question.block
    if block.questions.count() == 1:
        return remove_block(person, block)
    removal = Removal(course=course, person=person, kind=Removal.Kind.QUESTION, label=first_words(question.value))
    _take_out(removal, [question, *question.rests_on.all()], question)
    arrange(list(block.questions.all()))
    measure_bite(block.bite)
    return removal


@transaction.atomic
def remove_bite(person: Person, bite: Bite) -> Removal:
    course = lock_draft(person, bite.course)
    read_anew(bite)
    removal = Removal(course=course, person=person, kind=Removal.Kind.BITE, label=bite.title[:200])
    suggested = [*bite.suggestions.all(), *Footing.objects.filter(suggestion__bite=bite)]
    _take_out(removal, [bite, *rows_of(list(bite.blocks.all())), *suggested], bite)
    if rows := list(course.bites.all()):
        arrange(rows)
    return removal


@transaction.atomic
def put_back(person: Person, removal: Removal) -> None:
    """Where it stood, or as near to it as there is. Raises Refused when what it belonged to is gone."""
    course = lock_draft(person, removal.course)
    if not Removal.objects.filter(pk=removal.pk).exists():
        return
    first, *hanging = [found.object for found in serializers.deserialize("python", removal.rows)]
    if isinstance(first, Bite):
        _into(list(course.bites.all()), first, hanging)
    elif isinstance(first, Block):
        first.bite = _bite_for(removal, first)
        _into(list(first.bite.blocks.all()), first, hanging)
    elif isinstance(first, Question):
        _into(list(_quiz_for(removal, first).questions.all()), first, hanging)
    removal.delete()
    for bite in course.bites.all():
        measure_bite(bite)


def _into(there: list[Row], one: Row, hanging: Sequence[Model]) -> None:
    place, one.position = min(one.position, len(there)), len(there)
    one.save(force_insert=True)
    for row in hanging:
        row.save(force_insert=True)
    there.insert(place, one)
    arrange(there)


def _bite_for(removal: Removal, block: Block) -> Bite:
    bite = Bite.objects.filter(pk=block.bite_id, course=removal.course).first() or removal.course.bites.last()
    if bite is None:
        raise Refused(_("The part that this stood in is gone. Put that part back first."))
    return bite


def _quiz_for(removal: Removal, question: Question) -> Block:
    found = Block.objects.filter(pk=question.block_id, bite__course=removal.course).first()
    if found is None:
        raise Refused(_("The questions that this stood with are gone. Put those back first."))
    return found


def _take_out(removal: Removal, rows: list[Model], one: Model) -> None:
    removal.when, removal.rows = timezone.now(), told(rows)
    removal.save(force_insert=True)
    one.delete()


def told(rows: list[Model]) -> list[dict[str, Any]]:
    # By way of text, in which moments are written as JSON can hold them.
    return list(json.loads(serializers.serialize("json", rows)))


def rows_of(blocks: list[Block]) -> list[Model]:
    questions = Question.objects.filter(block__in=blocks)
    return [*blocks, *questions, *Rests.objects.filter(block__in=blocks)]


def _close_ranks(bite: Bite) -> None:
    if rows := list(bite.blocks.all()):
        arrange(rows)
    measure_bite(bite)
