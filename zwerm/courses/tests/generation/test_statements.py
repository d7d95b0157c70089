"""What is said of a subject, lists under headings of one kind, and words that are believable for one another."""

from collections.abc import Sequence

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Matching, MultipleChoice, Numeric, Question, SingleChoice
from zwerm.courses.generation.flaws import RULES, Setting
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.questions import claims, enumerations
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, choices, every_point, questions
from zwerm.language.claims import find_claim
from zwerm.language.conditions import find_tied
from zwerm.language.definitions import find_definition
from zwerm.language.standalone import stands_alone
from zwerm.language.whole import is_half_clause, lacks_verb

POST = """# De post

De postkamer sorteert de brieven voor alle afdelingen. Een chauffeur brengt de pakketten naar het magazijn.
De beheerder bewaart de sleutels van de kluis in een kastje. Het secretariaat beantwoordt de vragen van bezoekers aan de telefoon.
"""
EVENT = """# Open day

## For hosts

### Before the day

- Book the large hall for visitors.
- Print the name badges.
- Ask the kitchen for coffee.

### During the day

- Welcome visitors at the door.
- Keep the corridor free.
- Show where the toilets are.

### After the day

- Return the borrowed chairs.
- Thank the volunteers by letter.
- Count the badges that came back.
"""


def made(markdown: str, language: str = "nl", title: str = "De post") -> list[Question]:
    return questions(draft_course([Source(id="a", title=title, markdown=markdown, language=language)]))


def first_of(maker: object, markdown: str, language: str) -> list[Question]:
    material = make_plan([Source(id="a", title="", markdown=markdown, language=language)]).material
    proposals = maker.propose(material, range(len(material.units)))  # type: ignore[attr-defined]
    return [question for proposal in proposals if (question := next(iter(proposal.versions), None))]


@pytest.mark.parametrize(
    ("text", "language", "subject", "says"),
    [
        ("De apotheek bezorgt de medicijnen voor zes uur.", "nl", "De apotheek", "one"),
        ("De vrijwilligers halen de bezoekers op bij de balie.", "nl", "De vrijwilligers", "many"),
        ("The pharmacy delivers the medicines before six.", "en", "The pharmacy", "one"),
        ("Visitors must sign the register at the desk.", "en", "Visitors", "any"),
    ],
)
def test_a_plain_statement_is_taken_apart(text: str, language: str, subject: str, says: str) -> None:
    found = find_claim(text, language)
    assert found is not None
    assert text[slice(*found.subject)] == subject
    assert found.says == says


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The survey does not replace the yearly talk with your manager.", "en"),
        ("De kok proeft soep in de keuken en laat de bon achter bij de chef.", "nl"),
        ("De zaken op de lijst zijn voor het eind van de week klaar.", "nl"),
        ("Uiteindelijk kan een vrijwilliger de kosten flink verlagen.", "nl"),
        ("Often candidates are able to calm down before they start.", "en"),
        ("Bij de balie ligt de lijst met namen van bezoekers.", "nl"),
    ],
)
def test_a_statement_that_can_not_be_cut_with_care_is_left_alone(text: str, language: str) -> None:
    assert find_claim(text, language) is None


def test_what_is_said_of_several_subjects_is_matched_or_chosen_among_the_others() -> None:
    found = made(POST)
    (match,) = [question for question in found if isinstance(question, Matching)]
    assert ("De postkamer", "sorteert de brieven voor alle afdelingen") in [
        (pair.left.text, pair.right.text) for pair in match.pairs
    ]


def test_options_about_a_subject_go_with_it_in_number_and_are_said_of_others() -> None:
    text = f"{POST}De vrijwilligers halen de bezoekers op bij de balie. De sleutels liggen in het kastje naast de deur."
    asked = [question for question in first_of(claims, text, "nl") if isinstance(question, SingleChoice)]
    about = next(question for question in asked if question.quote == "De beheerder …")
    assert not any(option.text.startswith(("halen", "liggen")) for option in about.options)


def test_a_subject_that_only_points_at_what_was_told_is_not_asked() -> None:
    text = (
        f"{POST}Het team maakt elk jaar afspraken met de leverancier. De afspraken omvatten de prijs van elke levering."
    )
    quotes = [question.quote for question in first_of(claims, text, "nl") if isinstance(question, SingleChoice)]
    assert "De beheerder …" in quotes
    assert "De afspraken …" not in quotes


