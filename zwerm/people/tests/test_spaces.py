from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.people.actions import add_person, join_space
from zwerm.people.models import Membership, Person, Space
from zwerm.people.rules.spaces import kinds_to_start
from zwerm.people.tests.world import World


def role_of(person: Person, space: Space) -> str:
    """Their role there, or nothing."""
    return Membership.objects.filter(person=person, space=space).values_list("role", flat=True).first() or ""


def of(space: Space, rest: str = "") -> str:
    return f"/people/spaces/{space.slug}/{rest}"


@pytest.mark.parametrize(
    ("duties", "roles", "kinds"),
    [
        (["admin"], [], ("community", "team")),
        (["ld"], [], ("community",)),
        ([], ["steward"], ("community",)),
        ([], ["lead", "member"], ("community",)),
        ([], ["member"], ()),
    ],
)
def test_who_looks_after_something_may_begin_a_community_and_an_admin_a_team(
    duties: list[str], roles: list[str], kinds: tuple[str, ...]
) -> None:
    assert kinds_to_start(duties, roles) == kinds


def test_the_outsider_is_told_of_no_closed_space_and_can_do_nothing_there(world: World) -> None:
    client = world.client(world.otto)
    assert "Works council" not in client.get("/people/spaces/").text
    assert client.get(of(world.closed)).status_code == 404
    assert client.get(of(world.closed, "edit/")).status_code == 404
    member = f"members/{world.fatima.pk}/"
    for rest in ("membership/", "departure/", "members/", member, f"{member}removal/", "edit/"):
        given = {"person": str(world.otto.pk), "role": "steward", "name": "Mine", "open": "yes"}
        assert client.post(of(world.closed, rest), given).status_code == 404
    world.closed.refresh_from_db()
    assert (world.closed.name, world.closed.open) == ("Works council", False)
    assert world.closed.memberships.count() == 3


def test_a_duty_gives_no_sight_of_who_is_in_a_closed_space(world: World) -> None:
    assert world.client(world.priya).get(of(world.closed)).status_code == 404


def test_an_outsider_may_begin_nothing(world: World) -> None:
    client = world.client(world.otto)
    assert "New community" not in client.get("/people/spaces/").text
    assert client.get("/people/spaces/new/").status_code == 404
    assert client.post("/people/spaces/new/", {"name": "Mine", "open": "yes"}).status_code == 404


def test_a_steward_begins_a_closed_community_and_is_its_steward(world: World) -> None:
    client = world.client(world.fatima)
    page = client.post("/people/spaces/new/", {"name": "Works council", "about": "Two", "open": "no"}, follow=True)
    made = Space.objects.get(about="Two")
    assert (made.kind, made.open, role_of(world.fatima, made)) == ("community", False, "steward")
    assert "Now add who belongs in it" in page.text
    assert made.slug.startswith("works-council-")


def test_a_steward_begins_no_team_whatever_the_form_says(world: World) -> None:
    world.client(world.fatima).post("/people/spaces/new/", {"kind": "team", "name": "Coup", "open": "yes"})
    assert Space.objects.get(name="Coup").kind == "community"


def test_an_administrator_begins_a_team(world: World) -> None:
    world.client(world.priya).post("/people/spaces/new/", {"kind": "team", "name": "Pharmacy", "open": "yes"})
    made = Space.objects.get(slug="pharmacy")
    assert (made.kind, made.team.space_id) == ("team", made.pk)


@pytest.mark.parametrize("name", ["New", "Fall prevention", "???", "valpreventie"])
def test_a_name_never_takes_the_address_of_something_else(world: World, name: str) -> None:
    world.client(world.priya).post("/people/spaces/new/", {"kind": "community", "name": name, "open": "yes"})
    made = Space.objects.exclude(pk=world.community.pk).get(name=name)
    assert made.slug not in {"new", "valpreventie", ""}
    assert f'value="{name}"' in world.client(world.priya).get(of(made, "edit/")).text


def test_a_name_is_needed_and_nothing_typed_is_lost(world: World) -> None:
    page = world.client(world.priya).post("/people/spaces/new/", {"name": "", "about": "On Mondays", "open": "no"})
    assert page.status_code == 422
    assert "On Mondays" in page.text


def test_anyone_joins_an_open_community_and_leaves_it_again(world: World) -> None:
    client = world.client(world.otto)
    assert "Join" in client.get(of(world.community)).text
    client.post(of(world.community, "membership/"))
    assert role_of(world.otto, world.community) == "member"
    assert Space.objects.writable_by(world.otto).filter(pk=world.community.pk).exists()
    client.post(of(world.community, "departure/"))
    assert role_of(world.otto, world.community) == ""


def test_joining_again_keeps_the_role(world: World) -> None:
    world.client(world.fatima).post(of(world.community, "membership/"))
    assert role_of(world.fatima, world.community) == "steward"


def test_nobody_joins_or_leaves_a_team_by_themselves(world: World) -> None:
    assert world.client(world.otto).post(of(world.team.space, "membership/")).status_code == 404
    assert world.client(world.kees).post(of(world.team.space, "departure/")).status_code == 404
    assert role_of(world.kees, world.team.space) == "member"


