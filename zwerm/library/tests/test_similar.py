"""What exists already, shown while someone writes about the same."""

from __future__ import annotations

import pytest

from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.library.rules.similar import is_like, query_of
from zwerm.people.models import Person
from zwerm.people.tests.world import World

TEXT = """De infuuspomp stond op milliliter per uur in plaats van microgram per minuut. De patiënt kreeg te veel.

We controleren de eenheid van de pomp nu altijd met een collega voordat we starten.
"""


@pytest.fixture
def item(world: World) -> Item:
    for number in range(6):  # so that words of one text tell it from others
        keep_item(world.kees, world.team.space, "page", f"Rooster week {number}", "Het rooster van deze week hangt er.")
    return keep_item(
        world.fatima, world.team.space, "lesson", "Infuuspomp op de verkeerde eenheid", TEXT, language="nl"
    )


def like(world: World, person: Person, title: str, text: str = "", **more: str) -> str:
    sent = {"title": title, "text": text, **more}
    return world.client(person).post("/knowledge/similar/", sent).content.decode()


def test_who_writes_about_the_same_sees_what_exists_with_its_space(world: World, item: Item) -> None:
    page = like(world, world.otto, "Pomp stond op verkeerde eenheid")
    assert f'href="{item.get_absolute_url()}"' in page
    assert "Emergency department" in page
    assert 'data-count="1"' in page


def test_what_is_written_counts_too_and_headings_do_not(world: World, item: Item) -> None:
    text = "## Wat gebeurde er\n\nDe infuuspomp stond op milliliter per uur, niet op microgram per minuut."
    assert item.title in like(world, world.otto, "Een zaterdag", text)
    assert query_of("", "## Rooster week\n\n## Rooster", "nl") == ""


def test_other_things_and_half_a_thought_find_nothing(world: World, item: Item) -> None:
    for title in ("", "de", "Infuuspomp", "Taart voor het jubileum van de directeur"):
        assert 'data-count="0"' in like(world, world.otto, title), title


def test_an_item_is_not_like_itself(world: World, item: Item) -> None:
    assert item.title not in like(world, world.fatima, item.title, TEXT, item=str(item.id))


def test_nobody_sees_that_something_exists_that_they_may_not_read(world: World, item: Item) -> None:
    keep_item(world.fatima, world.closed, "lesson", "Infuuspomp op de verkeerde eenheid, geheim", TEXT, language="nl")
    keep_item(world.fatima, world.team.space, "lesson", "Infuuspomp, eenheid, concept", TEXT, publish=False)
    page = like(world, world.otto, "Infuuspomp op verkeerde eenheid")
    assert item.title in page
    assert "geheim" not in page
    assert "concept" not in page
    assert "geheim" in like(world, world.kees, "Infuuspomp op verkeerde eenheid")
    assert world.client().post("/knowledge/similar/", {"title": "Infuuspomp eenheid"}).status_code == 302


@pytest.mark.parametrize(
    ("score", "near", "says_title", "share", "shown"),
    [
        (1.5, 0.8, True, 0.33, False),
        (0.9, 0.5, False, 0.2, False),
        (1.2, 0.25, False, 1.0, False),
        (0.7, 0.35, False, 0.5, True),
        (1.0, 0.45, True, 0.4, True),
        (1.0, 0.2, True, 0.5, True),
        (0.8, 0.2, True, 0.5, False),
        (1.0, None, True, 0.5, False),
        (1.0, None, False, 0.7, True),
    ],
)
def test_what_is_near_is_shown_and_what_only_scores_is_not(
    score: float, near: float | None, says_title: bool, share: float, shown: bool
) -> None:
    assert is_like(score, near, says_title, share) is shown


def test_the_words_of_the_title_come_first_and_then_those_said_most() -> None:
    text = "Alarm. De pomp gaf alarm, en nog een alarm. De arts kwam."
    assert query_of("Nacht met de pomp", text, "nl").split()[:3] == ["Nacht", "pomp", "Alarm"]
