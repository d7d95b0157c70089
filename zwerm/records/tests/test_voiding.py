"""Who may take a statement back: whoever wrote it, and whoever may read it."""

from __future__ import annotations

from typing import Any

import pytest

from zwerm.people.tests.world import World
from zwerm.records.tests.test_xapi import IDS, VOIDED, Tool, told

WRITES, OWN = ("statements/write",), ("statements/write", "statements/read/mine")


def void(number: int, target: int) -> dict[str, Any]:
    return told(number, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[target]})


@pytest.mark.parametrize("scopes", [WRITES, OWN])
def test_a_tool_voids_what_it_wrote_and_nothing_that_it_does_not_see(world: World, scopes: tuple[str, ...]) -> None:
    narrow, reader = Tool(*scopes), Tool()
    reader.send(told(1))
    assert narrow.send([told(2), told(3), void(4, 2)]).status_code == 200
    refused = narrow.send([told(5), void(6, 1)])
    assert (refused.status_code, IDS[1] in refused.json()["error"]) == (403, True)
    # Nor does it learn what it is.
    assert narrow.send(void(7, 4)).status_code == 400
    reader.send(void(8, 3))
    assert narrow.send(void(9, 8)).status_code == 403
    assert reader.ids() == [IDS[8], IDS[4], IDS[1]]


def test_who_reads_all_voids_what_others_wrote_but_nothing_in_a_space_that_is_closed_to_it(world: World) -> None:
    inside, everyone, reads = Tool(*WRITES, space=world.closed), Tool(), Tool("statements/write", "statements/read")
    Tool().send([told(1), told(2)])
    inside.send([told(3), told(4)])
    assert [tool.send(void(number, target)).status_code for number, (tool, target) in enumerate(
        [(everyone, 1), (reads, 2), (everyone, 3), (reads, 3), (inside, 3)], 5
    )] == [200, 200, 403, 403, 200]  # fmt: skip
    assert Tool(space=world.closed).ids() == [IDS[9], IDS[6], IDS[5], IDS[4]]


@pytest.mark.parametrize("scopes", [WRITES, ("all",)])
def test_who_voids_what_is_not_here_yet_voids_it_only_where_it_may(world: World, scopes: tuple[str, ...]) -> None:
    tool, reader = Tool(*scopes), Tool(space=world.closed)
    assert tool.send([void(3, 1), void(4, 2)]).status_code == 200
    tool.send(told(1))
    reader.send(told(2))
    assert reader.ids() == [IDS[2], IDS[4], IDS[3]]
    assert reader.client.get("/xapi/statements", {"voidedStatementId": IDS[1]}).json()["id"] == IDS[1]


def test_what_voids_is_never_voided_whichever_comes_first(world: World) -> None:
    tool, other = Tool(), Tool()
    tool.send(told(1))
    assert tool.send(void(3, 2)).status_code == 200
    assert tool.send(void(2, 1)).status_code == 200
    assert tool.client.get("/xapi/statements", {"statementId": IDS[2]}).status_code == 200
    assert tool.client.get("/xapi/statements", {"voidedStatementId": IDS[2]}).status_code == 404
    assert tool.ids() == [IDS[2], IDS[3]]
    other.send([void(5, 4), void(6, 1)])
    assert other.send([void(4, 1), told(7)]).status_code == 200
    assert other.ids() == [IDS[7], IDS[4], IDS[6], IDS[5], IDS[2], IDS[3]]
