from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.people.actions import NotAllowed, add_person, deactivate, give_duty, set_duties
from zwerm.people.models import AuditEntry, Membership, Person
from zwerm.people.tests.world import World

PAGES = ["/administration/", "/administration/people/new/", "/administration/people/{otto}/", "/administration/trail/"]


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def act(client: Client, person: Person, what: str) -> int:
    return client.post(f"/administration/people/{person.pk}/{what}/").status_code


def told(world: World) -> list[str]:
    return [f"{entry.by} {entry.act} {entry.about}" for entry in AuditEntry.objects.order_by("id")]


@pytest.mark.parametrize("address", PAGES)
def test_only_administrators_find_the_administration(world: World, address: str) -> None:
    address = address.format(otto=world.otto.pk)
    for person in (world.otto, world.sanne, world.tom):
        assert world.client(person).get(address).status_code == 404
    assert world.client().get(address).status_code == 302
    assert world.client(world.priya).get(address).status_code == 200


def test_the_menu_shows_it_to_administrators_alone(world: World) -> None:
    assert 'href="/administration/"' in world.client(world.priya).get("/people/").text
    assert 'href="/administration/"' not in world.client(world.tom).get("/people/").text


@pytest.mark.parametrize("what", ["deactivation", "reactivation", "sign-out", "second-step-removal", "link", "duties"])
def test_nobody_else_can_do_it_by_sending_it(world: World, what: str) -> None:
    for person in (world.otto, world.sanne, world.tom):
        assert act(world.client(person), world.fatima, what) == 404
    assert told(world) == []


def test_the_actions_ask_too(world: World) -> None:
    with pytest.raises(NotAllowed):
        deactivate(world.tom, world.fatima)
    with pytest.raises(NotAllowed):
        set_duties(world.tom, world.tom, {"admin"})


def test_a_closed_account_is_out_at_once_and_nothing_is_lost(world: World) -> None:
    there = Client()
    there.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    assert there.get("/").status_code == 200
    memberships = Membership.objects.filter(person=world.fatima).count()
    admin = world.client(world.priya)
    assert act(admin, world.fatima, "deactivation") == 302
    assert there.get("/").status_code == 302
    assert UserSession.objects.filter(user=world.fatima).count() == 0
    there.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    assert there.get("/").status_code == 302
    assert Membership.objects.filter(person=world.fatima).count() == memberships
    act(admin, world.fatima, "reactivation")
    there.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    assert there.get("/").status_code == 200
    assert told(world) == [
        "Priya Ramdin deactivated Fatima El Amrani",
        "Priya Ramdin reactivated Fatima El Amrani",
    ]


def test_the_last_administrator_stays_and_nobody_closes_themselves(world: World) -> None:
    admin = world.client(world.priya)
    act(admin, world.priya, "deactivation")
    admin.post(f"/administration/people/{world.priya.pk}/duties/", {"duties": ["ld"]})
    world.priya.refresh_from_db()
    assert (world.priya.is_active, list(world.priya.duty_set.values_list("name", flat=True))) == (True, ["admin"])
    give_duty(world.tom, "admin")
    admin.post(f"/administration/people/{world.priya.pk}/duties/", {"duties": []})
    assert world.priya.duty_set.count() == 0
    assert admin.get("/administration/").status_code == 404


def test_who_has_a_password_shows_that_it_is_them_before_a_task_is_given(world: World) -> None:
    give_duty(world.fatima, "admin")
    client = Client()
    client.post("/account/login/", {"login": "fatima@lindehof.example", "password": "correct horse battery"})
    address = f"/administration/people/{world.otto.pk}/duties/"
    asked = client.post(address, {"duties": ["admin"]})
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    assert world.otto.duty_set.count() == 0
    client.post(asked.headers["Location"], {"password": "correct horse battery"})
    assert list(world.otto.duty_set.values_list("name", flat=True)) == ["admin"]


def test_a_link_to_choose_a_password_is_shown_once_and_works(world: World) -> None:
    admin = world.client(world.priya, "en")
    act(admin, world.otto, "link")
    page = admin.get(f"/administration/people/{world.otto.pk}/").text
    link = page.split('id="made-link">')[1].split("<")[0]
    assert "made-link" not in admin.get(f"/administration/people/{world.otto.pk}/").text
    browser = Client()
    where = browser.get(link.removeprefix("http://localhost:8000"), follow=True).redirect_chain[-1][0]
    browser.post(where, {"password1": "kip fiets regenjas", "password2": "kip fiets regenjas"})
    world.otto.refresh_from_db()
    assert world.otto.check_password("kip fiets regenjas")


def test_taking_away_the_second_step_ends_the_sessions_too(world: World) -> None:
    Authenticator.objects.create(user=world.fatima, type="totp", data={"secret": "x"})
    there = world.client(world.fatima)
    UserSession.objects.create(user=world.fatima, ip="::1", session_key=there.session.session_key, user_agent="x")
    act(world.client(world.priya), world.fatima, "second-step-removal")
    assert not Authenticator.objects.filter(user=world.fatima).exists()
    assert there.get("/").status_code == 302


def test_a_colleague_is_added_and_an_address_only_once(world: World) -> None:
    admin = world.client(world.priya, "en")
    given = {"name": "Nora Nieuw", "email": "Nora@Lindehof.example", "function": "Arts"}
    assert admin.post("/administration/people/new/", given).status_code == 302
    assert Person.objects.get(email="nora@lindehof.example").private_space.name == "Nora Nieuw"
    page = admin.post("/administration/people/new/", {**given, "email": "GONE@lindehof.example"})
    assert (page.status_code, "has this address already" in page.text) == (422, True)


def test_an_administrator_sees_closed_accounts_and_colleagues_do_not(world: World) -> None:
    assert "Gonny Gone" in world.client(world.priya).get("/administration/?state=closed").text
    assert "Gonny Gone" not in world.client(world.priya).get("/people/").text


def test_the_lists_ask_no_more_for_more_people(world: World) -> None:
    admin, counts = world.client(world.priya), []
    for number in (1, 3):
        for more in range(number):
            person = add_person(f"a{number}{more}@lindehof.example", f"Anna {number}{more}")
            give_duty(person, "ld")
            act(admin, person, "sign-out")
        for address in ("/administration/", "/administration/trail/"):
            admin.get(address)
            with CaptureQueriesContext(connection) as queries:
                admin.get(address)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12


def test_an_administrator_gives_the_organisation_its_name(world: World) -> None:
    client = world.client(world.priya)
    assert "/people/spaces/lindehof/edit/" in client.get("/administration/").text
    page = client.get("/people/spaces/lindehof/edit/").text
    assert "Who can read what is kept here?" not in page
    answer = client.post("/people/spaces/lindehof/edit/", {"name": "Lindehof-Oost", "about": "", "open": "no"})
    assert answer["Location"] == "/administration/"
    world.organisation.refresh_from_db()
    assert (world.organisation.name, world.organisation.open) == ("Lindehof-Oost", True)
    assert world.client(world.sanne).get("/people/spaces/lindehof/edit/").status_code == 404
