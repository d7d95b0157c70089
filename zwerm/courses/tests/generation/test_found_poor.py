"""What was found poor in courses that were read beside their sources: each with a small text of our own."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Flashcards, Glossary, Matching
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, blocks, every_point, questions
from zwerm.language.standalone import stands_alone

VISITORS = (
    "The clinic keeps a register of visitors at the desk. Every visitor signs the register before entering a ward. "
    "The nurse on duty checks the register at the end of the shift. A volunteer brings each visitor to the ward."
)
BEZOEK = (
    "De kliniek houdt aan de balie een register van bezoekers bij. Elke bezoeker tekent het register voordat hij een afdeling op gaat. "
    "De verpleegkundige van dienst kijkt het register na aan het eind van de dienst."
)


def course(markdown: str, title: str = "Bezoek", language: str = "nl") -> CourseDraft:
    return draft_course([Source(id="a", title=title, markdown=markdown, language=language, is_how_to=True)])


def fronts(made: CourseDraft) -> list[str]:
    return [card.front for block in blocks(made, "flashcards") if isinstance(block, Flashcards) for card in block.cards]


def test_a_rule_that_a_text_repeats_gives_one_card() -> None:
    rule = "Receipts for any visit over 25 minutes are required."
    sections = "\n\n".join(f"## {name}\n\n{VISITORS} {rule}" for name in ("Mornings", "Evenings", "Weekends"))
    made = fronts(course(f"# Visits\n\n{sections}", "Visits", "en"))
    assert sum("Receipts" in front for front in made) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Working with the nurses to find any risks that are related to a ward.",
        "Assisting the team in writing plans to ensure the goals are met by all.",
        "Any changes that they wish to make should then be discussed with the nurse.",
        "When you are done reading the plan, proceed to the next step of it.",
    ],
)
def test_what_somebody_does_without_anybody_is_no_statement(text: str) -> None:
    assert not stands_alone(text, "en")


def test_a_statement_about_doing_something_is_one() -> None:
    assert stands_alone("Working with the nurses helps a volunteer to find the ward.", "en")


def test_rows_with_the_same_label_are_not_asked_apart() -> None:
    table = """| soort | actie |
|---|---|
| voorkomen | alles op de kalender zetten |
| voorkomen | grote taken in stukken doen |
| beperken | drie mensen oefenen elk kwartaal |
| opmerken | de meter belt eerder op |
"""
    made = course(f"# Bezoek\n\n{BEZOEK}\n\n{table}")
    assert not [q for q in questions(made) if isinstance(q, Matching)]
    assert not [front for front in fronts(made) if "voorkomen" in front]


def test_a_column_that_keeps_up_how_far_things_are_is_not_asked() -> None:
    rows = "".join(
        f"| {name} | {when} 2025, gedaan |\n" for name, when in zip("abc", ("mei", "juni", "juli"), strict=True)
    )
    made = course(f"# Bezoek\n\n{BEZOEK}\n\n| actie | klaar |\n|---|---|\n{rows}")
    assert not [q for q in questions(made) if "klaar" in q.stem]


def test_a_table_is_asked_with_the_headings_of_both_columns() -> None:
    table = """| liever niet | liever wel |
|---|---|
| u moet rustig worden | ik hoor dat het hoog zit |
| dat is de procedure | ik leg uit waarom het zo loopt |
| daar ga ik niet over | ik zoek uit wie dat weet |
"""
    made = course(f"# Bezoek\n\n{BEZOEK}\n\n{table}")
    assert [q.stem for q in questions(made) if "liever" in q.stem] == [
        "Zet bij elk onderdeel wat erbij hoort: ‘liever niet – liever wel’."
    ]


def test_goals_to_tick_off_are_no_points_and_no_enumeration() -> None:
    goals = "\n".join(
        f"- Je weet waar je {what} kunt vinden." for what in ("het register", "de balie", "de passen", "de lijst")
    )
    made = course(f"# Bezoek\n\n{BEZOEK}\n\nLeerdoelen (week 3):\n\n{goals}")
    assert not [point for point in every_point(made) if point.startswith("Je weet")]
    assert not questions(made, "multiple")


def test_a_line_break_and_a_warning_sign_are_no_words() -> None:
    made = course(
        f"# Visits\n\n{VISITORS}\\ \\ A guest waits in the hall.\n\n⚠️ The ward closes at nine.", "Visits", "en"
    )
    shown = bite_texts(made.bites[0])
    assert "A guest waits in the hall." in shown
    assert "The ward closes at nine." in shown


def test_a_link_in_a_title_is_shown_as_its_words() -> None:
    assert (
        course(f"# T\n\n{VISITORS}", "How [the desk](https://example.org/desk) works", "en").title
        == "How the desk works"
    )


def test_a_number_of_two_and_a_share_without_a_rule_are_not_asked() -> None:
    made = course(
        f"# Bezoek\n\n{BEZOEK} Twee bezoekers wachtten te lang: 35 en 50 minuten. Op de afdeling staat 6% van de stoelen."
    )
    assert not questions(made, "numeric")


def test_what_sends_the_reader_to_somebody_is_not_asked() -> None:
    made = course(
        f"# Visits\n\n{VISITORS} If you need any help with the register, go to their help center. "
        "If you have any remarks about a ward, please email the desk.",
        "Visits",
        "en",
    )
    assert not questions(made)


def test_a_meaning_that_only_says_where_a_thing_belongs_is_no_word_to_learn() -> None:
    made = course(f"# Bezoek\n\nDe bescherming van gegevens is een grondrecht in de Europese Unie. {BEZOEK}")
    assert not [b for b in blocks(made, "glossary") if isinstance(b, Glossary)]
