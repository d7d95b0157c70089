from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.authoring import check_draft, measure_bite
from zwerm.courses.actions.generate import writer_for
from zwerm.courses.actions.keep import content_over, keep_inside
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.removal import rows_of, told
from zwerm.courses.actions.renew import part_now, text_now, texts_for
from zwerm.courses.actions.stale import compare
from zwerm.courses.actions.suggest import suggest_again
from zwerm.courses.generation import draft
from zwerm.courses.models import Block, Making, Question, Remaking
from zwerm.courses.rules.authored import Prose, minutes_of_value
from zwerm.library.models import Version
from zwerm.people.models import Person

if TYPE_CHECKING:
    from zwerm.courses.generation.plan import BitePlan

# Of the source's own words, and of an author's, there is no other version as long as the source stays as it is.
REMADE = frozenset(
    kind.kind for kind in (draft.KeyPoints, draft.Glossary, draft.Quiz, draft.Flashcards, draft.Reflection)
)
# What is suggested goes into these.
SUGGESTED = frozenset([draft.Quiz.kind, draft.KeyPoints.kind])

# An author's words that were the source's are so again when they are made from the newest text.
RENEWED = {kind: kind for kind in REMADE} | {
    draft.TextBlock.kind: draft.TextBlock.kind,
    Prose.kind: draft.TextBlock.kind,
}


def can_be_remade(block: Block) -> bool:
    return block.kind in REMADE and block.made_in is not None


def can_be_renewed(block: Block) -> bool:
    """Whether there is a newer version of a text that it rests on, to make it again from."""
    rests = block.rests_on.all()
    newer = any(rest.version_id != rest.item.current_id and rest.item.set_aside is None for rest in rests)
    return newer and block.kind in RENEWED and block.made_in is not None


@transaction.atomic
def ask_to_remake(person: Person, block: Block, number: int, *, newest: bool = False) -> tuple[Remaking, bool]:
    """Keep the wish for another version of a block; the second answer says whether someone must carry it out now.

    With `newest` it is made from the texts as they are now. `number` counts how often it was asked, from 1: the same number
    again (a double click) is the same wish. Raises Refused.
    """
    block = _locked(person, block.pk)
    if newest and not can_be_renewed(block):
        raise Refused(_("This was made from the newest text already."))
    if not newest and not can_be_remade(block):
        raise Refused(_("This text stands in your source as it is here. Take it out, or change the source."))
    last = block.remakings.last()
    if last and (last.is_busy or number <= last.number):
        return last, False
    attempt = 0 if newest else last.attempt + 1 if last else 1
    asked = Remaking(block=block, person=person, number=block.next_remaking, attempt=attempt, newest=newest)
    asked.asked = timezone.now()
    asked.save()
    return asked, True


def carry_out_remaking(asked: Remaking) -> None:
    """Make the block again and put it in the place of the old one; once."""
    if asked.ended:
        return
    try:
        made = _made(asked)
        kinds = _offered_again(asked, made)
        suggested = _suggested(asked, made) if kinds else ()
        with transaction.atomic():
            if made.block is not None:
                _replace(asked, made.block, made.versions)
            suggest_again(asked.block, kinds, suggested, {key: one.pk for key, one in made.versions.items()})
            asked.exhausted, asked.attempt = made.attempt != asked.attempt, made.attempt
            _end(asked)
    except Refused as refusal:
        # The version that is there stays, so the next attempt is this one once more.
        asked.failure, asked.attempt = str(refusal)[:500], max(0, asked.attempt - 1)
        _end(asked)


def _end(asked: Remaking) -> None:
    asked.ended = timezone.now()
    asked.save(update_fields=["exhausted", "attempt", "failure", "ended"])


@dataclass(frozen=True)
class Made:
    """A block, which attempt gave it, of which versions of the texts it is, and what there is in these for its part."""

    block: draft.Block | None
    attempt: int
    versions: dict[str, Version]
    part: BitePlan


