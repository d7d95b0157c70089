from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.authoring import check_draft, measure_bite
from zwerm.courses.actions.generate import source_of, writer_for
from zwerm.courses.actions.keep import content_over, keep_inside
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.stale import compare
from zwerm.courses.generation import draft
from zwerm.courses.models import Block, Course, Making, Remaking, Source
from zwerm.courses.rules.authored import minutes_of_value
from zwerm.library.models import Item
from zwerm.people.models import Person

# Of the source's own words, and of an author's, there is no other version.
REMADE = frozenset(
    kind.kind for kind in (draft.KeyPoints, draft.Glossary, draft.Quiz, draft.Flashcards, draft.Reflection)
)


def can_be_remade(block: Block) -> bool:
    return block.kind in REMADE and block.made_in is not None


@transaction.atomic
def ask_to_remake(person: Person, block: Block, number: int) -> tuple[Remaking, bool]:
    """Keep the wish for another version of a block; the second answer says whether someone must carry it out now.

    `number` counts how often it was asked, from 1: the same number again (a double click) is the same wish. Raises Refused.
    """
    block = Block.objects.select_for_update(of=("self",)).select_related("bite__course").get(pk=block.pk)
    check_draft(person, block.bite.course)
    if not can_be_remade(block):
        raise Refused(_("This text stands in your source as it is here. Take it out, or change the source."))
    last = block.remakings.last()
    if last and (last.is_busy or number <= last.number):
        return last, False
    attempt = last.attempt + 1 if last else 1
    asked = Remaking(block=block, person=person, number=last.number + 1 if last else 1, attempt=attempt)
    asked.asked = timezone.now()
    asked.save()
    return asked, True


def carry_out_remaking(asked: Remaking) -> None:
    """Make the block again and put it in the place of the old one; once."""
    if asked.ended:
        return
    try:
        made, attempt = _made(asked)
        with transaction.atomic():
            if made is not None:
                _replace(asked, made)
            asked.exhausted, asked.attempt = attempt != asked.attempt, attempt
            _end(asked)
    except Refused as refusal:
        # The version that is there stays, so the next attempt is this one once more.
        asked.failure, asked.attempt = str(refusal)[:500], asked.attempt - 1
        _end(asked)


def _end(asked: Remaking) -> None:
    asked.ended = timezone.now()
    asked.save(update_fields=["exhausted", "attempt", "failure", "ended"])


def _made(asked: Remaking) -> tuple[draft.Block | None, int]:
    """The new version and which attempt gave it. When there is no other: the first one; nothing when that is there still."""
    # The writer of courses is loaded by who makes one, not by every process that serves pages.
    from zwerm.courses.generation.course import LONGEST_BITE, regenerate_block

    block, course = asked.block, asked.block.bite.course
    making = Making.objects.filter(course=course.revises_id or course.pk).first()
    sources = [source_of(source.item, source.version) for source in _sources(asked.person, course)]
    writer = writer_for(asked.person, sources)
    others = (
        Block.objects.filter(bite__course=course, made_in=block.made_in)
        .exclude(pk=block.pk)
        .prefetch_related("questions")
    )
    room = LONGEST_BITE - sum(minutes_of_value(other.whole) for other in others)
    for attempt in (asked.attempt, 0):
        if attempt == 0 and asked.attempt == 1:
            return None, 0
        try:
            made = regenerate_block(
                sources,
                making.title if making else course.title,
                block.made_in or 0,
                block.kind,
                attempt=attempt,
                writer=writer,
                room=room,
            )
        except IndexError:
            raise Refused(
                _("This course was made in another way than we do now. Make it again from its texts.")
            ) from None
        if made is not None:
            return made, attempt
    return None, 0


def _sources(person: Person, course: Course) -> list[Source]:
    """What the course was made from, as it was. Raises Refused when the author does not see all of it any more."""
    sources = list(course.sources.select_related("item__space", "version").prefetch_related("version__passages"))
    visible = set(
        Item.objects.visible_to(person).filter(pk__in=[s.item_id for s in sources]).values_list("pk", flat=True)
    )
    if not sources or any(source.item_id not in visible for source in sources):
        raise Refused(_("You no longer see a text that this course was made from, so nothing can be made again of it."))
    if any(source.item.set_aside is not None for source in sources):
        raise Refused(_("A text that this course was made from is set aside, so nothing can be made again of it."))
    return sources


def _replace(asked: Remaking, made: draft.Block) -> None:
    block = Block.objects.select_for_update(of=("self",)).select_related("bite__course").get(pk=asked.block_id)
    check_draft(asked.person, block.bite.course)
    block.content, block.edited = content_over(block, made), None
    block.save(update_fields=["content", "edited"])
    block.questions.all().delete()
    block.rests_on.all().delete()
    keep_inside(block, made, {str(source.item_id): source.version_id for source in block.bite.course.sources.all()})
    compare(block.rests_on.select_related("item", "block", "question"))
    measure_bite(block.bite)
