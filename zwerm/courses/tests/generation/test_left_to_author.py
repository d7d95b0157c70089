"""What a draft asks by itself, what it leaves to its author, and what it asks where nothing can be marked."""

import re

import pytest

from zwerm.courses.generation.course import draft_course, regenerate_block
from zwerm.courses.generation.draft import (
    CourseDraft,
    Doubt,
    Matching,
    MultipleChoice,
    Numeric,
    OpenAnswer,
    Ordering,
    Quiz,
    Reflection,
    SingleChoice,
)
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import (
    bite_texts,
    blocks,
    every_point,
    in_draft,
    offered,
    points,
    questions,
    suggested,
)

TOLD = {
    "nl": (
        "De bakkerij staat aan de haven en levert elke ochtend brood aan de schepen. Wie er werkt, draagt een schort en bindt het haar vast. "
        "De meelzolder ligt boven de oven, zodat het meel droog blijft.\n\n"
    ),
    "en": (
        "The bakery stands at the harbour and brings bread to the ships every morning. Bakers wear an apron and tie up their hair. "
        "The flour loft lies above the oven, so that the flour stays dry.\n\n"
    ),
}
STEPS = {
    "nl": "## De oven aanmaken\n\n1. Leeg de aslade.\n2. Stapel het hout.\n3. Draai de klep open.\n4. Steek het papier aan.\n",
    "en": "## Lighting the oven\n\n1. Empty the ash drawer.\n2. Stack the wood.\n3. Turn the valve open.\n4. Light the paper.\n",
}
BREADS = {
    "nl": (
        "- **Grootje**: van rogge, gaat drie dagen mee aan boord\n- **Zilt**: met zeewier van de dijk\n"
        "- **Luchtje**: wit en zacht, voor wie slecht kauwt\n- **Klinker**: hard gebakken voor de lange vaart\n"
    ),
    "en": (
        "- **Granny**: made of rye, lasts three days on board\n- **Brine**: with seaweed from the dyke\n"
        "- **Airy**: white and soft, for who chews badly\n- **Brick**: baked hard for the long voyage\n"
    ),
}
NAMES = {"nl": ("De bakkerij", "Onze broden", "Begrippen"), "en": ("The bakery", "Our loaves", "Glossary")}


def course(markdown: str, language: str, *, is_how_to: bool = False, title: str = "") -> CourseDraft:
    title = title or NAMES[language][0]
    text = f"# {title}\n\n{TOLD[language]}{markdown}"
    return draft_course([Source(id="a", title=title, markdown=text, language=language, is_how_to=is_how_to)])


