from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha1, sha256
from secrets import token_hex
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from zwerm.people.models import AuditEntry
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.forms import told_verbs
from zwerm.records.models import Statement
from zwerm.records.rules import parquet
from zwerm.records.tests.test_xapi import IDS, VOIDED, Tool, told
from zwerm.records.vocabulary import Activity, verbs

PAGE = "/records/statements/"


def sentences(world: World, language: str = "nl", **asked: Any) -> list[str]:
    response = world.client(world.priya, language).get(PAGE, asked)
    return [line.sentence for line in response.context["lines"]]


def test_administrators_read_what_people_did_as_sentences_in_their_language(world: World, lesson: Activity) -> None:
    course = Activity("urn:uuid:0192d8b4-0000-7000-8000-000000000005", lesson.type, {"nl": "Veilig werken"})
    record(world.fatima, "test-read", lesson, part_of=course, scaled=0.8, success=True, seconds=240)
    tool = Tool()
    attended = {"id": "https://e.org/verbs/attended", "display": {"en-US": "attended", "nl-NL": "woonde bij:"}}
    talk = {"id": "https://e.org/talk", "definition": {"name": {"nl": "Het praatje", "en": "The talk"}}}
    tool.send(told(1, "an@elders.example", verb=attended, object=talk))
    tool.send(told(2, "kees@lindehof.example", verb={"id": "https://e.org/verbs/saw"}))
    assert sentences(world) == [
        "Kees Mulder saw https://lms.example/course",
        "an@elders.example woonde bij: Het praatje",
        "Fatima El Amrani test-read Vallen voorkomen, uit Veilig werken",
    ]
    assert sentences(world, "en")[1:] == [
        "an@elders.example attended The talk",
        "Fatima El Amrani test-read Preventing falls, of Veilig werken",
    ]
    page = " ".join(world.client(world.priya, "nl").get(PAGE).text.split())
    assert "gelukt, 80%, 4 min." in page
    assert f"verteld door {tool.credential.name}" in page
    assert "&quot;verb&quot;: {" in page


