"""From sources to a drafted course, and one block of it again."""

from collections import Counter
from collections.abc import Callable, Sequence

from zwerm.courses.generation.draft import (
    Bite,
    Block,
    Card,
    CourseDraft,
    Flashcards,
    Glossary,
    KeyPoints,
    OutlineEntry,
    Quiz,
    Reflection,
    Sentence,
)
from zwerm.courses.generation.minutes import minutes_of
from zwerm.courses.generation.plan import BitePlan, CoursePlan, make_plan
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.suggesting import suggest
from zwerm.courses.generation.writers.offline import OfflineWriter
from zwerm.courses.generation.writers.writer import CourseWriter

LONGEST_BITE = 9.9
FEWEST_QUESTIONS, FEWEST_POINTS = 3, 2
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
    """All blocks of a bite, in the order in which they are taken.

    The points to remember and the words that are explained stand after what is asked: who has just read them tells no more than that.
    """
    written: list[Block | None] = [
        *writer.write_text(plan),
        writer.write_quiz(plan, rejected),
        writer.write_key_points(plan),
        writer.write_glossary(plan),
        writer.write_reflection(plan),
        writer.write_flashcards(plan),
    ]
    blocks = _fit([block for block in written if block is not None])
    return Bite(plan.title, round(sum(map(minutes_of, blocks)), 1), tuple(blocks), suggest(plan, blocks))


def regenerate_block(
    plan: BitePlan,
    kind: str,
    attempt: int = 1,
    writer: CourseWriter | None = None,
    room: float = LONGEST_BITE,
) -> Block | None:
    """The block of this kind in the bite made again, in at most `room` minutes; attempt 0 is the first one.

    The same attempt gives the same. None when nothing else can be made of the sources. Of text there is no other: it is
    the source's own.
    """
    writer = writer or OfflineWriter()
    again: dict[str, Callable[[], Block | None]] = {
        KeyPoints.kind: lambda: writer.write_key_points(plan, attempt),
        Glossary.kind: lambda: writer.write_glossary(plan, attempt),
        Quiz.kind: lambda: writer.write_quiz(plan, Counter(), attempt),
        Flashcards.kind: lambda: writer.write_flashcards(plan, attempt),
        Reflection.kind: lambda: writer.write_reflection(plan, attempt),
    }
    made = again[kind]() if kind in again else None
    return _fit([made], room)[0] if made else None


def _fit(blocks: list[Block], room: float = LONGEST_BITE) -> list[Block]:
    """Takes away cards, points and then questions, from the end, until they fit in the time; under three questions only where
    long ones would not fit otherwise."""
    fewest = FEWEST_QUESTIONS
    while sum(map(minutes_of, blocks)) > room:
        for number in range(len(blocks) - 1, -1, -1):
            block = blocks[number]
            if isinstance(block, Flashcards) and len(block.cards) > 1:
                blocks[number] = Flashcards(block.cards[:-1])
                break
            if isinstance(block, KeyPoints) and len(block.points) > FEWEST_POINTS:
                blocks[number] = KeyPoints(block.points[:-1])
                break
            if isinstance(block, Quiz) and len(block.questions) > fewest:
                blocks[number] = Quiz(block.questions[:-1])
                break
        else:
            if fewest == 1:
                break
            fewest = 1
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
