from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from secrets import token_hex
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Course, CourseSkill, Footing, Making, Question, Rests, Source, Suggestion
from zwerm.courses.models.bite import render_words
from zwerm.courses.rules.authored import BlockValue, Prose, Task, Video
from zwerm.courses.rules.marking import asked_again
from zwerm.courses.rules.rewriting import same_cards
from zwerm.library.models import Item, ItemSkill
from zwerm.library.rules.markdown import RENDERER
from zwerm.people.models import Membership, Person, Space
from zwerm.skills.actions import take_along

# Id of an item → of the version that spans into it point into.
Places: TypeAlias = Mapping[str, UUID]


def check_place(person: Person, space: Space, items: Iterable[Item]) -> None:
    """A course may not stand where someone sees it who does not see what it was made from.

    Raises Refused when `person` may not write in `space`, or the space is wider than that of an item.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise Refused(_("You can not add courses to this space. Choose another space."))
    for item in items:
        if item.space.open or item.space_id == space.id:
            continue
        if not Space.objects.filter(_as_closed_as(item.space), id=space.id).exists():
            raise Refused(
                _(
                    "“%(item)s” can be seen by fewer people than this space. Choose a space that is as closed as the item."
                )
                % {"item": item.title}
            )


def places_for(person: Person, items: Iterable[Item]) -> QuerySet[Space]:
    """Where a course of these items may stand: see `check_place`."""
    spaces = Space.objects.writable_by(person)
    for source in {item.space for item in items if not item.space.open}:
        spaces = spaces.filter(_as_closed_as(source))
    return spaces


def _as_closed_as(source: Space) -> Q:
    """Spaces in which nobody sees more than in `source`: everyone there sees that one too."""
    if source.open:
        return Q()
    readers = Membership.objects.filter(space=source).values("person")
    others = Membership.objects.filter(space=OuterRef("pk")).exclude(person__in=readers)
    return Q(pk=source.pk) | Q(~Exists(others), open=False)


@transaction.atomic
def keep_course(
    person: Person, space: Space, drafted: draft.CourseDraft, items: Sequence[Item], asked_title: str = ""
) -> Course:
    """Keep a drafted course as a draft of `person`. Source ids in the draft are ids of `items`.

    `asked_title` is the title it was drafted with. Raises Refused (see `check_place`).
    """
    check_place(person, space, items)
    course = Course.objects.create(space=space, title=drafted.title[:300], language=drafted.language, author=person)
    Source.objects.bulk_create(
        Source(course=course, item=item, version=item.version, position=position) for position, item in enumerate(items)
    )
    take_along(person, CourseSkill, course, ItemSkill.objects.filter(thing__in=items))
    Making.objects.create(
        course=course,
        title=asked_title,
        left_out=msgspec.to_builtins(drafted.left_out),
        rejected=dict(drafted.rejected),
    )
    bites = Bite.objects.bulk_create(
        Bite(course=course, position=position, title=bite.title[:300], minutes=bite.minutes)
        for position, bite in enumerate(drafted.bites)
    )
    places = {str(item.id): item.version.pk for item in items}
    for row, bite in zip(bites, drafted.bites, strict=True):
        _keep_blocks(row, bite, places)
        keep_suggestions(row, row.position, bite.suggested, places)
    return course


def _keep_blocks(row: Bite, bite: draft.Bite, places: Places) -> None:
    blocks = Block.objects.bulk_create(
        Block(bite=row, position=position, kind=block.kind, content=content_of(block), made_in=row.position)
        for position, block in enumerate(bite.blocks)
    )
    for kept, block in zip(blocks, bite.blocks, strict=True):
        keep_inside(kept, block, places)


def keep_inside(kept: Block, block: BlockValue, places: Places, before: Sequence[Question] = ()) -> None:
    """The questions of a block, and what it rests on. Those of `before`, which are gone, keep their ids where they return."""
    if not isinstance(block, draft.Quiz):
        rest(kept, block, places)
        return
    again = asked_again([row.value for row in before], block.questions)
    questions = [
        Question(block=kept, position=position, kind=question.kind, content=msgspec.to_builtins(question))
        for position, question in enumerate(block.questions)
    ]
    for row, number in zip(questions, again, strict=True):
        if number is not None:
            row.id, row.origin_id, row.edition = before[number].id, before[number].origin_id, before[number].edition
    Question.objects.bulk_create(questions)
    for row, question in zip(questions, block.questions, strict=True):
        rest(kept, question, places, row)


def keep_suggestions(bite: Bite, made_in: int, suggested: Iterable[draft.Suggestion], places: Places) -> None:
    rows = Suggestion.objects.bulk_create(
        Suggestion(bite=bite, position=position, made_in=made_in, content=msgspec.to_builtins(one.value), why=one.why)
        for position, one in enumerate(suggested)
    )
    Footing.objects.bulk_create(
        Footing(suggestion=row, item_id=UUID(source), version_id=places[source])
        for row in rows
        for source in sorted(set(sources_of(row.value)))
    )


def rest(block: Block, value: object, places: Places, question: Question | None = None) -> None:
    """Write down which items the spans in `value` point into. Spans into others were cut off before."""
    Rests.objects.bulk_create(
        Rests(block=block, question=question, item_id=UUID(source), version_id=places[source])
        for source in sorted(set(sources_of(value)))
    )


def rest_again(block: Block, value: object, question: Question | None = None) -> None:
    """After an author wrote in it: in the versions that its spans pointed into. Who wrote saw what had changed there."""
    known = {str(rest.item_id): rest for rest in Rests.objects.filter(block=block, question=question)}
    left = set(sources_of(value))
    for source, rest in known.items():
        if source not in left:
            rest.delete()
        elif rest.since:
            rest.kept, rest.changes, rest.since = [*rest.kept, *rest.changes], [], None
            rest.save(update_fields=["kept", "changes", "since"])


def content_of(block: BlockValue, language: str = "") -> dict[str, Any]:
    """What is kept of a block; an author's words with the HTML that is made of them once."""
    if isinstance(block, draft.Quiz):
        block = draft.Quiz(questions=())
    content: dict[str, Any] = msgspec.to_builtins(block)
    match block:
        case Prose(markdown=words) | Task(markdown=words) | Video(said=words):
            content |= {"html": render_words(words, language), "renderer": RENDERER}
    return content


def content_over(block: Block, value: BlockValue, language: str = "") -> dict[str, Any]:
    """What is kept when `value` comes in the place of what the block says now: cards stay the cards that they were."""
    content = content_of(value, language)
    before = block.value
    if isinstance(value, draft.Flashcards):
        known = before.cards if isinstance(before, draft.Flashcards) else ()
        olds = same_cards(value.cards, list(zip(known, block.card_keys, strict=False)))
        keys = [key or token_hex(4) for key in olds]
        if keys != [str(number) for number in range(len(keys))]:
            content["keys"] = keys
    return content


def sources_of(value: object) -> Iterator[str]:
    """The id of every source that a span anywhere in `value` points into."""
    if isinstance(value, draft.Span):
        yield value.source
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from sources_of(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from sources_of(part)
