from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from zwerm.people.actions import add_person, join_space, open_team
from zwerm.people.demo import personas
from zwerm.people.demo.make import make_people
from zwerm.people.models import Person, meant_by
from zwerm.people.tests.world import World
from zwerm.ui.addresses import own_address


def names(page: str) -> list[str]:
    return re.findall(r'class="person__name"[^>]*>([^<]+)<', page)


def test_colleagues_are_listed_by_name_without_who_left(world: World) -> None:
    page = world.client(world.otto, "nl").get("/people/").text
    assert names(page) == [
        "Fatima El Amrani", "Kees Mulder", "Otto Outsider", "Priya Ramdin", "Sanne de Vries", "Tom Verbeek"
    ]  # fmt: skip
    assert "6 collega’s" in page
    assert "Gonny" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fat", ["Fatima El Amrani"]),
        ("AMRANI fatima", ["Fatima El Amrani"]),
        ("Vries", ["Sanne de Vries"]),
        ("tima", []),
        ("emergency", ["Fatima El Amrani", "Kees Mulder", "Sanne de Vries"]),
        ("gonny", []),
        ("???", []),
    ],
)
def test_a_colleague_is_found_by_the_beginning_of_a_word(world: World, query: str, found: list[str]) -> None:
    response = world.client(world.otto, "en").get("/people/", {"q": query})
    assert names(response.text) == found
    assert ("Nobody found" in response.text) == (not found)


def test_accents_do_not_hide_anyone(world: World) -> None:
    zoe = Person.objects.create(email="zoe@x.example", name="Zoë Çelik", function="Arts")
    bo = Person.objects.create(email="bo@x.example", name="Bo Zoer", function="Zoekt artsen")
    everyone = Person.objects.colleagues()
    assert list(meant_by(everyone, "zoe celik")) == [zoe]
    assert list(meant_by(everyone, "arts")) == [bo, zoe]
    assert list(meant_by(everyone, "zoe")) == [bo, zoe]
    bo.name = "Bo Álvarez"
    bo.save(update_fields=["name"])
    assert list(meant_by(everyone, "alvar")) == [bo]
    assert list(meant_by(everyone, "zoe")) == [zoe, bo]


@pytest.mark.parametrize("nothing", ["%", "_", "-"])
def test_a_sign_alone_means_nobody(nothing: str, world: World) -> None:
    assert not meant_by(Person.objects.colleagues(), nothing).exists()


def test_a_profile_tells_who_someone_is_and_with_whom_they_learn(world: World) -> None:
    Person.objects.filter(pk=world.fatima.pk).update(function="Verpleegkundige", about="Vraag mij alles.\n<script>")
    page = world.client(world.kees, "nl").get(world.fatima.get_absolute_url()).text
    for told in ("Fatima El Amrani", "Verpleegkundige", "Vraag mij alles.", "Emergency department", "Works council"):
        assert told in page
    assert "<script>" not in page.split("<main")[1]
    assert re.search(r'Fall prevention<span class="person__role">Beheerder van kennis<', page)
    assert f'href="/people/spaces/{world.community.slug}/"' in page


def test_a_team_can_be_picked_from_the_list_and_stays_picked_while_searching(world: World) -> None:
    client = world.client(world.otto, "en")
    assert names(client.get("/people/", {"team": "seh"}).text) == ["Fatima El Amrani", "Kees Mulder", "Sanne de Vries"]
    page = client.get("/people/", {"team": "seh", "q": "fat"}).text
    assert names(page) == ["Fatima El Amrani"]
    assert '<input type="hidden" name="team" value="seh">' in page
    assert names(client.get("/people/", {"team": "or"}).text) == []


def test_a_closed_space_is_not_told_to_who_is_not_in_it(world: World) -> None:
    client = world.client(world.otto, "nl")
    assert "Works council" not in client.get(world.fatima.get_absolute_url()).text
    assert "Fatima El Amrani" not in names(client.get("/people/", {"q": "council"}).text)


def test_who_left_has_no_page(world: World) -> None:
    assert world.client(world.kees).get(world.gone.get_absolute_url()).status_code == 404


def test_someone_changes_what_they_tell_and_the_language_at_once(world: World) -> None:
    client = world.client(world.otto, "nl")
    given = {"name": "Otto Buiten", "function": "Arts", "about": "Vissen.", "language": "en"}
    page = client.post("/account/settings/", given, follow=True).text
    assert "Saved." in page
    world.otto.refresh_from_db()
    assert (world.otto.name, world.otto.function, world.otto.about, world.otto.language) == tuple(given.values())
    assert "How colleagues see me" in page


