"""Two small documents that every test of generation shares, and short ways to make questions."""

from collections import Counter
from pathlib import Path

from zwerm.courses.generation.draft import (
    Bite,
    Block,
    CourseDraft,
    Doubt,
    Gap,
    KeyPoints,
    Matching,
    MultipleChoice,
    Option,
    Pair,
    Question,
    Quiz,
    Sentence,
    SingleChoice,
    Span,
)
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions import entries, enumerations, procedures
from zwerm.courses.generation.questions.quiz import MAKERS, choose_questions
from zwerm.courses.generation.source import Source

TEXTS = Path(__file__).parent / "texts"
# Ways of asking without a flaw, also those that are left to the author.
EVERY_WAY = (*MAKERS, entries.propose_rows, enumerations.propose, procedures.propose)
SOMEWHERE = (Span("a", 0, 1),)


def dutch() -> Source:
    return Source(
        id="nl-1",
        title="De koelketen van vaccins",
        is_how_to=True,
        markdown=(TEXTS / "koelketen.md").read_text("utf-8"),
    )


def english() -> Source:
    return Source(
        id="en-1", title="Handling incidents", is_how_to=True, markdown=(TEXTS / "incidents.md").read_text("utf-8")
    )


def choice(stem: str, right: str, *wrong: str, quote: str = "") -> SingleChoice:
    options = [Option(right, True, SOMEWHERE), *(Option(text, False, SOMEWHERE) for text in wrong)]
    return SingleChoice(stem, tuple(options), (), SOMEWHERE, quote)


def choices(stem: str, right: list[str], wrong: list[str], quote: str = "") -> MultipleChoice:
    options = [Option(text, True, SOMEWHERE) for text in right] + [Option(text, False, SOMEWHERE) for text in wrong]
    return MultipleChoice(stem, tuple(options), (), SOMEWHERE, quote)


def gap(before: str, answer: str, after: str, *others: str) -> Gap:
    return Gap("Welk woord hoort op de open plek?", before, after, answer, (), SOMEWHERE, choices=(answer, *others))


def shown(text: str) -> Sentence:
    return Sentence(text, SOMEWHERE)


def pairs(*entries: tuple[str, str]) -> Matching:
    return Matching(
        "Wat hoort bij elkaar?",
        tuple(Pair(shown(left), shown(right)) for left, right in entries),
        (),
        SOMEWHERE,
    )


def blocks(course: CourseDraft, kind: str) -> list[Block]:
    return [block for bite in course.bites for block in bite.blocks if block.kind == kind]


def questions(course: CourseDraft, kind: str = "") -> list[Question]:
    """Everything that is asked and marked, in the draft or when its author takes it."""
    found = [*in_draft(course), *offered(course)]
    return [question for question in found if kind in ("", question.kind)]


def everything_of(material: Material, most: int = 40) -> list[Question]:
    """More questions than a bite takes, with those that are left to the author."""
    return list(choose_questions(material, range(len(material.units)), most, Counter(), makers=EVERY_WAY))


def in_draft(course: CourseDraft) -> list[Question]:
    found = [q for block in blocks(course, "quiz") if isinstance(block, Quiz) for q in block.questions]
    return [question for question in found if question.is_marked]


def offered(course: CourseDraft) -> list[Question]:
    """Sound questions that are left to the author: orders, what belongs to what, and details."""
    ways = (Doubt.steps, Doubt.named, Doubt.detail)
    return [question for question, why in suggested(course) if why in ways]


def suggested(course: CourseDraft) -> list[tuple[Question, str]]:
    """Questions that are offered to the author, each with why."""
    found = [one for bite in course.bites for one in bite.suggested]
    return [(one.value, one.why) for one in found if not isinstance(one.value, KeyPoints)]


def suggested_points(course: CourseDraft) -> list[str]:
    found = [one.value for bite in course.bites for one in bite.suggested]
    return [point.text for value in found if isinstance(value, KeyPoints) for point in value.points]


def every_point(course: CourseDraft) -> list[str]:
    """Those that stand in the draft or are offered to its author."""
    return [*points(course), *suggested_points(course)]


def points(course: CourseDraft) -> list[str]:
    """Those that stand in the draft."""
    found = blocks(course, "key_points")
    return [point.text for block in found if isinstance(block, KeyPoints) for point in block.points]


def bite_texts(bite: Bite) -> list[str]:
    """Every sentence shown in the text of a bite."""
    from zwerm.courses.generation.resolve import claims

    only_text = Bite(bite.title, bite.minutes, tuple(block for block in bite.blocks if block.kind == "text"))
    return [claim.text for claim in claims(CourseDraft("", "", (), (only_text,), ()))]
