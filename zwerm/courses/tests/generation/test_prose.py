"""What running text is asked with, and what was found poor in courses of real documents."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Numeric, Ordering
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import TEXTS, every_point, questions

FILLER = (
    "The clinic keeps a register of visitors at the desk. Every visitor signs the register before entering a ward. "
    "The nurse on duty checks the register at the end of the shift. A volunteer brings each visitor to the ward."
)


def prose() -> Source:
    return Source(id="nl-2", title="Inwerken in de keuken", markdown=(TEXTS / "inwerken.md").read_text("utf-8"))


def english(markdown: str, title: str = "Visitors") -> Source:
    return Source(id="en-2", title=title, markdown=markdown)


def test_running_text_without_lists_or_definitions_gives_questions_of_several_kinds() -> None:
    assert {question.kind for question in questions(draft_course([prose()]))} == {"match", "gap"}


def test_the_same_instruction_comes_back_in_other_words() -> None:
    stems = [question.stem for question in questions(draft_course([prose()]))]
    assert len(set(stems)) == len(stems)


def test_a_number_is_asked_by_what_it_counts() -> None:
    course = draft_course([english(f"# Visitors\n\n{FILLER} Visitors must leave the ward within 30 minutes.")])
    (number,) = [question for question in questions(course) if isinstance(question, Numeric)]
    assert number.stem == "How many minutes? Fill in the number."


@pytest.mark.parametrize("sentence", ["Wards must keep 80%-90% of the beds ready.", "Use at least a simple plan."])
def test_a_range_and_a_manner_of_speaking_are_not_asked(sentence: str) -> None:
    asked = questions(draft_course([english(f"# Beds\n\n{FILLER} {sentence}", "Beds")]))
    assert all("at least" not in getattr(question, "choices", ()) for question in asked)
    assert not any(isinstance(question, Numeric) for question in asked)


def test_steps_under_several_headings_are_named_after_what_these_have_in_common() -> None:
    steps = ["Choose the ward", "Call the desk", "Sign the register", "Bring the visitor"]
    parts = "".join(
        f"## Phase {number // 2 + 1}: part {number // 2}\n\n### Step {number + 1}: {step}\n\n{FILLER}\n\n"
        if number % 2 == 0
        else f"### Step {number + 1}: {step}\n\n{FILLER}\n\n"
        for number, step in enumerate(steps)
    )
    course = draft_course([english(f"# Receiving visitors\n\n{parts}", "Receiving visitors")])
    (order,) = [question for question in questions(course) if isinstance(question, Ordering)]
    assert "‘Receiving visitors’" in order.stem


def test_a_bite_is_not_named_after_a_place_in_the_document() -> None:
    part, short = " ".join([FILLER] * 30), " ".join([FILLER] * 6)
    markdown = f"# Guide\n\n## Signing in\n\n{part}\n\n## Who waits where?\n\n{part}\n\n## Conclusion\n\n{short}"
    course = draft_course([english(markdown, "Guide")])
    assert len(course.bites) > 1
    assert "Conclusion" not in [bite.title for bite in course.bites]


def test_a_line_without_a_verb_is_no_key_point() -> None:
    rule = "Every nurse must sign the register at the end of the shift, so that the desk knows who is still inside."
    markdown = f"# Desk\n\n{rule} {FILLER}\n\n- Agreement with the ward on visiting hours of volunteers.\n- Known informally by its number, the desk.\n"
    points = every_point(draft_course([english(markdown, "Desk")]))
    assert rule in points
    assert not any(point.startswith(("Agreement", "Known")) for point in points)