def why(made: CourseDraft, kind: type) -> list[str]:
    return [reason for question, reason in suggested(made) if isinstance(question, kind)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("is_how_to", [True, False])
def test_the_order_of_steps_is_left_to_the_author(language: str, is_how_to: bool) -> None:
    made = course(STEPS[language], language, is_how_to=is_how_to)
    assert [q for q in in_draft(made) if isinstance(q, Ordering)] == []
    assert why(made, Ordering) == [Doubt.steps]


@pytest.mark.parametrize(
    ("title", "language", "is_how_to"),
    [
        ("Werkinstructie oven", "nl", True),
        ("Work instruction: the oven", "en", True),
        ("Stappenplan oven", "nl", True),
        ("De oven", "nl", False),
    ],
)
def test_a_document_that_is_called_a_work_instruction_is_a_how_to(title: str, language: str, is_how_to: bool) -> None:
    made = course(STEPS[language], language, title=title)
    steps = suggested(made)[0][0]
    assert isinstance(steps, Ordering)
    listed = {"nl": "De oven aanmaken: ", "en": "Lighting the oven: "}[language]
    assert bool([point for point in points(made) if point.startswith(listed)]) is is_how_to
    (thought,) = blocks(made, "reflection")
    assert isinstance(thought, Reflection)
    assert (thought.spans == tuple(item.spans[0] for item in steps.items)) is is_how_to


def in_table(items: str) -> str:
    rows = re.sub(r"^- \*\*(.+?)\*\*:? (.+)$", r"| \1 | \2 |", items, flags=re.MULTILINE)
    return f"| name | description |\n|---|---|\n{rows}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_belongs_to_a_name_is_left_to_the_author_unless_the_list_explains_words(language: str) -> None:
    _, ours, glossary = NAMES[language]
    listed = course(f"## {ours}\n\n{BREADS[language]}", language)
    assert [q for q, _ in suggested(listed) if isinstance(q, Matching | SingleChoice)] == []
    named = course(f"## {ours}\n\n{in_table(BREADS[language])}", language)
    assert [q for q in in_draft(named) if isinstance(q, Matching | SingleChoice | MultipleChoice)] == []
    assert [(q.kind, reason) for q, reason in suggested(named)] == [("match", Doubt.named)]
    words = course(f"## {glossary}\n\n{BREADS[language]}", language)
    assert [q for q in in_draft(words) if isinstance(q, Matching | SingleChoice)]
    assert Doubt.named not in [reason for _, reason in suggested(words)]


RULED = {
    "nl": "Elke bakker moet voor de nacht de lamp boven het meel uitdoen, omdat meelstof kan ontploffen. De deur van de zolder moet altijd op slot zijn zodra de winkel opengaat.",
    "en": "Every baker must switch off the lamp above the flour before the night, because flour dust may explode. Bakers must sign the log at the end of each night, so that the next shift knows which ovens are hot.",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_where_nothing_is_marked_a_part_is_told_in_own_words_and_compared_with_the_text(language: str) -> None:
    made = course(RULED[language], language)
    (bite,) = made.bites
    assert [block.kind for block in bite.blocks] == ["text", "quiz", "key_points", "reflection"]
    (quiz,) = blocks(made, "quiz")
    assert isinstance(quiz, Quiz)
    (asked,) = quiz.questions
    assert isinstance(asked, OpenAnswer)
    assert NAMES[language][0] in asked.stem
    assert (asked.model, asked.picked) == ("", True)


def test_a_limit_is_asked_and_marked_before_the_part_is_told_in_own_words() -> None:
    made = course("Een bakker moet het deeg minstens 40 minuten laten rusten voordat het in de oven gaat.", "nl")
    kinds = [question.kind for block in blocks(made, "quiz") if isinstance(block, Quiz) for question in block.questions]
    assert kinds == ["numeric", "open"]
    assert [question.kind for question, _ in suggested(made)] == []


def loft(*sentences: str) -> tuple[CourseDraft, Source]:
    source = Source(
        id="a", title="De meelzolder", language="nl", markdown=f"# De meelzolder\n\n{' '.join(sentences)}\n"
    )
    return draft_course([source]), source


LOFT = (
    "De meelzolder ligt boven de oven.",
    "Aan de balken hangen touwen van vroeger.",
    "De trap kraakt bij elke stap die iemand zet.",
    "In de hoek staat een oude kist met zakken.",
    "Door het raam kijk je uit op het water en op de schepen die daar liggen.",
    "De kat van de buren slaapt er graag op een stapel lappen.",
    "Op de vensterbank staat een potje met knopen.",
    "Naast het potje ligt een kam van de vorige bakker.",
)


def test_a_single_sentence_is_offered_and_own_words_are_compared_with_the_text() -> None:
    rule = "Wie boven komt, moet altijd eerst de lamp uitdoen, omdat meelstof kan ontploffen."
    made, source = loft(rule, *LOFT)
    (quiz,) = blocks(made, "quiz")
    assert isinstance(quiz, Quiz)
    (asked,) = quiz.questions
    assert isinstance(asked, OpenAnswer)
    assert points(made) == []
    assert every_point(made) == [rule]
    assert asked.model == ""
    assert unresolved(made, [source]) == []


def test_where_nothing_stands_out_what_is_told_is_compared_with_the_text_if_that_is_long_enough() -> None:
    made, source = loft(*LOFT)
    (quiz,) = blocks(made, "quiz")
    assert isinstance(quiz, Quiz)
    (asked,) = quiz.questions
    assert isinstance(asked, OpenAnswer)
    assert asked.model == ""
    assert asked.picked
    assert source.markdown[asked.spans[0].start : asked.spans[0].end] == LOFT[0]
    assert blocks(made, "key_points") == []
    assert unresolved(made, [source]) == []
    short, _ = loft(*LOFT[:4])
    assert [block.kind for block in short.bites[0].blocks] == ["text", "reflection"]


def test_each_next_part_is_asked_in_other_words_and_has_no_other_version() -> None:
    things = (
        "deeg",
        "meel",
        "schort",
        "oven",
        "klep",
        "luik",
        "rek",
        "zak",
        "mand",
        "tafel",
        "kar",
        "bord",
        "kist",
        "vuur",
    )
    does = ("ligt naast de deur", "hangt boven de tafel", "blijft droog in de hoek", "staat klaar voor de schipper")
    told = (
        f"Het {thing} van {name} {what}."
        for name in ("Jan", "Els", "Piet", "Roos", "Bas", "Lot")
        for what in does
        for thing in things
    )
    lines = list(told)
    parts = "\n\n".join(f"## Zaal {n}\n\n{' '.join(lines[n * 112 : n * 112 + 112])}" for n in range(3))
    source = Source(id="a", title="De bakkerij", markdown=f"# De bakkerij\n\n{parts}", language="nl")
    made = draft_course([source])
    stems = [q.stem for block in blocks(made, "quiz") if isinstance(block, Quiz) for q in block.questions]
    assert len(stems) > 1
    assert len({stem.rsplit("’", 1)[-1] for stem in stems}) == min(len(stems), 3)
    thoughts = [block.prompt for block in blocks(made, "reflection") if isinstance(block, Reflection)]
    assert len(set(thoughts)) == min(len(thoughts), 3)
    first = make_plan([source]).bites[0]
    assert regenerate_block(first, "quiz", 0) == next(block for block in made.bites[0].blocks if block.kind == "quiz")
    assert regenerate_block(first, "quiz", 1) is None
    assert unresolved(made, [source]) == []


def test_a_part_of_a_place_of_a_document_is_called_this_part() -> None:
    told = "Een bakker moet een schort dragen en het haar vastbinden, zodat er geen haar in het deeg komt."
    source = Source(id="a", title="index", markdown=f"# Inleiding\n\n{told} {TOLD['nl']}", language="nl")
    (quiz,) = blocks(draft_course([source]), "quiz")
    assert isinstance(quiz, Quiz)
    assert quiz.questions[0].stem.startswith("Dit deel: ")


def test_what_a_template_still_asks_to_fill_in_is_no_point_to_remember() -> None:
    made = course(
        "{Beschrijf hier welke ovens de bakkerij heeft en wie die aanmaakt.} De winkel verkoopt {aantal} broden per dag.",
        "nl",
    )
    assert every_point(made)
    assert not [point for point in every_point(made) if "{" in point]


def test_an_address_is_no_word_to_learn() -> None:
    told = "brood.haven.example is een testsite voor de winkel. oven.haven.example is een testsite voor de bakkers. kade.haven.example is een testsite voor de schippers."
    made = course(f"## Sites\n\n{told}", "nl")
    assert blocks(made, "glossary") == []
    assert [q for q in in_draft(made) if isinstance(q, SingleChoice | Matching)] == []


def test_a_step_keeps_what_it_tells_beside_a_word_about_the_table_below() -> None:
    steps = "## De oven aanmaken\n\n1. Leeg de aslade.\n2. Kies hout dat past bij het brood, uit de tabel hieronder. Niet meer dan vier blokken.\n3. Stapel het hout.\n4. Steek het papier aan.\n"
    made = course(steps, "nl", is_how_to=True)
    assert "Kies hout dat past bij het brood, uit de tabel hieronder." in bite_texts(made.bites[0])
    (order,) = [q for q in offered(made) if isinstance(q, Ordering)]
    assert [item.text for item in order.items][1] == "Kies hout dat past bij het brood"


# Cards.


def test_what_belongs_to_a_name_is_a_card_of_lists_of_words_only() -> None:
    ours, words = (f"## {heading}\n\n{BREADS['nl']}" for heading in NAMES["nl"][1:])
    assert not [card for card in course(ours, "nl").cards if "Zilt" in card.front]
    assert not [card for card in course(ours, "nl", is_how_to=True).cards if "Zilt" in card.front]
    assert [card for card in course(words, "nl").cards if "Zilt" in card.front]


def test_a_column_of_examples_gives_neither_cards_nor_questions() -> None:
    table = "| Vraag | Voorbeeld bij de oven |\n|---|---|\n| wat doe je elke dag | de aslade legen |\n| wat doe je zelden | de klep smeren |\n| wie help je | de jongste bakker |\n"
    made = course(f"## De lijst\n\n{table}", "nl", is_how_to=True)
    assert [card for card in made.cards if "elke dag" in card.front] == []
    assert suggested(made) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Idealiter is het deeg van de bakker een dag oud.",
        "Rogge is de taaiste korrel die er is.",
        "Een brood van de haven is een genot om te eten.",
    ],
)
def test_what_somebody_thinks_is_no_meaning(sentence: str) -> None:
    assert blocks(course(sentence, "nl"), "glossary") == []


