"""Which texts a block is made again from, and where in these it belongs when they changed since the course was drafted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from zwerm.courses.actions.generate import source_of
from zwerm.courses.actions.refused import Refused
from zwerm.courses.generation import draft
from zwerm.courses.generation.source import Source as Text
from zwerm.courses.models import Block, Course, Source
from zwerm.courses.rules.authored import Prose
from zwerm.courses.rules.rewriting import same_words, spans_of
from zwerm.library.models import Item, Version
from zwerm.library.rules.plain import plain_text
from zwerm.people.models import Person

if TYPE_CHECKING:
    from zwerm.courses.generation.plan import BitePlan

# What holds the words of a text, as they are or changed by an author.
TOLD = (draft.TextBlock.kind, Prose.kind)


def texts_for(person: Person, block: Block, newest: bool) -> tuple[list[Text], dict[str, Version], bool]:
    """What `block` is made again from, at which version of each, and whether any of it is newer than the course as it was drafted.

    As they are now with `newest`; else as the block knows them. Raises Refused when the author does not see all of it any more.
    """
    sources = _sources(person, block.bite.course)
    known = {
        str(rest.item_id): rest.version for rest in block.rests_on.select_related("version").order_by("version__number")
    }
    versions = {
        key: source.item.version if newest else known.get(key, source.version)
        for key, source in ((str(source.item_id), source) for source in sources)
    }
    texts = [source_of(source.item, versions[str(source.item_id)]) for source in sources]
    return texts, versions, any(versions[str(source.item_id)].pk != source.version_id for source in sources)


def _sources(person: Person, course: Course) -> list[Source]:
    sources = list(course.sources.select_related("item__space", "item__current", "version"))
    keys = [source.item_id for source in sources]
    visible = set(Item.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    if not sources or any(key not in visible for key in keys):
        raise Refused(_("You no longer see a text that this course was made from, so nothing can be made again of it."))
    if any(source.item.set_aside is not None for source in sources):
        raise Refused(_("A text that this course was made from is set aside, so nothing can be made again of it."))
    return sources


def part_now(block: Block, texts: Sequence[Text], bites: Sequence[BitePlan], *, changed: bool) -> int:
    """The number of the part, in what these texts give now, that holds most of what the part of `block` held.

    Of one text that did not change (`changed`) it is the one that it was made in. Of several texts courses of before have parts that hold
    more than one, and others than we make now. Raises Refused for such a part, and when nothing of what it held is left.
    """
    if not changed and len(texts) == 1:
        return _as_made(block, bites)
    # The writer of courses is loaded by who makes one, not by every process that serves pages.
    from zwerm.courses.generation.writers.offline import OfflineWriter

    mates = Block.objects.filter(bite__course=block.bite.course, made_in=block.made_in).prefetch_related("questions")
    told = (span for mate in mates if mate.kind in TOLD for span in spans_of(mate.value))
    if len({span.source for span in told}) > 1:
        raise _made_otherwise()
    before, words, writer = words_of(mates), _Words(texts), OfflineWriter()
    shares = [
        len(before & {words.at(span) for made in writer.write_text(bite) for span in spans_of(made)}) for bite in bites
    ]
    best = max(
        range(len(shares)), key=lambda number: (shares[number], -abs(number - (block.made_in or 0))), default=None
    )
    if best is None or (shares[best] == 0 and len(shares) > 1):
        if not changed:
            return _as_made(block, bites)
        raise Refused(
            _(
                "The newest text holds nothing of what this part was about. Change it yourself, or make a new course of the text."
            )
        )
    return best


def _as_made(block: Block, bites: Sequence[BitePlan]) -> int:
    part = block.made_in or 0
    if part >= len(bites):
        raise _made_otherwise()
    return part


def _made_otherwise() -> Refused:
    return Refused(_("This course was made in another way than we do now. Make it again from its texts."))


def text_now(block: Block, texts: Sequence[Text], bite: BitePlan) -> draft.Block | None:
    """The text of the part; of several the one that has most of what `block` says."""
    from zwerm.courses.generation.writers.offline import OfflineWriter

    before, words = words_of([block]), _Words(texts)
    made = OfflineWriter().write_text(bite)
    return max(made, key=lambda one: len(before & {words.at(span) for span in spans_of(one)}), default=None)


def words_of(blocks: Iterable[Block]) -> set[str]:
    """The words in their sources that blocks rest on, as a reader sees them."""
    found, read = set(), dict[UUID, str]()
    for block in blocks:
        for rest in block.rests_on.all():
            if rest.version_id not in read:
                read[rest.version_id] = Version.objects.values_list("text", flat=True).get(pk=rest.version_id)
            spans = [span for span in spans_of(rest.value) if span.source == str(rest.item_id)]
            found |= {_seen(read[rest.version_id][span.start : span.end]) for span in spans}
    return found


class _Words:
    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = {text.id: text.markdown for text in texts}

    def at(self, span: draft.Span) -> str:
        return _seen(self._texts[span.source][span.start : span.end])


def _seen(words: str) -> str:
    return plain_text(same_words(words))
