"""Answers that speak of the words of a question and not of what is asked; and the ones that were missed."""

from __future__ import annotations

import pytest

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
