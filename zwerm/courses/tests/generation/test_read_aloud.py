"""What a strict teacher struck out of twenty courses read beside their sources, class by class, with texts of our own."""

import msgspec
import pytest

from zwerm.courses.generation.draft import (
    Code,
    CourseDraft,
    Flashcards,
    Gap,
    Heading,
    Matching,
    Numeric,
    Ordering,
    Span,
    TextBlock,
)
from zwerm.courses.generation.flaws.interlock import gives_away
from zwerm.courses.generation.plan import BitePlan, make_plan
from zwerm.courses.generation.questions import procedures
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.text import write_text
from zwerm.courses.tests.generation.test_found_poor import BEZOEK, VISITORS, course
from zwerm.courses.tests.generation.world import EVERY_WAY, bite_texts, blocks, gap, questions
from zwerm.language.definitions import find_definition
from zwerm.language.narrative import heads_a_story
from zwerm.language.plurals import is_plural
from zwerm.language.sentences import split_sentences
from zwerm.language.standalone import stands_alone


def proposed(text: str, language: str) -> list[object]:
    """Every version of every question that is proposed, before any is thrown away."""
    material = make_plan([Source(id="a", title="Bezoek", markdown=text, language=language)]).material
    inside = range(len(material.units))
    return [version for make in EVERY_WAY for proposal in make(material, inside) for version in proposal.versions]


def shown(made: CourseDraft) -> list[str]:
    code = [
        part.text
        for b in blocks(made, "text")
        if isinstance(b, TextBlock)
        for part in b.parts
        if isinstance(part, Code)
    ]
    return [text for bite in made.bites for text in bite_texts(bite)] + code


def test_marks_of_tasks_and_remarks_are_no_words() -> None:
    made = course(f"# Visits\n\n{VISITORS}\n\n- [ ] The pass is valid.\n- [x] The ward knows.\n\n> [!NOTE] Doors close at nine.", "Visits", "en")  # fmt: skip
    assert {"The pass is valid.", "The ward knows.", "Doors close at nine."} <= set(shown(made))


def test_a_title_broken_off_by_hand_is_not_glued_to_its_explanation() -> None:
    made = course(f"# Bezoek\n\n{BEZOEK}\n\n1. **Open het register**  \n   Zoek de naam van de bezoeker op.\n2. Bel de afdeling.")  # fmt: skip
    assert {"Open het register", "Zoek de naam van de bezoeker op."} <= set(shown(made))


def test_a_short_step_with_a_number_stays_in_its_list() -> None:
    made = course(f"# Bezoek\n\n{BEZOEK}\n\nVerhoog de duur in stappen:\n\n1. 300 seconden\n2. 1 week (604800)\n3. 1 jaar (31536000)")  # fmt: skip
    assert {"300 seconden", "1 week (604800)", "1 jaar (31536000)"} <= set(shown(made))


@pytest.mark.parametrize(
    "rest",
    [
        "Heb je een ander voorbeeld of een goede werkwijze bij jou, laat het ons weten via balie@voorbeeld.nl.",
        "Disclaimer: deze tekst is met de hand overgetypt.",
        "```mermaid\ngraph\n  balie --> afdeling\n```",
        "Hier staan alle bronnen:\n\n- [Het register](https://voorbeeld.nl/r)\n- [De balie](https://voorbeeld.nl/b)\n- [De pas](https://voorbeeld.nl/p)",
    ],
)
def test_what_teaches_nothing_is_left_out(rest: str) -> None:
    told = " ".join(shown(course(f"# Bezoek\n\n{BEZOEK}\n\n{rest}")))
    for word in ("balie@", "Disclaimer", "-->", "bronnen", "De pas"):
        assert word not in told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De twee werken samen: de balie schrijft op en de afdeling leest.", "nl"),
        ("Het speelt een belangrijke rol bij het ontvangen van bezoekers.", "nl"),
        ("Welke protocollen er zijn als een bezoeker verdwaalt.", "nl"),
        ("Waar je op moet letten om risico's bij de deur te verminderen.", "nl"),
        ("What the goals of the register are for the ward.", "en"),
        ("The two work together to find the visitor in the ward.", "en"),
    ],
)
def test_half_a_sentence_or_one_that_points_back_does_not_stand_alone(text: str, language: str) -> None:
    assert not stands_alone(text, language)


def test_a_word_after_not_is_not_asked_against_its_opposite() -> None:
    made = proposed(f"# Bezoek\n\n{BEZOEK} Een badge is niet verplicht voor een bezoek aan de afdeling.", "nl")
    assert not [q for q in made if isinstance(q, Gap) and q.answer == "verplicht"]