def test_a_name_is_needed_and_nothing_typed_is_lost(world: World) -> None:
    given = {"name": "", "function": "Arts", "about": "", "language": "tlh"}
    response = world.client(world.otto, "nl").post("/account/settings/", given)
    assert response.status_code == 422
    assert 'value="Arts"' in response.text
    world.otto.refresh_from_db()
    assert world.otto.name == "Otto Outsider"


def test_the_language_switch_goes_back_to_the_page_and_nowhere_else(world: World) -> None:
    client = world.client(world.otto, "nl")
    response = client.post("/language/", {"language": "en", "next": "/people/?q=a"})
    assert response["Location"] == "/people/?q=a"
    world.otto.refresh_from_db()
    assert world.otto.language == "en"
    assert client.cookies["django_language"].value == "en"
    assert client.post("/language/", {"language": "en", "next": "https://evil.example/"})["Location"] == "/"
    assert client.post("/language/", {"language": "xx"}).status_code == 400


def test_a_language_chosen_before_signing_in_stays_until_another_is_chosen(world: World) -> None:
    world.fatima.language = "nl"
    world.fatima.save()
    client = world.client(language="nl")
    client.post("/language/", {"language": "en"})
    client.post("/account/login/", {"login": world.fatima.email, "password": "correct horse battery"})
    assert 'lang="en"' in client.get("/").text
    world.fatima.refresh_from_db()
    assert world.fatima.language == "nl", "a choice for a visit is not one for everywhere"
    client.post("/language/", {"language": "nl"})
    assert 'lang="nl"' in client.get("/").text


def test_a_visitor_of_the_demo_keeps_their_language_whoever_they_are(db: None, settings: Settings) -> None:
    settings.DEMO = True
    make_people()
    client = Client(headers={"accept-language": "nl"})
    client.post("/language/", {"language": "en"})
    for persona in personas()[:2]:
        client.post("/persona/", {"email": persona.email})
        assert 'lang="en"' in client.get("/").text
    client.post("/account/settings/", {"name": "Iemand", "function": "", "about": "", "language": "nl"})
    assert 'lang="nl"' in client.get("/").text


@pytest.mark.parametrize("asked", ["en", "nl"])
def test_who_becomes_a_colleague_of_the_demo_goes_on_in_the_language_of_their_browser(
    db: None, settings: Settings, asked: str
) -> None:
    settings.DEMO = True
    make_people()
    client = Client(headers={"accept-language": asked})
    page = client.get("/account/login/").text
    assert f'lang="{asked}"' in page
    assert ("Most of what they wrote is in Dutch." in page) is (asked == "en")
    client.post("/persona/", {"email": personas()[0].email})
    assert f'lang="{asked}"' in client.get("/").text


def test_a_language_chosen_in_an_account_is_kept_in_a_browser_that_asks_for_another(
    db: None, settings: Settings
) -> None:
    settings.DEMO = True
    make_people()
    email = personas()[0].email
    Person.objects.filter(email=email).update(language="nl")
    client = Client(headers={"accept-language": "en"})
    assert 'lang="en"' in client.get("/account/login/").text
    client.post("/persona/", {"email": email})
    assert 'lang="nl"' in client.get("/").text


def test_only_colleagues_who_are_here_are_offered_to_a_visitor_of_the_demo(db: None, settings: Settings) -> None:
    settings.DEMO = True
    make_people()
    gone, stays = personas()[:2]
    Person.objects.filter(email=gone.email).update(is_active=False)
    page = Client().get("/account/login/").text
    assert gone.email not in page
    assert stays.email in page


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_nobody_is_sent_elsewhere_by_a_link_to_us(address: str) -> None:
    request = RequestFactory().get("/", headers={"host": "testserver"})
    assert own_address(request, address) == ""
    assert own_address(request, "/people/?q=a") == "/people/?q=a"
    assert own_address(request, "http://testserver/people/") == "http://testserver/people/"


@pytest.mark.parametrize("address", ["/people/", "/people/?q=a", "{fatima}", "/account/settings/"])
def test_the_number_of_queries_does_not_grow_with_colleagues(world: World, address: str) -> None:
    client, counts = world.client(world.kees), []
    address = address.format(fatima=world.fatima.get_absolute_url())
    for number in (1, 3):
        for more in range(number):
            person = add_person(f"a{number}{more}@lindehof.example", f"Anna {number}{more}")
            team = open_team(f"Team {number}{more}", f"team-{number}{more}")
            join_space(person, team.space)
            join_space(world.fatima, team.space)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts
