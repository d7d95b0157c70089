"""Colleagues found by what they can, where people are looked for."""

from __future__ import annotations

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.people.tests.world import World
from zwerm.skills.actions import Told, add_skill, knows, pause, tell_ability
from zwerm.skills.models import Skill
from zwerm.skills.rules.asking import asks_who_knows

pytestmark = pytest.mark.django_db


@pytest.fixture
def wound(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}))


def test_who_can_what_is_typed_is_found_as_far_as_they_show_it(world: World, wound: Skill) -> None:
    tell_ability(world.fatima, wound, 4, "everyone", asks=True)
    tell_ability(world.kees, wound, 5, "teams", asks=False)
    tell_ability(world.sanne, wound, 1, "everyone", asks=False)

    def found(reader: object, query: str) -> list[str]:
        page = world.client(reader, "nl").get("/people/", {"q": query}).text.partition('id="who-can"')[2]  # type: ignore[arg-type]
        return [person.name for person in (world.fatima, world.kees, world.sanne) if person.name in page]

    assert found(world.otto, "wondzorg") == ["Fatima El Amrani"]
    assert found(world.otto, "Wound care") == ["Fatima El Amrani"]
    assert found(world.otto, "wondzrog") == ["Fatima El Amrani"]
    assert found(world.sanne, "wondzorg") == ["Fatima El Amrani", "Kees Mulder"]
    assert found(world.otto, "roosteren") == []
    pause(world.fatima)
    assert found(world.otto, "wondzorg") == []


def test_a_question_among_people_goes_to_who_knows(world: World) -> None:
    browser = world.client(world.otto, "nl")
    for question in ("Wie weet iets van wonden?", "hoe verbind ik een wond", "Who knows about wounds"):
        answer = browser.get("/people/", {"q": question})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/skills/knows/?q=")
        assert browser.get(answer["Location"]).context["wanted"] == question
    for name in ("Wie", "Hoe Kim", "Sanne de Vries", "Wie is er donderdag op kantoor?"):
        assert browser.get("/people/", {"q": name}).status_code == 200


def test_names_are_no_questions() -> None:
    assert not asks_who_knows("Wie Li Tan")
    assert asks_who_knows("kan iemand roosteren?")


def test_finding_by_skill_costs_as_much_for_three_as_for_one(world: World, wound: Skill) -> None:
    def cost(query: str) -> int:
        browser = world.client(world.otto)
        browser.get("/people/", {"q": query})
        with CaptureQueriesContext(connection) as asked:
            assert "Fatima" in browser.get("/people/", {"q": query}).text
        return len(asked)

    tell_ability(world.fatima, wound, 4, "everyone", asks=True)
    one = [cost("wondzorg"), cost("wondzrog")]
    for person in (world.kees, world.sanne):
        tell_ability(person, wound, 4, "everyone", asks=True)
    assert [cost("wondzorg"), cost("wondzrog")] == one
    assert max(one) <= 12


def test_beside_a_search_stands_who_is_likely_to_know_with_the_reason_and_one_click_to_ask(
    world: World, wound: Skill
) -> None:
    for person in (world.fatima, world.kees, world.sanne, world.priya):
        tell_ability(person, wound, 5, "everyone", asks=True)
    otto = world.client(world.otto, "nl")
    page = otto.get("/search/", {"q": "wondzorg"}).text
    # Where they stand below what was found, a line above it leads there.
    assert 0 < page.index('id="who-knows-way"') < page.index("/skills/knows/beside/?q=wondzorg")
    assert "/skills/knows/beside/" not in otto.get("/search/").text
    assert "/skills/knows/beside/?q=wondzorg&way=yes" in page.replace("&amp;", "&")
    part = otto.get("/skills/knows/beside/", {"q": "wondzorg", "way": "yes"}).text
    names = [person.name for person in (world.fatima, world.kees, world.sanne, world.priya) if person.name in part]
    assert len(names) == 3
    assert "weet dit heel waarschijnlijk" in part
    assert "Wondzorg: " in part
    way = part.partition('id="who-knows-way"')[2]
    assert '<a href="#who-knows">3 collega’s weten hier misschien meer van' in way
    # Below a question without an answer they stand too, with no line above it: there is no place to put one.
    asked = otto.get("/ask/", {"q": "xylofoonzwengel"}).text
    assert ("/skills/knows/beside/?q=xylofoonzwengel" in asked, "who-knows-way" in asked, "way=yes" in asked) == (
        True,
        False,
        False,
    )
    without = otto.get("/skills/knows/beside/", {"q": "wondzorg"}).text
    assert (names[0] in without, "who-knows-way" in without) == (True, False)
    assert f"/questions/new/?to={world.fatima.pk}&title=wondzorg" in part.replace("&amp;", "&")
    assert world.client(world.fatima, "nl").get("/skills/knows/beside/", {"q": "wondzorg"}).text.count(">Vraag") <= 3
    for nobody in ("", "xylofoonzwengel", "Hoe werkt het?", "Hoe repareer ik een vrachtwagenmotor?"):
        assert otto.get("/skills/knows/beside/", {"q": nobody}).text.strip() == ""


def test_beside_a_search_stands_nobody_who_is_learning_hides_it_or_paused(world: World, wound: Skill) -> None:
    tell_ability(world.kees, wound, 5, "teams", asks=True)
    tell_ability(world.sanne, wound, 2, "everyone", asks=True)
    tell_ability(world.fatima, wound, 5, "everyone", asks=True)
    otto = world.client(world.otto, "nl")
    part = otto.get("/skills/knows/beside/", {"q": "wondzorg"}).text
    assert [one.name for one in (world.fatima, world.kees, world.sanne) if one.name in part] == ["Fatima El Amrani"]
    pause(world.fatima)
    assert otto.get("/skills/knows/beside/", {"q": "wondzorg"}).text.strip() == ""
    assert world.client().get("/skills/knows/beside/", {"q": "wondzorg"}).status_code == 302


def test_beside_a_search_costs_as_much_for_three_as_for_one_and_twelve_at_most(world: World, wound: Skill) -> None:
    def cost() -> int:
        browser = world.client(world.otto)
        browser.get("/skills/knows/beside/", {"q": "wondzorg"})
        with CaptureQueriesContext(connection) as asked:
            assert "Fatima" in browser.get("/skills/knows/beside/", {"q": "wondzorg"}).text
        return len(asked)

    tell_ability(world.fatima, wound, 5, "everyone", asks=True)
    one = cost()
    for person in (world.kees, world.sanne):
        tell_ability(person, wound, 5, "everyone", asks=True)
    assert cost() == one <= 12


def test_a_word_of_thirty_thousand_letters_costs_no_more_than_words_do(world: World, wound: Skill) -> None:
    tell_ability(world.fatima, wound, 4, "everyone", asks=True)
    assert [one.person for one in knows("wondzorg", world.otto)] == [world.fatima]
    tracemalloc.start()
    try:
        assert knows("wondgips" * 4000, world.otto) == []
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
