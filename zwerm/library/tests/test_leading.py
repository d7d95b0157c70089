"""Texts that lead to what a role asks, and that stay when who can it leaves: as far as somebody reads them."""

from __future__ import annotations

import pytest

from zwerm.library.actions import keep_item
from zwerm.library.tests.test_pages import words
from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.skills.actions import (
    Told,
    add_role,
    add_skill,
    ask_of_role,
    choose_role,
    gaps,
    merge_skills,
    resting,
    tell_ability,
    tell_skill,
)
from zwerm.skills.models import Role, Skill
from zwerm.skills.registry import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def pumps(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Pompen bedienen"}))


@pytest.fixture
def role(world: World, pumps: Skill) -> Role:
    made = add_role(world.tom, "Verpleegkundige")
    ask_of_role(world.tom, made, pumps, 4)
    return made


def kept(world: World, space: Space, title: str, about: Skill) -> None:
    item = keep_item(world.fatima, space, "howto", title, "Zo gaat dat.")
    tell_skill(world.fatima, kinds["item"], item, about)


def test_what_is_missing_leads_to_the_newest_texts_that_one_reads(world: World, role: Role, pumps: Skill) -> None:
    for number in range(4):
        kept(world, world.team.space, f"Pomp {number}", pumps)
    kept(world, world.closed, "Pomp achter gesloten deuren", pumps)
    other = add_skill(world.tom, Told("skill", {"nl": "Infuuspompen"}))
    kept(world, world.team.space, "Pomp bij een andere naam", other)
    merge_skills(world.tom, other, pumps)

    def shown(person: object) -> list[str]:
        return [str(thing) for _kind, thing in gaps(person, role)[0].leading]  # type: ignore[arg-type]

    assert shown(world.otto) == ["Pomp bij een andere naam", "Pomp 3", "Pomp 2"]
    assert shown(world.kees) == ["Pomp bij een andere naam", "Pomp achter gesloten deuren", "Pomp 3"]
    choose_role(world.otto, role)
    page = words(world.client(world.otto).get(role.get_absolute_url()))
    assert "Pomp 3" in page
    assert "gesloten deuren" not in page
    tell_ability(world.otto, pumps, 5, "me", asks=False)
    assert shown(world.otto) == [], "nothing is missing any more"


def test_what_stays_when_the_only_one_leaves_is_counted_as_the_reader_sees_it(
    world: World, role: Role, pumps: Skill
) -> None:
    tell_ability(world.kees, pumps, 4, "everyone", asks=False)
    kept(world, world.closed, "Pomp achter gesloten deuren", pumps)
    (one,), _groups = resting(world.tom)
    assert (one.written, one.is_worst) == (0, True)
    (one,), _groups = resting(world.fatima)
    assert (one.written, one.is_worst) == (1, False)
    kept(world, world.team.space, "Pomp aansluiten", pumps)
    (one,), _groups = resting(world.tom)
    assert (one.written, one.is_worst, one.roles) == (1, False, 1)
