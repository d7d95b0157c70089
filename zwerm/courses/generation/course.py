"""From sources to a drafted course, and one block of it again."""

from collections import Counter
from collections.abc import Sequence

from zwerm.courses.generation.draft import (
    Bite,
    Block,
    Card,
    CourseDraft,
    Flashcards,
    OutlineEntry,
    Quiz,
    Sentence,
)
from zwerm.courses.generation.minutes import minutes_of
from zwerm.courses.generation.plan import BitePlan, CoursePlan, make_plan
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.offline import OfflineWriter
from zwerm.courses.generation.writers.writer import CourseWriter

LONGEST_BITE = 9.9
FEWEST_QUESTIONS = 3
MOST_COURSE_CARDS = 40


def draft_course(sources: Sequence[Source], title: str = "", writer: CourseWriter | None = None) -> CourseDraft:
    """A course of everything that the sources teach. The same sources give the same course, to the byte.

    Sources from which nothing can be taught give a course without bites; `left_out` then says why.
    """
    plan = make_plan(sources, title)
    writer = writer or OfflineWriter()
    bites = tuple(write_bite(bite, writer, plan.rejected) for bite in plan.bites)
    return CourseDraft(
        title=plan.title,
        language=plan.language,
        outline=tuple(_outline(bite, made) for bite, made in zip(plan.bites, bites, strict=True)),
        bites=bites,
        cards=_course_cards(bites),
        left_out=plan.left_out,
        rejected=_counts(plan),
    )


def write_bite(plan: BitePlan, writer: CourseWriter, rejected: Counter[str]) -> Bite:
    """All blocks of a bite, in the order in which they are taken."""
    written: list[Block | None] = [
        *writer.write_text(plan),
        writer.write_key_points(plan),
        writer.write_glossary(plan),
        writer.write_quiz(plan, rejected),
        writer.write_reflection(plan),
        writer.write_flashcards(plan),
    ]
    blocks = _fit([block for block in written if block is not None])
    return Bite(plan.title, round(sum(map(minutes_of, blocks)), 1), tuple(blocks))


def regenerate_block(
    sources: Sequence[Source],
    title: str,
    bite: int,
    block: int,
    attempt: int = 1,
    writer: CourseWriter | None = None,
) -> Block:
    """Block `block` of bite `bite` made again, of the same kind. Each attempt gives the next best where there is one.

    Raises IndexError when the sources have changed so much that there is no such block any more.
    """
    plan = make_plan(sources, title)
    writer = writer or OfflineWriter()
    chosen = plan.bites[bite]
    before = write_bite(chosen, writer, Counter()).blocks[block]
    if before.kind == "text":
        texts = writer.write_text(chosen, attempt)
        return texts[block]
    again: dict[str, Block | None] = {
        "key_points": writer.write_key_points(chosen, attempt),
        "glossary": writer.write_glossary(chosen, attempt),
        "quiz": writer.write_quiz(chosen, Counter(), attempt),
        "flashcards": writer.write_flashcards(chosen, attempt),
        "reflection": writer.write_reflection(chosen, attempt),
    }
    return again[before.kind] or before


def _fit(blocks: list[Block]) -> list[Block]:
    """Takes away cards and then questions, from the end, until the bite fits in its time."""
    while sum(map(minutes_of, blocks)) > LONGEST_BITE:
        for number in range(len(blocks) - 1, -1, -1):
            block = blocks[number]
            if isinstance(block, Flashcards) and len(block.cards) > 1:
                blocks[number] = Flashcards(block.cards[:-1])
                break
            if isinstance(block, Quiz) and len(block.questions) > FEWEST_QUESTIONS:
                blocks[number] = Quiz(block.questions[:-1])
                break
        else:
            break
    return blocks


def _outline(plan: BitePlan, bite: Bite) -> OutlineEntry:
    titles = [plan.material.units[n].section.title for n in plan.inside if plan.material.units[n].part == 0]
    headings = tuple(
        Sentence(clean_title(title.text), (title.span,)) for title in titles if title and clean_title(title.text)
    )
    return OutlineEntry(bite.title, bite.minutes, headings)


def _course_cards(bites: Sequence[Bite]) -> tuple[Card, ...]:
    """The cards of all bites in turn, the first of each before the second of any, each front once."""
    lists = [block.cards for bite in bites for block in bite.blocks if isinstance(block, Flashcards)]
    found: dict[str, Card] = {}
    for place in range(max(map(len, lists), default=0)):
        for cards in lists:
            if place < len(cards):
                found.setdefault(cards[place].front.casefold(), cards[place])
    return tuple(found.values())[:MOST_COURSE_CARDS]


def _counts(plan: CoursePlan) -> dict[str, int]:
    return {name: count for name, count in sorted(plan.rejected.items()) if count}
