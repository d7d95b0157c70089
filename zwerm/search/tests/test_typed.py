"""What people type in another way than texts write it: with a slip of the hand, or as two words. By what is found, and by whom."""

from __future__ import annotations

import pytest

from zwerm.people.tests.world import World
from zwerm.search.actions import Narrowing, find
from zwerm.search.found import Found
from zwerm.search.tests.notes import Notes


@pytest.fixture
def hospital(world: World, notes: Notes) -> World:
    texts = {
        "rooster": "Het rooster hangt in de gang. Wie ruilt, past het rooster zelf aan.",
        "roosters": "Roosters voor de zomer maken we in maart.",
        "medicatie": "Controleer de medicatie met zijn tweeën.",
        "meter": "De bloeddrukmeter ligt in de la. Leg de bloeddrukmeter terug.",
        "band": "Een bloeddrukmeter heeft een band. De druk van het bloed staat op het scherm.",
        "bloed": "Het bloed gaat naar het lab.",
        "druk": "Op maandag is het druk.",
        "dracht": "De overdracht begint om acht uur.",
        "leren": "Peer learning is leren van elkaar. Wij doen peer learning op dinsdag.",
        "peer": "Zonder peerlearning ging het ook.",
        "hulp": "De hulp van een collega telt.",
    }
    for key, text in texts.items():
        notes.keep(key, world.organisation, text)
    return world


def keys(found: Found) -> list[str]:
    return [thing.key for thing in found.things]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("roster", "rooster"),
        ("rooostre", "rooster"),
        ("roostre", "rooster"),
        ("medicaite", "medicatie"),
        ("medikatie controleren", "medicatie controleren"),
        ("bloedrukmeter", "bloeddrukmeter"),
    ],
)
def test_a_slip_of_the_hand_finds_what_the_right_word_finds(hospital: World, typed: str, right: str) -> None:
    found, meant = find(hospital.fatima, typed), find(hospital.fatima, right)
    assert keys(found) == keys(meant) != []
    assert found.corrected == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("bloed druk meter", "bloeddrukmeter"),
        ("bloeddruk-meter", "bloeddrukmeter"),
        ("waar ligt de bloed druk meter", "waar ligt de bloeddrukmeter"),
        ("over dracht", "overdracht"),
    ],
)
def test_a_word_that_is_typed_as_two_is_the_one_that_texts_write(hospital: World, typed: str, right: str) -> None:
    found, meant = find(hospital.fatima, typed), find(hospital.fatima, right)
    assert keys(found) == keys(meant) != []
    assert (found.corrected, found.unknown) == ("", ())


def test_what_texts_mostly_write_as_two_is_not_made_one(hospital: World) -> None:
    assert keys(find(hospital.fatima, "peer learning"))[:2] == ["leren", "peer"]
    assert keys(find(hospital.fatima, "druk bloed")) != []
    assert keys(find(hospital.fatima, "druk bloed"))[0] == "band"


def test_a_word_that_only_others_may_see_is_not_made_of_two_nor_meant_by_a_slip(world: World, notes: Notes) -> None:
    notes.keep("public", world.organisation, "De meter hangt aan de muur. Wij drukken op rood.")
    notes.keep("kluis", world.closed, "De kluisdeur heeft een meter. Kluisdeur dicht!")
    assert keys(find(world.otto, "kluis deur")) == []
    assert find(world.otto, "kluis deur").unknown == ("kluis", "deur")
    assert find(world.otto, "kluisduer").corrected == ""
    assert keys(find(world.fatima, "kluis deur")) == keys(find(world.fatima, "kluisduer")) == ["kluis"]


def test_a_word_that_one_text_has_by_a_slip_finds_those_that_write_it_right_too(world: World, notes: Notes) -> None:
    for number in range(12):
        notes.keep(f"{number}", world.organisation, f"Verslag {number} van de vergadering.")
    notes.keep("slip", world.organisation, "Neem dit mee naar de vergaderring.")
    found = keys(find(world.fatima, "vergaderring", Narrowing(), limit=20))
    assert found[0] == "slip"
    assert len(found) == 13
    assert "slip" not in keys(find(world.fatima, "vergadering", limit=20))[:12]


def test_while_typing_words_apart_are_one_as_well(hospital: World) -> None:
    assert keys(find(hospital.fatima, "bloed druk meter", typing=True))[:2] == ["meter", "band"]