def test_what_things_are_doing_is_no_meaning() -> None:
    assert blocks(course("Bakeries are using rye of the farms around the harbour.", "en"), "glossary") == []


# How-tos and numbers.


def test_a_how_to_of_which_half_says_how_things_are_leaves_the_order_to_its_author() -> None:
    steps = "## Stappen in de winkel\n\n1. Leeg de kast.\n2. Het brood op de plank.\n3. De lamp boven de toonbank.\n4. De kassa met wisselgeld.\n5. Veeg de stoep.\n"
    made = course(steps, "nl", is_how_to=True)
    assert [q for q in in_draft(made) if isinstance(q, Ordering)] == []
    assert why(made, Ordering) == [Doubt.steps]


@pytest.mark.parametrize(("one", "two"), [("Ronde 1, de oven", "Ronde 2, de winkel"), ("Kist één", "Kist twee")])
def test_steps_that_count_themselves_are_not_put_in_order(one: str, two: str) -> None:
    steps = f"## De haven rond\n\n1. {one}.\n2. {two}.\n3. Breng het brood naar de kade.\n4. Vraag de schipper om een handtekening.\n"
    made = course(steps, "nl", is_how_to=True)
    for order in [*in_draft(made), *(question for question, _ in suggested(made))]:
        assert not (isinstance(order, Ordering) and {one, two} & {item.text for item in order.items})


