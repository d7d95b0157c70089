"""Several tools at the same moment, each with a connection of its own."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from zwerm.records.models import Mention, Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told

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
