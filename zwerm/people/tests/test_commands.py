from __future__ import annotations

import json

import pytest
from django.test import Client

from zwerm.operations.cli import run_command
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run_command(["person", "ada@lindehof.example", "Ada Admin", "--admin", "--organisation", "Lindehof", "--json"])
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    person = Person.objects.get(email="ada@lindehof.example")
    assert (person.is_admin, Space.objects.get(kind="organisation").name) == (True, "Lindehof")
    assert person.memberships.get(space__kind="organisation").role == "steward"
    browser = Client()
    page = browser.get(told["password_link"].removeprefix("http://localhost:8000"), follow=True)
    where = page.redirect_chain[-1][0]
    browser.post(where, {"password1": "een zin van vier woorden", "password2": "een zin van vier woorden"})
    answer = browser.post("/account/login/", {"login": "ada@lindehof.example", "password": "een zin van vier woorden"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_the_same_address_is_refused_and_nobody_is_added(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = Person.objects.count()
    assert run_command(["person", "FATIMA@lindehof.example", "Fatima"]) == 1
    assert "already a colleague" in capsys.readouterr().err
    assert Person.objects.count() == before


@pytest.mark.django_db
def test_an_organisation_without_a_name_gets_it_later_and_one_with_a_name_keeps_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(["person", "kees@lindehof.example", "Kees"]) == 0
    assert run_command(["person", "ada@lindehof.example", "Ada", "--admin", "--organisation", "Lindehof"]) == 0
    assert Space.objects.get(kind="organisation").name == "Lindehof"
    assert run_command(["person", "bo@lindehof.example", "Bo", "--organisation", "Lindehof"]) == 0
    capsys.readouterr()
    assert run_command(["person", "di@lindehof.example", "Di", "--organisation", "Elders"]) == 1
    assert "The organisation is called “Lindehof” already." in capsys.readouterr().err
    assert not Person.objects.filter(email="di@lindehof.example").exists()
