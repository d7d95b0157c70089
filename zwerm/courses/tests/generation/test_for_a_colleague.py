"""What a colleague would not be given: answers known by their words, half answers, and questions that no longer lead to one answer."""

from collections import Counter

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import (
    CourseDraft,
    Flashcards,
    Gap,
    Glossary,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    SingleChoice,
)
from zwerm.courses.generation.flaws import RULES, Setting
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.questions import enumerations, meanings, procedures, subjects, topics
from zwerm.courses.generation.questions.quiz import candidates
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.points import find_points
from zwerm.courses.tests.generation.world import blocks, choice, every_point, everything_of, pairs

NL, EN = Setting("nl"), Setting("en")
FILLER = (
    "The clinic keeps a register of visitors at the desk. Every visitor signs the register before entering a ward. "
    "A list of the wards hangs beside the door of the lift on each floor."
)
VUL = (
    "De kliniek houdt bij de ingang een register van bezoekers bij. Elke bezoeker tekent het register bij het binnenkomen. "
    "Naast de lift hangt op elke verdieping een lijst van de afdelingen."
)
DUTY = (
    "Every guard must sign the list of keys before the night shift begins, so that it is clear who has which key. Visitors may only enter a ward with a nurse. "
    "A guard who loses a key must report that to the head of the ward within an hour."
)


def material(markdown: str, language: str = "en", title: str = "Visits") -> Material:
    return make_plan([Source(id="a", title=title, markdown=markdown, language=language, is_how_to=True)]).material


def asked(markdown: str, language: str = "en", title: str = "Visits") -> list[Question]:
    return everything_of(material(markdown, language, title))


def course(markdown: str, language: str = "en", title: str = "Visits") -> CourseDraft:
    return draft_course([Source(id="a", title=title, markdown=markdown, language=language, is_how_to=True)])


def cards(made: CourseDraft) -> dict[str, str]:
    found = [card for block in blocks(made, "flashcards") if isinstance(block, Flashcards) for card in block.cards]
    return {card.front: card.back for card in found}


# Answers that are known by their words.


def test_a_pair_is_not_matched_when_the_one_is_the_other_in_other_letters() -> None:
    rest = (("Afdeling", "Waar iemand ligt"), ("Dienst", "Van acht tot vier"))
    assert RULES["repeated_words"](pairs(("title", "Een korte titel voor de lijst"), *rest), NL)
    assert RULES["repeated_words"](pairs(("Anonimiseren", "Gegevens anoniem maken"), *rest), NL)
    assert not RULES["repeated_words"](pairs(("Naamkaart", "Een stuk papier om op te spelden"), *rest), NL)


def test_an_abbreviation_is_not_matched_with_the_words_that_spell_it() -> None:
    rest = (("Portier", "Iemand die bij de deur staat"), ("Pas", "Een kaart die de deur opent"))
    assert RULES["repeated_words"](pairs(("AVG", "Algemene Verordening Gegevensbescherming"), *rest), NL)
    told = choice("Wat is waar van ‘AVG’?", "Algemene Verordening Gegevensbescherming", "Een kaart", "Een deur")
    assert RULES["repeated_words"](told, NL)


def test_a_word_that_all_options_have_hides_no_other() -> None:
    quote = "API’s die publiek beschikbaar zijn voor derden"
    told = choice("Waar gaat dit over?", "Public API", "Private API", "System API", quote=quote)
    assert RULES["repeated_words"](told, NL)


def test_what_belongs_to_one_may_not_belong_to_another_as_well() -> None:
    both = pairs(
        ("Nurse", "The list of keys"), ("Guard", "The list of keys and the phone"), ("Cook", "The menu of the week")
    )
    assert RULES["uneven_pairs"](both, EN)


def test_instructions_and_descriptions_are_not_told_apart_by_their_form() -> None:
    text = """# Desk

## What the desk does

| Item | Description |
|---|---|
| Keys | Ask the guard for a list of them |
| Post | A blue box for every ward |
| Lift | A number for each floor |
| Coats | A hook with a name and a colour |
"""
    (match,) = [q for q in asked(text) if isinstance(q, Matching)]
    assert [pair.left.text for pair in match.pairs] == ["Post", "Lift", "Coats"]