def _made(asked: Remaking) -> Made:
    """The new version. When there is no other: the first one; nothing when that is there still."""
    # The writer of courses is loaded by who makes one, not by every process that serves pages.
    from zwerm.courses.generation.course import LONGEST_BITE, regenerate_block
    from zwerm.courses.generation.plan import make_plan

    block, course = asked.block, asked.block.bite.course
    making = Making.objects.filter(course=course.root_id).first()
    title = making.title if making else course.title
    texts, versions, changed = texts_for(asked.person, block, asked.newest)
    bites = make_plan(texts, title).bites
    part = part_now(block, texts, bites, changed=changed)
    kind = RENEWED[block.kind]
    if asked.newest and kind == draft.TextBlock.kind:
        return Made(text_now(block, texts, bites[part]), 0, versions, bites[part])
    writer = writer_for(asked.person, texts)
    others = (
        Block.objects.filter(bite__course=course, made_in=block.made_in)
        .exclude(pk=block.pk)
        .prefetch_related("questions")
    )
    room = LONGEST_BITE - sum(minutes_of_value(other.whole) for other in others)
    for attempt in dict.fromkeys((asked.attempt, 0)):
        if attempt == 0 and asked.attempt == 1 and not block.edited:
            return Made(None, 0, versions, bites[part])
        made = regenerate_block(bites[part], kind, attempt=attempt, writer=writer, room=room)
        if made is not None:
            return Made(made, attempt, versions, bites[part])
    if asked.newest:
        raise Refused(
            _("The newest text gives nothing of this kind for this part. Change it yourself, or take it out.")
        )
    return Made(None, 0, versions, bites[part])


def _offered_again(asked: Remaking, made: Made) -> frozenset[str]:
    """Into which kinds of blocks goes what is offered anew: those of what was made, all after newer texts, none when what was there stays."""
    if made.block is None:
        return frozenset()
    return SUGGESTED if asked.newest else SUGGESTED & {made.block.kind}


def _suggested(asked: Remaking, made: Made) -> tuple[draft.Suggestion, ...]:
    """What is offered beside what the part says now."""
    from zwerm.courses.generation.suggesting import suggest

    mates = Block.objects.filter(bite__course=asked.block.bite.course_id, made_in=asked.block.made_in)
    others = mates.exclude(pk=asked.block_id).prefetch_related("questions")
    return suggest(made.part, [made.block, *(other.whole for other in others)])


def _replace(asked: Remaking, made: draft.Block, versions: dict[str, Version]) -> None:
    block = _locked(asked.person, asked.block_id)
    asked.other = told(rows_of([block]))
    asked.save(update_fields=["other"])
    before = list(block.questions.all())
    _say(block, made.kind, content_over(block, made), None)
    keep_inside(block, made, {key: version.pk for key, version in versions.items()}, before)
    _follow(block)


@transaction.atomic
def undo_remaking(person: Person, asked: Remaking) -> None:
    """What the block said before comes back, under the same ids; again, and what it said since does. Raises Refused."""
    block = _locked(person, asked.block_id)
    last = block.remakings.last()
    if last is None or last.pk != asked.pk or last.other is None:
        raise Refused(_("This was made again since."))
    first, *hanging = [found.object for found in serializers.deserialize("python", last.other)]
    last.other, last.undone = told(rows_of([block])), None if last.undone else timezone.now()
    last.save(update_fields=["other", "undone"])
    before = cast("Block", first)
    _say(block, before.kind, before.content, before.edited)
    for row in hanging:
        row.save(force_insert=True)
    _follow(block)


def _locked(person: Person, block: UUID) -> Block:
    found = Block.objects.select_for_update(of=("self",)).select_related("bite__course").get(pk=block)
    check_draft(person, found.bite.course)
    return found


def _say(block: Block, kind: str, content: object, edited: datetime | None) -> None:
    """Other words in the place of what it says; its questions, and what it rests on, go with those."""
    block.kind, block.content, block.edited = kind, content, edited
    block.save(update_fields=["kind", "content", "edited"])
    block.questions.all().delete()
    block.rests_on.all().delete()


def _follow(block: Block) -> None:
    compare(block.rests_on.select_related("item", "block", "question"))
    measure_bite(block.bite)


def value_before(asked: Remaking) -> Any:
    """What the block said on the other side of the remaking: its value, of a quiz with its questions."""
    first, *hanging = [found.object for found in serializers.deserialize("python", asked.other or [])]
    value = cast("Block", first).value
    if isinstance(value, draft.Quiz):
        return draft.Quiz(tuple(row.value for row in hanging if isinstance(row, Question)))
    return value
