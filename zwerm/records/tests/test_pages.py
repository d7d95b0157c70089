from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.people.actions import join_space
from zwerm.people.models import Membership
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Statement
from zwerm.records.projection import advance_all
from zwerm.records.rules.mix import parts_of
from zwerm.records.tests.test_xapi import COURSE, IDS, VOIDED, Tool, told
from zwerm.records.vocabulary import Activity


def test_my_week_on_today_tells_what_i_did_and_who_sees_it(world: World, lesson: Activity) -> None:
    for verb in ("test-read", "test-read", "test-wrote", "test-coached"):
        record(world.fatima, verb, lesson, seconds=300)
    advance_all()
    page = world.client(world.fatima, "nl").get("/").text
    assert "2 keer geleerd, 1 keer gedeeld, 1 keer uitgelegd." in " ".join(page.split())
    assert "20 minuten" in page
    assert "50%" in page
    assert "Alleen jij ziet dit." in page
    page = world.client(world.fatima, "en").get("/").text
    assert "Learned 2 times, shared 1 times, taught 1 times." in " ".join(page.split())


def test_a_new_colleague_reads_how_the_week_fills(world: World) -> None:
    page = world.client(world.otto, "nl").get("/").text
    assert "Je week is nog leeg" in page


def test_nobody_sees_the_week_of_another(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson, seconds=6000)
    advance_all()
    assert "Je week is nog leeg" in world.client(world.kees, "nl").get("/").text


def test_my_timeline_tells_in_sentences_what_i_did(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson, seconds=120)
    record(world.kees, "test-wrote", lesson)
    dutch = world.client(world.fatima, "nl").get("/records/me/").text
    assert "You test-read Vallen voorkomen" in dutch
    assert "2 minuten" in dutch
    assert "test-wrote" not in dutch
    assert "You test-read Preventing falls" in world.client(world.fatima, "en").get("/records/me/").text


def test_my_timeline_tells_the_steps_of_one_thing_in_one_line(world: World, lesson: Activity) -> None:
    other = Activity("urn:uuid:0192d8b4-0000-7000-8000-000000000002", lesson.type, {"nl": "Hygiëne"})
    for part_of, count in ((lesson, 3), (other, 2)):
        for number in range(count):
            question = Activity(f"urn:uuid:{number}", "https://e.org/q", {"nl": f"Vraag {number}?"})
            record(world.fatima, "test-answered", question, part_of=part_of)
    response = world.client(world.fatima, "nl").get("/records/me/")
    assert [line.sentence for day in response.context["days"] for line in day.lines] == [
        "You test-answered 2 times in Hygiëne",
        "You test-answered 3 times in Vallen voorkomen",
    ]


def test_many_steps_do_not_push_the_rest_off_the_page(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson)
    for number in range(60):
        question = Activity(f"urn:uuid:{number}", "https://e.org/q", {"nl": f"Vraag {number}?"})
        record(world.fatima, "test-answered", question, part_of=lesson)
    response = world.client(world.fatima, "nl").get("/records/me/")
    assert "You test-read Vallen voorkomen" in response.text
    assert response.context["further"] is None


def test_what_lies_in_a_space_i_left_is_not_named(world: World, lesson: Activity) -> None:
    join_space(world.otto, world.closed)
    record(world.otto, "test-read", lesson, space=world.closed)
    Membership.objects.filter(person=world.otto, space=world.closed).delete()
    page = world.client(world.otto, "en").get("/records/me/").text
    assert "Preventing falls" not in page
    assert "something in a space that you no longer see" in page


def test_the_timeline_goes_on_where_the_page_ended(world: World) -> None:
    for number in range(45):
        record(world.fatima, "test-read", Activity(f"urn:uuid:{number}", "https://e.org/t", {"nl": f"Les {number}."}))
    client = world.client(world.fatima, "nl")
    first = client.get("/records/me/")
    assert "Les 44." in first.text
    assert "Les 4." not in first.text
    older = client.get("/records/me/", {"before": first.context["further"]})
    assert "Les 4." in older.text
    assert "Les 5." not in older.text
    assert older.context["further"] is None
    assert "Er is niets ouder" in client.get("/records/me/?before=1-1").text
    for nonsense in ("nonsense", "²", "1", "1-²", "999999999999999999-1"):
        assert "Les 44." in client.get("/records/me/", {"before": nonsense}).text


