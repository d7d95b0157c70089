"""What texts are about: saying so, taking it off, where it shows and who must not see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item
from zwerm.library.actions.merge import merge_items
from zwerm.library.actions.merge import undo_merger as unmerge_items
from zwerm.library.models import Item, ItemSkill
from zwerm.library.tests.test_pages import words
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.actions import follow_changes
from zwerm.skills.actions import (
    Told,
    add_skill,
    ask_to_bring_in,
    ask_to_undo,
    go_on,
    keep_list,
    merge_skills,
    skills_on,
    undo_merger,
)
from zwerm.skills.models import Skill
from zwerm.skills.registry import MOST_ON_A_THING

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "howto", "Pomp aansluiten", "Sluit de pomp aan.")


@pytest.fixture
def pumps(world: World) -> Skill:
    return skill(world, "Infuuspompen", "Infusion pumps", "de pomp")


def skill(world: World, nl: str, en: str = "", *others: str) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": nl, "en": en}, {"nl": others}))


def on(item: Item) -> str:
    return f"/skills/on/item/{item.id}/"


def called(item: Item) -> list[str]:
    return [one.called_in("nl") for one in skills_on(ItemSkill, item.id)]


def test_who_may_change_a_text_says_what_it_is_about(world: World, item: Item, pumps: Skill) -> None:
    kees = world.client(world.kees, "nl")
    assert "Vaardigheden kiezen" in words(kees.get(item.get_absolute_url()))
    found = words(kees.get(on(item), {"q": "infuus"}))
    assert "Infuuspompen" in found
    page = kees.post(on(item), {"add": pumps.pk}, follow=True)
    assert "Weghalen: Infuuspompen" in page.content.decode()
    assert "Infuuspompen" in words(kees.get(item.get_absolute_url()))
    told = ItemSkill.objects.get()
    assert (told.thing, told.skill, told.by) == (item, pumps, world.kees)
    statement = Statement.objects.get(verb="tagged")
    assert (statement.person_id, statement.space_id) == (world.kees.pk, item.space_id)
    kees.post(on(item), {"off": pumps.pk})
    assert called(item) == []


def test_what_was_said_already_is_said_once(world: World, item: Item, pumps: Skill) -> None:
    browser = world.client(world.fatima)
    for _ in range(2):
        page = browser.post(on(item), {"add": pumps.pk}, follow=True)
    assert "was on it already" in words(page)
    assert ItemSkill.objects.count() == Statement.objects.filter(verb="tagged").count() == 1


def test_twelve_are_enough(world: World, item: Item) -> None:
    browser = world.client(world.fatima)
    for number in range(MOST_ON_A_THING + 1):
        page = browser.post(on(item), {"add": skill(world, f"Vaardigheid {number}").pk}, follow=True)
    assert ItemSkill.objects.count() == MOST_ON_A_THING
    assert "twelve skills" in words(page)


def test_others_neither_open_the_page_nor_change_anything(world: World, item: Item, pumps: Skill) -> None:
    closed = keep_item(world.kees, world.closed, "lesson", "Besloten", "Over de pomp.")
    draft = keep_item(world.kees, world.team.space, "lesson", "Klad", "Over de pomp.", publish=False)
    strangers: list[tuple[Person, Item]] = [
        (world.otto, item),
        (world.otto, closed),
        (world.priya, closed),
        (world.fatima, draft),
    ]
    for person, thing in strangers:
        browser = world.client(person)
        assert browser.get(on(thing)).status_code == 404
        assert browser.post(on(thing), {"add": pumps.pk}).status_code == 404
    assert world.client().post(on(item), {"add": pumps.pk}).status_code == 302
    browser = world.client(world.otto)
    assert "Choose skills" not in words(browser.get(item.get_absolute_url()))
    assert browser.get(f"/skills/on/nonsense/{item.id}/").status_code == 404
    assert not ItemSkill.objects.exists()


@pytest.mark.parametrize("given", [{"add": "x"}, {"add": "3f0f0000-0000-7000-8000-000000000000"}, {"off": ""}, {}])
def test_a_skill_that_is_not_there_is_not_found(world: World, item: Item, given: dict[str, str]) -> None:
    assert world.client(world.fatima).post(on(item), given).status_code == 404


def test_the_page_of_a_skill_shows_what_its_reader_sees(world: World, item: Item, pumps: Skill) -> None:
    closed = keep_item(world.kees, world.closed, "lesson", "Besloten", "Over de pomp.")
    draft = keep_item(world.kees, world.team.space, "lesson", "Klad van Kees", "Over de pomp.", publish=False)
    for thing in (item, closed, draft):
        world.client(world.kees).post(on(thing), {"add": pumps.pk})
    seen = words(world.client(world.kees).get(pumps.get_absolute_url()))
    assert "Pomp aansluiten" in seen
    assert "Besloten" in seen
    assert "Klad van Kees" not in seen
    others = words(world.client(world.otto).get(pumps.get_absolute_url()))
    assert "Pomp aansluiten" in others
    assert "Besloten" not in others


def test_what_hangs_on_a_merged_skill_is_read_along_and_comes_back(world: World, item: Item, pumps: Skill) -> None:
    other = skill(world, "Spuitpompen")
    world.client(world.fatima).post(on(item), {"add": other.pk})
    merger = merge_skills(world.tom, other, pumps)
    assert called(item) == ["Infuuspompen"]
    assert "Pomp aansluiten" in words(world.client(world.otto).get(pumps.get_absolute_url()))
    page = world.client(world.fatima).post(on(item), {"add": pumps.pk}, follow=True)
    assert "was on it already" in words(page)
    undo_merger(world.tom, merger)
    assert called(item) == ["Spuitpompen"]
    merge_skills(world.tom, other, pumps)
    world.client(world.fatima).post(on(item), {"off": pumps.pk})
    assert called(item) == []


def test_undoing_a_list_keeps_what_something_is_about(world: World, item: Item) -> None:
    kept = keep_list(world.tom, "eigen.csv", b"name\nPompen\nZuilen\n", "nl")
    ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    world.client(world.fatima).post(on(item), {"add": Skill.objects.get(names__plain="pompen").pk})
    kept.refresh_from_db()
    ask_to_undo(world.tom, kept)
    go_on(kept.pk)
    assert called(item) == ["Pompen"]
    assert Skill.objects.count() == 1


def test_the_page_costs_as_many_queries_with_three_skills_as_with_one(world: World, item: Item, pumps: Skill) -> None:
    browser = world.client(world.fatima)
    browser.post(on(item), {"add": pumps.pk})
    browser.get(item.get_absolute_url())

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(item.get_absolute_url())
        return len(asked)

    one = cost()
    for name in ("Zuurstof", "Katheters"):
        browser.post(on(item), {"add": skill(world, name).pk})
    assert cost() == one


def test_when_two_texts_become_one_what_they_are_about_comes_along_and_goes_back(
    world: World, item: Item, pumps: Skill
) -> None:
    gone = keep_item(world.fatima, world.team.space, "howto", "De pomp erop", "Sluit hem aan.")
    other = skill(world, "Zuurstof")
    browser = world.client(world.fatima)
    for thing, told in ((item, pumps), (gone, pumps), (gone, other)):
        browser.post(on(thing), {"add": told.pk})
    merger = merge_items(world.fatima, item, gone, item.title, "Sluit de pomp aan. Sluit hem aan.")
    assert called(item) == ["Infuuspompen", "Zuurstof"]
    unmerge_items(world.fatima, merger)
    assert (called(item), called(gone)) == (["Infuuspompen"], ["Infuuspompen", "Zuurstof"])


def test_skills_are_proposed_by_the_words_of_a_text_and_by_what_is_like_it(world: World, pumps: Skill) -> None:
    care = skill(world, "Wondzorg", "Wound care", "wonden verzorgen")
    like = [
        keep_item(
            world.fatima, world.team.space, "howto", f"Alarm {n}", "De spuitpomp piept: kijk of de lijn geknikt is."
        )
        for n in range(3)
    ]
    new = keep_item(
        world.kees, world.team.space, "lesson", "Geknikte lijn", "De spuitpomp piepte door een geknikte lijn."
    )
    words_only = keep_item(world.kees, world.team.space, "howto", "Wonden verzorgen", "Zo verzorg je wonden thuis.")
    follow_changes()
    for one in like:
        world.client(world.fatima).post(on(one), {"add": pumps.pk})
    kees = world.client(world.kees, "nl")
    page = words(kees.get(on(new)))
    assert "Voorgesteld" in page
    assert "Infuuspompen" in page
    assert "Wondzorg" not in page
    assert "Wondzorg" in words(kees.get(on(words_only)))
    kees.post(on(words_only), {"add": care.pk})
    assert "Voorgesteld" not in words(kees.get(on(words_only)))


def test_what_a_reader_does_not_see_proposes_nothing_to_them(world: World, pumps: Skill) -> None:
    for number in range(3):
        one = keep_item(world.kees, world.closed, "howto", f"Alarm {number}", "De spuitpomp piept: de lijn is geknikt.")
        world.client(world.kees).post(on(one), {"add": pumps.pk})
    text = keep_item(
        world.sanne, world.team.space, "lesson", "Geknikte lijn", "De spuitpomp piepte: een geknikte lijn."
    )
    follow_changes()
    assert "Infuuspompen" not in words(world.client(world.sanne, "nl").get(on(text)))
    assert "Infuuspompen" in words(world.client(world.kees, "nl").get(on(text)))


def test_of_a_draft_nobody_hears_what_it_is_about(world: World, pumps: Skill) -> None:
    draft = keep_item(world.kees, world.team.space, "lesson", "Geheime titel", "Over de pomp.", publish=False)
    world.client(world.kees).post(on(draft), {"add": pumps.pk})
    assert called(draft) == ["Infuuspompen"]
    assert not Statement.objects.filter(verb="tagged").exists()
