"""When something happened is told in UTC (2.0, 4.2.7; 1.0.3, part two, 4.5), and not less exactly than it came."""

from __future__ import annotations

from typing import Any

import pytest

from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told


@pytest.mark.parametrize(
    ("came", "in_1", "in_2"),
    [
        ("2026-11-22T00:30:00.1234567890+02:00", "2026-11-21T22:30:00.1234567890Z", "2026-11-21T22:30:00.1234567890Z"),
        ("2026-11-22T09:30:00-0530", "2026-11-22T15:00:00Z", "2026-11-22T15:00:00Z"),
        ("2026-11-22T09:30:00,5Z", "2026-11-22T09:30:00.5Z", "2026-11-22T09:30:00.5Z"),
        ("2026-11-22T09:30:00.120Z", "2026-11-22T09:30:00.120Z", "2026-11-22T09:30:00.120Z"),
        # Of what has no time zone 1.0.3 lets nobody tell one; here it is taken for UTC.
        ("2026-11-22T09:30:00.5", "2026-11-22T09:30:00.5", "2026-11-22T09:30:00.5Z"),
        ("2026-11-22T09:30:00", "2026-11-22T09:30:00", "2026-11-22T09:30:00Z"),
        ("2017-01-01T00:59:60.50+01:00", "2016-12-31T23:59:60.50Z", "2016-12-31T23:59:60.50Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        # RFC 3339, which 2.0 asks for, has no hour 24.
        ("2026-11-22T24:00:00Z", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z"),
    ],
)
def test_when_it_happened_is_told_in_utc(world: World, came: str, in_1: str, in_2: str) -> None:
    tool, later = Tool(), Tool(version="2.0.0")
    same = told(0, timestamp=came)
    within = {"objectType": "SubStatement", **{name: part for name, part in same.items() if name != "id"}}
    # What only looks like one stays.
    extensions = {"https://e.org/x": {"timestamp": came}}
    sent = [told(1, timestamp=came, result={"extensions": extensions}), told(2, object=within, timestamp=came)]
    assert tool.send(sent).status_code == 200
    for reader, wanted in ((tool, in_1), (later, in_2)):
        for format in ("exact", "ids", "canonical"):
            answer: Any = reader.client.get("/xapi/statements", {"ascending": "true", "format": format}).json()
            one, other = answer["statements"]
            assert [one["timestamp"], other["timestamp"], other["object"]["timestamp"]] == [wanted] * 3
            assert (one["result"]["extensions"], one["object"]["id"]) == (extensions, COURSE)
    # The same again is the same, as it came and as it is told.
    assert tool.send([*sent, {**sent[0], "timestamp": in_2}][1:]).status_code == 200
    assert Statement.objects.count() == 2


def test_a_leap_second_and_the_end_of_a_day_are_kept_as_the_moments_that_follow(world: World) -> None:
    tool = Tool()
    tool.send([told(1, timestamp="2016-12-31T23:59:60.5Z"), told(2, timestamp="2026-11-22T24:00:00+01:00")])
    tool.send(told(3, result={"duration": "PT1,5S"}))
    assert [one.isoformat() for one in Statement.objects.order_by("sequence").values_list("timestamp", flat=True)][:2] == [
        "2017-01-01T00:00:00.500000+00:00", "2026-11-22T23:00:00+00:00"
    ]  # fmt: skip
    assert Statement.objects.get(id=IDS[3]).seconds == 1.5


def test_a_moment_that_no_calendar_holds_in_utc_stays_as_it_came(world: World) -> None:
    tool = Tool(version="2.0.0")
    early = "0001-01-01T00:00:00+14:00"
    within = {"objectType": "SubStatement", **{name: part for name, part in told(0).items() if name != "id"}}
    assert tool.send(told(1, object={**within, "timestamp": early})).status_code == 200
    assert tool.client.get("/xapi/statements").json()["statements"][0]["object"]["timestamp"] == early
    assert tool.ids() == [IDS[1]]