def test_what_i_did_stands_in_the_order_in_which_it_happened_also_where_it_was_stored_later(world: World) -> None:
    now = datetime.now(UTC)
    for number in range(90):
        lesson = Activity(f"urn:uuid:{number}", "https://e.org/t", {"nl": f"Les {number}."})
        # Two at each moment, and stored in another order than they happened.
        record(world.fatima, "test-read", lesson, when=now - timedelta(hours=(number * 7 % 90) // 2))
    client, happened, address = world.client(world.fatima, "nl"), list[str](), "/records/me/"
    while address:
        page = client.get(address)
        happened += [line.sentence for day in page.context["days"] for line in day.lines]
        address = f"/records/me/?before={further}" if (further := page.context["further"]) else ""
    rows = Statement.objects.order_by("-timestamp", "-sequence").values_list("object_iri", flat=True)
    assert happened == [f"You test-read Les {iri.rpartition(':')[2]}." for iri in rows]
    latest = client.get("/records/learning/").context["days"]
    assert [line.sentence for day in latest for line in day.lines] == happened[:10]


@pytest.mark.parametrize("address", ["/records/me/", "/", "/records/learning/", "/records/learning/?by=month"])
def test_the_number_of_queries_does_not_grow_with_what_i_did(world: World, lesson: Activity, address: str) -> None:
    client = world.client(world.fatima)
    counts = []
    for rows in (1, 2):
        for day in range(rows):
            record(world.fatima, "test-read", lesson, when=datetime.now(UTC) - timedelta(days=day), space=world.closed)
        advance_all()
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("counts", "percents"),
    [((0, 0, 0), []), ((1, 1, 1), [34, 33, 33]), ((7, 2, 1), [70, 20, 10]), ((2, 0, 1), [67, 0, 33])],
)
def test_the_mix_adds_up_to_a_hundred(counts: tuple[int, int, int], percents: list[int]) -> None:
    assert [part.percent for part in parts_of(*counts)] == percents


def test_my_learning_tells_weeks_months_kinds_and_forms(world: World, lesson: Activity) -> None:
    now = datetime.now(UTC)
    for days, verb in ((0, "test-read"), (0, "test-wrote"), (7, "test-read"), (70, "test-coached"), (300, "test-read")):
        record(world.fatima, verb, lesson, seconds=120, when=now - timedelta(days=days))
    advance_all()
    client = world.client(world.fatima, "nl")
    weeks, months = client.get("/records/learning/"), client.get("/records/learning/?by=month")
    assert (weeks.context["acts"], weeks.context["minutes"]) == (4, 8)
    assert (months.context["acts"], months.context["minutes"]) == (5, 10)
    assert [period.row.acts if period.row else 0 for period in weeks.context["periods"]][-2:] == [1, 2]
    assert {name: count for name, count, _most in months.context["forms"] if count} == {
        "Sociaal": 1, "Informeel": 1, "Zelfgestuurd": 3
    }  # fmt: skip
    assert [part.percent for part in months.context["parts"]] == [20, 20, 60]
    assert "You test-read Vallen voorkomen" in weeks.text
    assert "Nog niets" in world.client(world.otto, "nl").get("/records/learning/").text


def test_the_bars_of_my_learning_stand_on_the_ground_and_the_highest_fills_the_drawing(
    world: World, lesson: Activity
) -> None:
    for verb in ("test-read", "test-read", "test-wrote", "test-coached"):
        record(world.fatima, verb, lesson)
    record(world.fatima, "test-read", lesson, when=datetime.now(UTC) - timedelta(days=7))
    advance_all()
    *_others, before, now = world.client(world.fatima).get("/records/learning/").context["periods"]
    assert [(one.name, one.y, one.height) for one in now.blocks] == [
        ("on_the_job", 30, 10), ("from_others", 20, 10), ("formal", 0, 20)
    ]  # fmt: skip
    assert [(one.name, one.y, one.height) for one in before.blocks] == [("formal", 30, 10)]


def test_what_a_tool_told_and_another_took_back_does_not_count_and_is_marked(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson, seconds=60)
    here = {"account": {"homePage": "http://localhost:8000", "name": str(world.fatima.pk)}}
    now = datetime.now(UTC).isoformat()
    course = {"id": COURSE, "definition": {"name": {"en": "Lifting safely"}}}
    done = told(1, actor=here, object=course, timestamp=now, result={"duration": "PT2H"})
    assert Tool().send(done).status_code == 200
    advance_all()
    learning, me = (world.client(world.fatima).get(address) for address in ("/records/learning/", "/records/me/"))
    assert (learning.context["acts"], learning.context["minutes"]) == (2, 121)
    assert "Lifting safely" in learning.text
    assert "Taken back" not in me.text
    void = told(2, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[1]})
    assert Tool().send(void).status_code == 200
    advance_all()
    learning, me = (world.client(world.fatima).get(address) for address in ("/records/learning/", "/records/me/"))
    assert (learning.context["acts"], learning.context["minutes"]) == (1, 1)
    assert "Lifting safely" not in learning.text
    marked = [line.sentence for day in me.context["days"] for line in day.lines if line.voided]
    assert len(marked) == 1
    assert "Lifting safely" in marked[0]
    assert me.text.count("Taken back") == 1