def test_the_number_of_a_norm_is_no_amount() -> None:
    made = proposed(f"# Bezoek\n\n{BEZOEK} De Nederlandse Praktijkrichtlijn 5325 biedt een lijst van eisen waaraan elk register moet voldoen.", "nl")  # fmt: skip
    assert not [q for q in made if isinstance(q, Numeric)]


def test_guidelines_that_are_numbered_are_no_steps() -> None:
    rules = "\n".join(f"{n}. {rule}" for n, rule in enumerate(("Be polite", "Speak slowly", "Offer a chair"), 1))
    made = proposed(f"# Visits\n\n{VISITORS}\n\nFollow these guidelines to ensure a friendly process:\n\n{rules}", "en")
    assert not [q for q in made if isinstance(q, Ordering)]


def test_who_has_which_duty_now_is_not_matched() -> None:
    table = (
        "| Block | People |\n|---|---|\n| Morning | Mariam, Michael |\n| Noon | Alex, Jon |\n| Night | Gabe, Morgan |\n"
    )
    made = proposed(f"# Visits\n\n{VISITORS}\n\n{table}", "en")
    assert not [q for q in made if isinstance(q, Matching) and any(pair.left.text == "Morning" for pair in q.pairs)]


def test_a_comparative_is_no_noun_to_choose() -> None:
    text = "The pass should be no larger than the badge of the ward. A larger pass hides the badge. The larger pass goes back."  # fmt: skip
    made = proposed(f"# Visits\n\n{VISITORS} {text}", "en")
    assert not [q for q in made if isinstance(q, Gap) and "larger" in (q.answer, *q.choices)]


def test_a_bite_that_begins_within_a_phase_shows_the_phase_and_no_half_of_its_steps_is_asked() -> None:
    steps = "\n\n".join(
        f"### Stap {step}: {verb} de balie\n\n{BEZOEK.replace('register', f'boek{step}')}"
        for step, verb in enumerate(("Open", "Controleer", "Tel", "Veeg", "Bel", "Lees", "Sluit"), 1)
    )
    document = Source(
        id="a", title="Balie", markdown=f"# Balie\n\n## Fase een\n\n{steps}", language="nl", is_how_to=True
    )
    material = make_plan([document]).material
    later = BitePlan(1, "Bellen en sluiten", range(6, 9), material)
    heads = [part.text for block in write_text(later) for part in block.parts if isinstance(part, Heading)]
    assert heads[:2] == ["Fase een", "Stap 5: Bel de balie"]
    earlier = [version for proposal in procedures.propose(material, range(6)) for version in proposal.versions]
    assert earlier == []
    whole = [version for proposal in procedures.propose(material, range(9)) for version in proposal.versions]
    assert [len(q.items) for q in whole if isinstance(q, Ordering)] == [7]


def test_a_list_is_no_card() -> None:
    tasks = "- de pas nakijken\n- de naam opschrijven\n- de afdeling bellen\n"
    word = "Een bezoekerspas is een kaart die de deur van een afdeling opent voor wie op bezoek komt."
    made = course(f"# Bezoek\n\n{word} {BEZOEK}\n\n## Taken aan de balie\n\nBelangrijke taken zijn:\n\n{tasks}")
    cards = [card for block in blocks(made, "flashcards") if isinstance(block, Flashcards) for card in block.cards]
    assert [card.front for card in cards] == ["Wat is een ‘bezoekerspas’?"]


@pytest.mark.parametrize("heading", ["The interview process", "Candidate experience", "Use cases"])
def test_a_heading_about_interviews_or_experience_is_no_story(heading: str) -> None:
    assert not heads_a_story(heading)


@pytest.mark.parametrize(
    ("word", "language", "plural"),
    [("proces", "nl", False), ("diploma's", "nl", True), ("releases", "nl", True), ("keten", "nl", False), ("status", "en", False), ("passes", "en", True)],
)  # fmt: skip
def test_plurals_are_told_by_their_ending(word: str, language: str, plural: bool) -> None:
    assert is_plural(word, language) is plural


