"""Several tools at the same moment, each with a connection of its own."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Mention, Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told
from zwerm.records.vocabulary import Activity

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def all_at_once(sent: list[Any]) -> Counter[int]:
    """POST each by a thread of its own; how often which status was answered."""
    tool, ready = Tool(), Barrier(len(sent))
    tool.ids()  # from now on it is known which version this tool speaks

    def send(one: Any) -> int:
        ready.wait()
        try:
            return int(tool.send(one).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sent)) as pool:
        return Counter(pool.map(send, sent))


def test_the_same_statement_told_by_many_at_once_is_kept_once() -> None:
    assert all_at_once([told()] * AT_ONCE) == {200: AT_ONCE}
    assert (Statement.objects.count(), Mention.objects.count()) == (1, 1)


def test_of_different_statements_under_one_id_told_at_once_one_is_kept() -> None:
    sent = [told(object={"id": f"{COURSE}/{number}"}) for number in range(AT_ONCE)]
    assert all_at_once(sent) == {200: 1, 409: AT_ONCE - 1}
    assert Statement.objects.count() == 1


def test_batches_that_hold_each_others_statements_in_another_order_all_come_in() -> None:
    batch = [told(number) for number in range(1, 10)]
    assert all_at_once([batch, batch[::-1]] * (AT_ONCE // 2)) == {200: AT_ONCE}
    assert sorted(str(id) for id in Statement.objects.values_list("id", flat=True)) == IDS[1:]


def test_an_answer_says_up_to_when_it_is_complete_while_somebody_is_still_writing(world: World) -> None:
    tool, appended, read = Tool(), Event(), Event()
    tool.ids()  # from now on it is known which version this tool speaks

    def slowly() -> None:
        with transaction.atomic():
            record(world.fatima, "test-read", Activity("urn:uuid:1", "https://e.org/t", {"en": "Slow"}))
            appended.set()
            read.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(slowly)
        appended.wait(30)
        meanwhile = tool.client.get("/xapi/statements")
        read.set()
        writing.result()
    afterwards = tool.client.get("/xapi/statements", {"limit": "no number"})
    stored = Statement.objects.get().stored
    assert meanwhile.json()["statements"] == []
    assert through(meanwhile) < stored < through(afterwards)
    assert afterwards.status_code == 400


def through(answer: Any) -> datetime:
    return datetime.fromisoformat(answer.headers["X-Experience-API-Consistent-Through"])