def test_a_sentence_ends_once_and_names_a_thing_once(world: World, lesson: Activity) -> None:
    step = Activity("urn:uuid:0192d8b4-0000-7000-8000-000000000006", lesson.type, {"nl": "Klik op ‘Oefenen’."})
    record(world.fatima, "test-read", step, part_of=lesson)
    record(world.fatima, "test-read", lesson, part_of=lesson)
    assert sentences(world) == [
        "Fatima El Amrani test-read Vallen voorkomen",
        "Fatima El Amrani test-read Klik op ‘Oefenen’, uit Vallen voorkomen",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_verbs_are_called_the_same(language: str) -> None:
    with override(language):
        called = [name for _iri, name in told_verbs()]
    assert len(set(called)) == len(called)


def test_filters_narrow_and_a_mistake_in_one_finds_nothing(world: World, lesson: Activity) -> None:
    now = datetime.now(UTC)
    record(world.fatima, "test-read", lesson, space=world.team.space, when=now - timedelta(days=3))
    record(world.fatima, "test-wrote", lesson)
    record(world.kees, "test-read", lesson)
    tool = Tool()
    tool.send(told(1))
    read, fatima, kees = verbs["test-read"].iri, "Fatima El Amrani", "Kees Mulder"
    today, before = now.date().isoformat(), (now - timedelta(days=2)).date().isoformat()
    for asked, found in (
        ({"person": "fatima"}, [fatima, fatima]),
        ({"person": "fatima", "verb": read}, [fatima]),
        ({"person": "nobody"}, []),
        ({"person": "nobody", "since": before}, []),
        ({"space": world.team.space.pk}, [fatima]),
        ({"until": before}, [fatima]),
        ({"since": today, "source": "zwerm"}, [kees, fatima]),
        ({"source": tool.credential.pk}, ["an@elders.example"]),
        ({"source": "another"}, []),
        ({"until": "soon"}, []),
    ):
        assert [one.split(" test-")[0] for one in sentences(world, **asked)] == found, asked


def test_an_administrator_sees_nothing_of_spaces_that_are_closed_to_them(world: World, lesson: Activity) -> None:
    record(world.sanne, "test-read", lesson, space=world.closed)
    record(world.sanne, "test-read", lesson, space=world.sanne.private_space)
    assert sentences(world) == []
    for kind in ("jsonl", "parquet"):
        taken = world.client(world.priya).post(f"{PAGE}{kind}/").getvalue()
        assert b"Preventing" not in taken
    for person in (world.fatima, world.otto):
        assert world.client(person).get(PAGE).status_code == 404
        assert world.client(person).post(f"{PAGE}jsonl/").status_code == 404


def test_anyone_is_found_by_the_whole_of_their_address(world: World, lesson: Activity) -> None:
    tool, total = Tool(), sha1(b"mailto:an@elders.example").hexdigest()  # noqa: S324  as xAPI has it
    record(world.fatima, "test-read", lesson)
    other = {"id": "https://lms.example/verbs/attended"}
    tool.send(
        [told(1), told(2, "AN@elders.example"), told(3, actor={"mbox_sha1sum": total}), told(4, "bo@elders.example")]
    )
    tool.send([told(5, world.fatima.email, verb=other), told(6, verb=other)])
    client = world.client(world.priya)

    def found(**asked: str) -> set[str]:
        page = client.get(PAGE, asked)
        taken = client.post(f"{PAGE}jsonl/", asked).getvalue().decode().splitlines() if page.status_code == 200 else []
        shown = {str(line.id) for line in page.context["lines"]}
        assert shown == {json.loads(one)["id"] for one in taken}
        return shown

    today = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}"
    for besides in ({}, {"since": today}):
        assert found(person="an@elders.example", **besides) == {IDS[1], IDS[3], IDS[6]}
        assert found(person="an@elders.example", other=other["id"], **besides) == {IDS[6]}
        assert len(found(person=" FATIMA@lindehof.example ", **besides)) == 2
        assert found(person="elders.example", **besides) == found(person="an@elders", **besides) == set()
        assert found(other=other["id"], **besides) == {IDS[5], IDS[6]}
    refused = client.get(PAGE, {"other": "attended"})
    assert (refused.status_code, refused.context["lines"]) == (422, [])


def test_the_list_tells_when_before_anything_is_opened(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson)
    page = world.client(world.priya).get(PAGE).text
    listed = page[page.index('<ol class="stack') :]
    assert listed.index("<time ") < listed.index("<details")


def test_who_was_looked_at_reads_so(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson)
    record(world.kees, "test-read", lesson)
    for _ in range(2):
        sentences(world, person="fatima")
    assert list(AuditEntry.objects.values_list("by", "act", "about", "detail")) == [
        (world.priya.pk, "looked", world.fatima.pk, "what they did")
    ]
    assert "wat er over diegene is vastgelegd" in world.client(world.fatima, "nl").get("/account/data/").text
    world.client(world.priya, "nl").post(f"{PAGE}jsonl/")
    assert set(AuditEntry.objects.values_list("about", flat=True)) == {world.fatima.pk, world.kees.pk}


def test_what_is_found_is_taken_along_as_json_lines_and_parquet(world: World, lesson: Activity) -> None:
    tool = Tool()
    record(world.fatima, "test-read", lesson, space=world.team.space)
    record(world.kees, "test-wrote", lesson)
    tool.send(told(1))
    tool.send(told(2, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[1]}))
    admin = world.client(world.priya, "en")
    lines = [json.loads(line) for line in admin.post(f"{PAGE}jsonl/").getvalue().splitlines()]
    assert [one["id"] for one in lines] == [str(one) for one in Statement.objects.order_by("sequence").values_list("id", flat=True)]  # fmt: skip
    assert lines[0]["authority"]["name"] == "Zwerm"
    assert [one["verb"]["id"] for one in map(json.loads, admin.post(f"{PAGE}jsonl/", {"person": "kees"}).getvalue().splitlines())] == [verbs["test-wrote"].iri]  # fmt: skip
    taken = admin.post(f"{PAGE}parquet/")
    assert taken["Content-Disposition"].endswith('.parquet"')
    content = taken.getvalue()
    assert (content[:4], content[-4:]) == (b"PAR1", b"PAR1")
    assert [line.voided for line in admin.get(PAGE).context["lines"]] == [False, True, False, False]
    assert admin.post(f"{PAGE}csv/").status_code == 404


