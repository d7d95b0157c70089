"""Whoever asks for a page of statements waits for that page, however many there are: no question passes the whole log."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from zwerm.people.rules.sealed import seal
from zwerm.people.tests.world import World
from zwerm.records.actions import pair, pieces, record
from zwerm.records.actions.browse import Wanted, page_of
from zwerm.records.models import Mention, Statement
from zwerm.records.tests.test_browse import PAGE
from zwerm.records.tests.test_xapi import COURSE, IDS, VOIDED, Tool, told
from zwerm.records.vocabulary import OWN, Activity, verbs
from zwerm.records.xapi import ways

AN = json.dumps({"mbox": "mailto:an@elders.example"})
MOMENT = "2026-11-01T00:00:00Z"
FILTERS: list[dict[str, Any]] = [
    {"agent": AN},
    {"agent": AN, "related_agents": "true"},
    {"verb": "https://e.org/verbs/read"},
    {"activity": COURSE},
    {"activity": COURSE, "related_activities": "true", "ascending": "true"},
    {"registration": IDS[1]},
    {"since": MOMENT},
    {"until": MOMENT, "ascending": "true"},
    {"agent": AN, "verb": "https://e.org/verbs/read", "since": MOMENT, "until": MOMENT},
    {"agent": AN, "activity": COURSE, "registration": IDS[1], "from": seal("10", settings.SECRET_KEY)},
    {"agent": AN, "activity": COURSE},
    {"agent": AN, "activity": COURSE, "verb": "https://e.org/verbs/read", "ascending": "true"},
    {"agent": AN, "verb": "https://e.org/verbs/read"},
    {"activity": COURSE, "verb": "https://e.org/verbs/read"},
]
LOOKS: list[dict[str, Any]] = [
    {},
    {"verb_iri": "https://e.org/verbs/read"},
    {"since": date(2026, 11, 1)},
    {"until": date(2026, 11, 1), "verb_iri": "https://e.org/verbs/read"},
    {"until": date(2026, 11, 1), "verb_iri": "https://e.org/verbs/read", "people": frozenset([IDS[1]])},
    {"until": date(2026, 11, 1), "source": IDS[1]},
]


EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}


def plans(asked: CaptureQueriesContext) -> list[str]:
    told = []
    for query in asked.captured_queries:
        if "records_statement" in query["sql"] and query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"{EXPLAIN[connection.vendor]} {query['sql']}".replace("%", "%%"), [])
                told.append("; ".join(row[-1] for row in cursor.fetchall()))
    return told


PASSES = {"sqlite": "SCAN records_statement", "postgresql": "Seq Scan on records_statement "}
SORTED = ("FOR ORDER BY", "Sort Key: records_statement")


@pytest.fixture
def _as_if_many(db: None) -> None:
    """PostgreSQL plans by how much there is, and in a test there is little: here it does so only where it knows no other way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "bitmapscan", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")


@pytest.mark.usefixtures("_as_if_many")
def test_no_filter_sorts_or_passes_all_statements(world: World) -> None:
    tools = Tool(), Tool("statements/read/mine")
    tools[0].send([told(1), told(2, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[1]})])
    for tool in tools:
        for params in FILTERS:
            with CaptureQueriesContext(connection) as asked:
                tool.ids(**params)
            found = plans(asked)
            assert found
            for plan in found:
                assert PASSES[connection.vendor] not in plan, (params, plan)
                assert not any(one in plan for one in SORTED), (params, plan)


@pytest.mark.usefixtures("_as_if_many")
def test_no_look_in_the_browser_sorts_or_passes_all_statements(world: World) -> None:
    Tool().send(told(1))
    for look in LOOKS:
        wanted = Wanted(**look, space=world.team.space if look and "source" not in look else None)
        with CaptureQueriesContext(connection) as asked:
            page_of(world.priya, wanted, "", 40)
        for plan in plans(asked):
            assert PASSES[connection.vendor] not in plan or (not look and "ORDER BY" not in plan), (look, plan)
            # Without days it sorts the page that it found.
            assert not look.keys() & {"since", "until"} or not any(one in plan for one in SORTED), (look, plan)


