"""Who asks how gets a way to do it: not what may not be, and not by when. Who asks what must gets what must."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.question import kind_of, verb_of_what
from zwerm.assistant.rules.signs import shows
from zwerm.assistant.rules.ways import names_a_task, only_limits
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

OVEN = """Een oven wordt heet. Draag wanten.

## Oven openen

1. Draai de knop naar links en wacht een minuut.
2. Trek de hendel naar je toe.
3. Laat de stoom ontsnappen.

## Waar je op let

Open de oven nooit boven 200 graden: het glas barst dan. Laat een oven niet langer dan een uur open staan.

## Melden

Meld een storing aan de oven uiterlijk dezelfde dag.
"""
KILN = """A kiln gets hot. Wear gloves.

## Opening the kiln

1. Turn the knob to the left and wait a minute.
2. Pull the lever towards you.
3. Let the steam out.

## Mind

Never open the kiln above 200 degrees: the glass cracks. Do not leave a kiln open for longer than an hour.
"""


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("text", "language", "question", "step"),
    [
        (OVEN, "nl", "Hoe open ik de oven?", "Trek de hendel naar je toe."),
        (KILN, "en", "How do I open the kiln?", "Pull the lever towards you."),
    ],
)
def test_steps_under_a_heading_that_names_the_task_are_how_it_is_done(
    world: World, text: str, language: str, question: str, step: str
) -> None:
    keep_item(world.fatima, world.team.space, "page", "Pottenbakken", text, language=language)
    told = [each.text for each in ask(world.kees, question).sentences]
    assert step in told
    assert len(told) == 3
    assert not any("200" in each or "langer" in each or "longer" in each for each in told)


def test_steps_under_a_heading_that_names_another_task_are_not_it(world: World) -> None:
    text = "Schrijf elk lek dezelfde dag in het rode schrift.\n\n## Band plakken\n\n1. Laat de lucht eruit.\n2. Knijp de wielen dicht."
    keep_item(world.fatima, world.team.space, "page", "Banden en lekken", text, language="nl")
    told = [each.text for each in ask(world.kees, "Wat moet ik doen na een lek?").sentences]
    assert told == ["Schrijf elk lek dezelfde dag in het rode schrift."]


@pytest.mark.parametrize(
    ("heading", "language", "task"),
    [
        ("Kast openen", "nl", True),
        ("Een melding doen", "nl", True),
        ("Wachtwoord opnieuw instellen", "nl", True),
        ("Waar je op let", "nl", False),
        ("Stappen", "nl", False),
        ("Opening the box", "en", True),
        ("Reset your password", "en", True),
        ("How to open it", "en", True),
        ("Steps", "en", False),
    ],
)
def test_a_thing_with_what_is_done_to_it_names_a_task(heading: str, language: str, task: bool) -> None:
    assert names_a_task(heading, language) == task


def test_what_may_not_be_is_told_as_what_comes_closest_where_nothing_says_how(world: World) -> None:
    text = "Open de oven nooit boven 200 graden: het glas barst dan. De oven is van steen."
    keep_item(world.fatima, world.team.space, "page", "De oven", text, language="nl")
    assert not ask(world.kees, "Hoe open ik de oven?").sure
    allowed = ask(world.kees, "Mag ik de oven openen boven 200 graden?")
    assert allowed.sure
    assert "nooit" in allowed.sentences[0].text


LIMITS = {
    "nl": ["Open de kast nooit onder 12 graden: het broed koelt dan af.", "Knijp er niet in.", "Meld je uiterlijk twee dagen van tevoren.", "Vraag het aan voor 1 maart."],
    "en": ["Never patch a tube that is torn.", "Do not pump it up.", "Avoid the cellar.", "Cancel at least four hours before.", "Ask for it by 1 March."],
}  # fmt: skip
WAYS = {
    "nl": ["Warm het water op, maar laat het niet koken.", "Vergeet niet het licht uit te doen.", "Meld je uiterlijk vrijdag bij de receptie.", "Stuur voor 1 maart een mail.", "Til hem zonder schokken op.", "Kun je niet komen, bel dan de portier.", "Bij de kraan: knoop de zak dicht, zodat hij niet spettert.", "Als het niet lukt, bel je de portier.", "Wie niet kan, belt de portier."],
    "en": ["Heat the water, but do not let it boil.", "Don't forget to turn off the light.", "Write to the office before the end of the month.", "Send the form by 1 March.", "If you cannot come, call the porter."],
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_prohibition_or_a_day_is_no_way_to_do_it(language: str) -> None:
    assert [text for text in LIMITS[language] if not only_limits(text, language)] == []
    assert [text for text in WAYS[language] if only_limits(text, language)] == []


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wat moet er op de muts staan?", "nl", "do"),
        ("Wat doe ik als de lift hapert?", "nl", "do"),
        ("Hoe weet ik wat ik moet doen?", "nl", "how"),
        ("Wat moet ik betalen?", "nl", "do"),
        ("Wat moet de temperatuur zijn?", "nl", "other"),
        ("What must I wear?", "en", "do"),
        ("What do I need for the course?", "en", "do"),
        ("What should the humidity be?", "en", "list"),
        ("How do I know what to do?", "en", "how"),
    ],
)
def test_what_must_is_a_kind_of_its_own(text: str, language: str, kind: str) -> None:
    assert kind_of(text, language) == kind


@pytest.mark.parametrize(
    ("text", "language", "verb"),
    [
        ("Wat moet ik zeggen als ik 2222 bel?", "nl", "zeggen"),
        ("Wat moet ik meenemen?", "nl", "meenemen"),
        ("Wat moet ik doen als de buren bellen?", "nl", ""),
        ("What must I wear on the roof?", "en", "wear"),
        ("What do I do when it rings?", "en", ""),
    ],
)
def test_of_what_must_the_verb_tells_what_is_asked(text: str, language: str, verb: str) -> None:
    assert verb_of_what(text, language) == verb


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Valt iemand flauw, bel dan de portier.", 1.0),
        ("Bij brand: bel de portier.", 1.0),
        ("Gele bloemen moeten eruit.", 1.0),
        ("De portier is een aardige man.", 0.0),
    ],
)
def test_what_must_is_shown_by_what_tells_the_reader_to_do_something(text: str, shape: float) -> None:
    assert shows(text, kind_of("Wat moet ik doen?", "nl"), "nl") == shape


def test_an_answer_to_what_one_must_say_that_says_nothing_of_saying_is_marked(world: World) -> None:
    text = "Bel 4312 als de ketel lekt. Zeg dan je naam en je verdieping."
    keep_item(world.fatima, world.team.space, "page", "De ketel", text, language="nl")
    asked = "Wat moet ik zeggen als ik 4312 bel?"
    answer = ask(world.kees, asked)
    assert not answer.sure or any("Zeg dan" in each.text for each in answer.sentences)
    keep_item(world.fatima, world.team.space, "page", "De pomp", "Bel 9876 als de pomp lekt.", language="nl")
    beside = ask(world.kees, "Wat moet ik zeggen als ik 9876 bel?")
    assert beside.answered
    assert not beside.sure


TABLE = """| Pot | Klei nodig |
|---|---|
| Kom | 2 kilo |
| Vaas | 5 kilo |

