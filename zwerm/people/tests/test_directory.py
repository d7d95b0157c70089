"""Finding a colleague: by day, with a slip, and what must not be told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import formats, translation

from zwerm.operations.days import organisation_day
from zwerm.people.actions import add_person, join_space
from zwerm.people.actions.telling import tell
from zwerm.people.models import Person
from zwerm.people.tests.test_pages import names
from zwerm.people.tests.world import World


def asked(world: World, reader: Person, language: str = "en", **what: str) -> str:
    return world.client(reader, language).get("/people/", what).text


@pytest.fixture
def week(world: World) -> World:
    tell(world.fatima, {"days": ("mon:office,thu:office", "teams")})
    tell(world.kees, {"days": ("thu:home", "everyone")})
    tell(world.otto, {"days": ("thu:office", "everyone")})
    tell(world.priya, {"days": ("thu:office", "me")})
    return world


QUESTION = "Wie is er donderdag op kantoor?"


def test_who_is_there_on_a_day_is_told_to_whom_they_show_it(week: World) -> None:
    for given in ({"q": QUESTION}, {"day": "thu"}, {"day": "thu", "place": "office"}, {"q": "thursday"}):
        assert names(asked(week, week.kees, **given)) == ["Fatima El Amrani", "Otto Outsider"]
        assert names(asked(week, week.tom, **given)) == ["Otto Outsider"], "not in a team with Fatima"
    assert names(asked(week, week.tom, day="thu", place="home")) == ["Kees Mulder"]
    assert names(asked(week, week.priya, day="thu")) == ["Otto Outsider", "Priya Ramdin"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_is_not_there_is_elsewhere_or_free_as_far_as_they_show_it(week: World, language: str) -> None:
    tell(week.sanne, {"days": ("wed:office,thu:off,fri:office", "everyone")})
    tell(week.otto, {"days": ("thu:office,fri:off", "everyone")})
    not_there = {"nl": "wie is er donderdag niet?", "en": "Who isn't in on Thursday?"}[language]
    free = {"nl": "wie is donderdag vrij", "en": "who is off on Thursday"}[language]
    for reader in (week.tom, week.otto):
        browser = week.client(reader, language)
        assert names(browser.get("/people/", {"q": not_there}).text) == ["Kees Mulder", "Sanne de Vries"]
        assert names(browser.get("/people/", {"q": free}).text) == ["Sanne de Vries"]
    tell(week.sanne, {"days": ("thu:off", "me")})
    assert names(asked(week, week.otto, q=free)) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_date_is_the_day_of_the_week_that_it_is(week: World, language: str) -> None:
    thursday = organisation_day() + timedelta(days=7 + (3 - organisation_day().weekday()))
    saturday = thursday + timedelta(days=2)
    browser = week.client(week.tom, language)
    with translation.override(language):
        in_words, weekend = formats.date_format(thursday, "j F"), formats.date_format(saturday, "j F Y")
        page = browser.get(
            "/people/", {"q": f"{'wie is er op' if language == 'nl' else 'who is in on'} {in_words}"}
        ).text
        assert formats.date_format(thursday, "l j F Y") in page
        assert names(page) == ["Otto Outsider"]
        page = browser.get("/people/", {"q": weekend}).text
        assert formats.date_format(saturday, "l j F Y") in page
        assert names(page) == []
    assert ("valt in het weekend" if language == "nl" else "is in the weekend") in page


def test_the_places_of_the_navigation_stay_when_a_day_is_chosen(week: World) -> None:
    for page in (asked(week, week.tom), asked(week, week.tom, day="thu")):
        assert re.findall(r'<a class="place"[^>]*href="([^"]*)"', page)[-1] == "/people/"
    assert 'href="?day=thu&amp;place=home"' in page


def test_a_day_goes_together_with_a_name_and_a_team(week: World) -> None:
    assert names(asked(week, week.kees, q="fatima donderdag")) == ["Fatima El Amrani"]
    assert names(asked(week, week.kees, day="thu", team="seh")) == ["Fatima El Amrani"]
    assert names(asked(week, week.tom, q="fatima donderdag")) == []


def test_nobody_learns_from_a_number_or_a_line_what_is_not_shown_to_them(week: World) -> None:
    page = asked(week, week.tom, day="thu")
    assert "1 colleague shows you that they are there then." in page
    page = asked(week, week.tom, day="mon")
    assert "Nobody shows you that they are there then" in page
    assert "At work" not in asked(week, week.tom, q="Fatima", day="mon")


def test_a_day_that_there_is_not_is_no_question(week: World) -> None:
    assert len(names(asked(week, week.tom, day="sun", place="moon"))) == 6
    assert names(asked(week, week.tom, day="thu", place="moon")) == ["Otto Outsider"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Fatmia", ["Fatima El Amrani"]),
        ("atima", ["Fatima El Amrani"]),
        ("Amrami fatima", ["Fatima El Amrani"]),
        ("Sane", ["Sanne de Vries"]),
        ("Verbeak", ["Tom Verbeek"]),
        ("Moulder", ["Kees Mulder"]),
        ("Xatimx", []),
        ("Tam", []),
        ("Gony", []),
    ],
)
def test_a_slip_of_the_pen_still_finds_a_colleague(world: World, query: str, found: list[str]) -> None:
    page = asked(world, world.otto, q=query)
    assert names(page) == found
    assert ("Did you mean" in page) == bool(found)


def test_who_is_called_as_it_was_typed_comes_without_who_is_nearly(world: World) -> None:
    add_person("sanna@lindehof.example", "Sanna Vos")
    assert names(asked(world, world.otto, q="Sanna")) == ["Sanna Vos"]


def test_choosing_another_day_keeps_the_words_and_not_the_day_that_was_typed(week: World) -> None:
    page = asked(week, week.kees, q="fatima donderdag")
    assert 'href="?q=fatima&amp;day=mon&amp;place=office"' in page
    assert 'href="?q=fatima"' in page


def test_three_colleagues_cost_as_much_as_one_on_every_way_to_find_them(week: World) -> None:
    browser = week.client(week.kees)

    def costs() -> list[int]:
        found = []
        for address in ("?q=anna", "?day=thu", "?q=anma", "?q=anna+donderdag"):
            page = f"/people/{address}"
            browser.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert re.search("Anna", browser.get(page).text)
            found.append(len(queries))
        return found

    def more(number: int) -> None:
        person = add_person(f"anna{number}@lindehof.example", f"Anna {number}")
        join_space(person, week.team.space)
        tell(person, {"days": ("thu:office", "everyone")})

    more(1)
    one = costs()
    more(2)
    more(3)
    assert costs() == one
    assert max(one) <= 12
