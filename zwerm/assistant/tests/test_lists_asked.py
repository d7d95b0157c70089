"""A list that is asked for comes whole and in order, however it is asked; where there is none, nothing else is told for it."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.counted import counts_up
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

COUNT = """The monthly count takes a morning. Choose a day on which the shop is shut for the count.

## Steps of the monthly count

1. Empty the shelf.
2. Weigh every crate.
3. Strike out what the count of last month had.
4. Choose two crates for the fair.

## After the count

Send the count to the yard.
"""
TIPPER = """De kantelbak staat achter de loods. De kantelbak draagt tot 200 kilo.

## Controle vooraf

Kijk of de ketting van de kantelbak heel is.

## Stappen bij de kantelbak

- Zet de wielen vast.
- Haak de ketting los.
- Kantel tot de bak leeg is.
- Rijd een meter terug.
- Laat langzaam zakken.

## Storing

Piept de kantelbak, bel dan de smid.
"""
WASH = """Een schone emmer is een emmer waar je uit durft te drinken. Er zijn drie gouden regels voor de emmers. Ze gelden voor iedereen.

| Regel | Wanneer |
|---|---|
| 1 | voor het melken |
| 2 | na het melken |
| 3 | na een storm |

## Wat heb je nodig

- Een borstel.
- Groene zeep.

## Stappen

### Ontsmetten (een halve minuut)

1. Neem een droge emmer.
2. Giet het middel langs de rand.

   Niet spatten.

3. Wacht tot het droog is.

### Spoelen

4. Spoel met koud water.
5. Hang de emmer op.

### Laarzen

6. Draag laarzen in de stal.
7. Laarzen en emmers ontsmet je voor en na elke ronde.
"""
CALM = """Een boze klant is iemand die zich niet gehoord voelt.

Eerst drie woorden:

- Boosheid is een gevoel.
- Een klacht is een verzoek.
- Ruzie is gedrag dat een ander bang maakt.

De vlag van de markt is rood, wit en groen.
"""


GREENHOUSE = """De kas van de kwekerij gaat elke dag open en dicht.

## Stappen bij het openen

1. Zet de ramen open.
2. Draai de kraan open:
   - eerst de linker
   - dan de rechter
3. Schrijf op hoe warm het is.

## Stappen bij het sluiten

1. Draai de kraan dicht.
2. Sluit de ramen. Kijk of niemand binnen is.

## Alarm

| Stap | Wat |
|---|---|
| 1 | Loop naar buiten |
| 2 | Bel de kweker |

## Huisregels

