"""What a project and the organisation want to be able to by a day: who makes it, who reads it, and that it tells only what people show."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.people.actions import add_person, join_space
from zwerm.people.models import Membership, Person
from zwerm.people.tests.world import World
from zwerm.skills.actions import Told, add_aim, add_skill, ask_of_aim, choose_people, merge_skills, pause, tell_ability
from zwerm.skills.models import Aim, AimPerson, Skill

pytestmark = pytest.mark.django_db
ALL = "/skills/aims/"
DAY = date(2031, 6, 1)


def skill(world: World, name: str) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": name}))


@pytest.fixture
def opening(world: World) -> Aim:
    """A project of the team: triage at 3 by two people, wound care at 4 by one."""
    made = add_aim(world.tom, world.team.space, "Spoedplein openen", "Samen met de huisartsen.", DAY)
    ask_of_aim(world.tom, made, skill(world, "Triage"), 3, 2)
    ask_of_aim(world.tom, made, skill(world, "Wondzorg"), 4, 1)
    return made


def named(name: str) -> Skill:
    return Skill.objects.get(names__text=name)


def can(person: Person, name: str, level: int, audience: str = "everyone") -> None:
    tell_ability(person, named(name), level, audience, asks=False)


def page(world: World, reader: Person, address: str) -> str:
    """The words of it, without white space between."""
    return " ".join(world.client(reader).get(address).text.split())


def part(shown: str, name: str) -> str:
    """Of one skill."""
    return shown.partition('id="gaps"')[2].partition("</ul>")[0].partition(f">{name}</a>")[2].partition("</li>")[0]


def test_who_leads_a_team_makes_a_project_with_what_it_asks_of_how_many(world: World) -> None:
    triage = skill(world, "Triage")
    browser = world.client(world.sanne, "nl")
    assert "Een project of strategie toevoegen" in browser.get(ALL).text
    said = {
        "space": world.team.space.pk,
        "name": " Spoedplein  openen",
        "about": "Met de huisartsen.",
        "until": "2031-06-01",
    }
    made = browser.post(f"{ALL}new/", said, follow=True)
    assert "Zeg nu welke vaardigheden" in made.text
    aim = Aim.objects.get()
    assert (aim.name, aim.until, aim.by) == ("Spoedplein openen", DAY, world.sanne)
    one = aim.get_absolute_url()
    assert f"{one}{triage.pk}/" in browser.get(one, {"q": "tria"}).text
    browser.post(f"{one}{triage.pk}/", {"level": 3, "many": 2})
    shown = " ".join(world.client(world.otto, "nl").get(one).text.split())
    assert "Vraagt 2 mensen: kan het zelf" in shown
    assert "uiterlijk 1 juni 2031" in shown
    assert "2 nog nodig" in shown
    assert browser.post(f"{ALL}new/", said | {"name": "spoedplein openen"}).status_code == 422
    assert browser.post(f"{one}{triage.pk}/", {"level": 3, "many": 0}).status_code == 422
    browser.post(f"{one}change/", {"name": "Spoedplein", "until": "2031-07-01"})
    browser.post(f"{one}{triage.pk}/removing/")
    shown = " ".join(world.client(world.otto, "nl").get(one).text.split())
    assert "<h1" in shown
    assert "Spoedplein</h1>" in shown
    assert "Nog geen vaardigheden." in shown
    browser.post(f"{one}removing/")
    assert not Aim.objects.exists()


def test_nobody_else_makes_changes_or_removes_one(world: World, opening: Aim) -> None:
    """Neither Kees, who is in the team, nor Otto may."""
    one, triage = opening.get_absolute_url(), named("Triage")
    for person in (world.kees, world.otto):
        browser = world.client(person)
        assert "Add a project" not in browser.get(ALL).text
        assert "Who works on it" not in browser.get(one).text
        for address in (f"{ALL}new/", f"{one}change/", f"{one}people/", f"{one}{triage.pk}/"):
            assert browser.get(address).status_code == 404
            assert browser.post(address, {"name": "x", "level": 5, "many": 1}).status_code == 404
        for address in (f"{one}removing/", f"{one}{triage.pk}/removing/"):
            assert browser.post(address).status_code == 404
    # Who leads one team makes nothing for the organisation, nor for a space of others.
    browser = world.client(world.sanne)
    for space in (world.organisation, world.community, world.closed):
        said = {"space": space.pk, "name": "Alles", "until": "2031-06-01"}
        assert browser.post(f"{ALL}new/", said).status_code == 422
    assert list(Aim.objects.values_list("name", flat=True)) == ["Spoedplein openen"]
    assert opening.asks.count() == 2


def test_of_a_closed_space_nobody_else_hears(world: World) -> None:
    join_space(world.kees, world.closed, Membership.Role.STEWARD)
    secret = add_aim(world.kees, world.closed, "Geheim plan", "", DAY)
    assert "Geheim plan" in page(world, world.fatima, ALL)
    for person in (world.otto, world.tom, world.sanne, world.priya):
        assert "Geheim plan" not in page(world, person, ALL)
        for address in ("", "change/", "people/"):
            assert world.client(person).get(f"{secret.get_absolute_url()}{address}").status_code == 404


def test_it_says_what_there_is_by_what_people_show_and_who(world: World, opening: Aim) -> None:
    can(world.fatima, "Triage", 3)
    can(world.kees, "Triage", 4, "teams")
    can(world.sanne, "Wondzorg", 4, "me")
    can(world.otto, "Triage", 5)
    one = opening.get_absolute_url()
    open_to_all = part(page(world, world.otto, one), "Triage")
    assert "1 shows it" in open_to_all
    assert "1 still missing" in open_to_all
    assert "Fatima El Amrani" in open_to_all
    assert "Kees Mulder" not in open_to_all, "shown to their teams only"
    assert "Otto" not in open_to_all, "not of the team"
    of_the_team = part(page(world, world.fatima, one), "Triage")
    assert "2 show it" in of_the_team
    assert "Kees Mulder" in of_the_team
    assert "still missing" not in of_the_team
    # What somebody keeps to themselves counts for nobody, on their own screen neither.
    for reader in (world.otto, world.fatima, world.sanne):
        kept = part(page(world, reader, one), "Wondzorg")
        assert "0 show it" in kept
        assert "Sanne" not in kept
    pause(world.fatima)
    assert "0 show it" in part(page(world, world.otto, one), "Triage")


def test_how_many_show_less_is_told_only_where_it_says_nothing_of_one(world: World, opening: Aim) -> None:
    can(world.fatima, "Wondzorg", 2)
    one = opening.get_absolute_url()
    assert "less" not in part(page(world, world.otto, one), "Wondzorg")
    for number in range(3):
        join_space(add_person(f"p{number}@lindehof.example", f"Persoon {number}"), world.team.space)
    assert "1 shows less" in part(page(world, world.otto, one), "Wondzorg")
    assert "Fatima" not in part(page(world, world.otto, one), "Wondzorg"), "a number, no name"


def test_a_project_may_name_who_works_on_it_of_who_sees_its_space(world: World, opening: Aim) -> None:
    can(world.fatima, "Triage", 3)
    can(world.kees, "Triage", 3)
    one = opening.get_absolute_url()
    browser = world.client(world.sanne)
    assert "Otto" not in browser.get(f"{one}people/").text.partition("<form")[2]
    assert browser.post(f"{one}people/", {"people": [world.otto.pk]}).status_code == 422
    browser.post(f"{one}people/", {"people": [world.kees.pk]})
    shown = page(world, world.otto, one)
    assert "1 person" in shown
    assert "1 shows it" in part(shown, "Triage")
    assert "Fatima" not in part(shown, "Triage")
    browser.post(f"{one}people/", {})
    assert "2 show it" in part(page(world, world.otto, one), "Triage")
    assert not AimPerson.objects.exists()


def test_who_does_not_see_a_closed_space_any_more_works_on_nothing_of_it(world: World) -> None:
    join_space(world.kees, world.closed, Membership.Role.STEWARD)
    secret = add_aim(world.kees, world.closed, "Geheim plan", "", DAY)
    ask_of_aim(world.kees, secret, skill(world, "Triage"), 3, 1)
    can(world.fatima, "Triage", 3)
    choose_people(world.kees, secret, [world.fatima, world.otto])
    assert [one.person for one in secret.people.all()] == [world.fatima]
    assert "Fatima" in part(page(world, world.kees, secret.get_absolute_url()), "Triage")
    Membership.objects.filter(person=world.fatima, space=world.closed).delete()
    assert "0 show it" in part(page(world, world.kees, secret.get_absolute_url()), "Triage")


def test_strategy_tells_numbers_of_all_and_no_names(world: World) -> None:
    triage = skill(world, "Triage")
    made = add_aim(world.tom, world.organisation, "Iedere afdeling kan triëren", "", DAY)
    ask_of_aim(world.tom, made, triage, 3, 4)
    can(world.fatima, "Triage", 3)
    can(world.otto, "Triage", 5)
    can(world.kees, "Triage", 1)
    shown = page(world, world.priya, made.get_absolute_url())
    assert "2 show it" in part(shown, "Triage")
    assert "1 shows less" in part(shown, "Triage")
    assert "2 still missing" in part(shown, "Triage")
    assert "Who shows it" not in shown
    assert "Strategy of the organisation" in page(world, world.otto, ALL)
    assert world.client(world.tom).get(f"{made.get_absolute_url()}people/").status_code == 404


def test_of_two_skills_that_became_one_more_is_asked_and_nobody_counts_twice(world: World, opening: Aim) -> None:
    other = skill(world, "Triëren")
    ask_of_aim(world.tom, opening, other, 2, 5)
    can(world.fatima, "Triage", 3)
    can(world.fatima, "Triëren", 3)
    merge_skills(world.tom, other, named("Triage"))
    shown = part(page(world, world.otto, opening.get_absolute_url()), "Triage")
    assert "Asks 5 people: can on their own" in shown
    assert "1 shows it" in shown


def test_many_people_and_skills_cost_as_much_as_few(world: World, opening: Aim) -> None:
    def cost(address: str) -> int:
        browser = world.client(world.sanne)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    can(world.fatima, "Triage", 3)
    addresses = (opening.get_absolute_url(), ALL, f"{opening.get_absolute_url()}people/")
    few = [cost(address) for address in addresses]
    for number in range(4):
        person = add_person(f"p{number}@lindehof.example", f"Persoon {number}")
        join_space(person, world.team.space)
        can(person, "Triage", 3)
        ask_of_aim(world.tom, opening, skill(world, f"Iets {number}"), 3, 1)
        add_aim(world.tom, world.team.space, f"Project {number}", "", DAY)
    assert [cost(address) for address in addresses] == few
    assert max(few) <= 12, few
