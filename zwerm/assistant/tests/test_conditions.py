"""What is asked on condition of words that only join ("te laat", "zonder pas", "out of") is answered with that condition, or not told as the answer."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zwerm.assistant.actions import Answer, ask
from zwerm.assistant.rules.conditions import conditions_of
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

SKATES = """Je huurt schaatsen bij de kassa voor 6 euro per dag. Laat je pas zien.

## Terugbrengen

Breng de schaatsen voor vijf uur terug. Breng je ze te laat terug, dan betaal je 4 euro boete.

## Wat er mis kan gaan

Zonder pas huur je niets. Zeg je niet af, dan betaal je de huur toch.

Doet een slot het niet, ga dan naar Dirk in de werkplaats.

Loopt een ruzie uit de hand, bel dan de beheerder.

## Te weinig

Zijn er te weinig helmen, vraag dan de beheerder. Mis je meer dan twee lessen, dan stopt de les. Alleen Dirk heeft de sleutel van de werkplaats.
"""
KAYAKS = """You rent a kayak at the desk for 12 pounds a day. Show your card.

## Bringing it back

Bring the kayak back before five. If you bring it back late, you pay a fine of 5 pounds.

## What can go wrong

Without a card you rent nothing. If you do not show up, you pay for the day.

If a pump does not work, go to Sally in the shed.

We are out of paddles in July: ask for one at the harbour.
"""

OVEN = """Staat de oven aan, houd dan de kinderen weg en draag wanten.

Als de oven uit is, haal je de as eruit. Zet de oven aan met de rode hendel.

Doe de lamp in de gang uit als je weggaat. De ketel staat van mei tot oktober uit, dan wassen we koud.
"""
PRESS = """If the press is on, keep your sleeves rolled up.

With the press switched off, lock the mains. Switch the press on with the brass key.