- Was je handen. Gebruik de groene zeep.
- Draag schone laarzen.
"""


@pytest.fixture
def farm(world: World) -> World:
    keep_item(world.fatima, world.closed, "page", "The monthly count", COUNT, language="en")
    keep_item(world.fatima, world.closed, "page", "De kantelbak", TIPPER, language="nl")
    keep_item(world.fatima, world.closed, "howto", "Emmers", WASH, language="nl")
    keep_item(world.fatima, world.closed, "page", "Een boze klant, stap voor stap", CALM, language="nl")
    return world


def told(world: World, asked: str) -> list[str]:
    return [sentence.text for sentence in ask(world.kees, asked).sentences]


@pytest.mark.same_code
@pytest.mark.parametrize(
    "asked",
    [
        "What are the steps of the monthly count?",
        "What are the four steps of the monthly count?",
        "Which steps does the monthly count have?",
        "Name the steps for the monthly count",
        "the steps of the monthly count",
        "monthly count steps",
        "How many steps does the monthly count have?",
        "Which steps does the monthly count consist of?",
    ],
)
def test_the_steps_of_something_are_all_of_them_in_their_order(farm: World, asked: str) -> None:
    whole = ["Empty the shelf.", "Weigh every crate.", "Strike out what the count of last month had."]
    answer = ask(farm.kees, asked)
    assert [each.text for each in answer.sentences] == [*whole, "Choose two crates for the fair."]
    assert answer.sure
    assert ask(farm.otto, asked).sentences == ()


@pytest.mark.same_code
@pytest.mark.parametrize(
    "asked",
    [
        "Wat zijn de stappen bij de kantelbak?",
        "Wat zijn de vijf stappen bij de kantelbak?",
        "Welke stappen zijn er bij de kantelbak?",
        "Kun je de stappen bij de kantelbak noemen?",
        "stappen kantelbak",
        "Uit welke vijf stappen bestaat de kantelbak?",
        "Wat zijn bij de kantelbak de vijf stappen?",
    ],
)
def test_items_without_numbers_are_the_steps_that_their_heading_calls_them(farm: World, asked: str) -> None:
    answer = ask(farm.kees, asked)
    assert [each.text for each in answer.sentences] == [
        "Zet de wielen vast.",
        "Haak de ketting los.",
        "Kantel tot de bak leeg is.",
        "Rijd een meter terug.",
        "Laat langzaam zakken.",
    ]
    assert answer.sure


@pytest.mark.same_code
@pytest.mark.parametrize(
    "asked",
    [
        "Wat zijn de drie regels voor emmers?",
        "Welke drie regels voor emmers zijn er?",
        "Welke drie gouden regels gelden voor de emmers?",
        "drie regels emmers",
        "Wat zijn de regels voor emmers?",
    ],
)
def test_every_way_to_ask_for_a_number_of_things_gets_the_list_of_so_many(farm: World, asked: str) -> None:
    answer = ask(farm.kees, asked)
    assert [each.text[:4] for each in answer.sentences] == ["Er z", "1: v", "2: n", "3: n"]
    assert answer.sure


def test_steps_that_are_numbered_on_below_other_headings_are_one_list(farm: World) -> None:
    begins = ["Neem", "Giet", "Wach", "Spoe", "Hang", "Draa", "Laar"]
    assert [text[:4] for text in told(farm, "Wat zijn de stappen bij de emmers?")] == begins
    assert [text[:4] for text in told(farm, "Wat zijn de stappen om emmers te spoelen?")] == ["Spoe", "Hang"]


def test_how_is_the_section_of_that_name_and_no_step_that_only_mentions_it(farm: World) -> None:
    assert [text[:4] for text in told(farm, "Hoe ontsmet ik emmers?")] == ["Neem", "Giet", "Wach"]
    assert not any(text.startswith("Neem") for text in told(farm, "Hoe ontsmet ik de melkmachine?"))


@pytest.mark.same_code
@pytest.mark.parametrize(
    "asked",
    [
        "Wat zijn de vier stappen bij de kantelbak?",
        "Wat zijn de drie stappen bij een boze klant?",
        "Wat zijn de stappen bij een boze klant?",
        "Welke vier regels voor emmers zijn er?",
        "What are the three steps of the monthly count?",
    ],
)
def test_where_there_is_no_such_list_nothing_else_is_told_for_it(farm: World, asked: str) -> None:
    answer = ask(farm.kees, asked)
    assert not answer.answered, [each.text for each in answer.sentences]
    assert answer.near


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        (
            "Wat zijn de stappen bij het openen van de kas?",
            ["Zet de ramen open.", "Draai de kraan open:", "eerst de linker", "dan de rechter", "Schrijf op hoe warm het is."],
        ),
        (
            "Wat zijn de stappen om de kas te sluiten?",
            ["Draai de kraan dicht.", "Sluit de ramen. Kijk of niemand binnen is."],
        ),
        ("Welke stappen zet ik bij een alarm in de kas?", ["1: Loop naar buiten", "2: Bel de kweker"]),
        ("Wat zijn de huisregels van de kas?", ["Was je handen. Gebruik de groene zeep.", "Draag schone laarzen."]),
    ],
)  # fmt: skip
def test_of_several_lists_on_a_page_it_is_the_one_that_is_called_so_with_all_that_stands_in_it(
    farm: World, asked: str, whole: list[str]
) -> None:
    keep_item(farm.fatima, farm.closed, "page", "De kas openen en sluiten", GREENHOUSE, language="nl")
    answer = ask(farm.kees, asked)
    assert [each.text for each in answer.sentences] == whole
    assert answer.sure


def test_where_several_lists_are_called_so_the_first_is_told_as_what_comes_closest(farm: World) -> None:
    keep_item(farm.fatima, farm.closed, "page", "De kas openen en sluiten", GREENHOUSE, language="nl")
    answer = ask(farm.kees, "Wat zijn de stappen van de kas?")
    assert [each.text for each in answer.sentences][:1] == ["Zet de ramen open."]
    assert not answer.sure


def test_a_list_of_so_many_under_another_heading_is_not_told_as_the_one_that_is_called_so(farm: World) -> None:
    keep_item(farm.fatima, farm.closed, "page", "De kas openen en sluiten", GREENHOUSE, language="nl")
    answer = ask(farm.kees, "Wat zijn de twee stappen bij het openen van de kas?")
    assert not (answer.answered and answer.sure), [each.text for each in answer.sentences]


def test_a_title_names_no_list_where_its_page_has_more_than_one(farm: World) -> None:
    two = "## Zakken\n\n- Neem een zak.\n- Weeg de zak.\n\n## Bonnen\n\n- Schrijf een bon.\n- Teken de bon.\n- Berg de bon op."
    keep_item(farm.fatima, farm.closed, "page", "Meel wegen met twee molenaars", two, language="nl")
    assert not ask(farm.kees, "Welke twee molenaars wegen het meel?").answered
    keep_item(farm.fatima, farm.closed, "page", "De twee plichten van de bakker", "- Op tijd zijn.\n- Schoon werken.", language="nl")  # fmt: skip
    assert told(farm, "Wat zijn de twee plichten van de bakker?") == ["Op tijd zijn.", "Schoon werken."]


def test_steps_are_asked_behind_a_story_and_after_another_question_too(farm: World) -> None:
    steps = told(farm, "Wat zijn de stappen bij de kantelbak?")
    assert told(farm, "Ik ben hier nieuw en sta in de loods. Wat zijn de stappen bij de kantelbak?") == steps
    before = "Hoeveel kilo draagt de kantelbak?"
    page = ask(farm.kees, before).sentences[0].sources[0].item.pk
    after = ask(farm.kees, "En wat zijn de stappen?", before, page)
    assert [each.text for each in after.sentences] == steps


def test_one_sentence_may_name_as_many_as_are_asked_for(farm: World) -> None:
    asked = "Wat zijn de drie kleuren van de vlag van de markt?"
    assert told(farm, asked) == ["De vlag van de markt is rood, wit en groen."]
    assert told(farm, asked.replace("drie", "vier")) == []


def test_what_is_asked_of_some_things_and_is_no_list_is_answered_as_ever(farm: World) -> None:
    assert told(farm, "Hoeveel kilo draagt de kantelbak?") == ["De kantelbak draagt tot 200 kilo."]
    assert told(farm, "Wat doe ik als de kantelbak piept?") == ["Piept de kantelbak, bel dan de smid."]


def test_what_stands_in_a_row_is_counted() -> None:
    counted = ("rood, wit en blauw", "Bel Kees of Anna.", "red, white, and blue", "Het regent.")
    assert [counts_up(text, 3) for text in counted] == [True, False, True, False]
    assert counts_up("Bel Kees of Anna.", 2)
