"""What somebody finds on Today and in Knowledge when there is nothing yet."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.library.actions import keep_item
from zwerm.library.actions.importing import import_paths
from zwerm.library.models import ImportRun
from zwerm.people.models import Person
from zwerm.people.tests.world import World

BRING, WRITE, ASK = "Bring in a folder or files", "Write down what you just learned", "Ask a question"
COURSE, TELL, INVITE = "Make a short course", "Tell what you can", "Invite colleagues"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in (1, 2, 3):
        (tmp_path / f"{number}.md").write_text(f"# Protocol {number}\n\nRegel {number} geldt.\n")
    return tmp_path


def ways(world: World, person: Person, address: str = "/", language: str = "en") -> dict[str, str]:
    """What Today offers to begin with, and where each leads; nothing when something else stands there."""
    page = world.client(person, language).get(address).text
    section = page.partition('id="begin"')[2].partition("</section>")[0]
    return {unescape(title): where for where, title in re.findall(r'<a href="([^"]+)">([^<]+)</a></h3>', section)}


def only(*people: Person) -> None:
    Person.objects.exclude(pk__in=[one.pk for one in people]).update(is_active=False)


def test_the_first_administrator_can_bring_in_write_and_invite(world: World) -> None:
    only(world.priya)
    assert list(ways(world, world.priya)) == [BRING, WRITE, INVITE]


def test_everybody_is_offered_what_fits_them(world: World) -> None:
    assert list(ways(world, world.tom)) == [BRING, WRITE, ASK], "who cares for learning"
    assert list(ways(world, world.fatima)) == [BRING, WRITE, ASK, TELL], "a steward"
    assert list(ways(world, world.sanne)) == [BRING, WRITE, ASK, TELL], "a lead"
    assert list(ways(world, world.otto)) == [WRITE, ASK, TELL]
    assert list(ways(world, world.priya)) == [BRING, WRITE, ASK], "enough people are in already"
    assert list(ways(world, world.otto, language="nl")) == [
        "Schrijf op wat je net hebt geleerd",
        "Stel een vraag",
        "Vertel wat je kunt",
    ]


def test_each_way_leads_to_a_page_that_this_person_may_open(world: World) -> None:
    keep_item(world.kees, world.closed, "page", "Iets", "Niet voor wie er niet in zit.")
    only(world.priya, world.otto)
    for person in (world.priya, world.otto):
        found = ways(world, person)
        assert len(found) >= 3
        for title, address in found.items():
            assert world.client(person).get(address, follow=True).status_code == 200, title


def test_after_an_import_whoever_did_it_reads_asks_and_makes_a_course(world: World, folder: Path) -> None:
    only(world.priya)
    import_paths(world.priya, world.organisation, [folder])
    found = ways(world, world.priya)
    assert list(found) == ["3 texts came in", ASK, COURSE, INVITE]
    page = world.client(world.priya).get(found["3 texts came in"]).text
    assert [f"Protocol {number}" in page for number in (1, 2, 3)] == [True] * 3
    ImportRun.objects.update(finished=timezone.now() - timedelta(days=30))
    assert list(ways(world, world.priya)) == [BRING, WRITE, ASK, COURSE, INVITE]


def test_what_came_in_where_somebody_is_no_more_is_not_told(world: World, folder: Path) -> None:
    import_paths(world.kees, world.closed, [folder])
    world.closed.memberships.filter(person=world.kees).delete()
    assert list(ways(world, world.kees)) == [WRITE, ASK, TELL]


def test_a_library_that_is_filled_asks_no_more_to_be_filled(world: World) -> None:
    for number in range(10):
        keep_item(world.tom, world.organisation, "page", f"Stuk {number}", f"Tekst {number}.")
    assert list(ways(world, world.tom)) == [WRITE, ASK, COURSE]


def test_it_goes_as_soon_as_something_else_is_on_today(world: World) -> None:
    assert ways(world, world.otto)
    keep_item(world.kees, world.organisation, "lesson", "Let op de klem", "Doe hem dicht.")
    page = world.client(world.otto).get("/").text
    assert "Let op de klem" in page
    assert 'id="begin"' not in page


def test_it_asks_twelve_queries_at_most(world: World, folder: Path) -> None:
    import_paths(world.fatima, world.team.space, [folder])
    only(world.priya, world.otto, world.fatima)
    for person in (world.priya, world.otto, world.fatima):
        browser = world.client(person)
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/")
        assert len(queries) <= 12, [query["sql"][:120] for query in queries]


def test_empty_knowledge_offers_to_write_and_to_bring_in_where_one_may(world: World) -> None:
    kees, otto = world.client(world.kees), world.client(world.otto)
    assert empty(otto.get("/knowledge/").text) == ["/knowledge/write/", "/knowledge/imports/"]
    assert empty(kees.get("/knowledge/spaces/seh/").text) == [
        "/knowledge/write/?space=seh",
        "/knowledge/imports/?space=seh",
    ]
    page = otto.get("/knowledge/spaces/seh/").text
    assert empty(page) == []
    assert "Whoever is in this space can write here." in page


def empty(page: str) -> list[str]:
    """Where the empty list leads."""
    assert "Nothing is kept here yet" in page
    return re.findall(r'<a href="([^"]+)"', page.partition("Nothing is kept here yet")[2].partition("</section>")[0])
