"""What is answered is put together in memory: however much is asked, a part of it at a time."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from zwerm.people.tests.world import World
from zwerm.records.actions import browse
from zwerm.records.actions.browse import Wanted, take_along
from zwerm.records.models import Attachment, Statement
from zwerm.records.tests.test_xapi import IDS, Tool, told
from zwerm.records.xapi import find

LONG = "an answer " * 2000


def pages(tool: Tool, **params: str) -> list[tuple[int, str]]:
    """Of each: how long it is, and its text; `more` is followed to the last."""
    found, more = list[tuple[int, str]](), ""
    while True:
        answer = tool.client.get("/xapi/statements", dict(parse_qsl(urlsplit(more).query)) if more else params)
        text = answer.content.decode()
        found.append((len(text), text))
        begin = text.index('"more":"') + 8
        more = text[begin : text.index('"', begin)]
        if not more:
            return found


@pytest.mark.parametrize("ascending", ["true", "false"])
def test_an_answer_ends_when_it_is_big_and_more_leads_to_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch, ascending: str
) -> None:
    tool = Tool()
    tool.send([told(number, result={"response": LONG}) for number in range(8)])
    monkeypatch.setattr(find, "MOST_BYTES", 70_000)
    found = pages(tool, ascending=ascending)
    assert max(length for length, _text in found) < 75_000
    seen = [id for _length, text in found for id in IDS[:8] if f'"id":"{id}"' in text]
    assert sorted(seen) == sorted(IDS[:8])


def test_files_count_too_and_one_that_is_too_big_comes_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Tool()
    tool.send([told(number) for number in range(4)])
    for place, one in enumerate(Statement.objects.order_by("sequence")):
        hash = f"{place}" * 64
        Attachment.objects.create(statement=one, hash=hash)
        default_storage.save(Attachment.path_of(hash), ContentFile(b"x" * (90_000 if place == 2 else 30_000)))
    monkeypatch.setattr(find, "MOST_BYTES", 70_000)
    assert [round(length, -4) for length, _text in pages(tool, attachments="true", ascending="true")] == [
        60_000,
        90_000,
        30_000,
    ]
    assert len(pages(tool)) == 1


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_taking_along_four_times_as_much_takes_no_more_memory(
    world: World, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(find, "MOST_BYTES", 400_000)
    now = datetime.now(UTC)

    def keep(number: int) -> None:
        Statement.objects.bulk_create(
            Statement(verb_iri="https://e.org/saw", timestamp=now, stored=now, json=JSON) for _ in range(number)
        )

    def peak() -> int:
        tracemalloc.start()
        for _piece in take_along(world.priya, Wanted(), form):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    keep(80)
    peak()
    few = peak()
    keep(240)
    assert peak() < 1.3 * few
    monkeypatch.setattr(find, "MOST_BYTES", 1 << 40)
    monkeypatch.setattr(browse, "AT_ONCE", 1000)
    # What it would be without.
    assert peak() > 2 * few


def test_a_page_of_the_browser_takes_no_more_memory_for_long_statements_than_for_a_few(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, now, long = world.client(world.priya), datetime.now(UTC), JSON.replace(LONG, LONG * 10)
    Statement.objects.bulk_create(
        Statement(verb_iri="https://e.org/saw", timestamp=now, stored=now, json=long) for _ in range(40)
    )

    def peak(asked: str) -> int:
        tracemalloc.start()
        assert len(admin.get(f"/records/statements/{asked}").context["lines"]) == 40
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    for asked in ("", f"?since={(now - timedelta(days=2)).date().isoformat()}"):
        peak(asked)
        whole = peak(asked)
        # All of them together are eight megabytes.
        assert whole > 40 * len(long)
        with monkeypatch.context() as little:
            little.setattr(find, "MOST_BYTES", 2 * len(long))
            assert peak(asked) < 20 * len(long)


JSON = (
    '{"actor":{"mbox":"mailto:an@elders.example"},"object":{"id":"https://e.org/it"},'
    f'"result":{{"response":"{LONG}"}},"verb":{{"id":"https://e.org/saw"}}}}'
)