# Who does it.

ROLES = """# Post

The porter brings the boxes to the wards before noon. The head nurse signs the list of boxes every evening. The pharmacist
counts the bottles in the cupboard twice a week. If a box is damaged, the ward clerk will report that to the sender within a day.
A person may ask for a bag at the desk in the hall. {more}
"""


def who(text: str) -> dict[str, tuple[str, ...]]:
    made = material(text, title="Post")
    found = [one.question for one in candidates([subjects.propose], made, range(len(made.units)), Counter())]
    return {question.answer: question.choices for question in found if isinstance(question, Gap)}


def test_who_does_something_is_asked_among_others_who_act() -> None:
    roles = {"the porter", "the head nurse", "the pharmacist", "the ward clerk"}
    found = who(ROLES.format(more=""))
    assert {answer.casefold() for answer in found} == roles
    for answer, choices in found.items():
        assert {choice.casefold() for choice in choices} <= roles
        assert len({choice[0].isupper() for choice in choices}) == 1, "a capital tells nothing"
        assert answer in choices


@pytest.mark.parametrize(
    "more",
    [
        "The guard keeps their own key of the gate at the fence in a bag.",
        "The guard is a member of the team that watches over the fence.",
        "The guard has kept the key of the gate for many months now.",
    ],
)
def test_who_is_not_asked_where_another_word_tells_or_nothing_is_done(more: str) -> None:
    assert "The guard" not in who(ROLES.format(more=more))
    assert "A person" not in who(ROLES.format(more=more))


def test_things_are_not_asked_as_if_they_acted() -> None:
    text = f"# Desk\n\n{FILLER} The register shows who is in the building. The list names all the wards of the clinic. The lift stops at each floor of the clinic."
    assert not [q for q in asked(text) if isinstance(q, Gap | SingleChoice)]


# Headings that ask.


def test_a_heading_that_asks_is_no_card() -> None:
    text = """# Bezoek

De portier moet van elke bezoeker de naam opschrijven, ook als die maar even blijft. Een bezoekerspas is een kaart die de deur van een afdeling opent voor wie op bezoek komt.

## Waarom draag ik een pas?

Je draagt een pas omdat de portier dan ziet waar je heen gaat. Elke bezoeker moet de pas zichtbaar dragen, zodat collega's weten wie er op de afdeling is.

## Hoe werkt de poort?

De poort gaat open als je de pas voor het glas houdt. Als de poort niet opengaat, moet je de portier bellen.
"""
    assert set(cards(course(text, "nl", "Bezoek"))) == {"Wat is een ‘bezoekerspas’?"}


# Numbers and steps once.


def test_a_number_that_comes_back_in_other_words_is_asked_where_it_is_told_first() -> None:
    text = f"""# Visits

## Length

Visitors may stay at least 45 minutes at the bed of a patient. {FILLER}

## Goal

Our goal is that all visitors can stay at least 45 minutes at the bed of each patient. {FILLER}
"""
    numbers = [q for q in asked(text) if isinstance(q, Numeric)]
    assert [q.before for q in numbers] == ["Visitors may stay at least "]


@pytest.mark.parametrize(
    "sentence",
    [
        "You must tell the guard your name (30 minutes) before the gate of the clinic closes.",
        "Should the count not exceed 100% of the plan, the clinic must pay the rest of it.",
    ],
)
def test_an_aside_and_the_whole_are_no_numbers_to_know(sentence: str) -> None:
    assert not [q for q in asked(f"# Gate\n\n{FILLER} {sentence}") if isinstance(q, Numeric)]


def test_steps_that_go_on_in_another_part_are_asked_nowhere() -> None:
    steps = ("Open the gate", "Ring the bell", "Sign the list", "Take the lift", "Find the ward", "Greet the nurse")
    text = "# Arriving\n\n" + "".join(f"## Step {n}: {step}\n\n{FILLER}\n\n" for n, step in enumerate(steps, 1))
    made = material(text, title="Arriving")
    (whole,) = [next(iter(p.versions)) for p in procedures.propose(made, range(len(made.units)))]
    assert isinstance(whole, Ordering)
    assert len(whole.items) == len(steps)
    assert not list(procedures.propose(made, range(5)))
    assert not list(procedures.propose(made, range(4, len(made.units))))


