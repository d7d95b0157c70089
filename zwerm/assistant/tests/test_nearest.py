"""What stands closest to a question that nothing answers: read at once, marked, and with the words that are missing."""

from __future__ import annotations

import json

import pytest

from zwerm.assistant.actions import ask
from zwerm.language.salutations import is_salutation
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.operations.cli import run_command
from zwerm.people.models import Space
from zwerm.people.tests.world import World

TEXT = """De kantine is open als er training is.

Zand van de baan veeg je van het terras. Koffie kost een euro, taart twee euro. Bonnen bewaar je zeven jaar.
"""
QUESTION = "Hoe bewaar je bonnen voor de belastingdienst?"


@pytest.fixture
def kantine(world: World) -> Item:
    return _keep(world, world.organisation, "De kantine", TEXT)


def _keep(world: World, space: Space, title: str, text: str) -> Item:
    return keep_item(world.fatima, space, "howto", title, text, language="nl")


def test_what_stands_closest_is_read_at_once_and_leads_to_its_place(world: World, kantine: Item) -> None:
    page = world.client(world.otto, "nl").get("/ask/", {"q": QUESTION}).text
    assert "We vonden geen zeker antwoord" in page
    assert "<mark>Bonnen bewaar je zeven jaar.</mark>" in page
    assert "Koffie kost een euro" in page, "what stands beside it tells what it is about"
    assert "Je woord “belastingdienst” staat niet op deze pagina." in page
    start = kantine.version.text.index("Bonnen")
    assert f"{kantine.get_absolute_url()}?from={start}&amp;to={start + 28}" in page


def test_words_that_stand_there_are_not_told_to_be_missing(world: World, kantine: Item) -> None:
    nearest = ask(world.otto, QUESTION).nearest
    assert nearest is not None
    assert nearest.missing == ("belastingdienst",)
    both = ask(world.otto, "Hoe bewaar je bonnen voor de Belastingdienst in Heerlen?").nearest
    assert both is not None
    assert both.missing == ("Belastingdienst", "Heerlen"), "as they were written"


def test_nobody_reads_what_stands_closest_in_a_space_that_is_closed_to_them(world: World) -> None:
    _keep(world, world.closed, "De kantine", TEXT)
    assert ask(world.otto, QUESTION).nearest is None
    assert "Bonnen" not in world.client(world.otto, "nl").get("/ask/", {"q": QUESTION}).text
    assert "<mark>Bonnen" in world.client(world.fatima, "nl").get("/ask/", {"q": QUESTION}).text


def test_an_answer_and_what_is_about_something_else_have_nothing_that_stands_closest(
    world: World, kantine: Item
) -> None:
    answered = ask(world.otto, "Hoe lang bewaar je bonnen?")
    assert answered.answered
    assert answered.nearest is None
    assert ask(world.otto, "Hoe lang leeft een giraf?").nearest is None
    far = ask(world.otto, "Moet ik bonnen opsturen naar de belastingdienst in Heerlen?")
    assert (len(far.near), far.nearest) == (1, None), "where too little is said, the words are marked and no sentence"


def test_the_command_tells_what_stands_closest(world: World, kantine: Item, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["ask", QUESTION, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["answered"], told["sentences"]) == (False, [])
    nearest = told["nearest"]
    assert (nearest["sentences"][0]["text"], nearest["missing"]) == (
        "Bonnen bewaar je zeven jaar.",
        ["belastingdienst"],
    )
    source = nearest["sentences"][0]["sources"][0]
    start, end = source["span"]
    assert kantine.version.text[start:end] == source["quote"] == "Bonnen bewaar je zeven jaar."
    assert run_command(["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert "We found no sure answer." in out
    assert "This comes closest (that page does not say “belastingdienst”):" in out


OVEN = """De oven staat in de kelder.

## Ontvetten

Ontvetten doe je elke maand met het blauwe poeder. Spoel daarna twee keer na.

## Buitenkant

Neem de buitenkant af met een zachte doek. Gebruik nooit bleek: dat vreet de lak aan.
"""


def test_a_word_that_stands_elsewhere_on_the_page_is_never_told_to_be_missing(world: World) -> None:
    _keep(world, world.organisation, "Steenoven", OVEN)
    nearest = ask(world.otto, "Mag ik de lak ontvetten met bleek uit Friesland?").nearest
    assert nearest is not None
    assert (nearest.missing, nearest.elsewhere) == (("Friesland",), ("ontvetten",))
    page = world.client(world.otto, "nl").get("/ask/", {"q": "Mag ik de lak ontvetten met bleek uit Friesland?"}).text
    assert "Je woord “ontvetten” staat ergens anders op deze pagina." in page
    assert "Je woord “Friesland” staat niet op deze pagina." in page


@pytest.mark.same_code
@pytest.mark.parametrize("greeting", ["Geachte heer Van Dam,", "Beste mevrouw Van Dam,", "Dear mr Van Dam"])
def test_the_greeting_of_a_letter_is_never_what_stands_closest(world: World, greeting: str) -> None:
    text = f"{greeting}\n\nWij verwachten u maandag bij de smid. Neem een oude jas mee."
    _keep(world, world.organisation, "Brief", text)
    answer = ask(world.otto, "Wat moet Van Dam voor ons klaarzetten?")
    told = [*answer.sentences, *(answer.nearest.told if answer.nearest else ())]
    assert greeting not in [each.text for each in told]


def test_only_a_greeting_by_itself_is_one() -> None:
    greetings = ("Beste allemaal!", "Hoi Kees,", "Geachte heer/mevrouw", "Good morning team,")
    others = ("Beste tijd om te zaaien", "Dag en nacht open.", "Hallo kun je horen.", "Beste Kees, kom je ook?")
    assert [is_salutation(text) for text in (*greetings, *others)] == [True] * 4 + [False] * 4


def test_a_verb_that_stands_there_in_another_form_is_not_told_to_be_missing(world: World) -> None:
    _keep(world, world.organisation, "De kantine", "Bonnen komen in de map. Koffie kost een euro.")
    nearest = ask(world.otto, "Hoe komt een bon bij de belastingdienst?").nearest
    assert nearest is not None
    assert (nearest.missing, nearest.elsewhere) == (("belastingdienst",), ())