De klei ligt in de kelder, samen 40 kilo klei."""
WHO = """| Taak | Wie |
|---|---|
| Sleutels | Hannie Brouwer |
| Klei bestellen | Kees Tolman |"""


def test_a_row_stands_under_the_headings_of_its_columns(world: World) -> None:
    keep_item(world.fatima, world.team.space, "page", "De pottenbakkerij", TABLE, language="nl")
    keep_item(world.fatima, world.team.space, "page", "Wie doet wat", WHO, language="nl")
    assert [each.text for each in ask(world.kees, "Hoeveel klei is er nodig voor een vaas?").sentences] == [
        "Vaas: 5 kilo"
    ]
    answer = ask(world.kees, "Wie bestelt de klei?")
    assert [each.text for each in answer.sentences] == ["Klei bestellen: Kees Tolman"]
    assert answer.sure


def test_what_is_open_is_no_way_to_open_it(world: World) -> None:
    text = "The kiln is open from ten to five. The kiln of the next room is red."
    keep_item(world.fatima, world.team.space, "page", "The kiln", text, language="en")
    assert not ask(world.kees, "How do I open the kiln?").sure


def test_a_story_tells_no_rule_without_a_word_for_one(world: World) -> None:
    text = "De leerling tilde de oven zelf. Niet omdat het handig was. Wel omdat niemand anders de oven tilde."
    keep_item(world.fatima, world.team.space, "story", "Rugpijn", text, language="nl")
    answer = ask(world.kees, "Mag een leerling de oven tillen?")
    assert not answer.sure or not answer.answered


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("text", "language", "question", "way"),
    [
        ("Zeg je een rit niet af, dan betaal je de rit. Afzeggen van een rit gaat via 4411.", "nl", "Hoe zeg ik een rit af?", "4411"),
        ("If you do not cancel a ride, you pay for the ride. Cancel a ride by calling 4411.", "en", "How do I cancel a ride?", "4411"),
    ],
)  # fmt: skip
def test_what_holds_for_who_does_not_is_no_way_to_do_it(
    world: World, text: str, language: str, question: str, way: str
) -> None:
    keep_item(world.fatima, world.team.space, "page", "Ritten", text, language=language)
    told = [each.text for each in ask(world.kees, question).sentences]
    assert told
    assert way in told[0]
    assert not any("betaal" in each or "pay" in each for each in told)


def test_what_is_closed_is_done_dicht(world: World) -> None:
    text = "Bij vorst blijft de kist dicht.\n\n## Kist sluiten\n\n1. Leg het zeil over de rand.\n2. Draai de klem vast."
    keep_item(world.fatima, world.team.space, "page", "Kisten", text, language="nl")
    told = [each.text for each in ask(world.kees, "Hoe doe ik de kist dicht?").sentences]
    assert "Draai de klem vast." in told
    assert "Bij vorst blijft de kist dicht." not in told
