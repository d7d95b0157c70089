from __future__ import annotations

import json
from base64 import b64encode

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from zwerm.operations.cli import run_command
from zwerm.people.models import AuditEntry
from zwerm.people.tests.world import World
from zwerm.records.actions.credential import credential_of, make_credential, new_secret, withdraw_credential
from zwerm.records.models import Credential
from zwerm.records.rules.pace import Pace

pytestmark = pytest.mark.django_db
PAGE = "/records/credentials/"


def basic(key: str, secret: str) -> str:
    return f"Basic {b64encode(f'{key}:{secret}'.encode()).decode()}"


def zwerm(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert run_command(["credential", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_makes_lists_rotates_and_withdraws(capsys: pytest.CaptureFixture[str]) -> None:
    made = zwerm(capsys, "create", "elearning", "--scope", "statements/write", "state")
    assert isinstance(made, dict)
    assert made["scopes"] == ["statements/write", "state"]
    found = credential_of(basic(made["key"], made["secret"]))
    assert found == Credential.objects.get()
    assert made["secret"] not in str(Credential.objects.values())
    again = zwerm(capsys, "rotate", "elearning")
    assert isinstance(again, dict)
    assert credential_of(basic(made["key"], made["secret"])) is None
    assert credential_of(basic(made["key"], again["secret"])) == found
    zwerm(capsys, "withdraw", "elearning")
    assert credential_of(basic(made["key"], again["secret"])) is None
    listed = zwerm(capsys, "list")
    assert isinstance(listed, list)
    assert [(one["name"], bool(one["withdrawn"]), "secret" in one) for one in listed] == [("elearning", True, False)]
    assert set(AuditEntry.objects.values_list("act", flat=True)) == {
        "credential-made", "credential-rotated", "credential-withdrawn"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["create", "elearning", "--scope", "all"], 1),
        (["withdraw", "nobody"], 1),
        (["create", "other", "--scope", "all", "--space", "nowhere"], 1),
    ],
)
def test_what_the_command_cannot_do_is_told(capsys: pytest.CaptureFixture[str], words: list[str], status: int) -> None:
    make_credential(None, "elearning", ["all"])
    assert run_command(["credential", *words]) == status
    assert "“" in capsys.readouterr().err
    assert Credential.objects.working().count() == 1


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic !",
        "Bearer x",
        "Bearer .",
        "Bearer a.b",
        "Bearer a\0.b",
        basic("", ""),
        basic("a\0", "b"),
        basic("a", "b"),
    ],
)
def test_what_is_no_credential_opens_nothing(header: str) -> None:
    assert credential_of(header) is None


def test_a_tool_may_show_its_key_and_secret_as_one_token_and_may_no_more_by_it() -> None:
    made, secret = make_credential(None, "one token", ["statements/write"])
    other, _secret = make_credential(None, "other", ["all"])

    def status(token: str, kind: str = "Bearer") -> int:
        headers = {"authorization": f"{kind} {token}", "x-experience-api-version": "1.0.3"}
        return Client().get("/xapi/statements", headers=headers).status_code

    whole = f"{made.key}.{secret}"
    assert [status(whole), status(whole, "bearer"), status(whole, "Basic")] == [403, 403, 401]
    assert {status(one) for one in (secret, made.key, f"{made.key}.", f"{other.key}.{secret}", f"{whole}x")} == {401}
    withdraw_credential(None, made)
    assert status(whole) == 401


