"""What a course asks and lets one remember is whole: no steps without the one that matters, no rule without its "however"."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import (
    CourseDraft,
    Flashcards,
    Gap,
    Numeric,
    OpenAnswer,
    Quiz,
    Reflection,
)
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.reading.prepare import prepare
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.points import find_points
from zwerm.courses.tests.generation.world import bite_texts, blocks, every_point, questions
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import only_names_things, points_back

RULES = "Elke schipper moet aan boord een zwemvest dragen, ook als hij goed kan zwemmen. De sleepboot mag nooit zonder licht varen."
ABOUT = "\n\n## Ligging\n\nAan de noordkant van het eiland liggen twee kades en een sluis, met een loods voor zeilen en touw."


def course(markdown: str, title: str = "Varen in de haven", language: str = "nl", kind: str = "") -> CourseDraft:
    source = Source(id="a", title=title, markdown=markdown + ABOUT, language=language, is_how_to=kind == "howto")
    return draft_course([source])


@pytest.mark.parametrize(
    "half",
    [
        "Een schip mag zonder loods naar binnen. Maar bij mist vraagt het altijd eerst om toestemming.",
        "Een schip moet voor de sluis wachten. Behalve de reddingsboot.",
    ],
)
def test_what_the_next_sentence_takes_back_is_no_point(half: str) -> None:
    assert half.split(".")[0] + "." not in every_point(course(f"# Varen in de haven\n\n{half} {RULES}"))
    assert set(every_point(course(f"# Varen in de haven\n\n{half} {RULES}"))) >= set(
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
    assert broken not in every_point(course(f"# Varen in de haven\n\n{RULES} {broken}"))


def test_the_title_said_again_is_no_point() -> None:
    made = course(
        f"# Elke schipper draagt een zwemvest\n\nElke schipper draagt een zwemvest. {RULES}",
        "Elke schipper draagt een zwemvest",
    )
    found = every_point(made)
    assert RULES.split(". ")[0] + "." in found
    assert "Elke schipper draagt een zwemvest." not in found


LATE = "## Wat doen we de volgende keer\n\n- Mist op zee? Blijf dan binnen tot de loods het zegt.\n- De boei bij de brug krijgt een lamp.\n- Klik op de kaart voor de diepte.\n"


def test_a_list_is_a_point_whole_with_its_questions_answered() -> None:
    found = every_point(course(f"# Te laat binnen\n\n{LATE}", "Te laat binnen"))
    assert found[0] == (
        "Wat doen we de volgende keer: Mist op zee? Blijf dan binnen tot de loods het zegt; "
        "De boei bij de brug krijgt een lamp; Klik op de kaart voor de diepte."
    )


def test_a_list_under_a_heading_within_a_page_says_of_what_it_is() -> None:
    made = course(
        f"# Varen in de haven\n\n{RULES}\n\n## Reddingsboot\n\nVoor vertrek moet de bemanning drie dingen nagaan:\n\n- Iedereen draagt een zwemvest\n- De radio staat aan en is getest\n- De tank is minstens half vol\n"
    )
    assert (
        "Reddingsboot – Voor vertrek moet de bemanning drie dingen nagaan: Iedereen draagt een zwemvest; De radio staat aan en is getest; De tank is minstens half vol."
        in every_point(made)
    )


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


SOUND = "Hij maakt dan geluid."


@pytest.mark.parametrize("times", [1, 50])
def test_steps_are_a_point_whole_or_not_at_all(times: int) -> None:
    told = " ".join([SOUND] * times)
    steps = (
        f"## Stappen\n\n1. Zet de motor aan. {told}\n2. Gooi de lijn los. Niet voordat de schipper het zegt.\n"
        "3. Druk op de knop recht. Dat mag nooit op open zee.\n4. Vaar uit.\n"
    )
    made = course(f"# Uitvaren\n\n{RULES}\n\n{steps}", "Uitvaren", kind="howto")
    listed = [point for point in every_point(made) if point.startswith("Stappen: ")]
    whole = (
        f"Stappen: Zet de motor aan. {SOUND[:-1]}; Gooi de lijn los. Niet voordat de schipper het zegt; "
        "Druk op de knop recht. Dat mag nooit op open zee; Vaar uit."
    )
    assert listed == ([whole] if times == 1 else [])


def test_what_may_go_wrong_says_that_it_is_a_risk() -> None:
    risk = "Een losse boei is altijd in de weg van schepen die komen."
    made = course(f"# Boeien\n\n{RULES}\n\n## Risico\n\n{risk}\n", "Boeien")
    assert f"Risico: {risk}" in every_point(made)
    assert risk not in every_point(made)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Boeien", "nl"),
        ("Controleer de boeien van de haven", "nl"),
        ("How we paint our buoys", "en"),
        ("Wie schildert de boeien?", "nl"),
    ],
)
@pytest.mark.parametrize("has_steps", [True, False])
def test_a_question_to_think_about_names_the_title_of_a_how_to_only(title: str, language: str, has_steps: bool) -> None:
    told = {
        "nl": "De boeien van de haven liggen aan een ketting. De verf van een boei houdt drie zomers.",
        "en": "The buoys of the harbour lie on a chain, beside the old pier. The paint of a buoy lasts for three summers, and then it is done anew by hand.",
    }
    steps = {
        "nl": "1. Haal de boei aan boord.\n2. Krab de oude verf eraf.\n3. Schilder de boei rood.\n4. Leg de boei terug aan de ketting.\n",
        "en": "1. Take the buoy on board.\n2. Remove the old paint.\n3. Paint the buoy red.\n4. Put the buoy back on its chain.\n",
    }
    text = f"# {title}\n\n{told[language]}\n\n{steps[language] if has_steps else ''}"
    (thought,) = blocks(course(text, title, language, kind="howto"), "reflection")
    assert isinstance(thought, Reflection)
    assert (title in thought.prompt) is (has_steps and "?" not in title)


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour is a port and ships represent most of its income.",
        "The link is the address that you copied in step 2.",
        "A buoy is a form of sign.",
        "De beste schippers zijn mensen die lang luisteren.",
        "Attached is a list of all the boats of the club.",
    ],
)
def test_what_says_no_meaning_is_no_word_to_learn(sentence: str) -> None:
    language = "nl" if sentence.startswith("De") else "en"
    assert not blocks(
        course(f"# Boats\n\nThe boats of the club lie at the pier. {sentence}", "Boats", language), "glossary"
    )


def test_how_often_is_asked_so_and_what_was_chosen_is_told_before_what_was_not() -> None:
    made = course(
        f"# Boeien\n\n{RULES} De schipper moet elke boei twee keer per jaar controleren, omdat de ketting kan slijten.",
        "Boeien",
    )
    assert [q.stem.rpartition(": ")[2] for q in questions(made) if isinstance(q, Gap)] == [
        "Hoe vaak? Kies wat op de open plek hoort."
    ]
    left = "## Wat we niet kozen\n\n- Een vlag op de brug\n- Een bel bij de sluis\n- Een wacht op de kade\n"
    assert not [one for one in every_point(course(f"# Boeien\n\n{RULES}\n\n{left}", "Boeien")) if "vlag" in one]


def test_of_what_one_team_found_only_limits_are_asked() -> None:
    told = "De schipper controleert de boei elke 3 weken. De boei moet binnen 20 minuten aan de ketting."
    made = course(f"# Boeien\n\n{RULES}\n\n## Wat leerden we\n\n{told}\n", "Boeien")
    assert [question.answer for question in questions(made) if isinstance(question, Numeric)] == [20]
    rule = course(f"# Boeien\n\n{RULES}\n\n## Onderhoud\n\n{told}\n", "Boeien")
    assert {3, 20} == {question.answer for question in questions(rule) if isinstance(question, Numeric)}


def test_a_step_that_sends_somewhere_stays_in_its_place() -> None:
    steps = "1. Vaar naar de sluis.\n2. Zie [de lijst met kanalen](https://haven.example/kanalen).\n3. Meld je schip bij de sluiswachter.\n4. Wacht op het groene licht.\n"
    (bite,) = course(f"# Schutten\n\n## Stappen\n\n{steps}", "Schutten", kind="howto").bites
    assert "Zie de lijst met kanalen." in bite_texts(bite)


TITLED = (
    ":::info[Verplicht in deze haven]",
    ":::warning Verplicht in deze haven",
    ":::tip[**Verplicht in deze haven**]",
)


@pytest.mark.parametrize("opening", TITLED)
def test_the_title_of_a_box_is_told_and_ends_with_it(opening: str) -> None:
    source = Source(
        id="a",
        title="Havens",
        markdown=f"# Havens\n\n{RULES}\n\n{opening}\n\n{RULES.replace('Elke', 'Iedere')}\n\n:::\n\nDe kade is van steen en staat er al honderd jaar.\n",
        language="nl",
    )
    (document,) = make_plan([source]).documents
    told = {section.path[-1]: str(section.blocks) for section in document.sections if section.path}
    assert "Iedere schipper" in told["Verplicht in deze haven"]
    assert "De kade" not in told["Verplicht in deze haven"]


def test_what_a_box_is_called_in_general_is_no_title() -> None:
    source = Source(id="a", title="Havens", markdown=f"# Havens\n\n:::note Let op\n\n{RULES}\n\n:::\n", language="nl")
    (document,) = make_plan([source]).documents
    assert all("Let op" not in section.path for section in document.sections)


@pytest.mark.parametrize(
    "steps",
    [
        "## Stappenplan\n\n1. Meld het schip bij de sluiswachter.\n2. Leg de trossen klaar op het dek.\n3. Vaar langzaam de sluis binnen.\n",
        "## Stap 1 - Meld het schip bij de sluiswachter\n\nDat kan per marifoon.\n\n## Stap 2 - Leg de trossen klaar op het dek\n\nVoor en achter.\n\n## Stap 3 - Vaar langzaam de sluis binnen\n\nMet de kop in de wind.\n",
    ],
)
def test_what_is_called_steps_is_one_point_to_remember(steps: str) -> None:
    plan = make_plan(
        [Source(id="a", title="Door de sluis", markdown=f"# Door de sluis\n\n{RULES}\n\n{steps}", language="nl")]
    )
    (found,) = [p for bite in plan.bites for p in find_points(bite) if "; " in p.sentence.text]
    assert [part in found.sentence.text for part in ("Meld het schip", "Leg de trossen", "Vaar langzaam")] == [True] * 3


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Fabels", "Een schip moet na de mist altijd een dag in de haven blijven liggen."),
        ("Veelgemaakte fouten", "De schipper meldt het schip pas bij de sluis nadat hij is aangelegd."),
        ("Wanneer gebruik je dit", "Je schip is afgekeurd omdat de lampen het drie keer niet deden."),
        ("Regels", "Volgens sommige schippers moet een schip altijd achteruit de sluis in."),
        ("Regels", "De schipper moet dan de loods bellen voordat hij de haven in vaart."),
        ("Regels", "Iemand die vaak aanbiedt om jouw trossen vast te maken, die altijd alleen vaart."),
    ],
)
def test_what_is_not_so_or_needs_what_stood_before_cannot_be_a_point(heading: str, sentence: str) -> None:
    text = f"# Varen in de haven\n\n## {heading}\n\n{sentence} {RULES}"
    found = [
        p.sentence.text
        for bite in make_plan([Source(id="a", title="Varen", markdown=text, language="nl")]).bites
        for p in find_points(bite)
    ]
    assert sentence not in found


@pytest.mark.parametrize(
    ("title", "asks"),
    [
        ("Hoe je een schip schut", "hoe pak je dit aan"),
        ("Zo schut je een schip", "hoe pak je dit aan"),
        ("Hoe de sluis werkt", "onthouden voor je werk"),
        ("Hoe we schutten", "onthouden voor je werk"),
        ("Schutten", "onthouden voor je werk"),
    ],
)
def test_own_words_are_asked_by_what_the_text_is_for(title: str, asks: str) -> None:
    made = course(f"# {title}\n\n{RULES}", title)
    (asked,) = [q for block in blocks(made, "quiz") if isinstance(block, Quiz) for q in block.questions]
    assert isinstance(asked, OpenAnswer)
    assert asks in asked.stem


def test_modules_in_code_that_is_shown_stay() -> None:
    code = "import { Kade } from '@haven/kade';\nkade.open();"
    text = f"```js\n{code}\n```\n\nimport Sluis from '@haven/sluis';\n\n# Varen\n"
    shown = prepare(text).text
    assert code in shown
    assert "Sluis" not in shown
    assert len(shown) == len(text)


def test_modules_that_a_page_uses_are_not_read() -> None:
    modules = "import { Link, Icon } from\n  \"@haven/parts\"; import Author from '@haven/author';\n"
    (bite,) = course(f"{modules}\n# Varen in de haven\n\n{RULES} Import van vis gaat via de sluis.").bites
    assert not [text for text in bite_texts(bite) if "@haven" in text or "{ Link" in text]
    assert "Import van vis gaat via de sluis." in bite_texts(bite)


def may_be_points(markdown: str, *, is_how_to: bool = False) -> list[str]:
    source = Source(
        id="a", title="Uitvaren", markdown=f"# Uitvaren\n\n{RULES}\n\n{markdown}", language="nl", is_how_to=is_how_to
    )
    return [point.sentence.text for bite in make_plan([source]).bites for point in find_points(bite)]


def test_steps_that_hold_only_then_are_no_point_without_that() -> None:
    steps = "1. Zet de motor aan.\n2. Gooi de lijn los.\n3. Vaar uit.\n"
    for lead, told in (("Doe dit als hij open is:", False), ("Volg deze stappen:", True)):
        found = may_be_points(f"## Uit de haven\n\n{lead}\n\n{steps}", is_how_to=True)
        assert any("Gooi de lijn los; " in point for point in found) is told


def test_headings_are_steps_only_where_all_beside_them_are() -> None:
    heads = ("Leg de lijnen klaar", "Controleer de lampen", "Start de motor")
    parts = [f"### {head}\n\nDat doet de schipper zelf, voordat de anderen aan boord komen.\n\n" for head in heads]
    odd = "### Het weer van die dag\n\nDe schipper leest het weerbericht van die dag.\n\n"
    for extra, told in (("", True), (odd, False)):
        found = may_be_points(f"## Voor vertrek\n\n{extra}{''.join(parts)}")
        assert any("Controleer de lampen; " in text for text in found) is told


def test_a_list_of_which_something_is_not_taught_is_no_point() -> None:
    lines = ["Iedereen draagt een zwemvest.", "De radio staat aan en is getest.", "De tank is minstens half vol."]
    sends = "Kijk op [de site](https://example.org/x)."
    for items, told in ((lines, True), ([*lines, sends], False)):
        listed = "\n".join(f"- {item}" for item in items)
        found = may_be_points(f"Voor vertrek moet de bemanning drie dingen nagaan:\n\n{listed}\n")
        assert any("De radio staat aan en is getest; " in text for text in found) is told
