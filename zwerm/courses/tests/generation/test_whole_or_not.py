"""What a course asks and lets one remember is whole: no steps without the one that matters, no rule without its "however"."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Flashcards, KeyPoints, Numeric, OpenAnswer, Quiz
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, blocks, questions
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import only_names_things, points_back

RULES = "Elke schipper moet een zwemvest dragen. De sleepboot mag nooit zonder licht varen."
ABOUT = "\n\n## Ligging\n\nAan de noordkant van het eiland liggen twee kades en een sluis, met een loods voor zeilen en touw."


def course(markdown: str, title: str = "Varen in de haven", language: str = "nl", kind: str = "") -> CourseDraft:
    source = Source(id="a", title=title, markdown=markdown + ABOUT, language=language, is_how_to=kind == "howto")
    return draft_course([source])


def points(made: CourseDraft) -> list[str]:
    return [p.text for block in blocks(made, "key_points") if isinstance(block, KeyPoints) for p in block.points]


@pytest.mark.parametrize(
    "half",
    [
        "Een schip mag zonder loods naar binnen. Maar bij mist vraagt het altijd eerst om toestemming.",
        "Een schip moet voor de sluis wachten. Behalve de reddingsboot.",
    ],
)
def test_what_the_next_sentence_takes_back_is_no_point(half: str) -> None:
    assert half.split(".")[0] + "." not in points(course(f"# Varen in de haven\n\n{half} {RULES}"))
    assert set(points(course(f"# Varen in de haven\n\n{half} {RULES}"))) >= set(
        RULES.replace(". De", ".|De").split("|")
    )


@pytest.mark.parametrize(
    "broken",
    [
        "Elke boei moet een lamp hebben (die van de haven.",
        "Kaarten van de haven - blauw Deze kaarten moeten aan boord zijn.",
        "Vraag het bij elke boei aan de havenmeester.",
        "Niet bij de sluis, niet bij de brug.",
    ],
)
def test_what_is_broken_or_said_of_something_before_it_is_no_point(broken: str) -> None:
    assert broken not in points(course(f"# Varen in de haven\n\n{RULES} {broken}"))


def test_the_title_said_again_is_no_point() -> None:
    made = course(
        f"# Elke schipper draagt een zwemvest\n\nElke schipper draagt een zwemvest. {RULES}",
        "Elke schipper draagt een zwemvest",
    )
    found = points(made)
    assert "Elke schipper moet een zwemvest dragen." in found
    assert "Elke schipper draagt een zwemvest." not in found


LATE = "## Wat doen we de volgende keer\n\n- Mist op zee? Blijf dan binnen tot de loods het zegt.\n- De boei bij de brug krijgt een lamp.\n- Klik op de kaart voor de diepte.\n"


def test_a_list_is_a_point_whole_with_its_questions_answered() -> None:
    found = points(course(f"# Te laat binnen\n\n{LATE}", "Te laat binnen"))
    assert found[0] == (
        "Wat doen we de volgende keer: Mist op zee? Blijf dan binnen tot de loods het zegt; "
        "De boei bij de brug krijgt een lamp; Klik op de kaart voor de diepte."
    )


def test_a_list_under_a_heading_within_a_page_says_of_what_it_is() -> None:
    made = course(
        f"# Varen in de haven\n\n{RULES}\n\n## Reddingsboot\n\nHet werk van de bemanning bestaat uit drie taken:\n\n- Uitvaren\n- Slepen\n- Oefenen\n"
    )
    assert "Reddingsboot – Het werk van de bemanning bestaat uit drie taken: Uitvaren; Slepen; Oefenen." in points(made)


def test_a_number_that_explains_one_item_of_a_list_is_not_asked() -> None:
    items = "- **Kleine boten**. Vanaf 4 meter golf mogen ze niet uit.\n- **Grote schepen**. Die varen bij elk weer.\n"
    made = course(f"# Varen in de haven\n\n{RULES}\n\n## Golven\n\n{items}")
    assert not [question for question in questions(made) if isinstance(question, Numeric)]
    alone = course(f"# Varen in de haven\n\n{RULES}\n\n## Golven\n\nKleine boten mogen vanaf 4 meter golf niet uit.\n")
    assert [question for question in questions(alone) if isinstance(question, Numeric)]


def test_what_is_told_in_own_words_is_compared_with_a_choice_from_the_text() -> None:
    made = course(f"# Varen in de haven\n\n{RULES}")
    (asked,) = [q for block in blocks(made, "quiz") if isinstance(block, Quiz) for q in block.questions]
    assert isinstance(asked, OpenAnswer)
    assert asked.picked


def test_a_page_with_several_titles_is_called_by_more_than_the_first() -> None:
    parts = "\n\n".join(f"# {name}\n\n{RULES} {name} ligt aan de kade." for name in ("Sluis", "Brug", "Kraan"))
    assert course(parts, "Sluis").title == "Sluis, Brug en meer"


def test_a_word_that_its_meaning_repeats_is_no_card() -> None:
    words = "## Begrippen\n\n- **Vrije vaart**: het recht van vrije vaart door de haven\n- **Loodsplicht**: de eis dat een kenner van de haven aan boord komt\n- **Ligplaats**: een stuk kade waar een schip mag blijven\n"
    made = course(f"# Varen in de haven\n\n{RULES}\n\n{words}")
    cards = [
        card.front for block in blocks(made, "flashcards") if isinstance(block, Flashcards) for card in block.cards
    ]
    assert "Wat betekent ‘Ligplaats’?" in cards
    assert not [front for front in cards if "Vrije vaart" in front]


def test_who_asks_for_a_quote_in_a_text_makes_it_no_advertisement() -> None:
    told = "Some harbours also request a quote before the crane comes. The crane of the harbour lifts all boats of the club."
    made = course(
        f"# Cranes\n\n{told} Please send the confirmation of the Club to the desk. The Club pays the crane.",
        "Cranes",
        "en",
    )
    shown = " ".join(text for bite in made.bites for text in bite_texts(bite))
    assert "request a quote" in shown
    assert "confirmation of the Club" in shown


def test_a_word_for_which_a_compound_stands_is_named() -> None:
    assert not points_back("Wie persoonsgegevens bewaart, moet deze gegevens beschermen.", "nl")
    assert points_back("Wie dossiers bewaart, moet deze gegevens beschermen.", "nl")


@pytest.mark.parametrize(("text", "tells"), [("Vraag in de haven om de sleutel.", True), ("Kritieke infrastructuur van de haven.", False), ("Niet bij de sluis.", False)])  # fmt: skip
def test_a_noun_after_an_adjective_is_no_instruction(text: str, tells: bool) -> None:
    assert tells_to(text, "nl") is tells


def test_an_instruction_with_several_things_is_no_bare_list() -> None:
    assert not only_names_things("Zorg voor licht, lijnen en boeien en voor een vest.", "nl")
    assert only_names_things("Licht, lijnen, boeien en een vest.", "nl")
