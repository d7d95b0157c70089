from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django.fixtures import Settings

from zwerm.operations.cli import run_command
from zwerm.people.models import AuditEntry, Space
from zwerm.people.tests.world import World
from zwerm.records import asking
from zwerm.records.actions import exchange, record
from zwerm.records.actions.exchange import behind, exchange_all
from zwerm.records.actions.store import Told, make_store, pause_store, resume_store, send_again
from zwerm.records.health import look_at_stores
from zwerm.records.models import Attachment, Credential, NotArrived, Statement, Store
from zwerm.records.rules import faults_of
from zwerm.records.rules.typed import VOIDED
from zwerm.records.tests.store_double import Double, served
from zwerm.records.tests.test_activities import circle
from zwerm.records.tests.test_xapi import IDS, Tool, told
from zwerm.records.vocabulary import Activity, verbs

PAGE = "/records/stores/"


@pytest.fixture
def double() -> Iterator[Double]:
    with served(Double()) as here:
        yield here


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "BATCH", 4)


def store(world: World, double: Double, **other: Any) -> Store:
    given: dict[str, Any] = {
        "name": "elsewhere", "way": "there", "address": double.address, "key": "k", "secret": "s3cret", "edition": "1.0.3",
        "verb_iri": "", "space": None, "from_now": False,
    }  # fmt: skip
    return make_store(world.priya, Told(**{**given, **other}))  # type: ignore[typeddict-item]


def patiently(times: int = 30) -> None:
    """Turn after turn, without waiting between."""
    for _ in range(times):
        Store.objects.update(next_try=None)
        exchange_all()


def own_ids() -> list[str]:
    return [str(id) for id in Statement.objects.order_by("sequence").values_list("id", flat=True)]


def test_everything_arrives_once_and_in_order_through_all_that_goes_wrong(
    world: World, double: Double, lesson: Activity
) -> None:
    sent = store(world, double)
    for _ in range(10):
        record(world.fatima, "test-read", lesson)
    double.trouble = [500, "lost", 503, 429, 401, None, "lost", 500, None, "lost"]
    patiently()
    assert double.writes == own_ids()
    assert double.statements[double.writes[0]]["version"].startswith("1.0")
    sent.refresh_from_db()
    assert (sent.failures, sent.says, sent.next_try, behind(sent)) == (0, "", None, 0)
    record(world.kees, "test-read", lesson)
    exchange_all()
    assert double.writes == own_ids()


def test_after_days_away_it_goes_on_and_meanwhile_it_asks_ever_less_often(
    world: World, double: Double, lesson: Activity
) -> None:
    sent = store(world, double)
    double.trouble = [503] * 10
    now, pauses = datetime.now(UTC), []
    for _ in range(10):
        record(world.fatima, "test-read", lesson)
        Store.objects.update(next_try=None)
        exchange_all()
        sent.refresh_from_db()
        assert sent.next_try is not None
        pauses.append(round((sent.next_try - datetime.now(UTC)).total_seconds(), -1))
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]
    exchange_all()
    assert double.writes == []
    health = look_at_stores()
    assert health.state == "good"
    assert re.match(r"elsewhere [1-9]\d* behind, failing since", health.says)
    Store.objects.update(failing_since=now - timedelta(days=3))
    assert look_at_stores().state == "bad"
    resume_store(world.priya, sent)
    exchange_all()
    assert double.writes == own_ids()
    assert look_at_stores().says == "elsewhere 0 behind"


def test_what_the_other_store_refuses_is_noted_and_the_rest_goes_on(
    world: World, double: Double, lesson: Activity
) -> None:
    store(world, double)
    for _ in range(6):
        record(world.fatima, "test-read", lesson)
    ids = own_ids()
    double.refuses = {ids[2]}
    patiently(3)
    assert double.writes == [*ids[:2], *ids[3:]]
    assert [str(one.statement) for one in NotArrived.objects.all()] == [ids[2]]
    assert "1 refused" in look_at_stores().says