def test_parquet_is_byte_for_byte_what_other_readers_read() -> None:
    """This file was read back, value by value, with pyarrow 26.0.1 and arro3 0.9.1. Compressed bytes are zlib's own, so they are left out."""
    names = {"id": parquet.TEXT, "when": parquet.MOMENT, "score": parquet.NUMBER, "ok": parquet.FLAG}
    moment = datetime(2026, 11, 28, 12, 0, 0, 7, tzinfo=UTC)
    rows = [
        [None if n % 3 == 0 else f"é{n}", moment + timedelta(seconds=n), n / 4, None if n % 7 == 0 else n % 2 == 0]
        for n in range(20)
    ]

    class Plain:
        def compress(self, body: bytes) -> bytes:
            return body

        def flush(self) -> bytes:
            return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zlib.compressobj", lambda wbits: Plain())
        written = b"".join(parquet.written(names, [rows[:12], [], rows[12:]]))
    assert sha256(written).hexdigest() == "40465cb7770471b3002c31a69a1c574052d1929dedb702aa20b6d261132821a9"


def test_the_page_asks_as_often_for_three_statements_as_for_one(world: World, lesson: Activity) -> None:
    client, counts = world.client(world.priya), []
    for rows in (1, 2):
        for _ in range(rows):
            record(world.fatima, "test-read", lesson, space=world.team.space)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def test_the_list_goes_on_where_the_page_ended_with_the_same_filters(world: World) -> None:
    for number in range(45):
        record(world.fatima, "test-read", Activity(f"urn:uuid:{number}", "https://e.org/t", {"nl": f"Les {number}."}))
    client = world.client(world.priya, "nl")
    first = client.get(PAGE, {"person": "fatima"})
    assert len(first.context["lines"]) == 40
    older = client.get(f"{PAGE}?{first.context['further']}")
    assert [line.sentence[-6:] for line in older.context["lines"]] == ["Les 4.", "Les 3.", "Les 2.", "Les 1.", "Les 0."]
    assert (older.context["further"], older.context["form"]["person"].value()) == ("", "fatima")


def test_of_a_long_statement_the_list_shows_the_beginning_and_the_whole_is_a_link_away(world: World) -> None:
    tool = Tool()
    long = {"id": "https://e.org/long", "definition": {"name": {"en": "long " * 20_000}}}
    tool.send([told(id=str(uuid4()), object=long, result={"response": token_hex(50_000)}) for _ in range(39)])
    tool.send(told(1, world.fatima.email, object=long))
    admin = world.client(world.priya, "en")
    page = admin.get(PAGE)
    # Eight megabytes of statements.
    assert len(page.context["lines"]) == 40
    assert len(page.content) < 200_000
    assert max(len(line.sentence) for line in page.context["lines"]) == 301
    address = f"{PAGE}{IDS[1]}/"
    assert address in page.text
    AuditEntry.objects.all().delete()
    whole = admin.get(address)
    assert (whole.json()["object"], whole["Content-Type"]) == (long, "application/json")
    assert AuditEntry.objects.get().about == world.fatima
    record(world.sanne, "test-read", Activity("urn:uuid:1", "https://e.org/t", {"nl": "Les"}), space=world.closed)
    closed = Statement.objects.latest("sequence").id
    assert [admin.get(f"{PAGE}{closed}/").status_code, world.client(world.otto).get(address).status_code] == [404, 404]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_day_of_another_age_finds_nothing_and_is_told(world: World, lesson: Activity, name: str, day: str) -> None:
    record(world.fatima, "test-read", lesson)
    page = world.client(world.priya).get(PAGE, {name: day})
    assert (page.status_code, page.context["lines"]) == (422, [])
    assert "Choose a day between 1900 and 2199." in page.text
