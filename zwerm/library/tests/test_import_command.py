"""`zwerm import`, as an administrator types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zwerm.library.models import Item
from zwerm.operations.cli import run_command
from zwerm.people.models import Person, Space

TEXT = "# Rooster\n\nHet rooster hangt naast de deur van de keuken.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "rooster.md").write_text(TEXT, "utf-8")
    return tmp_path / "map"


@pytest.mark.django_db
def test_an_import_before_anyone_is_there_says_what_is_still_to_be_settled(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["import", str(folder), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["imported"] == 1
    assert "Nobody is here yet, so this belongs to “Import”, with whom nobody can sign in." in told.err
    assert "zwerm person EMAIL" in told.err
    assert run_command(["person", "ada@lindehof.example", "Ada", "--admin", "--organisation", "Lindehof"]) == 0
    assert (Space.objects.get(kind="organisation").name, Item.objects.get().space.called) == ("Lindehof", "Lindehof")
    capsys.readouterr()
    assert run_command(["import", str(folder), "--json"]) == 0
    assert "Nobody is here yet" not in capsys.readouterr().err
    assert Person.objects.count() == 2