def test_two_words_left_out_do_not_share_their_choices() -> None:
    one = gap("De verpleegkundige tekent het ", "register", " aan het eind van de dienst.", "bezoek", "nummer")
    other = gap("De vrijwilliger legt het ", "papier", " voor de bezoeker op de balie.", "bezoek", "nummer")
    assert gives_away(one, msgspec.structs.replace(other, spans=(Span("a", 5, 6),)), "nl")


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("A visitor must not:", ("Share the pass of the ward with other visitors.", "Enter the ward of another visitor at night.")),
        ("The following is prohibited:", ("Visitors read the register of the ward at the desk.", "Visitors lend the pass to others.")),
    ],
)  # fmt: skip
def test_what_is_forbidden_in_a_list_is_never_told_as_if_it_were_asked(lead: str, items: tuple[str, str]) -> None:
    text = f"# Visits\n\n{VISITORS}\n\n{lead}\n\n" + "\n".join(f"- {item}" for item in items)
    material = make_plan([Source(id="a", title="Visits", markdown=text, language="en")]).material
    assert not set(items) & {rule.text for unit in material.units for rule in unit.rules}
    assert set(items) <= set(shown(course(text, "Visits", "en")))


def test_a_verb_is_no_noun_to_choose() -> None:
    text = "The review of the ward is next. The desk plans a review of each pass. The volunteer and the visitor wait. The volunteer leaves the visitor at the entrance. The entrance is open.\n\n## Later\n\nThe nurses of the ward take some time after lunch to review the register."  # fmt: skip
    made = proposed(f"# Visits\n\n{VISITORS} {text}", "en")
    assert not [q for q in made if isinstance(q, Gap) and q.answer == "review" and q.before.endswith(" to ")]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Asking for their opinion is a surefire way to find visitors that are lost.", "en"),
        ("Passes and badges are two fundamental things that visitors carry in a ward.", "en"),
        ("Passen en badges zijn twee dingen die bezoekers bij zich dragen op de afdeling.", "nl"),
    ],
)
def test_doing_something_or_praise_is_no_word_to_learn(sentence: str, language: str) -> None:
    assert find_definition(sentence, language) is None


def test_a_number_within_a_sentence_does_not_end_it() -> None:
    text = "You know 1. the desk, 2. The ward and 3. The register."
    assert [piece.text for piece in split_sentences(text, "en")] == [text]


def test_a_number_to_imagine_is_not_asked() -> None:
    made = proposed(
        f"# Visits\n\n{VISITORS} When the desk leaves only two minutes for a visitor, that is unfair.", "en"
    )
    assert not [q for q in made if isinstance(q, Numeric)]


def test_a_short_instruction_is_a_step_and_not_a_pointer() -> None:
    made = course(f"# Bezoek\n\n{BEZOEK}\n\n1. Klik op Opslaan.\n2. Lees de meter af.\n3. Ga naar de balie.")
    assert {"Klik op Opslaan.", "Lees de meter af.", "Ga naar de balie."} <= set(shown(made))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Bezoek\ndescription: Alles over bezoek op de afdeling.\n---\n",
        "# Bezoek\n\nHier vind je alles over bezoek op de afdeling.\n\n- [Balie](a.md)\n- [Passen](b.md)\n- [Register](c.md)",
        "# Bezoek\n\nKijk voor de laatste afspraken op [](https://voorbeeld.nl/afspraken).",
    ],
)
def test_a_page_of_front_matter_or_links_is_no_course(text: str) -> None:
    assert course(text).bites == ()


def test_a_sentence_that_lost_its_link_is_left_out() -> None:
    made = course(f"# Bezoek\n\n{BEZOEK} Je vindt de laatste afspraken over de afdeling op .")
    assert not [text for text in shown(made) if text.endswith(" .")]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Een visitatie is een praktisch hulpmiddel en begeleidt het denkproces achter de zorg.", "nl"),
        ("Verder is het gebruik van een pas raadzaam als een bezoeker later terugkomt.", "nl"),
        ("The clinic is an open house and we value each visitor who comes to us.", "en"),
        ("Enabling the register means a lower barrier for visitors who enter the ward.", "en"),
    ],
)
def test_half_a_meaning_is_no_meaning(sentence: str, language: str) -> None:
    assert find_definition(sentence, language) is None


def test_a_step_with_a_list_below_it_is_one_of_the_steps_to_put_in_order() -> None:
    steps = "1. Maak de handen nat.\n2. Neem zeep uit de houder:\n   - Een druppel is genoeg.\n3. Droog de handen af.\n4. Gooi het papier in de bak.\n"
    made = course(f"# Bezoek\n\n{BEZOEK}\n\n## Stappen voor schone handen\n\n{steps}")
    orders = [q for q in questions(made) if isinstance(q, Ordering)]
    assert [[item.text for item in q.items] for q in orders] == [
        ["Maak de handen nat", "Neem zeep uit de houder", "Droog de handen af", "Gooi het papier in de bak"]
    ]