def test_what_one_subject_does_in_several_sentences_is_asked_together() -> None:
    text = f"{POST}De postkamer weegt de pakketten op een grote schaal."
    found = [question for question in first_of(claims, text, "nl") if isinstance(question, MultipleChoice)]
    (both,) = found
    assert "‘De postkamer’" in both.stem
    assert sum(option.correct for option in both.options) == 2


def test_a_list_under_a_heading_is_asked_among_the_lists_beside_it() -> None:
    (before, during, after) = [
        question for question in first_of(enumerations, EVENT, "en") if isinstance(question, MultipleChoice)
    ]
    assert before.stem == "What belongs to ‘For hosts – Before the day’? Choose all that is right."
    right = {option.text for option in before.options if option.correct}
    assert right == {"Book the large hall for visitors", "Print the name badges", "Ask the kitchen for coffee"}
    for question in (during, after):
        assert any(option.text in right for option in question.options) or question.stem != before.stem


def test_what_a_list_holds_itself_is_no_wrong_option_of_it() -> None:
    text = """# Cleaning

Cleaning the ward gives everybody:

- Health
- Trust
- Order
- Less wasted water

Cleaning the hands gives a nurse:

- Wasted soap
- Trust
- Healthier hands
- Cleaner skin
"""
    found = [question for question in first_of(enumerations, text, "en") if isinstance(question, MultipleChoice)]
    assert found
    assert not any(option.text == "Trust" and not option.correct for question in found for option in question.options)


def test_titles_of_other_texts_are_not_asked() -> None:
    links = "\n".join(f"- {name}: [{title}](https://example.org/{name})" for name, title in (("Anna Bos", "What I saw on the ward"), ("Ben Dam", "Two nights of coffee"), ("Cor Eik", "My first week in the post room")))  # fmt: skip
    found = made(f"# Stories\n\nPast experiences:\n\n{links}\n\n{POST}", "en", "Stories")
    assert not any(isinstance(q, Matching) and q.pairs[0].left.text == "Anna Bos" for q in found)


def test_under_which_piece_of_advice_a_sentence_was_put_is_not_asked() -> None:
    advice = """# Talking

## Tips for a talk

### Local habits

When somebody distrusts the council, explain that open books make it harder to hide a gift.

### Comparisons

Somebody who worked in a library knows how a catalogue helps a reader to find a book.

### Plain words

Say share instead of licence when your neighbour never wrote a program at home.
"""
    assert not [
        q for q in made(advice, "en", "Talking") if isinstance(q, SingleChoice) and q.options[0].text == "Comparisons"
    ]


def test_lists_under_headings_of_different_things_are_not_held_against_each_other() -> None:
    other = (
        EVENT.replace("Before the day", "Coffee")
        .replace("During the day", "The bus")
        .replace("After the day", "Who we are")
    )
    assert not first_of(enumerations, other, "en")


def test_a_label_above_its_description_is_an_entry() -> None:
    entries = "\n".join(
        f"{number}. **{label}**:\n\n- {told}\n"
        for number, (label, told) in enumerate(
            [
                ("Fire", "Close the doors and leave by the stairs at the back."),
                ("Flood", "Switch off the power and carry the papers upstairs."),
                ("Theft", "Call the guard and touch nothing in the room."),
            ],
            1,
        )
    )
    markdown = f"# When something happens\n\nWhat to do in an emergency:\n\n{entries}"
    (group,) = make_plan([Source(id="a", title="Emergencies", markdown=markdown, language="en")]).material.groups
    assert [entry.label.text for entry in group.entries] == ["Fire", "Flood", "Theft"]


@pytest.mark.parametrize(
    "text",
    [
        "Als je een patiënt overdraagt aan een andere afdeling, of aan een ander team dat hem gaat verzorgen.",
        "In simple terms, the nurse on duty keeps the register.",
        "All keys owned or used by the clinic that are needed at night.",
    ],
)
def test_half_a_sentence_or_one_that_goes_on_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text, "nl" if text.startswith("Als") else "en")


