"""What a page tells to do stays in its course, whatever stands above it."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Heading, TextBlock
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.told import sentences_in
from zwerm.courses.tests.generation.world import blocks

FILLER = {
    "nl": "De sluis ligt aan het einde van de vaart en wordt door twee wachters bediend. De kolk is zestig meter lang en diep genoeg voor elk schip van de streek.",
    "en": "The lock lies at the end of the canal and is worked by two keepers. The chamber is sixty metres long and deep enough for each ship of the region.",
}


def course(markdown: str, language: str) -> CourseDraft:
    title = {"nl": "De sluis", "en": "The lock"}[language]
    text = f"# {title}\n\n{FILLER[language]}\n\n{markdown}"
    return draft_course([Source(id="a", title=title, markdown=text, language=language)])


def told(made: CourseDraft) -> str:
    texts = [block for block in blocks(made, "text") if isinstance(block, TextBlock)]
    return " | ".join(sentence.text for block in texts for sentence in sentences_in(block))


@pytest.mark.parametrize(
    ("lead", "steps", "language"),
    [
        (
            "In dit hoofdstuk leer je hoe je de sluis leegt.",
            (
                "Controleer of de schuiven dicht zijn.",
                "Draai de onderste schuif open.",
                "Wacht tot het water stilstaat.",
            ),
            "nl",
        ),
        (
            "In this section of the guide, you would learn how to empty the lock.",
            (
                "Verify that the gates are closed.",
                "Turn the lower paddle open.",
                "Run `empty lock` until the water is still.",
            ),
            "en",
        ),
    ],
)
def test_steps_below_a_sentence_about_the_page_stay(lead: str, steps: tuple[str, ...], language: str) -> None:
    found = told(course(f"## Leeg – empty\n\n{lead}\n\n" + "\n".join(f"- {step}" for step in steps), language))
    for step in steps:
        assert step.replace("`", "").rstrip(".") in found


def test_a_list_of_the_headings_of_a_page_is_left_out() -> None:
    parts = "".join(
        f"## {name}\n\nHier werkt de sluiswachter van de vroege dienst, elke dag van het jaar.\n\n"
        for name in ("De schuiven", "De kolk", "De wachters")
    )
    made = course(
        f"## Vooraf\n\nIn dit hoofdstuk lees je over:\n\n- [De schuiven](#de-schuiven)\n- [De kolk](#de-kolk)\n- [De wachters](#de-wachters)\n\n{parts}",
        "nl",
    )
    assert "In dit hoofdstuk" not in told(made)
    assert {left.reason for left in made.left_out if left.heading == "Vooraf"} == {"contents"}


def test_a_section_that_announces_lists_under_headings_beside_it_keeps_its_heading_and_its_words() -> None:
    lists = "## Wachter\n\n- Sluit de deuren voor het donker.\n- Schrijf elk schip op.\n\n## Schipper\n\n- Vaar langzaam de kolk in.\n- Leg aan twee kanten vast.\n"
    made = course(f"## Vanaf 2 augustus\n\nWie door de sluis gaat, moet dan voldoen aan deze eisen:\n\n{lists}", "nl")
    heads = [part.text for block in blocks(made, "text") for part in block.parts if isinstance(part, Heading)]  # type: ignore[union-attr]
    assert "Vanaf 2 augustus" in heads
    assert "moet dan voldoen aan deze eisen" in told(made)
