"""What people say that they can: choosing, showing, and who must not see it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from zwerm.people.actions.privacy.copy import rows_of
from zwerm.people.models import Person
from zwerm.people.registry import holdings
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.skills.actions import (
    Told,
    add_skill,
    ask_to_bring_in,
    ask_to_undo,
    go_on,
    keep_list,
    merge_skills,
    undo_merger,
)
from zwerm.skills.models import Ability, Skill

pytestmark = pytest.mark.django_db
MINE = "/skills/mine/"


@pytest.fixture
def wound(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}, {"nl": ["wonden verzorgen"]}))


def tells(world: World, person: Person, skill: Skill, level: int = 4, audience: str = "everyone", **more: str) -> None:
    given = {"level": level, "audience": audience, **more}
    assert world.client(person).post(f"{MINE}{skill.pk}/", given).status_code == 302


def seen(world: World, reader: Person, address: str) -> str:
    return world.client(reader).get(address).text


def test_somebody_finds_a_skill_and_says_how_well_they_can_it(world: World, wound: Skill) -> None:
    browser = world.client(world.kees, "nl")
    assert "Hier staat nog niets" in browser.get(MINE).text
    found = browser.get(MINE, {"q": "wonden"}).text
    assert f'href="{MINE}{wound.pk}/"' in found
    page = browser.post(f"{MINE}{wound.pk}/", {"level": 4, "audience": "everyone", "asks": "on"}, follow=True)
    assert "Ik help anderen ermee" in page.text
    told = Ability.objects.get()
    assert (told.person, told.skill, told.level, told.asks) == (world.kees, wound, 4, True)
    assert not Statement.objects.exists(), "who sees it is theirs to choose, also later: it stands in no log"
    assert "helpt anderen ermee" in world.client(world.otto, "nl").get(world.kees.get_absolute_url()).text
    on_skill = world.client(world.otto, "nl").get(wound.get_absolute_url()).text
    assert "Kees Mulder" in on_skill
    assert "mag je ernaar vragen" in on_skill
    browser.post(f"{MINE}{wound.pk}/", {"level": 2, "audience": "everyone"})
    assert Ability.objects.get().level == 2
    browser.post(f"{MINE}{wound.pk}/removing/")
    assert not Ability.objects.exists()
    assert "Kees Mulder" not in world.client(world.otto).get(wound.get_absolute_url()).text


def test_a_skill_that_one_has_already_is_found_as_had_and_led_to(world: World, wound: Skill) -> None:
    tells(world, world.kees, wound)
    page = world.client(world.kees, "en").get(MINE, {"q": "wonden"}).text
    assert "No such skill" not in page
    assert "You have this already" in page
    assert f'href="#skill-{wound.pk}"' in page
    assert f'<li id="skill-{wound.pk}"' in page
    assert f'aria-label="Add: {wound.called_in("en")}"' not in page
    typing = world.client(world.kees, "nl").get(MINE, {"q": "wonden"}, headers={"HX-Request": "true"}).text
    assert "Dit heb je al" in typing
    other = world.client(world.otto, "en").get(MINE, {"q": "wonden"}).text
    assert "You have this already" not in other
    assert f'href="{MINE}{wound.pk}/"' in other


@pytest.mark.parametrize(
    ("audience", "colleague", "outsider"), [("everyone", True, True), ("teams", True, False), ("me", False, False)]
)
def test_it_is_shown_to_whom_they_chose(
    world: World, wound: Skill, audience: str, colleague: bool, outsider: bool
) -> None:
    tells(world, world.kees, wound, audience=audience)
    for reader, sees in (
        (world.kees, True),
        (world.fatima, colleague),
        (world.otto, outsider),
        (world.priya, outsider),
    ):
        assert ("Kees Mulder" in seen(world, reader, wound.get_absolute_url())) is (sees or reader == world.kees)
        assert ("helps others with it" in seen(world, reader, world.kees.get_absolute_url())) is sees


def test_who_is_not_here_any_more_is_not_shown(world: World, wound: Skill) -> None:
    tells(world, world.kees, wound)
    Person.objects.filter(pk=world.kees.pk).update(is_active=False)
    assert "Kees Mulder" not in seen(world, world.otto, wound.get_absolute_url())


@pytest.mark.parametrize("given", [{}, {"level": 9, "audience": "everyone"}, {"level": 3, "audience": "boss"}])
def test_what_cannot_be_is_refused_with_words(world: World, wound: Skill, given: dict[str, object]) -> None:
    page = world.client(world.kees).post(f"{MINE}{wound.pk}/", given)
    assert page.status_code == 422
    assert not Ability.objects.exists()


def test_only_skills_and_knowledge_are_what_people_can(world: World) -> None:
    group = add_skill(world.tom, Told("group", {"nl": "Zorg"}))
    assert world.client(world.kees).get(f"{MINE}{group.pk}/").status_code == 404
    assert f"{MINE}{group.pk}/" not in seen(world, world.kees, group.get_absolute_url())
    stranger = world.client().get(MINE)
    assert urlsplit(stranger["Location"]).path == "/account/login/"


def test_of_two_skills_that_became_one_the_last_word_counts_and_both_come_back(world: World, wound: Skill) -> None:
    other = add_skill(world.tom, Told("skill", {"nl": "Wonden verbinden"}))
    tells(world, world.kees, other, 4)
    merger = merge_skills(world.tom, other, wound)
    assert "Kees Mulder" in seen(world, world.otto, wound.get_absolute_url())
    assert "Wound care" in seen(world, world.otto, world.kees.get_absolute_url())
    tells(world, world.kees, other, 5, audience="me")  # from a page that was opened before
    assert "Kees Mulder" not in seen(world, world.otto, wound.get_absolute_url())
    assert world.client(world.kees).get(MINE).text.count("Wound care</a>") == 1
    undo_merger(world.tom, merger)
    assert "helps others with it" in seen(world, world.otto, other.get_absolute_url())
    assert "Kees Mulder" not in seen(world, world.otto, wound.get_absolute_url())


def test_undoing_a_list_keeps_what_somebody_can(world: World) -> None:
    kept = keep_list(world.tom, "eigen.csv", b"name\nDansen\nZingen\n", "nl")
    ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    tells(world, world.kees, Skill.objects.get(names__plain="dansen"), audience="me")
    kept.refresh_from_db()
    ask_to_undo(world.tom, kept)
    go_on(kept.pk)
    assert [skill.called_in("nl") for skill in Skill.objects.all()] == ["Dansen"]
    assert Ability.objects.count() == 1


def test_the_page_of_a_colleague_costs_as_much_for_three_skills_as_for_one(world: World, wound: Skill) -> None:
    browser = world.client(world.otto)

    def cost() -> int:
        browser.get(world.kees.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            browser.get(world.kees.get_absolute_url())
        return len(asked)

    tells(world, world.kees, wound)
    one = cost()
    for name in ("Zuurstof", "Katheters"):
        tells(world, world.kees, add_skill(world.tom, Told("skill", {"nl": name})))
    assert cost() == one


def test_what_somebody_takes_along_names_the_skill(world: World, wound: Skill) -> None:
    tells(world, world.kees, wound)
    table = next(table for table in holdings["abilities"].tables)
    with override("nl"):
        row = next(rows_of(world.kees, table))
    assert (row["skill"]["name"], row["level"]["name"]) == ("Wondzorg", "Ik help anderen ermee")