def kept(stored: datetime, happened: datetime, about: str) -> Statement:
    """As the log holds it, of a moment that is no longer now."""
    id = uuid7()
    one = {
        "id": str(id),
        "actor": {"mbox": "mailto:an@elders.example"},
        "object": {"id": about},
        "verb": {"id": verbs["test-read"].iri},
    }
    return Statement.objects.create(
        id=id,
        verb_iri=verbs["test-read"].iri,
        object_iri=about,
        timestamp=happened,
        stored=stored,
        json=json.dumps(one),
    )


def test_since_and_until_are_exact_to_the_moment(world: World) -> None:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    # One by one an hour later, and two who saved at once, whose numbers go the other way.
    moments = [began + timedelta(hours=hour) for hour in (0, 1, 2, 3)]
    moments[1], moments[2] = moments[1] + timedelta(seconds=1), moments[1]
    ids = [str(kept(moment, moment, COURSE).id) for moment in moments]
    tool = Tool()
    cases: tuple[tuple[dict[str, object], list[int]], ...] = (
        ({"since": moments[2]}, [1, 3]),
        ({"until": moments[2]}, [0, 2]),
        ({"since": moments[0], "until": moments[1]}, [1, 2]),
        ({"since": began - timedelta(days=1), "until": moments[3], "activity": COURSE}, [0, 1, 2, 3]),
        ({"since": moments[3]}, []),
        ({"until": began - timedelta(seconds=1)}, []),
    )
    for params, found in cases:
        asked = {name: one.isoformat() if isinstance(one, datetime) else str(one) for name, one in params.items()}
        for ascending, order in (("true", found), ("false", found[::-1])):
            assert tool.ids(**asked, ascending=ascending) == [ids[place] for place in order], (params, ascending)


