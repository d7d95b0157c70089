"""A time on the clock is no number of hours; a number is asked below a heading that says of what it is."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Numeric
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.test_found_poor import BEZOEK, fronts
from zwerm.courses.tests.generation.world import questions


def asked(sentence: str) -> list[str]:
    made = draft_course([Source(id="a", title="Bezoek", markdown=f"# Bezoek\n\n{BEZOEK} {sentence}", language="nl")])
    numbers = [question.before for question in questions(made) if isinstance(question, Numeric)]
    return [text for text in (*numbers, *fronts(made)) if "nachtzuster" in text]


@pytest.mark.parametrize(
    "sentence",
    [
        "De nachtzuster moet elke ochtend om 7 uur het register naar de balie brengen.",
        "De nachtzuster moet het register uiterlijk vier uur 's middags bij de balie inleveren.",
        "De nachtzuster moet het register vanaf 6 uur bij de balie afgeven.",
    ],
)
def test_a_clock_time_is_not_asked_as_a_number_of_hours(sentence: str) -> None:
    assert not [text for text in asked(sentence) if "____" in text or text.endswith((" om ", " uiterlijk ", " vanaf "))]


@pytest.mark.parametrize(
    "sentence",
    [
        "De nachtzuster moet het register binnen 4 uur naar de balie brengen.",
        "De nachtzuster moet om de 4 uur het register nakijken bij de balie.",
    ],
)
def test_a_number_of_hours_is_asked(sentence: str) -> None:
    assert asked(sentence)


@pytest.mark.parametrize(
    ("heading", "before"),
    [
        ("Waar let je op", "‘Nachtronde’: hoeveel uur? Vul het getal in."),
        ("Wat heb je nodig?", "‘Nachtronde’: hoeveel uur? Vul het getal in."),
        ("Wat je bij brand doet", "‘Wat je bij brand doet’: hoeveel uur? Vul het getal in."),
        ("Brandmelder", "‘Brandmelder’: hoeveel uur? Vul het getal in."),
    ],
)
def test_a_heading_that_any_page_may_have_gives_way_to_the_title(heading: str, before: str) -> None:
    text = f"# Nachtronde\n\n{BEZOEK}\n\n## {heading}\n\nDe portier moet het register binnen 4 uur naar de balie brengen.\n"
    made = draft_course([Source(id="a", title="Nachtronde", markdown=text, language="nl")])
    assert before in [question.stem for question in questions(made)]
