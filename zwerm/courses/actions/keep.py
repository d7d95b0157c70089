from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Course, Making, Question, Rests, Source
from zwerm.library.models import Item
from zwerm.people.models import Membership, Person, Space


def check_place(person: Person, space: Space, items: Iterable[Item]) -> None:
    """A course may not stand where someone sees it who does not see what it was made from.

    Raises Refused when `person` may not write in `space`, or the space is wider than that of an item.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise Refused(_("You can not add courses to this space. Choose another space."))
    for item in items:
        if not _narrower(person, space, item.space):
            raise Refused(
                _(
                    "“%(item)s” can be seen by fewer people than this space. Choose a space that is as closed as the item."
                )
                % {"item": item.title}
            )


def _narrower(person: Person, space: Space, source: Space) -> bool:
    if source.open or source.id == space.id:
        return True
    if space.open:
        return False
    readers = Membership.objects.filter(space=source).values("person")
    return not Membership.objects.filter(space=space).exclude(person__in=readers).exists()


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
    known = {str(item.id): item for item in items}
    for row, bite in zip(bites, drafted.bites, strict=True):
        _keep_blocks(row, bite, known)
    return course


def _keep_blocks(row: Bite, bite: draft.Bite, known: dict[str, Item]) -> None:
    blocks = Block.objects.bulk_create(
        Block(bite=row, position=position, kind=block.kind, content=content_of(block))
        for position, block in enumerate(bite.blocks)
    )
    for kept, block in zip(blocks, bite.blocks, strict=True):
        keep_inside(kept, block, known)


def keep_inside(kept: Block, block: draft.Block, known: Mapping[str, Item]) -> None:
    """The questions of a block, and what it rests on."""
    if isinstance(block, draft.Quiz):
        Question.objects.bulk_create(
            Question(block=kept, position=position, kind=question.kind, content=msgspec.to_builtins(question))
            for position, question in enumerate(block.questions)
        )
    Rests.objects.bulk_create(Rests(block=kept, item=known[source]) for source in sorted(set(sources_of(block))))


def content_of(block: draft.Block) -> object:
    if isinstance(block, draft.Quiz):
        block = draft.Quiz(questions=())
    return msgspec.to_builtins(block)


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
