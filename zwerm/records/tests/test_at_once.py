"""Several tools at the same moment, each with a connection of its own."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256
from threading import Barrier, Event
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Attachment, Document, Mention, Statement
from zwerm.records.tests.test_forgetting import keep
from zwerm.records.tests.test_xapi import COURSE, IDS, VOIDED, Tool, mixed, told
from zwerm.records.vocabulary import Activity
from zwerm.records.xapi import documents

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def all_at_once(sent: Sequence[Any], tool: Tool | None = None, how: Callable[[Any], Any] | None = None) -> Counter[int]:
    """POST each by a thread of its own, or send it as `how` says; how often which status was answered."""
    tool, ready = tool or Tool(), Barrier(len(sent))
    tool.ids()  # from now on it is known which version this tool speaks

    def send(one: Any) -> int:
        ready.wait()
        try:
            return int((how or tool.send)(one).status_code)
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


def about(number: int, other: int, **parts: Any) -> dict[str, Any]:
    return told(number, object={"objectType": "StatementRef", "id": IDS[other]}, **parts)


def test_of_two_who_refer_through_each_other_at_once_the_first_is_found_by_what_the_last_says() -> None:
    tool = Tool()
    for _again in range(3):
        renewed = {one: str(uuid4()) for one in IDS}

        def fresh(statement: dict[str, Any], ids: dict[str, str] = renewed) -> Any:
            text = json.dumps(statement)
            for before, after in ids.items():
                text = text.replace(before, after)
            return json.loads(text)

        activity = f"{COURSE}/{renewed[IDS[1]]}"
        tool.send(fresh(told(1, object={"id": activity})))
        chain = [fresh(about(place, place - 1)) for place in (2, 3, 4, 5)]
        assert all_at_once(chain, tool) == {200: 4}
        assert sorted(tool.ids(activity=activity)) == sorted(renewed[id] for id in IDS[1:6])


def test_who_voids_at_the_moment_that_it_comes_what_they_may_not_only_refers_to_it() -> None:
    writes, reader = Tool("statements/write"), Tool()

    def send(one: dict[str, Any]) -> Any:
        return (writes if one["verb"] == VOIDED else reader).send(one)

    for number in (1, 2, 3):
        sent = [told(number), about(number + 3, number, verb=VOIDED)]
        statuses = all_at_once(sent, reader, send)
        # Either it was there already, and they may not; or it was not, and they did not.
        assert statuses in ({200: 2}, {200: 1, 403: 1})
        assert reader.client.get("/xapi/statements", {"statementId": IDS[number]}).status_code == 200


def test_of_many_who_keep_a_first_document_under_one_name_at_once_one_does() -> None:
    tool = Tool()
    where = urlencode({"activityId": COURSE, "profileId": "p"})

    def put(number: int) -> Any:
        none, body = {"if-none-match": "*"}, json.dumps({"by": number})
        return tool.client.put(f"/xapi/activities/profile?{where}", body, content_type="application/json", headers=none)

    assert all_at_once(range(AT_ONCE), tool, put) == {204: 1, 412: AT_ONCE - 1}
    assert Document.objects.count() == 1


def test_what_many_put_together_in_a_new_document_at_once_is_all_there() -> None:
    tool = Tool()
    where = urlencode({"activityId": COURSE, "agent": '{"mbox":"mailto:an@elders.example"}', "stateId": "s"})

    def post(number: int) -> Any:
        body = json.dumps({f"by {number}": number})
        return tool.client.post(f"/xapi/activities/state?{where}", body, content_type="application/json")

    assert all_at_once(range(AT_ONCE), tool, post) == {204: AT_ONCE}
    kept = tool.client.get(f"/xapi/activities/state?{where}").json()
    assert kept == {f"by {number}": number for number in range(AT_ONCE)}


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


def test_a_document_about_who_is_erased_at_that_moment_is_about_nobody_here(monkeypatch: pytest.MonkeyPatch) -> None:
    known = iter([uuid4(), None])
    monkeypatch.setattr(documents, "whose", lambda agent: next(known))
    keep(Tool(), "agents/profile", agent='{"mbox": "mailto:an@elders.example"}', profileId="p")
    kept = Document.objects.get()
    assert (kept.identity, kept.person) == ("p", None)


def through(answer: Any) -> datetime:
    return datetime.fromisoformat(answer.headers["X-Experience-API-Consistent-Through"])


def test_nobody_waits_while_files_are_written_to_disk_and_those_of_a_refused_statement_are_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tool, within = Tool(), list[bool]()
    real = os.fsync

    def noted(file: int) -> None:
        within.append(connection.in_atomic_block)
        real(file)

    monkeypatch.setattr(os, "fsync", noted)

    def send(statement: dict[str, Any], content: bytes) -> int:
        body, _hash = mixed(statement, content)
        answer = tool.client.post("/xapi/statements", body, content_type="multipart/mixed; boundary=b")
        return int(answer.status_code)

    assert [send(told(1), b"kept"), send(told(1, object={"id": f"{COURSE}/other"}), b"not kept")] == [200, 409]
    assert within == [False, False]
    kept = Attachment.objects.get().hash
    assert default_storage.open(Attachment.path_of(kept)).read() == b"kept"
    beside = {name for folder in folders() for name in default_storage.listdir(f"attachments/{folder}")[1]}
    assert [name for name in beside if sha256(b"not kept").hexdigest() in name] == []
    # Sent once more it is there already.
    assert (send(told(2), b"kept"), len(within)) == (200, 2)


def folders() -> list[str]:
    return default_storage.listdir("attachments")[0]