def test_what_is_stored_is_never_stored_before_the_last_one_also_when_the_clock_was_set_back(
    world: World, lesson: Activity
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    kept(ahead, ahead, COURSE)
    with transaction.atomic():
        assert record(world.fatima, "test-read", lesson).stored > ahead


def test_filters_together_find_what_each_of_them_finds(world: World, lesson: Activity) -> None:
    tool, narrow = Tool(), Tool("statements/read/mine", "statements/write")
    other = {"id": "https://e.org/verbs/saw"}
    tool.send([told(1), told(2, verb=other), told(3, mbox="bo@elders.example"), told(4, object={"id": f"{COURSE}/2"})])
    narrow.send([told(5), told(6, verb=other)])
    read = verbs["test-read"].iri
    for who, params, found in (
        (tool, {"agent": AN, "verb": read}, [5, 4, 1]),
        (tool, {"agent": AN, "verb": read, "activity": COURSE}, [5, 1]),
        (tool, {"verb": read, "activity": COURSE}, [5, 3, 1]),
        (narrow, {"agent": AN}, [6, 5]),
        (narrow, {"agent": AN, "verb": read}, [5]),
        (narrow, {"activity": COURSE, "verb": other["id"]}, [6]),
    ):
        assert who.ids(**params) == [IDS[number] for number in found], params


def test_what_refers_to_what_is_asked_comes_along_page_by_page(world: World) -> None:
    tool, bo = Tool(), "bo@elders.example"

    def about(number: int, other: int) -> dict[str, Any]:
        return told(
            number, bo, verb={"id": "https://e.org/saw"}, object={"objectType": "StatementRef", "id": IDS[other]}
        )

    # An says 0, 4 and 7; 6 is about one of them through 2.
    tool.send([told(0), told(1, bo), about(2, 0), about(3, 1), told(4), about(5, 4), about(6, 2), told(7)])
    read = verbs["test-read"].iri
    cases: tuple[tuple[dict[str, str], list[int]], ...] = (
        # Fewer that say it than that refer, as many, and none.
        ({"agent": AN}, [0, 2, 4, 5, 6, 7]),
        ({"agent": AN, "verb": read}, [0, 2, 4, 5, 6, 7]),
        ({"verb": read}, [0, 1, 2, 3, 4, 5, 6, 7]),
        ({"verb": read, "activity": f"{COURSE}/other"}, []),
    )
    for params, found in cases:
        for ascending, order in (("true", found), ("false", found[::-1])):
            for limit in (1, 2, 5):
                seen, asked = list[str](), {**params, "ascending": ascending, "limit": str(limit)}
                while asked:
                    page = tool.client.get("/xapi/statements", asked).json()
                    seen += [one["id"] for one in page["statements"]]
                    asked = dict(parse_qsl(urlsplit(page["more"]).query))
                assert seen == [IDS[number] for number in order], (params, ascending, limit)


def test_days_are_read_in_the_order_in_which_things_happened_page_by_page(world: World) -> None:
    now = datetime.now(UTC)
    # Told late: what happened first was stored last.
    for number in range(45):
        kept(now, now - timedelta(minutes=number), f"{COURSE}/{number}")
    client, since = world.client(world.priya, "en"), (now - timedelta(days=2)).date().isoformat()
    for asked in ({"since": since}, {"since": since, "verb": verbs["test-read"].iri}):
        seen, further = [], f"since={since}"
        while further:
            page = client.get(f"{PAGE}?{further}")
            seen += [line.sentence.rpartition("/")[2] for line in page.context["lines"]]
            further = page.context["further"]
        assert seen == [str(number) for number in range(45)], asked


def many_told(parts: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """Of each: who, with which verb of ours, about what."""
    return [
        {
            **told(mbox=f"{name}@elders.example", verb={"id": f"{OWN}verbs/{verb}"}, object={"id": thing}),
            "id": str(uuid7()),
        }
        for name, verb, thing in parts
    ]


def test_two_filters_that_hardly_meet_pass_by_none_of_what_each_of_them_finds(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "BEGINS_WITH", 2)
    monkeypatch.setattr(ways, "AT_ONCE", 3)
    tool, read, wrote, other = Tool(), f"{OWN}verbs/test-read", f"{OWN}verbs/test-wrote", f"{COURSE}/2"
    rare = many_told([("an", "test-wrote", COURSE)])
    tool.send(rare)
    asked = ({"agent": AN, "activity": COURSE}, {"activity": COURSE, "verb": wrote}, {"agent": AN, "verb": wrote})
    cases: tuple[dict[str, str], ...] = (*asked, {"agent": AN, "activity": COURSE, "verb": wrote})
    counts: list[list[int]] = []
    for _ in range(2):
        tool.send(
            many_told([("an", "test-read", other), ("bo", "test-read", COURSE), ("bo", "test-wrote", other)] * 10)
        )
        counts.append([])
        for params in cases:
            with CaptureQueriesContext(connection) as queries:
                assert tool.ids(**params) == [rare[0]["id"]]
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
    assert len(tool.ids(agent=AN, verb=read)) == 20


def test_what_was_there_before_pairs_is_found_and_gets_them_while_the_product_runs(
    world: World, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair, "PIECE", 2)
    monkeypatch.setattr(pieces, "AT_A_TIME", 2)
    tool = Tool()
    tool.send([told(1), told(2, object={"id": f"{COURSE}/2"}), told(3, mbox="bo@elders.example"), told(4)])
    tool.send(told(5, object={"objectType": "Agent", "mbox": "mailto:bo@elders.example"}))
    pairs = list(Mention.objects.order_by("pk").values_list("pair", flat=True))
    # As the migration leaves a log that is there.
    Mention.objects.update(pair=None)
    import_module("zwerm.records.migrations.0017_pairs").begin_pairing(apps, connection.schema_editor())
    tool.send(told(6))
    for done in (False, False, True):
        assert tool.ids(agent=AN, activity=COURSE) == [IDS[6], IDS[4], IDS[1]]
        assert Mention.all_paired() == done
        pair.pair_mentions()
    assert tool.ids(agent=AN, activity=COURSE) == [IDS[6], IDS[4], IDS[1]]
    assert list(Mention.objects.order_by("pk").values_list("pair", flat=True))[: len(pairs)] == pairs
    assert pairs.count(None) == 2


def test_what_a_colleague_did_here_with_something_is_found_by_both(world: World, lesson: Activity) -> None:
    tool, other = Tool(), Activity("https://e.org/other", lesson.type, {"en": "Other"})
    ours = [str(record(world.fatima, "test-read", thing).id) for thing in (lesson, other, lesson)]
    wrote = str(record(world.fatima, "test-wrote", lesson).id)
    record(world.kees, "test-read", lesson)
    account = {"account": {"homePage": "http://localhost:8000", "name": str(world.fatima.pk)}}
    tool.send(told(1, actor=account, object={"id": lesson.iri}))
    asked = {"agent": json.dumps(account), "activity": lesson.iri}
    assert tool.ids(**asked) == [IDS[1], wrote, ours[2], ours[0]]
    assert tool.ids(**asked, verb=verbs["test-wrote"].iri) == [wrote]
    assert tool.ids(**asked, verb=verbs["test-read"].iri, ascending="true") == [ours[0], ours[2], IDS[1]]


def test_several_filters_together_find_what_all_of_them_find_however_it_is_looked_at_in_pieces(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "BEGINS_WITH", 2)
    monkeypatch.setattr(ways, "AT_ONCE", 3)
    chance, tool = random.Random(7), Tool()
    names, verb_names, about = ("an", "bo"), ("test-read", "test-wrote"), (COURSE, f"{COURSE}/2")
    parts = [(chance.choice(names), chance.choice(verb_names), chance.choice(about)) for _ in range(60)]
    many = many_told(parts)
    tool.send(many)
    for name, verb, thing in product(names, (None, *verb_names), (None, *about)):
        asked = {"agent": json.dumps({"mbox": f"mailto:{name}@elders.example"}), "limit": "4"}
        asked |= {"verb": f"{OWN}verbs/{verb}"} if verb else {}
        asked |= {"activity": thing} if thing else {}
        wanted = [
            one["id"]
            for one, (its_name, its_verb, its_thing) in zip(many, parts, strict=True)
            if its_name == name and verb in (None, its_verb) and thing in (None, its_thing)
        ]
        for ascending in ("true", "false"):
            found, further = [], f"/xapi/statements?{urlencode({**asked, 'ascending': ascending})}"
            while further:
                page = tool.client.get(further).json()
                assert len(page["statements"]) <= 4
                found += [one["id"] for one in page["statements"]]
                further = page["more"]
            assert found == (wanted if ascending == "true" else wanted[::-1]), asked
    assert len({(verb, thing) for _, verb, thing in parts}) == 4


def test_what_refers_to_something_closed_learns_not_to_what_that_refers(world: World) -> None:
    inside, outside = Tool(space=world.closed), Tool()

    def refers(number: int, to: int) -> dict[str, Any]:
        return told(number, f"{number}@elders.example", object={"objectType": "StatementRef", "id": IDS[to]})

    outside.send([told(1, "1@elders.example")])
    assert inside.send(refers(2, 1)).status_code == 200
    outside.send([refers(3, 2), refers(4, 3), refers(5, 1), refers(6, 5)])
    first = json.dumps({"mbox": "mailto:1@elders.example"})
    assert outside.ids(agent=first) == [IDS[6], IDS[5], IDS[1]]
    assert inside.ids(agent=first) == [IDS[6], IDS[5], IDS[4], IDS[3], IDS[2], IDS[1]]
    # Also where there are fewer references than statements of whom is asked.
    outside.send([told(0, "1@elders.example", id=str(uuid4())) for _ in range(40)])
    assert {IDS[2], IDS[3], IDS[4]}.isdisjoint(outside.ids(agent=first))


def test_where_the_next_page_begins_does_not_tell_how_much_is_written_elsewhere(world: World) -> None:
    tool, inside = Tool(), Tool(space=world.closed)
    tool.send([told(1), told(2)])
    for _ in range(3):
        inside.send([told(0, id=str(uuid4())) for _ in range(50)])
    tool.send([told(3), told(4)])
    further = tool.client.get("/xapi/statements", {"limit": "1"}).json()["more"]
    begins = dict(parse_qsl(urlsplit(further).query))["from"]
    assert not begins.isdecimal()
    assert [one["id"] for one in tool.client.get(further).json()["statements"]] == [IDS[3]]
    assert tool.client.get("/xapi/statements", {"from": begins[:-3]}).status_code == 400
    assert tool.client.get("/xapi/statements", {"from": "7"}).status_code == 400