def test_steps_under_a_question_that_asks_something_else_are_not_its_steps() -> None:
    text = "# Keys\n\n## Where can I find a key?\n\nTo get a key:\n\n1. Ask the guard for the list\n2. Write your name on the list\n3. Take the key from the box\n4. Hang the tag on the board\n"
    assert not [q for q in asked(text, title="Keys") if isinstance(q, Ordering)]
    how = text.replace("Where can I find a key?", "How do I get a key?")
    assert [q for q in asked(how, title="Keys") if isinstance(q, Ordering)]


# Lists.

REPORTS = """# Reports

## What a report holds

A report about a fall holds:

- the name of the nurse
- the hour of the day
- the number of the bed

A report about a fire holds:

- the name of the guard
- the place of the smoke
- the colour of the flame

The kitchen buys:

- the flour of the month
- the butter of the week
- the sugar of the day
"""


def test_wrong_options_of_a_list_come_from_a_list_announced_in_nearly_the_same_words() -> None:
    made = material(REPORTS, title="Reports")
    found = [next(iter(p.versions), None) for p in enumerations.propose(made, range(len(made.units)))]
    wrong = [o.text for q in found if isinstance(q, MultipleChoice) for o in q.options if not o.correct]
    assert wrong
    assert not [text for text in wrong if "flour" in text or "butter" in text or "sugar" in text]


def test_what_a_list_gives_as_examples_is_not_asked() -> None:
    text = REPORTS.replace("holds:", "holds, for example:")
    made = material(text, title="Reports")
    assert not [q for p in enumerations.propose(made, range(len(made.units))) for q in p.versions]


def test_a_table_of_examples_is_not_asked() -> None:
    rows = "| Nurse | the list |\n| Guard | the fence |\n| Cook | the menu |\n"
    head = "| Who | Show them, for example |\n|---|---|\n"
    assert not [q for q in asked(f"# Tour\n\n{FILLER}\n\n{head}{rows}", title="Tour") if isinstance(q, Matching)]


@pytest.mark.parametrize(
    "labels",
    [("Part 1", "Part 2", "Part 3"), ("0-10 mins", "10-20 mins", "20-30 mins"), ("`name`", "`floor`", "`max_beds`")],
)
def test_parts_times_and_fields_are_no_labels_to_know(labels: tuple[str, ...]) -> None:
    told = ("A walk along the wards", "Coffee with the guard", "A talk about the doors")
    items = "".join(f"- {label}: {what}\n" for label, what in zip(labels, told, strict=True))
    made = f"# Tour\n\n{FILLER}\n\n## The tour\n\n{items}"
    assert not [q for q in asked(made, title="Tour") if isinstance(q, Matching | SingleChoice)]


def test_the_fields_of_a_form_say_themselves_what_they_hold() -> None:
    rows = "| sign | A word on the door of the hall |\n| floor | The place that the lift stops at |\n| beds | A number of people who sleep |\n"
    text = "# Tour\n\n{filler}\n\n| {head} | Holds |\n|---|---|\n{rows}"
    for head, is_asked in (("Property", False), ("Part of the form", True)):
        found = asked(text.format(filler=FILLER, head=head, rows=rows), title="Tour")
        assert bool([q for q in found if isinstance(q, Matching | SingleChoice)]) is is_asked


def test_a_heading_that_any_document_has_stands_after_the_one_above_it() -> None:
    items = "| Name | Description |\n|---|---|\n| Yellow | For people who stay for a day |\n| White | For whoever works in the kitchen |\n| Green | A sign of the guards at night |\n"
    found = asked(f"# Cards\n\n## Badges\n\n{FILLER}\n\n### Features\n\n{items}", title="Cards")
    assert [q.stem for q in found if isinstance(q, Matching)] == [
        "Match each part with what belongs to it: ‘Badges – Features’."
    ]


def test_a_label_that_is_told_at_length_is_no_card() -> None:
    told = "**{}** {} The card opens the gate. Nobody else may use it. The guard keeps a list."
    text = "\n\n".join(told.format(n, w) for n, w in (("Day.", "You ask for it in the hall."), ("Week.", "You get it from the nurse."), ("Guest.", "You buy it in the shop.")))  # fmt: skip
    assert not cards(course(f"# Cards\n\n{FILLER}\n\n## Badges\n\n{text}", title="Cards"))


