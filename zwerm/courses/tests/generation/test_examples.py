"""What is shown as an example is read, and never taught as if it were so."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft
from zwerm.courses.generation.resolve import claims
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts

RULES = (
    "Een overdracht is een gesprek dat de zorg voor een bewoner van de ene dienst naar de andere brengt. "
    "De verpleegkundige moet binnen 15 minuten na het begin van de dienst alle bewoners kennen. "
    "Als een bewoner in de nacht onrustig is, meldt de nachtdienst dat aan de arts. "
    "De teamleider moet elke maandag de lijst met afspraken nakijken."
)
SAMPLE = (
    "De vijverwacht is een buurman die elke winter bij mevrouw Brandsma let op de dikte van het ijs en de bewoners waarschuwt. "
    "Haar kat moet minstens 3 keer per dag eten krijgen. Als de vijver bevriest, belt mevrouw Brandsma de tuinman."
)
TABLE = "| Meting | 8 uur | 12 uur |\n|---|---|---|\n| adem van Brandsma | 19 keer per minuut | 22 keer per minuut |\n| pols van Brandsma | 88 en vast | 96 en vast |\n| warmte van Brandsma | 37,8 graden | 38,4 graden |\n| druk van Brandsma | 130 over 80 | 125 over 75 |"


def taught(made: CourseDraft) -> str:
    """Everything that a course says outside the text of its source."""
    everything = [claim.text for claim in claims(made)]
    texts = [text for bite in made.bites for text in bite_texts(bite)]
    for text in texts:
        everything.remove(text)
    return " ".join(everything)


def course(below: str, language: str = "nl") -> CourseDraft:
    markdown = f"## Zo draag je over\n\n{RULES}\n\n{below}"
    return draft_course([Source(id="a", title="Overdragen", markdown=markdown, language=language)])


@pytest.mark.parametrize(
    "below",
    [
        f"## Een voorbeeld van een verslag\n\n{SAMPLE}\n\n{TABLE}",
        f"## Voorbeeldverslag\n\n### Mevrouw Brandsma\n\n{SAMPLE}\n\n{TABLE}",
        f"**Voorbeeld**\n\n{SAMPLE}",
        f"Bijvoorbeeld: {SAMPLE}",
        f"Een voorbeeld van een ingevuld formulier:\n\n{TABLE}",
        f"Zo staat het er goed:\n\n> {SAMPLE}",
        f"!!! example\n\n    {SAMPLE}",
    ],
)
def test_of_an_example_nothing_is_asked_and_its_text_is_shown(below: str) -> None:
    made = course(below)
    assert any("Brandsma" in text for bite in made.bites for text in bite_texts(bite))
    told = taught(made)
    assert "Brandsma" not in told
    assert "vijver" not in told
    assert "overdracht" in told


def test_the_same_text_under_a_plain_heading_is_asked() -> None:
    assert "Brandsma" in taught(course(f"## Mevrouw Brandsma\n\n{SAMPLE}"))


def test_a_heading_about_setting_an_example_teaches() -> None:
    assert "Brandsma" in taught(course(f"## Geef het goede voorbeeld\n\n{SAMPLE}"))


def test_a_remark_in_a_quotation_that_nothing_announces_teaches() -> None:
    assert "vijver" in taught(course(f"Zo gaat het hier altijd toe in huis.\n\n> {SAMPLE}"))
