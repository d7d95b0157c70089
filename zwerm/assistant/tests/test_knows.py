"""Colleagues beside an answer: who stands there, why, and who must not."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.assistant.tests.test_asking import QUESTION, keep
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.questions.actions import ask_question, give_answer
from zwerm.skills.actions import Told, add_skill, answer_for, tell_ability
from zwerm.skills.models import Skill

pytestmark = pytest.mark.django_db
TITLE = "Collega’s die er meer van weten"


@pytest.fixture
def privacy(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Privacy", "en": "Privacy law"}, {"nl": ["gegevensbescherming"]}))


def page(world: World, reader: Person, question: str = QUESTION) -> str:
    return world.client(reader, "nl").get("/ask/", {"q": question}).text


def test_who_can_what_the_text_behind_an_answer_is_about_stands_beside_it(world: World, privacy: Skill) -> None:
    item = keep(world, world.team.space)
    assert TITLE not in page(world, world.kees)
    world.client(world.fatima).post(f"/skills/on/item/{item.pk}/", {"add": privacy.pk})
    tell_ability(world.sanne, privacy, 4, "everyone", asks=True)
    shown = page(world, world.kees)
    assert TITLE in shown
    assert "Sanne de Vries" in shown
    assert "Privacy: helpt anderen ermee" in shown
    assert f"/questions/new/?to={world.sanne.pk}&title=Wie%20bel%20ik" in shown.replace("&amp;", "&")
    assert "Sanne de Vries" not in page(world, world.sanne).partition(TITLE)[2], "who asks is not sent to themselves"


def test_what_the_question_names_counts_where_nobody_wrote_anything_down(world: World, privacy: Skill) -> None:
    tell_ability(world.sanne, privacy, 3, "everyone", asks=False)
    shown = page(world, world.kees, "Wie weet iets van gegevensbescherming?")
    assert "Nog niemand schreef dit op" in shown
    assert "Sanne de Vries" in shown
    assert TITLE not in page(world, world.kees, "Hoe vraag ik verlof aan?")


def test_where_the_answer_is_not_sure_and_no_skill_is_named_who_knows_is_looked_for_afterwards(
    world: World, privacy: Skill
) -> None:
    item = keep(world, world.team.space)
    world.client(world.fatima).post(f"/skills/on/item/{item.pk}/", {"add": privacy.pk})
    tell_ability(world.sanne, privacy, 5, "everyone", asks=True)
    asked = "Hoeveel boete geeft de functionaris gegevens bij een datalek op 4711?"
    shown = page(world, world.kees, asked)
    assert TITLE not in shown
    address = re.search(r'arrives-from="(/skills/knows/beside/[^"]+)"', shown)
    assert address
    part = world.client(world.kees, "nl").get(unescape(address[1])).text
    assert TITLE in part
    assert "Privacy: " in part
    assert world.sanne.name in part
    assert world.client(world.sanne, "nl").get(unescape(address[1])).text.strip() == ""


@pytest.mark.parametrize(("audience", "seen"), [("everyone", True), ("teams", False), ("me", False)])
def test_only_what_is_shown_to_the_reader_counts(world: World, privacy: Skill, audience: str, seen: bool) -> None:
    tell_ability(world.kees, privacy, 5, audience, asks=True)
    assert ("Kees Mulder" in page(world, world.otto, "Wie weet iets van gegevensbescherming?")) is seen


def test_beginners_and_who_left_are_not_sent_people(world: World, privacy: Skill) -> None:
    tell_ability(world.kees, privacy, 1, "everyone", asks=False)
    tell_ability(world.sanne, privacy, 5, "everyone", asks=True)
    Person.objects.filter(pk=world.sanne.pk).update(is_active=False)
    assert TITLE not in page(world, world.otto, "Wie weet iets van gegevensbescherming?")


def test_who_likes_to_be_asked_comes_first_and_three_are_enough(world: World, privacy: Skill) -> None:
    for person, level, asks in (
        (world.kees, 5, False),
        (world.sanne, 4, True),
        (world.priya, 4, False),
        (world.tom, 3, False),
    ):
        tell_ability(person, privacy, level, "everyone", asks=asks)
    shown = page(world, world.otto, "Wie weet iets van gegevensbescherming?").partition(TITLE)[2]
    places = [shown.find(person.name) for person in (world.sanne, world.kees, world.priya)]
    assert places == sorted(places)
    assert places[0] > 0
    assert world.tom.name not in shown


def test_an_answer_with_colleagues_and_questions_beside_it_asks_twelve_times_at_most(
    world: World, privacy: Skill
) -> None:
    def cost() -> int:
        browser = world.client(world.otto, "nl")
        browser.get("/ask/", {"q": QUESTION})
        with CaptureQueriesContext(connection) as asked:
            shown = browser.get("/ask/", {"q": QUESTION}).text
        assert "Sanne de Vries" in shown
        assert "omdat Fatima El Amrani" in shown
        assert "Wie bel ik bij een datalek op zondag?" in shown
        # What it tells the log is written, not asked.
        return len([one for one in asked if one["sql"].startswith("SELECT")])

    def more(number: int, *people: Person) -> None:
        item = keep(world, world.team.space)
        world.client(world.fatima).post(f"/skills/on/item/{item.pk}/", {"add": privacy.pk})
        for person in people:
            tell_ability(person, privacy, 4, "everyone", asks=True)
        asked = ask_question(world.kees, world.organisation, f"Wie bel ik bij een datalek op zondag? {number}")
        give_answer(world.tom, asked, "De wacht.")

    answer_for(world.fatima, privacy, "yes")
    more(1, world.sanne)
    one = cost()
    more(2, world.kees)
    assert cost() == one <= 12