def test_an_administrator_lets_a_tool_in_sees_its_secret_once_and_shuts_it_out(world: World) -> None:
    admin = world.client(world.priya)
    answer = admin.post(PAGE, {"name": "Hand hygiene", "scopes": ["statements/write"]}, follow=True)
    made = Credential.objects.get()
    secret = answer.text.split('id="secret">')[1].split("<")[0]
    assert credential_of(basic(made.key, secret)) == made
    assert "shown only once" in answer.text
    assert secret not in admin.get(PAGE).text
    other = admin.post(f"{PAGE}{made.pk}/rotation/", follow=True).text.split('id="secret">')[1].split("<")[0]
    assert (credential_of(basic(made.key, secret)), credential_of(basic(made.key, other))) == (None, made)
    assert "can no longer get in" in admin.post(f"{PAGE}{made.pk}/withdrawal/", follow=True).text
    assert credential_of(basic(made.key, other)) is None
    assert [entry.by for entry in AuditEntry.objects.filter(act__startswith="credential")] == [world.priya] * 3


def test_who_acts_on_a_tool_that_another_just_withdrew_reads_what_happened(world: World) -> None:
    made, _secret = make_credential(None, "Hand hygiene", ["all"])
    withdraw_credential(world.priya, made)
    before = Credential.objects.values().get()
    admin = world.client(world.priya, "nl")
    page = admin.post(f"{PAGE}{made.pk}/rotation/", follow=True)
    assert page.status_code == 200
    assert "Hand hygiene is intussen ingetrokken en krijgt geen ander geheim." in page.text
    assert 'id="secret"' not in page.text
    again = admin.post(f"{PAGE}{made.pk}/withdrawal/", follow=True)
    assert "kan er niet meer bij" in again.text
    assert Credential.objects.values().get() == before
    assert [entry.act for entry in AuditEntry.objects.filter(act__startswith="credential-")].count(
        "credential-rotated"
    ) == 0
    assert admin.post(f"{PAGE}{world.team.space.pk}/rotation/").status_code == 404


def test_a_name_that_is_used_already_is_told_at_the_field(world: World) -> None:
    make_credential(None, "Hand hygiene", ["all"])
    answer = world.client(world.priya, "nl").post(PAGE, {"name": "Hand hygiene", "scopes": ["all"]})
    assert (answer.status_code, Credential.objects.count()) == (422, 1)
    assert "Er is al een programma met deze naam." in answer.text


def test_only_administrators_see_the_page_and_choose_only_spaces_that_they_see(world: World) -> None:
    assert world.client(world.fatima).get(PAGE).status_code == 404
    assert world.client(world.fatima).post(f"{PAGE}{world.team.space.pk}/rotation/").status_code == 404
    page = world.client(world.priya).get(PAGE).text
    assert world.team.space.name in page
    assert world.closed.name not in page


def test_a_tool_that_asks_too_often_is_told_when_it_may_again_and_others_are_not_kept_waiting(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setitem(settings.CONFIGURATION._environment, "ZWERM_XAPI_PER_MINUTE", "3")
    hasty, other = ({"authorization": basic(*_made(name)), "x-experience-api-version": "1.0.3"} for name in ("a", "b"))
    client = Client()
    answers = [client.get("/xapi/statements", headers=hasty) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json() == {"error": "this credential may ask 3 times a minute"}
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 20
    assert client.get("/xapi/statements", headers=other).status_code == 200


def _made(name: str) -> tuple[str, str]:
    made, secret = make_credential(None, name, ["all"])
    return made.key, secret


@pytest.mark.parametrize(("after", "allowed"), [(0, 0), (19, 0), (20, 1), (59, 2), (60, 3), (1e6, 3)])
def test_who_asked_as_often_as_a_minute_allows_may_again_at_that_pace(after: float, allowed: int) -> None:
    pace = Pace()
    assert [pace.wait("a", 3, 100.0) for _ in range(3)] == [0, 0, 0]
    assert [pace.wait("a", 3, 100.0 + after) for _ in range(4)].count(0) == allowed


def test_without_a_limit_nobody_waits() -> None:
    pace = Pace()
    assert {pace.wait("a", 0, 1.0) for _ in range(9)} == {0}


def test_no_secret_begins_as_an_option_of_a_program_does() -> None:
    made = [new_secret() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert not any(secret.startswith("-") for secret in made)