def test_who_leaves_a_closed_community_sees_nothing_of_it_any_more(world: World) -> None:
    client = world.client(world.kees)
    client.post(of(world.closed, "departure/"))
    assert client.get(of(world.closed)).status_code == 404


def test_the_last_who_looks_after_a_space_stays_until_another_does(world: World) -> None:
    client = world.client(world.fatima)
    join_space(world.kees, world.community)
    page = client.post(of(world.community, "departure/"), follow=True).text
    assert "Make someone else a steward first" in page
    for rest, given in (
        (f"members/{world.fatima.pk}/", {"role": "member"}),
        (f"members/{world.fatima.pk}/removal/", {}),
    ):
        client.post(of(world.community, rest), given)
        assert role_of(world.fatima, world.community) == "steward"
    client.post(of(world.community, f"members/{world.kees.pk}/"), {"role": "steward"})
    client.post(of(world.community, "departure/"))
    assert (role_of(world.fatima, world.community), role_of(world.kees, world.community)) == ("", "steward")


def test_a_lead_finds_a_colleague_adds_them_and_takes_them_out(world: World) -> None:
    client, team = world.client(world.sanne), world.team.space
    page = client.get(of(team), {"add": "otto"}).text
    assert f'value="{world.otto.pk}"' in page
    assert str(world.gone.pk) not in client.get(of(team), {"add": "gonny"}).text
    client.post(of(team, "members/"), {"person": str(world.otto.pk)})
    assert role_of(world.otto, team) == "member"
    client.post(of(team, f"members/{world.otto.pk}/"), {"role": "lead"})
    assert role_of(world.otto, team) == "lead"
    client.post(of(team, f"members/{world.otto.pk}/removal/"))
    assert role_of(world.otto, team) == ""


def test_adding_someone_again_keeps_their_role(world: World) -> None:
    world.client(world.priya).post(of(world.community, "members/"), {"person": str(world.fatima.pk)})
    assert role_of(world.fatima, world.community) == "steward"


@pytest.mark.parametrize("rest", ["members/", "members/{}/", "members/{}/removal/", "edit/"])
def test_a_member_changes_nothing_of_a_space(world: World, rest: str) -> None:
    address = of(world.team.space, rest.format(world.fatima.pk))
    given = {"person": str(world.otto.pk), "role": "lead", "name": "Mine", "open": "no"}
    assert world.client(world.kees).post(address, given).status_code == 404
    assert set(world.team.space.memberships.values_list("role", flat=True)) == {"member", "lead"}
    assert 'name="add"' not in world.client(world.kees).get(of(world.team.space)).text


@pytest.mark.parametrize("role", ["lead", "admin", ""])
def test_a_community_has_no_leads_nor_roles_that_do_not_exist(world: World, role: str) -> None:
    client = world.client(world.fatima)
    join_space(world.kees, world.community)
    page = client.post(of(world.community, f"members/{world.kees.pk}/"), {"role": role}, follow=True).text
    assert "no such role" in page
    assert role_of(world.kees, world.community) == "member"


@pytest.mark.parametrize("person", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_who_is_not_a_colleague_cannot_be_added(world: World, person: str) -> None:
    assert world.client(world.priya).post(of(world.community, "members/"), {"person": person}).status_code == 404


def test_a_steward_closes_a_community_and_the_outsider_loses_sight_of_it(world: World) -> None:
    client = world.client(world.fatima)
    client.post(of(world.community, "edit/"), {"name": "Falls", "about": "", "open": "no"})
    world.community.refresh_from_db()
    assert (world.community.name, world.community.open) == ("Falls", False)
    assert world.client(world.otto).get(of(world.community)).status_code == 404
    assert world.client(world.otto).post(of(world.community, "membership/")).status_code == 404


def test_the_private_and_the_organisation_have_no_members_page(world: World) -> None:
    client = world.client(world.fatima)
    for space in (world.fatima.private_space, world.organisation):
        assert client.get(of(space)).status_code == 404


def test_a_name_cannot_break_out_of_the_question_before_leaving(world: World) -> None:
    Space.objects.filter(pk=world.closed.pk).update(name='"><script>alert(1)</script>{{ x }}')
    page = world.client(world.fatima).get(of(world.closed)).text
    assert "<script>alert" not in page
    assert re.search(r'data-confirms="Leave &quot;&gt;&lt;script', page)


@pytest.mark.parametrize(
    "address", ["/people/spaces/", "/people/spaces/valpreventie/", "/people/spaces/valpreventie/?add=b"]
)
def test_the_number_of_queries_does_not_grow_with_members(world: World, address: str) -> None:
    client, counts = world.client(world.fatima), []
    for number in (1, 3):
        for more in range(number):
            join_space(add_person(f"a{number}{more}@lindehof.example", f"Anna {number}{more}"), world.community)
            add_person(f"b{number}{more}@lindehof.example", f"Bea {number}{more}")
        counts.append(_count(client, address))
    assert counts[0] == counts[1] <= 12, counts


def _count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