def void(number: int, target: str) -> dict[str, Any]:
    return told(number, verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": target})


def test_a_statement_that_the_credential_there_may_not_take_back_is_noted_and_the_rest_goes_on(
    world: World, double: Double, lesson: Activity
) -> None:
    """Whether others come with it, none since the last, or only those that may not either."""
    sent, ids = store(world, double), [str(record(world.fatima, "test-read", lesson).id) for _ in range(2)]
    Tool().send([void(1, ids[0]), void(2, ids[1])])
    double.forbids = {IDS[1], IDS[2], IDS[3]}
    patiently(2)
    assert double.writes == ids
    Tool().send(void(3, ids[0]))
    patiently(2)
    ids.append(str(record(world.fatima, "test-read", lesson).id))
    patiently(2)
    assert double.writes == ids
    assert {str(one.statement) for one in sent.refused.all()} == double.forbids
    assert all(one.reason.startswith("403") for one in sent.refused.all())
    sent.refresh_from_db()
    assert (sent.failures, sent.arrived, behind(sent)) == (0, 3, 0)


@pytest.mark.parametrize("since", ["the first", "some arrived"])
def test_a_credential_that_may_send_nothing_there_waits_and_nothing_is_noted(
    world: World, double: Double, lesson: Activity, since: str
) -> None:
    sent = store(world, double)
    if since == "some arrived":
        record(world.fatima, "test-read", lesson)
        exchange_all()
    double.forbids, before = None, len(double.bodies)
    targets = [str(record(world.fatima, "test-read", lesson).id) for _ in range(4)]
    Tool().send(void(1, targets[0]))
    exchange_all()
    # Not one by one.
    assert len(double.bodies) - before <= 6
    sent.refresh_from_db()
    assert (sent.refused.count(), sent.failures, sent.says.startswith("it answers: 403")) == (0, 1, True)
    double.forbids = set()
    patiently(2)
    assert double.writes == own_ids()


def test_what_was_left_out_from_the_start_is_not_sent_to_find_out_whom_a_403_is_about(
    world: World, double: Double, lesson: Activity
) -> None:
    before = str(record(world.fatima, "test-read", lesson).id)
    store(world, double, from_now=True)
    Tool().send(void(1, before))
    double.forbids = {IDS[1]}
    patiently(2)
    assert double.writes == []
    after = str(record(world.fatima, "test-read", lesson).id)
    patiently(2)
    assert double.writes == [after]
    assert [str(one.statement) for one in NotArrived.objects.all()] == [IDS[1]]


def test_what_was_refused_is_sent_again_one_or_all_and_nothing_twice(
    world: World, double: Double, lesson: Activity
) -> None:
    sent = store(world, double)
    for _ in range(7):
        record(world.fatima, "test-read", lesson)
    ids = own_ids()
    double.refuses = set(ids[1:6])
    patiently(3)
    assert double.writes == [ids[0], ids[6]]
    admin, other = world.client(world.priya, "nl"), world.client(world.fatima)
    page = admin.get(PAGE).text
    assert "400: []" in page
    assert "Opnieuw versturen" in page
    retry = f"{PAGE}{sent.pk}/retry/"
    assert other.post(retry).status_code == 404
    double.refuses = {ids[4]}
    admin.post(retry, {"statement": ids[2]})
    assert "Wordt opnieuw verstuurd" in admin.get(PAGE).text
    patiently(2)
    assert double.writes == [ids[0], ids[6], ids[2]]
    # One arrived by another way, and an answer gets lost halfway.
    double.hold({"id": ids[3]})
    admin.post(retry)
    double.trouble = [None, "lost", None, None, "lost", 503]
    patiently(6)
    assert sorted(double.writes) == sorted({ids[0], ids[6], ids[2], ids[1], ids[5]})
    assert [(str(one.statement), one.again) for one in NotArrived.objects.all()] == [(ids[4], None)]
    sent.refresh_from_db()
    assert (sent.arrived, sent.says) == (6, "")
    assert AuditEntry.objects.filter(act="store-changed", detail__endswith="4 sent again").count() == 1


@pytest.mark.parametrize(
    ("edition", "told_there"), [("2.0", "2026-01-02T03:04:05.5Z"), ("1.0.3", "2026-01-02T03:04:05.5")]
)
def test_a_moment_without_a_time_zone_gets_the_one_that_it_has_here_where_the_other_store_wants_one(
    world: World, double: Double, edition: str, told_there: str
) -> None:
    store(world, double, edition=edition)
    moment = "2026-01-02T03:04:05.5"
    inside = {name: part for name, part in told().items() if name != "id"}
    within = {**inside, "objectType": "SubStatement", "timestamp": moment}
    Tool().send([told(1, timestamp=moment), told(2, object=within), told(3, timestamp=f"{moment}+02:00")])
    exchange_all()
    first, second, third = (double.statements[IDS[number]] for number in (1, 2, 3))
    assert (first["timestamp"], second["object"]["timestamp"]) == (told_there, told_there)
    assert third["timestamp"] == "2026-01-02T01:04:05.5Z"


def test_what_is_no_longer_for_a_store_is_not_sent_again(
    world: World, double: Double, capsys: pytest.CaptureFixture[str], lesson: Activity
) -> None:
    store(world, double)
    wrote = record(world.sanne, "test-read", lesson, space=world.team.space)
    double.refuses = {str(wrote.id)}
    exchange_all()
    Space.objects.filter(pk=world.team.space.pk).update(open=False)
    double.refuses = set()
    assert run_command(["store", "again", "elsewhere", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"store": "elsewhere", "again": 1}
    exchange_all()
    assert double.writes == []
    assert run_command(["store", "refused", "elsewhere", "--json"]) == 0
    assert "no longer here, or no longer for this store" in capsys.readouterr().out
    assert run_command(["store", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["refused"] == 1


def test_a_store_gets_what_is_open_or_of_its_one_space_and_only_its_verb(
    world: World, double: Double, lesson: Activity
) -> None:
    closed = record(world.sanne, "test-read", lesson, space=world.closed)
    record(world.sanne, "test-read", lesson, space=world.sanne.private_space)
    opened = record(world.sanne, "test-read", lesson, space=world.team.space)
    wrote = record(world.sanne, "test-wrote", lesson)
    all_open = store(world, double)
    exchange_all()
    assert double.writes == [str(opened.id), str(wrote.id)]
    pause_store(world.priya, all_open)
    double.statements.clear()
    one_space = store(world, double, name="one space", space=world.closed)
    store(world, double, name="one verb", verb_iri=verbs["test-wrote"].iri)
    exchange_all()
    assert double.writes[2:] == [str(one) for one in (wrote.id, closed.id)] or double.writes[2:] == [str(closed.id), str(wrote.id)]  # fmt: skip
    record(world.sanne, "test-read", lesson, space=world.closed)
    Store.objects.filter(pk=one_space.pk).update(space=None)
    exchange_all()
    assert len(double.writes) == 4


def test_what_is_taken_back_is_taken_back_wherever_it_went(world: World, double: Double, lesson: Activity) -> None:
    """To a store of one verb, whether before or after it came there; and to one of a space from outside of it."""
    one_verb = store(world, double, name="one verb", verb_iri=verbs["test-read"].iri)
    read = [str(record(world.fatima, "test-read", lesson).id) for _ in range(2)]
    wrote = str(record(world.fatima, "test-wrote", lesson).id)
    tool, early = Tool(), "0192d8b4-0000-7000-8000-0000000000ff"
    tool.send([void(1, read[0]), void(2, wrote), void(3, early)])
    patiently(2)
    assert double.writes == [*read, IDS[1]]
    tool.send([void(4, read[1]), told(0, id=early)])
    patiently(2)
    assert double.writes == [*read, IDS[1], IDS[4], early, IDS[3]]
    pause_store(world.priya, one_verb)
    double.statements.clear()
    double.writes.clear()
    within = str(record(world.sanne, "test-read", lesson, space=world.team.space).id)
    tool.send([void(5, within), told(6, id=IDS[6])])
    store(world, double, name="one space", space=world.team.space)
    patiently(2)
    assert double.writes == [within, IDS[5]]


def test_of_who_takes_something_back_in_a_closed_space_nothing_else_is_told(
    world: World, double: Double, lesson: Activity
) -> None:
    opened = str(record(world.fatima, "test-read", lesson).id)
    closed = str(record(world.sanne, "test-read", lesson, space=world.closed).id)
    tool = Tool(space=world.closed)
    result = {"response": "the secret of the circle"}
    extensions = {"https://e.org/x": "the secret of the circle"}
    assert tool.send([void(1, opened) | {"context": {"extensions": extensions}}, void(2, closed)]).status_code == 200
    assert tool.send(told(3, result=result)).status_code == 200
    all_open = store(world, double)
    patiently(2)
    assert double.writes == [opened, IDS[1]]
    there = json.dumps(double.statements)
    for secret in ("the secret of the circle", "an@elders.example", tool.credential.name, str(tool.credential.pk)):
        assert secret not in there
    voiding = double.statements[IDS[1]]
    assert (voiding["verb"]["id"], voiding["object"]["id"]) == (VOIDED, opened)
    assert faults_of(voiding, "1.0.3") == []
    pause_store(world.priya, all_open)
    store(world, double, name="one space", space=world.closed)
    patiently(2)
    assert double.writes[2:] == [closed, IDS[2], IDS[3]]
    assert double.statements[IDS[2]]["actor"] == told()["actor"]


def test_who_fetches_one_verb_learns_what_of_that_was_taken_back(world: World, double: Double) -> None:
    moments = iter((datetime.now(UTC) - timedelta(minutes=9 - n)).isoformat() for n in range(9))
    other = "https://e.org/other"
    double.hold(*({**one, "stored": next(moments)} for one in (told(1), told(2), told(3, verb={"id": other}))))
    fetched = store(world, double, way="here", verb_iri=told()["verb"]["id"])
    patiently(2)
    assert own_ids() == IDS[1:3]
    double.hold(*({**void(n, IDS[of]), "stored": next(moments)} for n, of in ((4, 3), (5, 2), (6, 7))))
    patiently(2)
    assert own_ids() == [*IDS[1:3], IDS[5]]
    assert Tool().ids(verb=told()["verb"]["id"], ascending="true") == [IDS[1], IDS[5]]
    fetched.refresh_from_db()
    assert (fetched.arrived, fetched.refused.count()) == (3, 0)
    double.hold({**void(8, IDS[1]), "stored": datetime.now(UTC).isoformat()})
    double.asked.clear()
    patiently(1)
    assert own_ids() == [*IDS[1:3], IDS[5], IDS[8]]
    assert all("since=" in one for one in double.asked)


def test_who_fetches_one_verb_keeps_nothing_that_takes_back_what_never_came(world: World, double: Double) -> None:
    """Asked for a verb, a store tells what takes back a statement with it too."""
    moments = iter((datetime.now(UTC) - timedelta(minutes=9 - n)).isoformat() for n in range(9))
    double.hold(*({**one, "stored": next(moments)} for one in (told(1), told(2), void(3, IDS[2]))))
    fetched = store(world, double, way="here", verb_iri=told()["verb"]["id"])
    patiently(2)
    assert own_ids() == [IDS[1]]
    double.hold({**void(4, IDS[1]), "stored": next(moments)})
    patiently(2)
    assert own_ids() == [IDS[1], IDS[4]]
    fetched.refresh_from_db()
    assert (fetched.arrived, fetched.refused.count()) == (2, 0)


def test_a_turn_goes_on_as_long_as_it_lasts_and_every_store_has_a_batch_of_it(
    world: World, double: Double, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(100):
        record(world.fatima, "test-read", lesson)
    store(world, double)
    with served(Double()) as other:
        store(world, other, name="other")
        monkeypatch.setattr(exchange, "TURN", 0.0)
        exchange_all()
        assert (double.writes, other.writes) == (own_ids()[:4], own_ids()[:4])
        # More batches than a turn had once.
        monkeypatch.setattr(exchange, "TURN", 600.0)
        exchange_all()
        assert (double.writes, other.writes) == (own_ids(), own_ids())


def test_a_store_that_stumbles_over_one_statement_gets_those_behind_it_in_the_end(
    world: World, double: Double, lesson: Activity
) -> None:
    sent = store(world, double)
    ids = [str(record(world.fatima, "test-read", lesson).id) for _ in range(6)]
    double.stumbles = {ids[1]}
    patiently(exchange.STUMBLES)
    assert (double.writes, sent.refused.count()) == ([], 0)
    patiently(2)
    assert sorted(double.writes) == sorted({*ids} - {ids[1]})
    assert [(str(one.statement), one.reason[:3]) for one in sent.refused.all()] == [(ids[1], "500")]


def test_a_store_that_takes_no_files_gets_all_else(world: World, double: Double, lesson: Activity) -> None:
    rows = [record(world.fatima, "test-read", lesson) for _ in range(3)]
    default_storage.save(Attachment.path_of("ab" * 32), ContentFile(b"the file"))
    Attachment.objects.create(statement=rows[1], hash="ab" * 32)
    sent = store(world, double)
    double.takes_files = 415
    patiently(2)
    assert double.writes == [str(rows[0].id), str(rows[2].id)]
    assert [(one.statement, one.reason[:3]) for one in sent.refused.all()] == [(rows[1].id, "415")]


def test_files_go_along_with_their_statement(world: World, double: Double, lesson: Activity) -> None:
    one = record(world.fatima, "test-read", lesson)
    default_storage.save(Attachment.path_of("ab" * 32), ContentFile(b"the file"))
    Attachment.objects.create(statement=one, hash="ab" * 32)
    store(world, double)
    exchange_all()
    assert b"X-Experience-API-Hash: " + b"ab" * 32 in double.bodies[0]
    assert b"the file" in double.bodies[0]


def test_statements_are_fetched_page_by_page_once_whatever_happens_in_between(world: World, double: Double) -> None:
    moments = [(datetime.now(UTC) - timedelta(minutes=9 - n)).isoformat() for n in range(8)]
    double.hold(*({**told(n, "kees@lindehof.example"), "stored": moments[n]} for n in range(8)))
    fetched = store(world, double, way="here", space=world.team.space)
    double.trouble = [500, None, "lost", None, 404, None]
    patiently(6)
    assert own_ids() == IDS[:8]
    assert set(Statement.objects.values_list("person", "space")) == {(world.kees.pk, world.team.space.pk)}
    assert Statement.objects.values_list("credential__name", flat=True)[0] == "elsewhere"
    fetched.refresh_from_db()
    assert (fetched.arrived, fetched.until) == (8, datetime.fromisoformat(moments[7]))
    double.asked.clear()
    double.hold({**told(9), "stored": (datetime.now(UTC)).isoformat()}, {**told(8, object={"id": "no iri"})})
    patiently(2)
    assert own_ids() == [*IDS[:8], IDS[9]]
    assert "since=" in double.asked[0]
    assert [str(one.statement) for one in NotArrived.objects.all()] == [IDS[8]]
    assert Tool().client.get("/records/credentials/").status_code == 302
    assert "elsewhere" not in world.client(world.priya).get("/records/credentials/").text


@pytest.mark.parametrize("way", ["here", "there"])
def test_a_store_whose_space_goes_stops_and_says_why(
    world: World, double: Double, lesson: Activity, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    space = circle()
    one = store(world, double, way=way, space=space, name="of a circle")
    exchange_all()
    space.delete()
    double.hold(told(1))
    record(world.sanne, "test-read", lesson)
    double.asked.clear()
    patiently(2)
    resume_store(world.priya, one)
    patiently(2)
    assert (double.asked, double.writes, Statement.objects.exclude(credential=None).count()) == ([], [], 0)
    page = world.client(world.priya, "en").get(PAGE).text
    assert "It has stopped" in page
    assert ("everyone would read it" in page) == (way == "here")
    assert "to go" not in page
    assert run_command(["store", "list"]) == 0
    assert "stopped: its space is gone" in capsys.readouterr().out
    assert "stopped: its space is gone" in look_at_stores().says


def test_a_store_that_lost_its_space_before_stops_too(world: World, double: Double) -> None:
    """As the migration finds them: that they fetched for one space nobody wrote down."""
    kept, gone = (store(world, double, way="here", space=space, name=space.slug) for space in (world.closed, circle()))
    store(world, double, way="here", name="of all")
    assert gone.space is not None
    gone.space.delete()
    Store.objects.update(of_one_space=False)
    withdrawn = datetime.now(UTC) + timedelta(days=2)
    Credential.objects.filter(store=gone).update(withdrawn=withdrawn)
    step = import_module("zwerm.records.migrations.0021_stores_of_spaces")
    step.tell_which(apps, connection.schema_editor())
    assert set(Store.objects.filter(of_one_space=True)) == {kept, gone}


def test_what_is_nested_too_deep_is_noted_and_keeps_nothing_else_from_coming(world: World, double: Double) -> None:
    nested: Any = "x"
    for _ in range(150):
        nested = [nested]
    deep = told(1, result={"extensions": {"https://e.org/x": nested}})
    double.hold(*({**one, "stored": datetime.now(UTC).isoformat()} for one in (deep, told(2))))
    fetched = store(world, double, way="here")
    patiently(2)
    assert own_ids() == [IDS[2]]
    assert [(str(one.statement), one.reason) for one in fetched.refused.all()] == [
        (IDS[1], "nested deeper than 100 levels")
    ]


def test_an_odd_statement_is_noted_once_and_keeps_nothing_else_from_coming(world: World, double: Double) -> None:
    now = datetime.now(UTC).isoformat()
    nameless = {name: value for name, value in told(1).items() if name != "id"}
    odd = [nameless, told(1, id="not-a-uuid"), told(1, id=7), told(1, id="\0"), told(1, id=["x"]), 5, None, "text"]
    shown = [{**one, "stored": now} if isinstance(one, dict) else one for one in odd]
    unmoved = [told(3), told(4, stored="yesterday"), told(5, stored="9999-01-01T00:00:00Z"), told(6, stored=8)]
    statements = [{**told(2), "stored": now}, *shown, *unmoved]
    double.answer = json.dumps({"statements": statements, "more": ""}).encode()
    fetched = store(world, double, way="here")
    patiently(3)
    assert own_ids() == [IDS[2], IDS[3], IDS[5]]
    fetched.refresh_from_db()
    assert (fetched.failures, fetched.until) == (0, datetime.fromisoformat(now))
    refused = dict(fetched.refused.values_list("statement", "reason"))
    for number in (4, 6):
        assert refused.pop(UUID(IDS[number])).startswith("stored is not ")
    assert sorted(refused.values()) == [
        "it has no id that is one:  ",
        "it has no id that is one: 7",
        "it has no id that is one: None",
        "it has no id that is one: ['x']",
        "it has no id that is one: not-a-uuid",
        "it is no statement",
    ]
    page = world.client(world.priya, "nl").get(PAGE).text
    assert "het is geen vastlegging" in page
    double.answer = None
    double.hold(told(7))
    patiently(2)
    assert IDS[7] in own_ids()


@pytest.mark.parametrize("begin", [b"", b"\r\n--b\r\nContent-Type: application/json\r\n\r\n"])
def test_a_page_of_more_values_than_fit_is_not_read_and_says_so(world: World, double: Double, begin: bytes) -> None:
    statement = json.dumps({**told(1), "stored": datetime.now(UTC).isoformat()})
    page = b'{"statements":[%s],"more":"","x":[%s1]}' % (statement.encode(), b"[]," * 600_000)
    double.answer = begin + page + (b"\r\n--b--\r\n" if begin else b"")
    double.media_type = "multipart/mixed; boundary=b" if begin else "application/json"
    fetched = store(world, double, way="here")
    exchange_all()
    fetched.refresh_from_db()
    assert (fetched.says, own_ids()) == ("its answer holds too many values", [])


def test_it_follows_a_next_page_nowhere_else_and_no_redirect(world: World, double: Double) -> None:
    double.hold(*(told(n) for n in range(5)))
    double.more = "http://169.254.169.254/latest"
    fetched = store(world, double, way="here")
    patiently(2)
    fetched.refresh_from_db()
    assert fetched.says == "its next page is at another address"
    double.trouble = [302]
    Store.objects.update(next_try=None, more="")
    exchange_all()
    fetched.refresh_from_db()
    assert fetched.says.startswith("it answers: 302")


def test_what_came_from_a_store_does_not_go_back_there(world: World, double: Double, lesson: Activity) -> None:
    double.hold(told(1))
    store(world, double, way="here", name="from")
    exchange_all()
    own = record(world.fatima, "test-read", lesson)
    store(world, double)
    exchange_all()
    assert double.writes == [str(own.id)]


def test_an_administrator_sets_it_in_the_browser_and_the_secret_is_sealed(
    world: World, double: Double, lesson: Activity, settings: Settings
) -> None:
    admin = world.client(world.priya, "nl")
    form = {"name": "LRS", "way": "there", "address": double.address, "key": "k", "secret": "s3cret", "edition": "2.0"}
    assert admin.post(PAGE, form).status_code == 302
    made = Store.objects.get()
    assert (made.secret, "s3cret" in str(Store.objects.values())) == ("s3cret", False)
    assert "al een opslag met deze naam" in admin.post(PAGE, form).text
    settings.PRODUCTION = True
    assert "met https:// beginnen" in admin.post(PAGE, {**form, "name": "other"}).text
    record(world.fatima, "test-read", lesson)
    exchange_all()
    assert "nog hoogstens " in admin.get(PAGE).text
    assert "het adres moet met https:// beginnen" in admin.get(PAGE).text
    settings.PRODUCTION = False
    assert admin.post(f"{PAGE}{made.pk}/secret/", {"key": "k2", "secret": "other"}).status_code == 302
    exchange_all()
    made.refresh_from_db()
    assert (made.arrived, made.key, made.secret) == (1, "k2", "other")
    for act, badge in (("pause", True), ("resumption", False)):
        assert admin.post(f"{PAGE}{made.pk}/{act}/").status_code == 302
        assert ("Gepauzeerd" in admin.get(PAGE).text) is badge
    assert admin.post(f"{PAGE}{made.pk}/removal/").status_code == 302
    assert not Store.objects.exists()
    assert AuditEntry.objects.filter(act="store-changed").count() == 5
    for person in (world.fatima, world.otto):
        assert world.client(person).get(PAGE).status_code == 404


def test_a_store_that_fails_can_go_on_now_or_be_paused(world: World, double: Double, lesson: Activity) -> None:
    sent = store(world, double)
    record(world.fatima, "test-read", lesson)
    double.trouble = [503, 503]
    exchange_all()
    admin, other = world.client(world.priya, "nl"), world.client(world.fatima)
    acts = [f"{PAGE}{sent.pk}/{act}/" for act in ("resumption", "pause")]
    page = admin.get(PAGE).text
    assert [act in page for act in acts] == [True, True]
    assert admin.post(acts[1]).status_code == 302
    page = admin.get(PAGE).text
    assert ([act in page for act in acts], "Gepauzeerd" in page, "Volgende poging" in page) == (
        [True, False],
        True,
        False,
    )
    patiently(1)
    assert (len(double.trouble), double.writes) == (1, [])
    assert [other.post(act).status_code for act in acts] == [404, 404]
    double.trouble = []
    assert admin.post(acts[0]).status_code == 302
    exchange_all()
    page = admin.get(PAGE).text
    assert ([act in page for act in acts], double.writes) == ([False, True], own_ids())


def test_another_secret_of_the_installation_stops_a_store_and_says_why(
    world: World, double: Double, lesson: Activity, settings: Settings
) -> None:
    store(world, double)
    record(world.fatima, "test-read", lesson)
    settings.SECRET_KEY = "another key of this installation"
    with patch.object(exchange.log, "exception") as broken:
        exchange_all()
    assert not broken.called
    assert "fill it in again" in Store.objects.get().says
    assert double.bodies == []


def test_a_store_that_fails_on_all_that_is_new_but_knows_what_it_has_is_waited_for(
    world: World, double: Double, lesson: Activity
) -> None:
    """As one whose disk is full: that it knows an old one says nothing about whether it takes others."""
    sent = store(world, double)
    record(world.fatima, "test-read", lesson)
    exchange_all()
    for _ in range(9):
        record(world.fatima, "test-read", lesson)
    double.stumbles = set(own_ids()[1:])
    patiently(3 * exchange.STUMBLES)
    sent.refresh_from_db()
    assert (sent.refused.count(), sent.failures) == (0, 3 * exchange.STUMBLES)
    assert "failing since" in look_at_stores().says
    double.stumbles = set()
    patiently(3)
    assert double.writes == own_ids()
    assert look_at_stores().says == "elsewhere 0 behind"


def test_a_store_over_which_a_whole_batch_stumbles_shows_with_a_later_one_that_it_takes_others(
    world: World, double: Double, lesson: Activity
) -> None:
    sent = store(world, double)
    ids = [str(record(world.fatima, "test-read", lesson).id) for _ in range(6)]
    double.stumbles = set(ids[:4])
    patiently(exchange.STUMBLES + 2)
    assert sorted(double.writes) == sorted(ids[4:])
    assert {str(one.statement) for one in sent.refused.all()} == double.stumbles


def test_a_store_that_failed_and_then_only_refuses_is_still_failing(
    world: World, double: Double, lesson: Activity
) -> None:
    store(world, double)
    record(world.fatima, "test-read", lesson)
    double.trouble, double.refuses = [503], set(own_ids())
    patiently(3)
    assert re.fullmatch(r"elsewhere 0 behind, failing since .*503.*, 1 refused", look_at_stores().says)
    record(world.fatima, "test-read", lesson)
    patiently(1)
    assert look_at_stores().says == "elsewhere 0 behind, 1 refused"


def test_a_strict_store_that_fails_now_and_then_is_got_past_after_an_answer_was_lost(
    world: World, double: Double, lesson: Activity
) -> None:
    """What arrived of a batch is not sent again because of what did not."""
    sent = store(world, double)
    for _ in range(4):
        record(world.fatima, "test-read", lesson)
    double.trouble = ["lost"]
    patiently(1)
    for _ in range(4):
        # The whole, its halves until something is there, and then it fails.
        double.trouble = [None, None, None, 503]
        patiently(1)
    sent.refresh_from_db()
    assert (behind(sent), sent.arrived, double.writes) == (0, 4, own_ids())


def test_what_takes_back_goes_too_when_the_store_fails_right_after_what_it_takes_back(
    world: World, double: Double
) -> None:
    store(world, double, verb_iri=told()["verb"]["id"])
    tool, early = Tool(), "0192d8b4-0000-7000-8000-0000000000ff"
    tool.send(void(1, early))
    patiently(1)
    tool.send(told(0, id=early))
    double.trouble = ["lost", None, None, 503]
    patiently(3)
    assert double.writes == [early, IDS[1]]


def test_what_was_refused_and_arrived_later_is_no_longer_shown_as_refused(
    world: World, double: Double, lesson: Activity
) -> None:
    """It goes again with what takes it back, because that did not arrive."""
    sent = store(world, double, verb_iri=told()["verb"]["id"])
    tool, early = Tool(), "0192d8b4-0000-7000-8000-0000000000ff"
    tool.send(void(1, early))
    patiently(1)
    tool.send([told(0, id=early), told(2)])
    double.refuses = {early}
    double.trouble = [None, None, 503]
    patiently(1)
    assert [str(one.statement) for one in sent.refused.all()] == [early]
    double.refuses = set()
    patiently(3)
    assert sorted(double.writes) == sorted([early, IDS[2], IDS[1]])
    assert not sent.refused.exists()


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_store_that_answers_a_byte_at_a_time_keeps_no_other_waiting(
    world: World, double: Double, lesson: Activity, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "WHOLE", 0.5)
    double.drips = where
    slow = store(world, double)
    record(world.fatima, "test-read", lesson)
    with served(Double()) as other:
        store(world, other, name="other")
        exchange_all()
        assert other.writes == own_ids()
    slow.refresh_from_db()
    assert (slow.failures, slow.says) == (1, "no answer: Timeout")
    double.drips = ""
    patiently(1)
    assert look_at_stores().says == "elsewhere 0 behind; other 0 behind"


def test_a_slow_store_gets_less_at_once_until_it_has_all_and_more_again_when_it_is_quick(
    world: World, double: Double, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "BATCH", 16)
    monkeypatch.setattr(exchange, "QUICK", 0.0)
    monkeypatch.setattr(asking, "WHOLE", 0.5)
    slow = store(world, double)
    for _ in range(20):
        record(world.fatima, "test-read", lesson)
    double.bears = 3
    with served(Double()) as other:
        store(world, other, name="other")
        exchange_all()
        assert (double.writes, other.writes) == ([], own_ids())
        slow.refresh_from_db()
        assert (slow.failures, slow.says) == (1, "no answer: Timeout")
        patiently(6)
    assert [len(json.loads(body)) for body in double.bodies] == [16, 8, 4, *[2] * 10]
    assert double.writes == own_ids()
    monkeypatch.setattr(exchange, "QUICK", 600.0)
    monkeypatch.setattr(asking, "WHOLE", 60.0)
    double.bears = None
    double.bodies.clear()
    for _ in range(40):
        record(world.fatima, "test-read", lesson)
    patiently(2)
    assert [len(json.loads(body)) for body in double.bodies] == [2, 4, 8, 16, 10]
    assert double.writes == own_ids()


def test_one_statement_that_takes_too_long_is_waited_for_and_told(
    world: World, double: Double, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "WHOLE", 0.3)
    sent = store(world, double)
    for _ in range(4):
        record(world.fatima, "test-read", lesson)
    double.bears = 0
    patiently(5)
    assert [len(json.loads(body)) for body in double.bodies] == [4, 2, 1, 1, 1]
    assert "failing since" in look_at_stores().says
    sent.refresh_from_db()
    assert (sent.refused.count(), sent.failures) == (0, 5)
    double.bears = None
    patiently(2)
    assert double.writes == own_ids()
    assert look_at_stores().says == "elsewhere 0 behind"


@pytest.mark.parametrize("status", [408, 504])
def test_what_stands_before_a_store_may_say_that_it_took_too_long(
    world: World, double: Double, lesson: Activity, status: int
) -> None:
    store(world, double)
    for _ in range(4):
        record(world.fatima, "test-read", lesson)
    double.trouble = [status, status]
    patiently(2)
    assert Store.objects.get().says.startswith(f"it answers: {status}")
    patiently(2)
    assert [len(json.loads(body)) for body in double.bodies] == [4, 2, 1, 2, 1]
    assert double.writes == own_ids()


def test_what_is_sent_again_and_what_takes_back_goes_in_smaller_parts_too(
    world: World, double: Double, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = store(world, double, verb_iri=told()["verb"]["id"])
    tool, early = Tool(), "0192d8b4-0000-7000-8000-0000000000ff"
    tool.send(void(1, early))
    patiently(1)
    tool.send([told(2), told(3), told(4)])
    double.refuses = {IDS[2], IDS[3], IDS[4]}
    patiently(2)
    double.refuses, double.bears = set(), 1
    send_again(world.priya, sent, None)
    tool.send(told(0, id=early))
    monkeypatch.setattr(asking, "WHOLE", 0.3)
    patiently(12)
    assert sorted(double.writes) == sorted([IDS[2], IDS[3], IDS[4], early, IDS[1]])
    assert not sent.refused.exists()