@pytest.mark.parametrize("path", ["/records/me/", "/records/learning/"])
def test_a_thing_without_a_name_is_called_by_its_address_however_long(world: World, path: str) -> None:
    short, long = "https://tool.example/7", f"https://tool.example/{'a' * 600}"
    Tool().send(
        [told(number, "fatima@lindehof.example", object={"id": iri}) for number, iri in ((1, short), (2, long))]
    )
    advance_all()
    page = world.client(world.fatima, "nl").get(path).text
    assert f"{short}\n" in page
    assert long[:200] in page
    assert long not in page
    assert "a…\n" in page
    [column] = Statement.objects.filter(id=IDS[2]).values_list("object_iri", flat=True)
    assert column.partition(" ")[2] not in page


@pytest.mark.parametrize("path", ["/records/me/", "/records/learning/"])
def test_what_the_tool_called_a_thing_in_another_statement_it_is_called_in_all(world: World, path: str) -> None:
    iri = "https://tool.example/7"
    Tool().send([told(1, "kees@lindehof.example", object={"id": iri, "definition": {"name": {"nl": "Zevende les"}}})])
    Tool().send(told(2, "fatima@lindehof.example", object={"id": iri}))
    advance_all()
    page = world.client(world.fatima, "nl").get(path).text
    assert "Zevende les" in page
    assert iri not in page


def test_what_a_tool_of_a_closed_space_calls_a_thing_is_told_only_of_what_lies_there(world: World) -> None:
    iri = "https://tool.example/7"
    within = Tool(space=world.closed)
    within.send(told(1, "kees@lindehof.example", object={"id": iri, "definition": {"name": {"nl": "Geheime les"}}}))
    Tool().send([told(n, f"{who}@lindehof.example", object={"id": iri}) for n, who in ((2, "fatima"), (3, "sanne"))])
    within.send(told(4, "sanne@lindehof.example", object={"id": iri}))
    for person in (world.fatima, world.sanne):
        assert "Geheime les" not in world.client(person, "nl").get("/records/me/").text
    within.send(told(5, "fatima@lindehof.example", object={"id": iri}))
    reader = world.client(world.fatima, "nl")
    with CaptureQueriesContext(connection) as asked:
        assert "Geheime les" in reader.get("/records/me/").text
    assert len(asked) <= 12
