"""What is asked says of what it is asked."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Numeric
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.test_found_poor import BEZOEK, fronts
from zwerm.courses.tests.generation.world import every_point, questions
from zwerm.language.standalone import lacks_subject

LIMIT = "Maximaal 4 gram per dag, bij jonge planten maximaal 2."


def test_a_limit_without_a_subject_is_asked_under_its_heading() -> None:
    markdown = f"# Kas\n\n{BEZOEK}\n\n## Kalkpoeder\n\n{LIMIT}"
    made = draft_course([Source(id="a", title="Kas", markdown=markdown, language="nl")])
    asked = [question.stem for question in questions(made) if isinstance(question, Numeric)]
    cards = [front for front in fronts(made) if "gram per dag" in front]
    assert [*asked, *cards]
    assert all("Kalkpoeder" in text for text in (*asked, *cards))
    assert LIMIT not in every_point(made)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LIMIT, "nl"),
        ("Is het 3 of hoger, dan meet de tuinman de grond opnieuw.", "nl"),
        ("Hester plant ze minstens 40 centimeter uit elkaar.", "nl"),
        ("At most 2 spoons a day, for young plants 1.", "en"),
        ("The gardener waters them at least 3 times a week.", "en"),
    ],
)
def test_a_rule_that_does_not_say_of_what_lacks_its_subject(text: str, language: str) -> None:
    assert lacks_subject(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hester plant de rozen minstens 40 centimeter uit elkaar.", "nl"),
        ("Maximaal 4 mensen mogen tegelijk in de kas zijn.", "nl"),
        ("At least 2 people must close the gate.", "en"),
        ("The gardener waters the roses at least 3 times a week.", "en"),
    ],
)
def test_a_rule_that_says_of_what_has_its_subject(text: str, language: str) -> None:
    assert not lacks_subject(text, language)
