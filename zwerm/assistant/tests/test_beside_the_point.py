"""Answers that speak of the words of a question and not of what is asked; and the ones that were missed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zwerm.assistant.actions import ask
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

ITEMS = {
    "Mijn eerste avond in de kas": "Het was stil. Ik heb tot drie uur gewacht en daarna wafels gebakken voor de ploeg.",
    "Code kwijt? Zo kom je weer binnen": "Je weet je toegangscode niet meer. Bel dan de balie, zij maken een nieuwe.",
    "Een knuffel op de rondleiding": "Een kind mag een knuffel meenemen, vast in de hand.",
    "De kar met maaltijden": "Op de kar staat het telefoonnummer van de afdeling, zo weet de keuken wie er belt.",
    "Vrijdagmiddag": "Voor een feestdag bel ik vóór 13.00 uur naar de keuken, 4110. Zij geven eten voor drie dagen mee.",
    "De plantlijst": "Vul de plantlijst elke dienst in, dus drie keer per dag, een week lang. Daarna alleen bij vorst.",
    "Melden in vijf minuten": "BHG betekent Bijna Helemaal Goed. Je meldt wat bijna misging.",
    "Mappen op de schijf": "We hebben afgesproken dat de naam van een map begint met het jaar.",
    "De wachtdienst": "De wachtdienst loopt van maandag zeven uur tot de maandag erna. Voor een week krijg je 180 euro.",
    "Het alarm van de kas": "Het alarm van de kas ging in mei twee dagen lang af. We testen het alarm elke eerste maandag.",
    "Bloemen": "Bloemen mogen niet op de rand van de kas staan. In de hal mag het wel.",
    "De zomer": "Wie dit jaar zijn grote wens niet krijgt, begint volgend jaar met 13 punten.",
    "Zakken tillen": "Til met gebogen knieën en houd de zak dicht tegen je aan.",
}


@pytest.fixture
def library(world: World) -> World:
    for title, text in ITEMS.items():
        keep_item(world.fatima, world.team.space, "howto", title, text, language="nl")
    return world


def test_what_is_asked_is_answered_and_what_only_shares_its_words_is_not(library: World) -> None:
    told = {question: " ".join(each.text for each in ask(library.kees, question).sentences) for question in EXPECTED}
    assert {question: bool(text) for question, text in told.items()} == {q: bool(w) for q, w in EXPECTED.items()}
    assert [question for question, words in EXPECTED.items() if words not in told[question]] == []


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("Hoeveel euro krijg je voor een week wachtdienst?", True),
        ("Hoeveel euro krijg je voor een week wachtdienst als stagiair?", False),
    ],
)
def test_an_answer_that_leaves_out_what_carries_the_question_says_so(library: World, question: str, sure: bool) -> None:
    answer = ask(library.kees, question)
    assert (answer.answered, answer.sure) == (True, sure)
    browser = library.client(library.kees)
    asked = browser.get(reverse("assistant:ask"), {"q": question}).content.decode()
    assert ("It may be beside the point" in asked) is not sure
    searched = browser.get("/search/", {"q": question}).content.decode()
    assert ("What colleagues wrote that comes closest" in searched) is not sure


def test_what_misses_the_word_that_carries_the_question_is_never_told_as_the_answer(world: World) -> None:
    keep_item(world.fatima, world.team.space, "howto", "De operatie", OPERATION, language="nl")
    answers = {question: ask(world.kees, question) for question in TOLD_AS_THE_ANSWER}
    assert {question: each.answered and each.sure for question, each in answers.items()} == TOLD_AS_THE_ANSWER


OPERATION = """Leg een kussen klaar bij iedere operatie langer dan een uur. De medicijnen liggen in de koelkast tussen 2 en 8 °C.

Zie ook [Bezoek rondleiden in de kelder](../kelder.md).

**Twee mensen tegelijk aan bed.** Vooral voor het andere bed. Voor grotere families is de zaal op B3.

Elke dag om negen uur lezen we de koelkast af. We zijn met 23, elke collega krijgt twee uur per week.

| nummer | voor |
|---|---|
| 4400 | storingen van de computer |
| 4410 | een verloren apparaat |
"""
TOLD_AS_THE_ANSWER = {
    "Hoeveel uur voor de operatie mag een patiënt niet eten?": False,
    "Hoe warm mag het in de koelkast zijn?": True,
    "Hoeveel collega's zijn er op de operatie met een diploma?": False,
    "Hoe kan ik bezoek rondleiden in de kelder?": False,
    "Hoeveel mensen mogen er tegelijk aan bed?": True,
    "Wat verdient een collega met twee uur operatie?": False,
}


TOLD_IN_PASSING = {
    "De fiets in de kas": "Je fiets mag in de kas staan, naast de kraan.",
    "Kasmeester": "Een kasmeester is een collega die elke week tijd krijgt om anderen te helpen met de planten.",
    "De weg naar het dak": "De ladder naar het dak hangt in de gang naast de meterkast.",
}
# Of what is asked of one word anything with that word would be the answer; and what may not be is not told by what may.
SAID_FOR_SURE = {
    "Mag mijn fiets niet in de kas staan?": False,
    "Hoe word ik kasmeester?": False,
    "Waar hangt de ladder naar het dak?": True,
    "Wat is een kasmeester?": True,
}


def test_what_has_the_words_of_a_question_and_perhaps_not_its_answer_is_shown_as_what_comes_closest(
    world: World,
) -> None:
    for title, text in TOLD_IN_PASSING.items():
        keep_item(world.fatima, world.closed, "page", title, text, language="nl")
    browser = world.client(world.kees)
    pages = {q: browser.get(reverse("assistant:ask"), {"q": q}).content.decode() for q in SAID_FOR_SURE}
    assert {q: "It may be beside the point" not in page for q, page in pages.items()} == SAID_FOR_SURE
    # Shown all the same, so that nobody misses what is right in it.
    assert [q for q in SAID_FOR_SURE if not ask(world.kees, q).answered] == []
    assert not ask(world.otto, "Wat is een kasmeester?").answered


# How it is done is not told by what somebody once did; a code that is lost says nothing of sharing it; a dog is no hand.
EXPECTED = {
    "Hoe maak ik wafels?": "",
    "Mag ik mijn toegangscode delen?": "",
    "Mag ik mijn hond meenemen?": "",
    "Wat is het telefoonnummer van de garage?": "",
    "Wat is het telefoonnummer van de keuken?": "4110",
    "Op welk nummer bel ik de keuken?": "4110",
    "Hoe vaak moet ik de plantlijst invullen?": "drie keer per dag",
    "Hoe begint de naam van een map?": "met het jaar",
    "Hoeveel verdien ik met een week wachtdienst?": "180 euro",
    "Hoe vaak wordt het alarm van de kas getest?": "elke eerste maandag",
    "Mogen bloemen in de hal?": "Bloemen mogen niet op de rand",
    "Wie begint volgend jaar met extra punten?": "grote wens",
    "What is BHG?": "BHG betekent",
    "Wat betekent BHG?": "BHG betekent",
}
