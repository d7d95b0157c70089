from __future__ import annotations

import pytest

from zwerm.people.actions import deactivate
from zwerm.people.actions.telling import tell
from zwerm.people.models import Person, Telling
from zwerm.people.tests.world import World

GIVEN = {
    "teaches": "Triage", "teaches_for": "everyone", "wants": "Overdragen", "wants_for": "teams", "how": "Samen", "how_for": "me",
    "mon": "office", "tue": "home", "wed": "", "thu": "", "fri": "off", "days_for": "teams", "pronouns": "", "pronouns_for": "everyone",
    "ask": "", "ask_for": "everyone", "wrote_for": "everyone",
}  # fmt: skip


@pytest.fixture
def told(world: World) -> World:
    client = world.client(world.fatima, "en")
    assert client.post("/account/profile/", GIVEN).status_code == 302
    return world


def seen(reader: Person, person: Person) -> set[str]:
    return set(Telling.objects.visible_to(reader).filter(person=person).values_list("name", flat=True))


def test_each_is_seen_by_whom_it_is_for(told: World) -> None:
    assert seen(told.fatima, told.fatima) == {"teaches", "wants", "how", "days"}
    assert seen(told.kees, told.fatima) == {"teaches", "wants", "days"}
    assert seen(told.otto, told.fatima) == {"teaches"}
    assert seen(told.priya, told.fatima) == {"teaches"}
    assert seen(told.gone, told.fatima) == set()


def test_the_page_of_a_person_shows_what_the_reader_may_see_and_nothing_else(told: World) -> None:
    page = {
        name: told.client(getattr(told, name), "en").get(told.fatima.get_absolute_url()).text
        for name in ("kees", "otto")
    }
    assert "Overdragen" in page["kees"]
    assert "Monday at work, Tuesday at home, Friday free" in page["kees"]
    assert "Samen" not in page["kees"]
    assert "Triage" in page["otto"]
    assert "Overdragen" not in page["otto"]
    assert "Monday" not in page["otto"]


def test_who_says_it_of_themselves_is_found_by_it_and_only_by_who_may_read_it(told: World) -> None:
    def found(reader: Person, words: str, language: str = "nl") -> bool:
        page = told.client(reader, language).get("/people/", {"q": words}).text
        return told.fatima.name in page.partition('id="say-it"')[2]

    assert found(told.otto, "triage")
    assert found(told.otto, "tria")
    assert not found(told.otto, "triage kinderen"), "every word counts"
    assert found(told.kees, "overdragen")
    assert not found(told.otto, "overdragen"), "for her teams"
    assert not found(told.kees, "samen"), "for nobody"
    assert not found(told.otto, "tr")
    tell(told.fatima, {"teaches": ("Wonden van kinderen verzorgen", "everyone")})
    assert found(told.otto, "wond")
    assert found(told.otto, "kind"), "in another form"
    deactivate(told.priya, told.fatima)
    assert not found(told.otto, "wond")


def test_a_community_is_no_team(told: World) -> None:
    from zwerm.people.actions import join_space

    join_space(told.otto, told.community)
    assert seen(told.otto, told.fatima) == {"teaches"}


def test_what_is_emptied_is_told_no_longer(told: World) -> None:
    tell(told.fatima, {"teaches": ("", "everyone"), "days": ("", "everyone")})
    assert seen(told.fatima, told.fatima) == {"wants", "how"}


def test_a_choice_that_is_not_offered_changes_nothing(told: World) -> None:
    answer = told.client(told.fatima).post("/account/profile/", {**GIVEN, "teaches_for": "world", "mon": "moon"})
    assert answer.status_code == 422
    assert Telling.objects.get(person=told.fatima, name="days").text == "mon:office,tue:home,fri:off"