def test_two_lists_of_steps_under_one_heading_are_not_both_asked() -> None:
    steps = "1. Open the {0}\n2. Ring the {0} bell\n3. Sign the {0} list\n4. Take the {0} tag\n"
    text = f"# Keys\n\n## How to get in\n\nBy day:\n\n{steps.format('gate')}\nAt night:\n\n{steps.format('door')}"
    assert len([q for q in asked(text, title="Keys") if isinstance(q, Ordering)]) == 1


def test_a_list_of_which_some_items_are_labels_is_no_list_of_one_kind() -> None:
    text = "# Post\n\n## How often\n\nWe bring the post to:\n\n- The wards{}\n- the kitchen\n- The gate{}\n"
    assert material(text.format("", ""), title="Post").enumerations
    assert not material(text.format(": in the morning", ": when there is some"), title="Post").enumerations


def test_headings_of_one_kind_are_called_by_the_same_word() -> None:
    told = "{} De kaart ligt bij de portier in het kastje naast de deur."
    kinds = ("Gele kaart", "Witte kaart", "Gastkaart")
    spoken = ("Gebruik van de pas", "Einde van de pas", "Kosten van de pas")
    for names, is_kind in ((kinds, True), (spoken, False)):
        parts = "\n\n".join(
            f"### {name}\n\n{told.format(what)}"
            for name, what in zip(names, ("Geldig tot middernacht van vandaag.", "Geldig tot en met zondag.", "Geldig zolang iemand op bezoek is."), strict=True)
        )  # fmt: skip
        groups = material(f"# Kaarten\n\n## Kaarten bij de deur\n\n{VUL}\n\n{parts}", "nl", "Kaarten").groups
        assert bool(groups) is is_kind


def test_under_which_heading_a_sentence_was_put_is_asked_of_steps_only() -> None:
    words = (("lock", "hangs on a nail in the cellar"), ("lamp", "stands on a shelf in the attic"), ("bell", "lies in a drawer of the desk"))  # fmt: skip
    for names, is_asked in (
        (("Before opening", "During visits", "After closing"), True),
        (("Doors", "Lights", "Sounds"), False),
    ):
        parts = "\n\n".join(
            f"### {name}\n\nThe {thing} of the clinic {place} and nobody may take it home."
            for name, (thing, place) in zip(names, words, strict=True)
        )
        made = material(f"# House\n\n## Kinds of rules\n\n{FILLER}\n\n{parts}", title="House")
        found = list(candidates([topics.propose], made, range(len(made.units)), Counter()))
        assert bool(found) is is_asked


# Meanings.

FAR = f"""# Words

## Door

### Lock

A night lock is a lock that opens from the inside only. {FILLER}

## Food

### Kitchen

A side dish is a plate that is served beside the meal of the day. A tray is a board that carries the plates to the bed. {FILLER}
"""


def test_what_a_word_means_is_asked_among_meanings_that_stand_near() -> None:
    made = material(FAR, title="Words")
    stems = [
        question.stem
        for proposal in meanings.propose(made, range(len(made.units)))
        for question in proposal.versions
        if isinstance(question, SingleChoice) and not question.quote
    ]
    assert not [stem for stem in stems if "night lock" in stem]


def test_a_role_among_things_is_no_wrong_option() -> None:
    text = f"# Words\n\n{FILLER} A night lock is a lock that opens from the inside only. A tray is a board that carries the plates to the bed. A ward clerk is a nurse that keeps the lists of the ward."
    made = material(text, title="Words")
    terms = [
        {option.text for option in question.options}
        for proposal in meanings.propose(made, range(len(made.units)))
        for question in proposal.versions
        if isinstance(question, SingleChoice) and question.quote
    ]
    assert not [options for options in terms if "Ward clerk" in options]


def test_quote_marks_within_a_term_stay() -> None:
    text = f'# Night duty\n\n{DUTY} The "Night Guard" card is a card that opens the gate after closing for the guard who is on duty.'
    (glossary,) = blocks(course(text, title="Night duty"), "glossary")
    assert isinstance(glossary, Glossary)
    assert [term.term for term in glossary.terms] == ['"Night Guard" card']