def test_a_third_party_is_no_third_point() -> None:
    assert stands_alone("Third-parties maintain a list of all keys that they were given.", "en")


def test_a_condition_with_its_main_clause_is_whole() -> None:
    assert not is_half_clause("Als je ziek bent, meld je je voor negen uur af bij de planning.", "nl")
    assert not is_half_clause("Als een badge ontbreekt bestaat het risico van een dichte deur, ook in de nacht.", "nl")


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Goed kunnen begrijpen van de grenzen van het systeem.", True),
        ("Het beschrijven van de stappen die moeten worden gezet.", True),
        ("Een algemene pagina met informatie over de inzet.", True),
        ("Bepaal de grenzen van het systeem.", False),
        ("De leidinggevende moet het systeem kunnen stoppen.", False),
        ("Een bezoeker probeert de deur te openen.", False),
    ],
)
def test_an_item_of_a_list_without_a_verb_is_told_from_a_sentence(text: str, lacks: bool) -> None:
    assert lacks_verb(text, "nl") is lacks


def test_an_item_without_a_verb_is_no_point_to_remember() -> None:
    text = f"{POST}\nElke collega moet een pakket tekenen voordat het uit de postkamer gaat. Wie let op het systeem moet in staat zijn tot het volgende:\n\n1. Goed kunnen begrijpen van de grenzen van de kluis.\n2. De kluis van buiten kunnen sluiten met de noodknop.\n"
    course = draft_course([Source(id="a", title="De post", markdown=text, language="nl")])
    assert every_point(course) == ["Elke collega moet een pakket tekenen voordat het uit de postkamer gaat."]


def test_two_numbers_in_one_breath_are_not_asked() -> None:
    text = "# Training\n\nNew nurses must finish the training within two weeks 30 days of their first shift."
    assert not [question for question in made(text, "en", "Training") if isinstance(question, Numeric)]


def test_a_heading_that_asks_how_many_is_asked_with_the_number() -> None:
    text = "# Survey\n\n## How many questions are there?\n\nEach colleague gets 3 questions from a longer list.\n\n## Who reads it?\n\nThe team that runs the survey reads what you wrote at the end of the month."
    (number,) = [question for question in made(text, "en", "Survey") if isinstance(question, Numeric)]
    assert number.answer == 3


def test_a_sentence_with_a_footnote_is_kept() -> None:
    text = "# Vergiftigen\n\nDe kluis heet in de oude stukken ook wel de kast [^1] [^2]. De sleutel ligt bij de balie[^1].\n\n[^1]: Archief.\n[^2]: Nog een archief.\n"
    (bite,) = draft_course([Source(id="a", title="Kluis", markdown=text * 2, language="nl")]).bites
    assert "De kluis heet in de oude stukken ook wel de kast." in bite_texts(bite)
    assert "De sleutel ligt bij de balie." in bite_texts(bite)


def test_what_we_call_something_is_a_definition() -> None:
    text = "De ploeg die het gebouw verlaat noemen we de vertrekkende ploeg."
    found = find_definition(text, "nl")
    assert found is not None
    assert text[slice(*found.term)].rstrip(".") == "vertrekkende ploeg"


def test_a_meaning_goes_on_after_and() -> None:
    text = "A prorated quota is a calculation based on the date of the start, the ramp and the plan of the person."
    found = find_definition(text, "en")
    assert found is not None
    assert text[slice(*found.meaning)].endswith("the plan of the person")


def test_then_is_no_part_of_what_follows_from_a_condition() -> None:
    told = [
        find_tied(text, "nl")
        for text in ("Als de deur klemt, dan bel je de balie.", "Als de deur klemt, bel je de balie.")
    ]
    assert told[0]
    assert told[1]
    assert told[0].form == told[1].form


@pytest.mark.parametrize(("right", "wrong", "flawed"), [(["Gloves", "Masks"], ["Form A", "Form B"], True), (["Gloves", "Masks"], ["Chairs", "Lamps"], False)])  # fmt: skip
def test_wrong_options_that_share_a_word_stand_out(right: Sequence[str], wrong: Sequence[str], flawed: bool) -> None:
    question = choices("Which of these does the kit hold?", list(right), list(wrong))
    assert bool(RULES["logical_cue"](question, Setting("en"))) is flawed