Turn the lamps off when you are the last. The heating is off at weekends; wear a jumper.
"""


@pytest.fixture
def huts(world: World) -> World:
    keep_item(world.fatima, world.team.space, "page", "Schaatsen huren", SKATES, language="nl")
    keep_item(world.fatima, world.team.space, "page", "Renting kayaks", KAYAKS, language="en")
    return world


@pytest.fixture
def machines(world: World) -> World:
    keep_item(world.fatima, world.team.space, "page", "De bakkerij", OVEN, language="nl")
    keep_item(world.fatima, world.team.space, "page", "The print room", PRESS, language="en")
    return world


def told(answer: Answer) -> str:
    return " ".join(each.text for each in answer.sentences)


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("question", "says", "instead"),
    [
        ("Wat betaal ik als ik mijn schaatsen te laat terugbreng?", "4 euro boete", "6 euro"),
        ("Wat betaal ik als ik de schaatsen niet op tijd terugbreng?", "4 euro boete", "6 euro"),
        ("Kan ik schaatsen huren zonder pas?", "Zonder pas", "beheerder"),
        ("Wat gebeurt er als ik niet afzeg?", "Zeg je niet af", "werkplaats"),
        ("Wat doe ik als het slot het niet doet?", "Dirk", "beheerder"),
        ("Wat doe ik als een ruzie uit de hand loopt?", "bel dan de beheerder", "Dirk"),
        ("What do I pay if I bring a kayak back too late?", "5 pounds", "12 pounds"),
        ("What do I pay if I don't bring the kayak back on time?", "5 pounds", "12 pounds"),
        ("Can I rent a kayak without a card?", "Without a card", "harbour"),
        ("What happens if I don't show up?", "do not show up", "harbour"),
        ("What do I do when we are out of paddles?", "harbour", "5 pounds"),
    ],
)
def test_the_sentence_with_the_condition_answers(huts: World, question: str, says: str, instead: str) -> None:
    text = told(ask(huts.kees, question))
    assert says in text
    assert instead not in text


@pytest.mark.same_code
@pytest.mark.parametrize(
    "question",
    [
        "Wat betaal ik als ik te veel schaatsen huur?",
        "Kan ik schaatsen huren zonder abonnement?",
        "Wat gebeurt er als er te veel helmen zijn?",
        "Kan ik de werkplaats in zonder sleutel?",
        "Kan ik een kajak huren als ik niet kan zwemmen?",
        "Can I rent a kayak without a lifejacket?",
        "What do I do when we are out of kayaks?",
    ],
)
def test_what_nothing_says_on_that_condition_is_not_told_as_the_answer(huts: World, question: str) -> None:
    answer = ask(huts.kees, question)
    assert not (answer.answered and answer.sure), told(answer)


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("question", "says", "instead"),
    [
        ("Wat doe ik als de oven aan is?", "wanten", "as eruit"),
        ("Wat doe ik als de oven uit staat?", "as eruit", "wanten"),
        ("Wat doe ik als de oven niet aan staat?", "as eruit", "wanten"),
        ("Hoe wassen we als de ketel uit is?", "koud", "oven"),
        ("What do I do if the press is switched on?", "sleeves", "mains"),
        ("What do I do when the press is off?", "mains", "sleeves"),
        ("What do I wear if the heating is off?", "jumper", "lamps"),
    ],
)
def test_what_holds_while_a_thing_is_on_is_not_told_for_when_it_is_off(
    machines: World, question: str, says: str, instead: str
) -> None:
    text = told(ask(machines.kees, question))
    assert says in text
    assert instead not in text


@pytest.mark.same_code
@pytest.mark.parametrize(
    "question", ["Wat moet ik doen als de lamp in de gang uit is?", "What do I do if the lamps are off?"]
)
def test_that_a_thing_is_turned_off_says_nothing_of_when_it_is_off(machines: World, question: str) -> None:
    answer = ask(machines.kees, question)
    assert not (answer.answered and answer.sure), told(answer)


@pytest.mark.same_code
@pytest.mark.parametrize("question", ["Wat als ik te laat ben?", "Wat gebeurt er als ik niet op tijd ben?"])
def test_a_question_that_names_nothing_but_its_condition_finds_what_says_it(huts: World, question: str) -> None:
    keep_item(huts.fatima, huts.team.space, "page", "Lessen", "Kom je te laat, wacht dan op de gang.", language="nl")
    assert "wacht dan op de gang" in told(ask(huts.kees, question))
    assert not ask(huts.kees, "Wat als ik te vroeg ben?").answered


def test_a_badge_is_no_only(world: World) -> None:
    text = "Een nieuwe pas maakt Nadia van de receptie. De winkel is pas om tien uur open."
    keep_item(world.fatima, world.team.space, "page", "Toegang", text, language="nl")
    assert told(ask(world.kees, "Wie maakt een pas?")) == "Een nieuwe pas maakt Nadia van de receptie."


def test_the_same_question_without_its_condition_is_answered_as_ever(huts: World) -> None:
    assert "6 euro" in told(ask(huts.kees, "Wat betaal ik als ik schaatsen huur?"))
    assert "12 pounds" in told(ask(huts.kees, "What do I pay if I rent a kayak?"))


def test_who_is_called_about_a_thing_is_called_when_it_is_out_of_order(world: World) -> None:
    text = "Bel 4501 voor de takel en het hek.\n\nBel 4402 bij een storing aan een printer."
    keep_item(world.fatima, world.team.space, "page", "Nummers van de takel en de printer", text, language="nl")
    answer = ask(world.kees, "Wie bel ik als de takel het niet doet?")
    assert "4501" in told(answer)
    assert "4402" not in told(answer)


def test_who_may_not_see_the_page_gets_no_condition_of_it(world: World) -> None:
    keep_item(world.fatima, world.closed, "page", "Schaatsen huren", SKATES, language="nl")
    query = {"q": "Wat betaal ik als ik de schaatsen te laat terugbreng?"}
    for person, sees in ((world.kees, True), (world.tom, False)):
        page = world.client(person, "nl").get(reverse("assistant:ask"), query).content.decode()
        assert ("4 euro boete" in page) is sees


def test_a_question_that_follows_on_adds_its_condition(huts: World) -> None:
    answer = ask(huts.kees, "En als ik ze te laat terugbreng?", before="Wat kost het om schaatsen te huren?")
    assert "4 euro boete" in told(answer)


@pytest.mark.parametrize(
    ("question", "language", "keys"),
    [
        ("Hoe laat moet ik er zijn?", "nl", []),
        ("Hoe laat sluit de kassa?", "nl", []),
        ("How late are you open?", "en", []),
        ("Wat als ik niet op tijd ben?", "nl", ["late"]),
        ("Waarom werken we niet op het dak?", "nl", []),
        ("Hoe bel ik met iemand die alleen Engels spreekt?", "nl", []),
        ("Mag een leerling alleen werken?", "nl", ["alone"]),
        ("Wat doe ik als iemand dingen ziet die er niet zijn?", "nl", []),
        ("Wat doe ik als de lift het niet doet?", "nl", ["out of order"]),
        ("What if the lift isn't working?", "en", ["out of order"]),
        ("Mag ik naar binnen zonder pas?", "nl", ["pass", "without"]),
        ("What if I forget my card?", "en", []),
        ("Wat doe ik als de pomp uitvalt?", "nl", ["off"]),
        ("Wat doe ik als de pomp niet aan gaat?", "nl", ["off"]),
        ("Wanneer staat het alarm aan?", "nl", ["on"]),
        ("Wat is er aan de hand?", "nl", []),
        ("Wanneer gaat de pomp uit?", "nl", []),
        ("Hoe kom ik uit de garage?", "nl", []),
        ("What if the pump isn't on?", "en", ["off"]),
        ("What if the alarm goes off?", "en", ["goes off"]),
        ("What is on the table?", "en", []),
        ("Are you open on Monday?", "en", []),
    ],
)
def test_only_words_that_say_something_together_are_a_condition(question: str, language: str, keys: list[str]) -> None:
    assert [one.key for one in conditions_of(question, language)] == keys