def test_a_name_that_a_program_knows_is_no_word_of_the_glossary() -> None:
    text = "# Words at the gate\n\nA {} is a list of doors that the gate knows by heart. A tray is a board on which a nurse carries the plates to the bed of a patient."
    for name, words in (("`badge`", ["Tray"]), ("badge", ["Badge", "Tray"])):
        (glossary,) = blocks(course(text.format(name), title="Words at the gate"), "glossary")
        assert isinstance(glossary, Glossary)
        assert [term.term for term in glossary.terms] == words


# Cards.


@pytest.mark.parametrize(
    "case",
    [
        "If the bell has stopped, the guard must walk to the fence every hour.",
        "If a few minutes before the round, the list is not signed, call the nurse.",
        "If the gate is closed, a bell is broken, or a guard is ill and nobody else is there.",
    ],
)
def test_a_case_is_no_card(case: str) -> None:
    word = "The night watch is the team that is responsible for the safety of the wards until the morning."
    made = cards(course(f"# Night duty\n\n{DUTY} {word} {case}", title="Night duty"))
    assert "What is the ‘night watch’?" in made
    assert not [front for front in made if "If" in front]


@pytest.mark.parametrize(("longer", "is_card"), [("16 weeks", False), ("that", True)])
def test_a_card_does_not_show_its_number_elsewhere(longer: str, is_card: bool) -> None:
    rule = f"A guest may stay at most 16 weeks, and the head of the ward must approve every stay that is longer than {longer}."
    made = cards(course(f"# Night duty\n\n{DUTY} {rule}", title="Night duty"))
    assert bool([front for front in made if "____" in front]) is is_card


# Points to remember.


@pytest.mark.parametrize(
    "sentence",
    [
        "Details: the guard keeps the key of the gate in a box beside the door.",
        "There are several ways to enter the building on a day in the week.",
        "Basic faults of the gate that are common to run into at night.",
        "If the gate is closed, a bell is broken, or a guard is ill and nobody else is there.",
        "Our next round will start at hh.mm on Weekday, DD Month at the gate.",
        "The head of {name of the ward} signs the list of visitors every evening.",
    ],
)
def test_what_says_nothing_by_itself_is_no_point(sentence: str) -> None:
    made = every_point(course(f"# Night duty\n\n{DUTY} {sentence}", title="Night duty"))
    assert DUTY.split(". ")[0] + "." in made
    assert sentence not in made


def test_what_is_said_of_a_heading_of_its_kind_is_no_point() -> None:
    parts = "\n\n".join(
        f"### {name} pass\n\n{what}"
        for name, what in (
            ("Day", "Your card opens the gate until midnight on the day of the visit."),
            ("Week", "Your card must be brought back to the desk on a Sunday at the latest."),
            ("Guest", "Your card is only for people who visit a patient of the ward."),
        )
    )
    rule = "Every visitor must wear a card on the coat, so that the guard sees who may enter which ward."
    made = every_point(course(f"# Cards\n\n## Kinds of cards\n\n{rule}\n\n{parts}", title="Cards"))
    assert rule in made
    assert not [point for point in made if point.startswith("Your card")]


def test_what_an_invented_person_hopes_for_is_no_point() -> None:
    goals = "- Make sure that every ward must sign the list of keys.\n- Build a gate that opens for everybody.\n- Get more money for a bell.\n"
    for heading, may_be in (("Goals", False), ("What the guards do", True)):
        text = f"# Anna\n\n{DUTY}\n\n## {heading}\n\n{goals}"
        plan = make_plan([Source(id="a", title="Anna", markdown=text, language="en")])
        found = [point.sentence.text for bite in plan.bites for point in find_points(bite)]
        assert bool([text for text in found if "Build" in text]) is may_be


def test_a_part_without_a_question_has_points_and_something_to_think_about() -> None:
    made = course(f"# Night duty\n\n{DUTY}", title="Night duty")
    (bite,) = made.bites
    assert [block.kind for block in bite.blocks] == ["text", "quiz", "key_points", "reflection"]
