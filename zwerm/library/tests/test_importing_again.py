"""Bringing in the same again: what did not change gets no new version, and no version ever links to what did not come in."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from zwerm.library.actions.importing import Summary, import_paths, import_upload, start_upload
from zwerm.library.actions.importing import arrivals as importing_arrivals
from zwerm.library.models import Item, Link, Version
from zwerm.operations.cli import run_command
from zwerm.people.tests.world import World

FOLDER = {
    "a.md": "# Ronde\n\nLees ook [de wissel](b.md) en [de lijst](sub/c.md).\n",
    "b.md": "",
    "sub/c.md": "# Lijst\n\nHoort bij [de wissel](../b.md) en [het blad](d.pdf).\n",
    "sub/d.pdf": "%PDF-1.4 geen echte",
}
WORDS = "# Wissel\n\nDe wissel duurt tien minuten.\n"
Bring = Callable[..., Summary]


def fill(folder: Path, files: Mapping[str, str] = FOLDER) -> Path:
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body)
    return folder


def zipped(files: Mapping[str, str]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return output.getvalue()


def dead_links() -> set[UUID]:
    """What any version that was ever written links to, and is not there."""
    there = set(Item.objects.values_list("id", flat=True))
    texts = "\n".join(Version.objects.values_list("text", flat=True))
    return {UUID(id) for id in re.findall(r"item:([0-9a-f-]{36})", texts)} - there


def versions() -> dict[str, int]:
    return {item.source: item.versions.count() for item in Item.objects.all()}


def words_of(source: str) -> str:
    return Item.objects.get(source=source).version.text


@pytest.fixture
def plain(world: World) -> Bring:
    return lambda *paths: import_paths(world.fatima, world.team.space, paths)


@pytest.fixture
def bring(world: World) -> Bring:
    """Brings in, and looks after every file: what a version links to is there, or comes with this very import."""

    def bring(*paths: Path) -> Summary:
        promised: set[UUID] = set()

        def look(done: int, total: int, path: str) -> None:
            promised.update(dead_links())

        summary = import_paths(world.fatima, world.team.space, paths, progress=look)
        assert promised <= set(Item.objects.values_list("id", flat=True))
        return summary

    return bring


def changed(summary: Summary) -> tuple[int, int, int, list[str]]:
    return summary.imported, summary.updated, summary.unchanged, sorted(path for path, _ in summary.skipped)


def test_links_to_what_is_left_out_change_nothing_the_next_time(bring: Bring, tmp_path: Path) -> None:
    fill(tmp_path)
    assert changed(bring(tmp_path)) == (2, 0, 0, ["b.md", "sub/d.pdf"])
    for _ in range(3):
        assert changed(bring(tmp_path)) == (0, 0, 2, ["b.md", "sub/d.pdf"])
    assert versions() == {"a.md": 1, "sub/c.md": 1}
    list_id = Item.objects.get(source="sub/c.md").id
    assert words_of("a.md") == f"Lees ook de wissel en [de lijst](item:{list_id}).\n"
    assert words_of("sub/c.md") == "Hoort bij de wissel en het blad.\n"
    assert dead_links() == set()


def test_the_link_comes_alive_once_when_its_file_comes_in_after_all(bring: Bring, tmp_path: Path) -> None:
    bring(fill(tmp_path))
    bring(tmp_path)
    fill(tmp_path, {"b.md": WORDS})
    assert changed(bring(tmp_path)) == (1, 2, 0, ["sub/d.pdf"])
    handover = Item.objects.get(source="b.md")
    assert f"[de wissel](item:{handover.id})" in words_of("a.md")
    assert f"[de wissel](item:{handover.id}) en het blad" in words_of("sub/c.md")
    assert Link.objects.filter(target=handover).count() == 2
    assert changed(bring(tmp_path)) == (0, 0, 3, ["sub/d.pdf"])
    assert versions() == {"a.md": 2, "b.md": 1, "sub/c.md": 2}


def test_who_is_killed_in_between_leaves_no_link_to_what_is_left_out(
    world: World, bring: Bring, tmp_path: Path
) -> None:
    fill(tmp_path)

    def killed(done: int, total: int, path: str) -> None:
        if path == "a.md":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths(world.fatima, world.team.space, [tmp_path], progress=killed)
    assert "de wissel en [" in words_of("a.md")
    assert changed(bring(tmp_path)) == (1, 0, 1, ["b.md", "sub/d.pdf"])
    assert versions() == {"a.md": 1, "sub/c.md": 1}
    # Killed when the file has words at last: what was promised is kept by the next.
    fill(tmp_path, {"b.md": WORDS})
    with pytest.raises(KeyboardInterrupt):
        import_paths(world.fatima, world.team.space, [tmp_path], progress=killed)
    bring(tmp_path)
    assert (versions(), dead_links()) == ({"a.md": 2, "b.md": 1, "sub/c.md": 2}, set())


def test_a_link_that_was_promised_becomes_words_when_its_file_broke_after_the_kill(
    world: World, plain: Bring, tmp_path: Path
) -> None:
    fill(tmp_path, {"a.md": FOLDER["a.md"], "b.md": WORDS})

    def killed(done: int, total: int, path: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths(world.fatima, world.team.space, [tmp_path], progress=killed)
    fill(tmp_path, {"b.md": ""})
    assert changed(plain(tmp_path)) == (0, 1, 0, ["b.md"])
    assert words_of("a.md") == "Lees ook de wissel en de lijst.\n"
    assert changed(plain(tmp_path)) == (0, 0, 1, ["b.md"])
    fill(tmp_path, {"b.md": WORDS})
    assert changed(plain(tmp_path)) == (1, 1, 0, [])
    assert "[de wissel](item:" in words_of("a.md")


def test_what_reads_well_but_cannot_be_kept_is_no_place_for_a_link(bring: Bring, tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": FOLDER["a.md"], "b.md": "![plattegrond](weg.png)\n", "sub/c.md": "# Lijst\n\nEen.\n"})
    for outcome in ((2, 0, 0, ["b.md"]), (0, 0, 2, ["b.md"])):
        assert changed(bring(tmp_path)) == outcome
    assert (versions(), dead_links()) == ({"a.md": 1, "sub/c.md": 1}, set())


def test_links_to_what_was_removed_here_become_words_once(plain: Bring, tmp_path: Path) -> None:
    plain(fill(tmp_path, {"a.md": FOLDER["a.md"], "b.md": WORDS}))
    with transaction.atomic():
        Item.objects.filter(source="b.md").update(current=None)
        Version.objects.filter(item__source="b.md").delete()
        Item.objects.filter(source="b.md").delete()
    outcomes = [changed(plain(tmp_path)) for _ in range(3)]
    assert outcomes == [(0, 1, 0, ["b.md"]), (0, 0, 1, ["b.md"]), (0, 0, 1, ["b.md"])]
    assert (words_of("a.md"), versions()) == ("Lees ook de wissel en de lijst.\n", {"a.md": 2})


@pytest.mark.parametrize("most", [0, 10_000_000])
def test_links_forward_and_back_are_whole_however_much_is_kept_in_memory(
    bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(importing_arrivals, "MOST_KEPT_BYTES", most)
    names = [f"p{number}.md" for number in range(9)]
    links = " ".join(f"[{name}]({name})" for name in names)
    fill(tmp_path, {name: f"# Blad {name[1]}\n\nAlle bladen: {links}\n" for name in names} | {"p4.md": ""})
    assert changed(bring(tmp_path)) == (8, 0, 0, ["p4.md"])
    assert changed(bring(tmp_path)) == (0, 0, 8, ["p4.md"])
    assert (set(versions().values()), dead_links(), Link.objects.count()) == ({1}, set(), 56)


def test_two_folders_with_the_same_files_stay_as_they_are(bring: Bring, tmp_path: Path) -> None:
    one, two = fill(tmp_path / "een"), fill(tmp_path / "twee")
    assert changed(bring(one, two))[:2] == (2, 0)
    for _ in range(3):
        assert changed(bring(one, two))[:3] == (0, 0, 4)
        assert changed(bring(two))[:3] == (0, 0, 2)
    assert (versions(), dead_links()) == ({"a.md": 1, "sub/c.md": 1}, set())
    fill(one, {"b.md": WORDS})
    fill(two, {"b.md": WORDS})
    bring(one, two)
    bring(one, two)
    assert changed(bring(one, two))[:3] == (0, 0, 6)
    assert (versions(), dead_links()) == ({"a.md": 2, "b.md": 1, "sub/c.md": 2}, set())


LOOSE = {"a.md": FOLDER["a.md"], "b.md": "", "c.md": "# Lijst\n\nHoort bij [de wissel](b.md) en [het blad](d.pdf).\n"}


@pytest.mark.parametrize(
    ("empty", "filled"),
    [
        ({**LOOSE, "d.pdf": FOLDER["sub/d.pdf"]}, {**LOOSE, "b.md": WORDS}),
        ({"map.zip": zipped(FOLDER)}, {"map.zip": zipped({**FOLDER, "b.md": WORDS})}),
        ({f"map/{name}": body for name, body in FOLDER.items()}, {"map/a.md": FOLDER["a.md"], "map/b.md": WORDS}),
    ],
    ids=["files", "zip", "folder"],
)
def test_what_is_uploaded_again_stays_as_it_is(
    world: World,
    settings: object,
    tmp_path: Path,
    empty: Mapping[str, str | bytes],
    filled: Mapping[str, str | bytes],
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]

    def send(files: Mapping[str, str | bytes]) -> None:
        given = [(name, body.encode() if isinstance(body, str) else body) for name, body in files.items()]
        uploads = [(name, SimpleUploadedFile(name.rpartition("/")[2], body)) for name, body in given]
        import_upload(start_upload(world.fatima, world.team.space, uploads, "map").id)

    for _ in range(3):
        send(empty)
        assert (sorted(versions().values()), dead_links()) == ([1, 1], set())
    for _ in range(2):
        send(filled)
        ronde = Item.objects.get(title="Ronde")
        assert f"item:{Item.objects.get(title='Wissel').id}" in ronde.version.text
        assert (ronde.versions.count(), dead_links()) == (2, set())


@pytest.mark.django_db
def test_the_command_says_that_nothing_changed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = []
    for _ in range(3):
        assert run_command(["import", str(fill(tmp_path)), "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [(one["imported"], one["updated"], one["unchanged"]) for one in told] == [(2, 0, 0), (0, 0, 2), (0, 0, 2)]