@pytest.mark.parametrize(
    ("sentence", "is_asked", "language"),
    [
        ("Een bestelling van het schip duurt 3 werkdagen.", True, "nl"),
        ("Laat het deeg 40 minuten rusten onder een doek.", True, "nl"),
        ("Vanaf 16 jaar beslist de leerling zelf over het rooster.", True, "nl"),
        ("The oven is reviewed every 6 months by the harbour.", True, "en"),
        ("We hebben met de schipper 3 dagen alles gemeten.", False, "nl"),
        ("Voor elke koude oven wachtte hij 40 seconden.", False, "nl"),
        ("Ahmed regelde het met de haven in 10 minuten.", False, "nl"),
        ("Ik werk 5 jaar met die oven.", False, "nl"),
        ("Sinds maart is de wachttijd bij de toonbank 5 minuten.", False, "nl"),
        ("The harbour has used the oven for 6 months.", False, "en"),
    ],
)
def test_a_number_is_asked_where_it_holds_each_time_and_not_where_it_was_so_once(
    sentence: str, is_asked: bool, language: str
) -> None:
    found = [question.kind for question in questions(course(sentence, language))]
    assert ("numeric" in found) is is_asked


def test_numbers_that_hold_each_time_are_asked_two_of_a_part_and_others_are_left_to_the_author() -> None:
    rules = (
        "Een storing van de oven moet binnen 15 minuten worden gemeld aan de bakker van dienst.",
        "Deeg van rogge moet minstens 40 minuten rusten voordat het in de oven gaat.",
        "Een mes van de bakkerij moet uiterlijk na 6 weken worden geslepen door wie de machine kent.",
    )
    made = course(" ".join(rules), "nl")
    assert len([q for q in in_draft(made) if isinstance(q, Numeric)]) == 2
    assert [why for question, why in suggested(made) if isinstance(question, Numeric)] == [Doubt.detail]


def test_a_number_is_a_card_only_where_it_is_no_detail() -> None:
    rule = "Een storing van de oven moet binnen 15 minuten worden gemeld aan de bakker van dienst."
    made = course(f"{rule} Een bestelling van het schip duurt 3 werkdagen.", "nl")
    assert [card.back for card in made.cards if "____" in card.front] == ["15"]


def test_an_age_that_anybody_guesses_and_what_is_told_by_estimate_are_not_asked() -> None:
    for sentence in (
        "Wie de oven bedient, moet minstens 18 jaar oud zijn en een diploma hebben.",
        "De oven moet minstens ~25 minuten voorverwarmen voordat het deeg erin gaat.",
    ):
        made = course(sentence, "nl")
        assert [q for q in questions(made) if isinstance(q, Numeric)] == []
        assert [q for q, _ in suggested(made) if isinstance(q, Numeric)] == []
