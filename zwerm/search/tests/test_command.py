from __future__ import annotations

import json
from pathlib import Path

import pytest

from zwerm.operations.cli import run_command
from zwerm.people.tests.world import World
from zwerm.search.tests.notes import Notes


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert run_command(["search", *words, "--json"]) == 0
    answer: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return answer


def test_the_command_prints_hits_as_promised(world: World, notes: Notes, capsys: pytest.CaptureFixture[str]) -> None:
    notes.keep("a", world.organisation, "# Betalen\n\nDe factuur betaal je binnen dertig dagen.", "Geld")
    (hit,) = ask(capsys, "factuur", "betalen")
    assert set(hit) == {"item", "kind", "title", "path", "heading", "span", "snippet", "score"}
    assert (hit["item"], hit["kind"], hit["title"], hit["path"]) == ("a", "note", "Geld", "a")
    assert hit["heading"] == ["Betalen"]
    assert hit["span"] == [11, 52]
    assert hit["snippet"] == "De factuur betaal je binnen dertig dagen."


def test_the_command_sees_what_a_colleague_sees(world: World, notes: Notes, capsys: pytest.CaptureFixture[str]) -> None:
    notes.keep("geheim", world.closed, "De reorganisatie.", "Reorganisatie")
    assert ask(capsys, "reorganisatie") == []
    assert ask(capsys, "reorganisatie", "--as", "otto@lindehof.example") == []
    assert [hit["item"] for hit in ask(capsys, "reorganisatie", "--as", "Fatima@lindehof.example")] == ["geheim"]


def test_many_queries_come_from_a_file(
    world: World, notes: Notes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    file = tmp_path / "queries.jsonl"
    file.write_text('{"query": "fietsen"}\n\n{"query": "zwemmen", "note": 1}\n', "utf-8")
    answers = ask(capsys, "--queries", str(file), "--limit", "1")
    assert [answer["query"] for answer in answers] == ["fietsen", "zwemmen"]
    assert [len(answer["hits"]) for answer in answers] == [1, 0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "says", "status"),
    [
        (["a", "--as", "nobody@example.org"], "Nobody here", 1),
        (["--queries", "/no/such/file"], "cannot be read", 1),
        (["a", "--limit", "0"], "--limit", 2),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(
    world: World, notes: Notes, capsys: pytest.CaptureFixture[str], words: list[str], says: str, status: int
) -> None:
    assert run_command(["search", *words, "--json"]) == status
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("command", ["search", "ask"])
@pytest.mark.parametrize(
    "line", ["nonsense", "[1]", '"a"', '{"q": "a"}', '{"query": 7}', '{"query": null}', '{"query": ["a"]}']
)
def test_a_line_that_is_no_query_is_refused_with_its_number(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, line: str
) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text(f'{{"query": "a"}}\n\n{line}\n', "utf-8")
    assert run_command([command, "--queries", str(file), "--json"]) == 1
    assert "line 3" in capsys.readouterr().err


def test_a_query_may_hold_the_line_ends_of_unicode(
    world: World, notes: Notes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    file = tmp_path / "queries.jsonl"
    file.write_text('\ufeff{"query": "fietsen\u2028huren"}\r\n', "utf-8")
    (answer,) = ask(capsys, "--queries", str(file))
    assert len(answer["hits"]) == 1  # type: ignore[arg-type]
