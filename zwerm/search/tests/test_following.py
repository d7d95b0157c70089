from __future__ import annotations

import pytest
from django.core.management.color import no_style
from django.db import connection

from zwerm.operations.cli import run_command
from zwerm.operations.registry import Refused
from zwerm.people.tests.world import World
from zwerm.search import health, index
from zwerm.search.actions import find, follow_changes, rebuild, rebuild_index, renew, renew_index
from zwerm.search.models import Change
from zwerm.search.tests.notes import Notes


def found(world: World, query: str) -> list[str]:
    return [thing.key for thing in find(world.otto, query, limit=50).things]


def test_a_rebuilt_index_finds_the_same(world: World, notes: Notes) -> None:
    for number in range(25):
        notes.keep(f"n{number}", world.organisation, f"Over vallen en opstaan, deel {number}.")
    before = sorted(found(world, "vallen"))
    assert rebuild_index()["things"] == 25
    assert sorted(found(world, "vallen")) == before


def test_what_changes_during_a_rebuild_is_in_the_new_index(
    world: World, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    write = rebuild._write

    def write_while_someone_works(*given: object) -> None:
        write(*given)  # type: ignore[arg-type]
        assert found(world, "fietsen") == ["a"], "the old index serves on"
        notes.keep("a", world.organisation, "Over kajaks.")

    monkeypatch.setattr(rebuild, "_write", write_while_someone_works)
    rebuild_index()
    assert found(world, "kajaks") == ["a"]
    assert found(world, "fietsen") == []


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(
    world: World, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    assert found(world, "fietsen") == ["a"]
    used = index.in_use().name

    def fails(*given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(rebuild, "_write", fails)
    with pytest.raises(OSError, match="disk full"):
        rebuild_index()
    assert index.in_use().name == used
    assert found(world, "fietsen") == ["a"]


def test_two_rebuilds_at_once_are_refused(world: World, notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    write = rebuild._write

    def again(*given: object) -> None:
        with pytest.raises(Refused, match="already"):
            rebuild_index()
        write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(rebuild, "_write", again)
    rebuild_index()


def test_who_looks_while_another_makes_the_index_anew_finds_in_the_one_in_use(
    world: World, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    write, seen = rebuild._write, []

    def look(*given: object) -> None:
        renew_index()
        seen.append(found(world, "fietsen"))
        write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(rebuild, "_write", look)
    monkeypatch.setattr(renew, "is_outgrown", lambda: True)
    rebuild_index()
    assert seen == [["a"]]


def test_a_library_of_a_few_texts_learns_its_own_words_too(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Een pot honing kost vijf euro.")
    notes.keep("b", world.organisation, "De oogst was groot.")
    assert found(world, "honingoogst") == []
    renew_index()
    assert set(found(world, "honingoogst")) == {"a", "b"}
    before = index.in_use().name
    renew_index()
    assert index.in_use().name == before, "nothing was added, so there is nothing to learn"


def test_an_index_that_knows_more_than_the_database_begins_anew(world: World, notes: Notes) -> None:
    for number in range(3):
        notes.keep(f"n{number}", world.organisation, "Over vallen.")
    assert len(found(world, "vallen")) == 3
    Change.objects.filter(sequence__gt=Change.objects.earliest("sequence").sequence).delete()
    del notes.things["n1"], notes.things["n2"]
    assert found(world, "vallen") == ["n0"]


def test_a_gap_in_the_sequence_is_no_backlog(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    assert found(world, "fietsen") == ["a"]
    notes.keep("b", world.organisation, "Over kajaks.")
    latest = Change.objects.latest("sequence")
    Change.objects.filter(sequence=latest.sequence).update(sequence=latest.sequence + 100_000)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Change]):
            cursor.execute(statement)
    assert health.look().state == "good"
    assert found(world, "kajaks") == ["b"], "one waiting change is read at once, whatever its number"


def test_a_lost_index_fills_itself_again(world: World, notes: Notes) -> None:
    import shutil

    from django.conf import settings

    notes.keep("a", world.organisation, "Over fietsen.")
    assert found(world, "fietsen") == ["a"]
    shutil.rmtree(settings.SEARCH_HOME)
    assert found(world, "fietsen") == ["a"]


def test_the_doctor_tells_how_the_index_is(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    follow_changes()
    assert health.look().state == "good"
    assert "1 thing" in health.look().says
    assert health.look().remedy == ""


def test_the_doctor_tells_what_waits_to_be_read_in_and_what_does_that(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over fietsen.")
    notes.keep("b", world.organisation, "Over kajaks.")
    line = health.look()
    assert (line.state, line.says) == ("good", "0 things; 2 changes wait to be read in")
    assert "by the next zwerm search" in line.remedy
    assert run_command(["search", "kajaks"]) == 0
    assert (health.look().says, health.look().remedy) == ("2 things", "")


@pytest.mark.parametrize("wrong", [{}, {"words": ["a"], "queries": "x"}])
def test_the_command_wants_words_or_a_file(world: World, wrong: dict[str, object]) -> None:
    from argparse import Namespace

    from zwerm.search.commands import search

    given = Namespace(**{"words": [], "queries": None, "limit": 10, "person": None, **wrong})
    with pytest.raises(Refused, match="--queries"):
        search.run(given)
