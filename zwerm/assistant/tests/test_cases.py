"""What holds in one case is not told for its opposite, however either is said: "niet", an idle thing, a closed door."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.cases import case_asked, cases_of, is_denied
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

KILN = """Zolang het signaal brandt, mag je geen klei brengen.

Zolang de afzuiging draait, blijft het luik dicht.

Ben je allergisch, dan kom je niet in de loods. Staat de poort open, bel dan de wacht.

Je mag de schuur niet in als je rookt.

Als je verkouden bent meld je je niet later dan acht uur bij Sanne.
"""
LOOM = """While the fan is on, keep the hatch closed.

If you are allergic, do not come into the shed. If the gate is open, call the guard.
"""


MILL = """# De zaagmolen

Wanneer het zaagblad stilstaat, mag u de kap van de molen openen. Als de klep uitgeschakeld is, haalt u de sleutel eruit. De molen ligt aan de vaart achter het dorp.
"""
OVEN = """# The oven house

If the oven is switched off, pull the plug of the oven. The oven house lies at the canal behind the village, and smells of bread.
"""


@pytest.fixture
def sheds(world: World) -> World:
    keep_item(world.fatima, world.team.space, "page", "De pottenbakkerij", KILN, language="nl")
    keep_item(world.fatima, world.team.space, "page", "The weaving shed", LOOM, language="en")
    keep_item(world.fatima, world.team.space, "page", "De zaagmolen", MILL, language="nl")
    keep_item(world.fatima, world.team.space, "page", "The oven house", OVEN, language="en")
    return world


@pytest.mark.same_code
@pytest.mark.parametrize(
    "question",
    [
        "Mag ik klei brengen als het signaal niet brandt?",
        "Mag ik klei brengen als het signaal gedoofd is?",
        "Het signaal brandt niet, mag ik dan klei brengen?",
        "Het signaal is uit. Mag ik klei brengen?",
        "Brandt het signaal niet, mag ik dan klei brengen?",
        "Mag het luik open als de afzuiging niet draait?",
        "Mag het luik open als de afzuiging stil staat?",
        "Mag het luik open als de afzuiging stilstaat?",
        "Mag ik in de loods als ik niet allergisch ben?",
        "Wat doe ik als de poort niet open staat?",
        "Bij wie meld ik me als ik niet verkouden ben?",
        "Wat doe ik als de poort dicht is?",
        "Mag ik de schuur in als ik niet rook?",
        "The fan is off. Should I keep the hatch closed?",
        "May the hatch be open while the fan does not run?",
        "May I come into the shed if I am not allergic?",
        "What do I do if the gate is closed?",
        "Mag ik de kap van de molen openen als het zaagblad niet stilstaat?",
        "Mag ik de kap van de molen openen als het zaagblad nog niet stilstaat?",
        "Mag ik de kap van de molen openen als het zaagblad loopt?",
        "Haal ik de sleutel eruit als de klep niet uitgeschakeld is?",
        "What do I do if the oven is not switched off?",
        "Do I pull the plug if the oven isn't off?",
    ],
)
def test_what_holds_in_the_opposite_case_is_not_told_as_the_answer(sheds: World, question: str) -> None:
    answer = ask(sheds.kees, question)
    assert not (answer.answered and answer.sure), [each.text for each in answer.sentences]


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Mag ik klei brengen als het signaal brandt?", "Zolang het signaal brandt"),
        ("Mag ik in de loods als ik allergisch ben?", "Ben je allergisch"),
        ("Bij wie meld ik me als ik verkouden ben?", "Als je verkouden bent"),
        ("Wat doe ik als de poort open staat?", "Staat de poort open"),
        ("May I come into the shed if I am allergic?", "If you are allergic"),
        ("What do I do if the gate is open?", "If the gate is open"),
        ("Mag ik de kap van de molen openen als het zaagblad stilstaat?", "Wanneer het zaagblad stilstaat"),
        ("What do I do if the oven is switched off?", "If the oven is switched off"),
    ],
)
def test_what_holds_in_the_case_itself_is_told(sheds: World, question: str, says: str) -> None:
    answer = ask(sheds.kees, question)
    assert [each.text[: len(says)] for each in answer.sentences] == [says]
    assert answer.sure


@pytest.mark.parametrize(
    ("sentence", "language", "cases"),
    [
        ("Ben je ziek, blijf dan thuis.", "nl", ["ben je ziek"]),
        ("Blijf thuis als je ziek bent, en bel.", "nl", ["als je ziek bent"]),
        ("Als je ziek bent meld je je niet later dan acht uur.", "nl", ["als je ziek bent"]),
        ("Als de arts je niet belt, wacht dan.", "nl", ["als de arts je niet belt"]),
        ("If you are ill do not come.", "en", ["if you are ill"]),
        ("If the lamps do not burn, call.", "en", ["if the lamps do not burn"]),
        ("Zet de kraan open, dan loopt het weg.", "nl", []),
        ("If it rains, or when it is not dry, stay.", "en", ["if it rains", "when it is not dry"]),
        ("The guard calls.", "en", []),
    ],
)
def test_the_cases_of_a_sentence(sentence: str, language: str, cases: list[str]) -> None:
    assert cases_of(sentence, language) == cases


def test_a_question_that_asks_when_asks_in_no_case() -> None:
    assert case_asked("Wanneer mag ik naar binnen?", "nl") == ""
    assert case_asked("Wat doe ik wanneer het niet regent?", "nl") == "wanneer het niet regent"
    assert is_denied("wanneer het niet regent", "nl")
    assert not is_denied("wanneer het regent", "nl")
