"""The page of one colleague, and one's own as others see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item
from zwerm.library.models import ItemSkill
from zwerm.people.actions.telling import tell
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.skills.actions import Told, add_skill, answer_for, pause, tell_ability
from zwerm.skills.models import Skill


def page(world: World, reader: Person, of: Person, seen_as: str = "") -> str:
    return world.client(reader, "en").get(of.get_absolute_url(), {"as": seen_as} if seen_as else {}).text


def keep(by: Person, space: Space, title: str, *skills: Skill) -> None:
    item = keep_item(by, space, "howto", title, "Zo doe je het.", language="nl")
    ItemSkill.objects.bulk_create([ItemSkill(thing=item, skill=skill, by=by) for skill in skills])


@pytest.fixture
def wound(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"en": "Wound care", "nl": "Wondzorg"}))


def test_what_somebody_tells_is_asked_by_one_click(world: World) -> None:
    tell(world.fatima, {"ask": ("Children at the emergency department", "everyone"), "wants": ("Planning", "teams")})
    shown = page(world, world.otto, world.fatima)
    assert "Ask me about" in shown
    assert "Children at the emergency department" in shown
    assert "Planning" not in shown
    assert 'href="mailto:fatima@lindehof.example"' in shown
    assert f"/questions/new/?to={world.fatima.pk}" in shown


def test_what_one_is_found_for_stands_there_once_they_agreed_and_with_what_the_reader_sees(
    world: World, wound: Skill
) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    keep(world.fatima, world.closed, "Geheime wond", wound)

    def told(reader: Person) -> tuple[bool, bool, bool]:
        part = page(world, reader, world.fatima).partition('id="found-for"')[2].partition("</section>")[0]
        return "Wound care" in part, "Een wond verbinden" in part, "Geheime wond" in part

    assert told(world.otto) == (False, False, False)
    answer_for(world.fatima, wound, "yes")
    assert told(world.otto) == (True, True, False)
    assert told(world.kees) == (True, True, True)
    assert told(world.fatima) == (True, True, True)
    answer_for(world.fatima, wound, "hidden")
    assert told(world.kees) == (False, False, False)
    answer_for(world.fatima, wound, "yes")
    pause(world.fatima)
    assert told(world.kees) == (False, False, False)


def test_what_they_wrote_is_shown_to_whom_they_choose_and_may_read_it(world: World) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden")
    keep(world.fatima, world.closed, "Geheime wond")
    given = {f"{name}_for": "everyone" for name in ("ask", "teaches", "wants", "how", "days", "pronouns")}

    def told(reader: Person) -> tuple[bool, bool]:
        shown = page(world, reader, world.fatima)
        return "Een wond verbinden" in shown, "Geheime wond" in shown

    assert (told(world.otto), told(world.kees)) == ((True, False), (True, True))
    for audience, otto, kees in (("teams", False, True), ("me", False, False), ("everyone", True, True)):
        answer = world.client(world.fatima).post("/account/profile/", {**given, "wrote_for": audience})
        assert answer.status_code == 302
        assert (told(world.otto), told(world.kees)) == ((otto, False), (kees, kees))


def test_somebody_sees_their_own_page_as_others_see_it(world: World, wound: Skill) -> None:
    tell(world.fatima, {"how": ("Alone", "me"), "wants": ("Together", "teams"), "teaches": ("Triage", "everyone")})
    tell_ability(world.fatima, wound, 4, "teams", asks=False)

    def told(seen_as: str, reader: Person = world.fatima) -> list[str]:
        shown = page(world, reader, world.fatima, seen_as)
        return [word for word in ("Alone", "Together", "Triage", "Wound care", "Works council") if word in shown]

    assert told("") == ["Alone", "Together", "Triage", "Wound care", "Works council"]
    assert told("teams") == ["Together", "Triage", "Wound care"]
    assert told("everyone") == ["Triage"]
    assert told("me") == told("")
    assert told("teams", world.otto) == ["Triage"], "of another there is nothing to choose"
    as_others = page(world, world.fatima, world.fatima, "teams")
    assert "This is how they see your page" in as_others
    assert "This is how they see your page" not in page(world, world.kees, world.fatima, "teams")


def test_a_photo_is_shown_in_the_preview_as_others_see_it(world: World) -> None:
    Person.objects.filter(pk=world.fatima.pk).update(photo="a" * 64, photo_for="teams")
    world.fatima.refresh_from_db()
    address = world.fatima.photo_address
    header = [
        page(world, world.fatima, world.fatima, seen).partition("<h1")[0].count(address)
        for seen in ("", "teams", "everyone")
    ]
    assert header[0] == header[1] == header[2] + 1


def test_a_page_with_everything_on_it_costs_twelve_queries_however_much_it_is(world: World, wound: Skill) -> None:
    def cost(reader: Person, query: str = "") -> int:
        browser = world.client(reader)
        browser.get(world.fatima.get_absolute_url() + query)
        with CaptureQueriesContext(connection) as asked:
            assert "Wound care" in browser.get(world.fatima.get_absolute_url() + query).text
        return len(asked)

    def more(*titles: str) -> None:
        for title in titles:
            skill = add_skill(world.tom, Told("skill", {"en": title}))
            keep(world.fatima, world.team.space, title, wound, skill)
            tell_ability(world.fatima, skill, 3, "everyone", asks=True)
            answer_for(world.fatima, skill, "yes")

    tell(world.fatima, {"ask": ("All", "everyone")})
    tell_ability(world.fatima, wound, 4, "everyone", asks=True)
    answer_for(world.fatima, wound, "yes")
    more("One")
    first = [cost(world.kees), cost(world.fatima), cost(world.fatima, "?as=everyone")]
    more("Two", "Three")
    assert [cost(world.kees), cost(world.fatima), cost(world.fatima, "?as=everyone")] == first
    assert max(first) <= 12, first
