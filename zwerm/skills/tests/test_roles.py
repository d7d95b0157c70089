"""What roles ask, what is missing of it for oneself and for a team, and what rests on one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.people.actions import add_person, join_space
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.skills.actions import (
    Told,
    add_role,
    add_skill,
    ask_of_role,
    asked_of,
    choose_role,
    gaps,
    merge_skills,
    say_level,
    tell_ability,
    undo_merger,
)
from zwerm.skills.models import OwnRole, Role, Skill
from zwerm.skills.rules.leaving import carried_by

pytestmark = pytest.mark.django_db


def skill(world: World, name: str, kind: str = "skill", *groups: Skill) -> Skill:
    return add_skill(world.tom, Told(kind, {"nl": name}, broader=groups))


@pytest.fixture
def nurse(world: World) -> Role:
    """Asks triage at 3 and wound care at 4."""
    made = add_role(world.tom, "Verpleegkundige SEH")
    ask_of_role(world.tom, made, skill(world, "Triage"), 3)
    ask_of_role(world.tom, made, skill(world, "Wondzorg"), 4)
    return made


def named(name: str) -> Skill:
    return Skill.objects.get(names__text=name)


def can(person: Person, name: str, level: int, audience: str = "everyone") -> None:
    tell_ability(person, named(name), level, audience, asks=False)


def page(world: World, reader: Person, address: str) -> str:
    return world.client(reader).get(address).text


def test_learning_and_development_makes_a_role_and_others_read_it(world: World) -> None:
    triage = skill(world, "Triage")
    browser = world.client(world.tom, "nl")
    made = browser.post("/skills/roles/new/", {"name": " Verpleegkundige  SEH ", "about": "Op de spoed."}, follow=True)
    assert "Zeg nu welke vaardigheden de rol vraagt." in made.text
    role = Role.objects.get()
    assert role.name == "Verpleegkundige SEH"
    assert f"/skills/roles/{role.pk}/{triage.pk}/" in browser.get(role.get_absolute_url(), {"q": "tria"}).text
    browser.post(f"/skills/roles/{role.pk}/{triage.pk}/", {"level": 3})
    assert [(one.skill, one.level) for one in asked_of(role)] == [(triage, 3)]
    double = browser.post("/skills/roles/new/", {"name": "verpleegkundige seh"})
    assert (double.status_code, Role.objects.count()) == (422, 1)
    assert "kan het zelf" in world.client(world.otto, "nl").get(role.get_absolute_url()).text
    browser.post(f"/skills/roles/{role.pk}/change/", {"name": "SEH-verpleegkundige"})
    browser.post(f"/skills/roles/{role.pk}/{triage.pk}/removing/")
    assert "SEH-verpleegkundige" in page(world, world.otto, "/skills/roles/")
    assert asked_of(role) == []
    browser.post(f"/skills/roles/{role.pk}/removing/")
    assert not Role.objects.exists()
    assert Skill.objects.exists()


def test_nobody_else_makes_changes_or_removes_one(world: World, nurse: Role) -> None:
    triage, one = named("Triage"), f"/skills/roles/{nurse.pk}/"
    for person in (world.kees, world.sanne, world.otto):
        browser = world.client(person)
        assert "Add a role" not in browser.get("/skills/roles/").text
        for address in ("/skills/roles/new/", f"{one}change/", f"{one}{triage.pk}/", "/skills/alone/"):
            assert browser.get(address).status_code == 404
        for address in (
            "/skills/roles/new/",
            f"{one}change/",
            f"{one}removing/",
            f"{one}{triage.pk}/",
            f"{one}{triage.pk}/removing/",
        ):
            assert browser.post(address, {"name": "x", "level": 5}).status_code == 404
    assert [(one.skill.called, one.level) for one in asked_of(nurse)] == [("Triage", 3), ("Wondzorg", 4)]


def test_a_role_asks_what_people_can_once_and_not_too_much(world: World, nurse: Role, monkeypatch: Any) -> None:
    group = skill(world, "Zorg", "group")
    browser = world.client(world.tom)
    assert browser.post(f"/skills/roles/{nurse.pk}/{group.pk}/", {"level": 3}).status_code == 422
    assert browser.post(f"/skills/roles/{nurse.pk}/{named('Triage').pk}/", {"level": 7}).status_code == 422
    browser.post(f"/skills/roles/{nurse.pk}/{named('Triage').pk}/", {"level": 5})
    monkeypatch.setattr("zwerm.skills.actions.role.MOST_ASKED", 2)
    refused = browser.post(f"/skills/roles/{nurse.pk}/{skill(world, 'Mondzorg').pk}/", {"level": 3})
    assert "There are forty skills on it already." in refused.text
    assert [(one.skill.called, one.level) for one in asked_of(nurse)] == [("Triage", 5), ("Wondzorg", 4)]


def test_whose_role_it_is_sees_what_is_missing_and_nobody_else_does(world: World, nurse: Role) -> None:
    can(world.kees, "Triage", 3, "me")
    can(world.kees, "Wondzorg", 2, "me")
    address = nurse.get_absolute_url()
    assert "Still to learn" not in page(world, world.kees, address)
    assert world.client(world.kees).post(f"{address}mine/").status_code == 302
    told = page(world, world.kees, address)
    assert told.count("Still to learn") == 1
    assert told.count("You have it") == 1
    assert told.index("Wondzorg") < told.index("Triage"), "what is missing most stands first"
    for reader in (world.sanne, world.tom, world.priya, world.otto):
        other = page(world, reader, address) + page(world, reader, world.kees.get_absolute_url())
        assert "Still to learn" not in other
        assert "Kees" not in page(world, reader, address)
    world.client(world.kees).post(f"{address}mine/", {"off": "1"})
    assert not OwnRole.objects.exists()


def test_what_there_is_is_what_all_together_say_and_not_the_highest_word(world: World, nurse: Role) -> None:
    can(world.kees, "Wondzorg", 5)
    assert {gap.skill.called: (gap.has, gap.missing) for gap in gaps(world.kees, nurse)} == {
        "Wondzorg": (5, 0),
        "Triage": (0, 3),
    }
    say_level(world.sanne, world.kees, named("Wondzorg"), 2)
    assert next(gap for gap in gaps(world.kees, nurse) if gap.skill.called == "Wondzorg").missing == 1


def test_a_role_follows_mergers_and_they_come_back(world: World, nurse: Role) -> None:
    other = skill(world, "Urgentie bepalen")
    merger = merge_skills(world.tom, named("Triage"), other)
    can(world.kees, "Urgentie bepalen", 3)
    assert {gap.skill.called: gap.missing for gap in gaps(world.kees, nurse)} == {"Wondzorg": 4, "Urgentie bepalen": 0}
    undo_merger(world.tom, merger)
    assert [one.skill.called for one in asked_of(nurse)] == ["Triage", "Wondzorg"]
    last = merge_skills(world.tom, named("Triage"), named("Wondzorg"))
    assert [(one.skill.called, one.level) for one in asked_of(nurse)] == [("Wondzorg", 4)]
    undo_merger(world.tom, last)


def crowd(world: World, number: int) -> list[Person]:
    people = [add_person(f"p{one}@lindehof.example", f"Persoon {one}") for one in range(number)]
    for person in people:
        join_space(person, world.team.space)
    return people


def test_a_lead_sees_of_the_team_numbers_of_what_is_shown_and_no_names(world: World, nurse: Role) -> None:
    people = crowd(world, 3)
    can(world.kees, "Wondzorg", 4)
    can(world.fatima, "Wondzorg", 2, "teams")
    can(people[0], "Wondzorg", 5, "me")
    can(world.otto, "Wondzorg", 5)
    told = (
        page(world, world.sanne, f"/skills/teams/seh/roles/?role={nurse.pk}")
        .partition('id="gaps"')[2]
        .partition("</ul>")[0]
    )
    assert "1 of 6 show it" in told
    assert "1 shows less" in told
    assert "0 of 6 show it" in told
    assert "Kees" not in told


def test_of_a_small_team_there_are_no_numbers(world: World, nurse: Role) -> None:
    can(world.kees, "Wondzorg", 4)
    told = page(world, world.sanne, f"/skills/teams/seh/roles/?role={nurse.pk}")
    assert "fewer than five" in told
    assert "show it" not in told
    assert page(world, world.sanne, "/skills/teams/seh/roles/?role=nonsense").count("fewer than five") == 0


def test_what_rests_on_one_person_is_told_as_they_show_it(world: World, nurse: Role) -> None:
    group = skill(world, "Zorg", "group")
    for name in ("Triage", "Wondzorg"):
        world.client(world.tom).post(
            f"/skills/{named(name).pk}/change/", {"name_nl": name, "kind": "skill", "broader": "Zorg"}
        )
    can(world.kees, "Triage", 4)
    can(world.fatima, "Wondzorg", 3, "teams")
    skill(world, "Katheters", "skill", group)
    for person in (world.kees, world.otto, world.priya):
        can(person, "Katheters", 3)
    hidden = skill(world, "Zingen")
    tell_ability(world.otto, hidden, 5, "me", asks=False)
    tell_ability(world.gone, skill(world, "Dansen"), 5, "everyone", asks=False)
    tell_ability(world.otto, skill(world, "Tekenen"), 2, "everyone", asks=False)
    told = page(world, world.tom, "/skills/alone/")
    assert "Triage" in told
    assert "Kees Mulder" in told
    assert "1 role asks it" in told
    assert "Nothing is written about it" in told
    for name in ("Katheters", "Wondzorg", "Zingen", "Dansen", "Tekenen", "Fatima"):
        assert name not in told
    team = page(world, world.sanne, "/skills/teams/seh/alone/")
    assert "Wondzorg" in team, "shown to the team"
    assert "Zingen" not in team


def test_a_group_rests_on_whom_most_of_it_would_leave_with(world: World) -> None:
    group = skill(world, "Bloed", "group")
    names = ("Bloed afnemen", "Bloedgas", "Infuus", "Transfusie")
    for name in names:
        tell_ability(world.kees, skill(world, name, "skill", group), 4, "everyone", asks=False)
    can(world.otto, "Infuus", 4)
    told = page(world, world.tom, "/skills/alone/").partition('id="groups"')[2]
    assert "Bloed" in told
    assert "More than half of its 4 skills" in told
    assert "Kees Mulder" in told
    assert "Otto" not in told


def test_pages_cost_as_much_for_three_skills_as_for_one(world: World) -> None:
    crowd(world, 3)
    role = add_role(world.tom, "Rol")
    choose_role(world.kees, role)
    pages = [
        (world.kees, role.get_absolute_url()),
        (world.tom, role.get_absolute_url()),
        (world.kees, "/skills/roles/"),
        (world.sanne, f"/skills/teams/seh/roles/?role={role.pk}"),
        (world.sanne, "/skills/teams/seh/alone/"),
        (world.tom, "/skills/alone/"),
    ]
    costs = []
    for name in ("Triage", "Wondzorg", "Mondzorg"):
        made = skill(world, name)
        ask_of_role(world.tom, role, made, 3)
        tell_ability(world.kees, made, 4, "everyone", asks=False)
        tell_ability(world.fatima, made, 2, "everyone", asks=False)
        row = []
        for reader, address in pages:
            browser = world.client(reader)
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            row.append(len(asked))
        costs.append(row)
    assert costs[0] == costs[2]
    assert max(costs[0]) <= 12


@settings(max_examples=80)
@given(st.dictionaries(st.integers(0, 12), st.sets(st.integers(0, 6)), max_size=10))
def test_without_whom_it_names_more_than_half_is_lost_and_without_one_less_it_is_not(can: dict[int, set[int]]) -> None:
    gone = carried_by(can)
    held = [people for people in can.values() if people]
    lost = [sum(1 for people in held if people <= set(gone[:number])) for number in range(len(gone) + 1)]
    assert all(number <= len(held) / 2 for number in lost[:-1])
    assert not held or lost[-1] > len(held) / 2
    assert len(set(gone)) == len(gone)


def test_one_who_carries_most_alone_is_named_alone() -> None:
    first, other = UUID(int=1), UUID(int=2)
    assert carried_by({"a": {first}, "b": {first}, "c": {first, other}}) == [first]
    assert carried_by({"a": {first, other}}) == [first, other]
    assert carried_by({"a": set()}) == []
