from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from zwerm.courses.models import Course
from zwerm.courses.tests.generation.world import TEXTS
from zwerm.library.models import Item
from zwerm.operations.cli import run_command
from zwerm.people.models import Person, Space

if TYPE_CHECKING:
    from zwerm.people.tests.world import World

INCIDENTS = str(TEXTS / "incidents.md")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert run_command(["course", *words, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_file_becomes_a_draft_course_of_which_every_place_is_exact(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(capsys, INCIDENTS)
    course = Course.objects.get(pk=answer["id"])
    assert (course.title, course.published, course.space.kind) == ("Handling incidents", None, Space.Kind.PRIVATE)
    assert (answer["title"], answer["language"], answer["skipped"]) == ("Handling incidents", "en", [])
    (bite,) = answer["bites"]
    assert bite["minutes"] > 2
    kinds = [block["kind"] for block in bite["blocks"]]
    assert kinds[0] == "text"
    assert {"key_points", "glossary", "match", "reflection", "flashcards"} <= set(kinds)
    for block in bite["blocks"]:
        for source in block["sources"]:
            start, end = source["span"]
            assert Item.objects.get(pk=source["item"]).version.text[start:end] == source["quote"]
            assert source["path"] == "incidents.md"
    assert answer["seconds"] > 0


def test_questions_are_told_with_their_fields(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = [block for bite in told(capsys, INCIDENTS)["bites"] for block in bite["blocks"]]
    match = next(block for block in blocks if block["kind"] == "match")
    assert match["stem"] == "Match each term with its meaning."
    assert match["pairs"][0]["left"] == {"text": "Incident"}


def test_a_published_course_stands_in_the_organisation(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, INCIDENTS, "--publish", "--title", "Storingen")
    course = Course.objects.get(pk=answer["id"])
    assert (course.title, course.space.kind) == ("Storingen", Space.Kind.ORGANISATION)
    assert course.published is not None


def test_the_same_file_twice_is_kept_once_and_gives_the_same_course(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = told(capsys, INCIDENTS), told(capsys, INCIDENTS)
    assert Item.objects.filter(source="incidents.md").count() == 1
    assert (first["bites"], first["cards"]) == (second["bites"], second["cards"])


def test_an_empty_installation_gets_an_author_who_can_not_sign_in(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, INCIDENTS)
    (person,) = Person.objects.all()
    assert not person.has_usable_password()
    assert not Person.objects.listed().exists()


def test_what_can_not_be_read_is_told_and_the_rest_goes_on(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "incidents.md").write_text(Path(INCIDENTS).read_text("utf-8"), "utf-8")
    answer = told(capsys, str(tmp_path))
    assert [skipped["path"] for skipped in answer["skipped"]] == ["broken.pdf"]
    assert answer["title"] == "Handling incidents"


def test_steps_that_a_style_of_word_numbers_are_asked_in_their_order(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_heading("A flat tyre", 1)
    document.add_paragraph("Every bicycle of the village has two tyres, and thorns grow along the whole dyke.")
    steps = (
        "Turn the bicycle over.",
        "Take the wheel out of its frame.",
        "Pull the tyre off with two levers.",
        "Hang the tube in a bucket of water.",
    )
    for step in steps:
        document.add_paragraph(step, style="List Number")
    document.save(str(tmp_path / "tyre.docx"))
    made = told(capsys, str(tmp_path / "tyre.docx"))["bites"]
    order = next(one for bite in made for one in bite["suggested"] if one["kind"] == "order")
    assert order["why"] == "steps"
    assert [item["text"] for item in order["items"]] == [step.rstrip(".") for step in steps]


def test_reasons_come_in_the_language_of_the_messages_around_them(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Person.objects.update(language="nl")
    (tmp_path / "bad.docx").write_bytes(b"PK not a document")
    assert run_command(["course", str(tmp_path / "bad.docx")]) == 1
    said = capsys.readouterr().err
    assert "This file is damaged" in said
    assert "bestand" not in said


def test_files_that_can_all_not_be_read_are_refused_with_the_reason(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK not a document")
    assert run_command(["course", str(tmp_path / "bad.docx")]) == 1
    said = capsys.readouterr().err
    assert "Left out: bad.docx (" in said
    assert "None of these files could be read" in said


def test_a_path_that_is_not_there_or_holds_nothing_is_refused(
    world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run_command(["course", str(tmp_path / "nowhere.md")]) == 1
    assert "nowhere.md does not exist" in capsys.readouterr().err
    (tmp_path / "short.md").write_text("# Kort\n")
    assert run_command(["course", str(tmp_path)]) == 1
    assert capsys.readouterr().err != ""


def test_a_person_reads_a_short_report(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["course", INCIDENTS]) == 0
    report = capsys.readouterr().out
    assert report.startswith("Handling incidents — 1 bite, ")
    assert "A draft; publish it on its page." in report


def test_a_document_that_was_imported_before_is_used_and_not_kept_twice(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["import", str(TEXTS)]) == 0
    before = Item.objects.count()
    capsys.readouterr()
    answer = told(capsys, INCIDENTS)
    assert Item.objects.count() == before
    item = Item.objects.get(source="incidents.md")
    assert Course.objects.get(pk=answer["id"]).sources.get().item == item
    assert item.space.kind == Space.Kind.ORGANISATION
