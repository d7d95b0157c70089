from __future__ import annotations

import io
import json
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from PIL import Image

from tests.installation import Installation, fresh_installation
from zwerm.library.actions import NotAllowed, keep_item, revise_item
from zwerm.library.actions.importing import Summary, beside, import_paths, tell_note
from zwerm.library.actions.importing import writing as importing_writing
from zwerm.library.actions.importing.reasons import NOTES as TOLD_NOTES
from zwerm.library.actions.importing.reasons import REASONS as TOLD_REASONS
from zwerm.library.imports.document import NOTES, REASONS
from zwerm.library.models import ImportedFile, Item, ItemSkill, Link, Picture
from zwerm.library.rules.markdown import Reading, read_markdown
from zwerm.operations.cli import run_command
from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.skills.actions import Told, add_skill, merge_skills

SENTENCE = "De overdracht gebeurt aan het bed, zodat de patiënt mee kan luisteren.\n"


def save(folder: Path, **files: str | bytes) -> Path:
    for name, body in files.items():
        place = folder / name.replace("__", "/").replace("_md", ".md").replace("_txt", ".txt").replace("_png", ".png")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body.encode() if isinstance(body, str) else body)
    return folder


@pytest.fixture
def bring(world: World) -> Callable[..., Summary]:
    def bring(*paths: Path, **more: Any) -> Summary:
        return import_paths(world.fatima, world.team.space, paths, **more)

    return bring


def numbers(summary: Summary) -> tuple[int, int, int, int]:
    return summary.imported, summary.updated, summary.unchanged, len(summary.skipped)


def test_a_folder_comes_in_and_remembers_its_paths_authors_and_dates(
    world: World, bring: Callable[..., Summary], tmp_path: Path
) -> None:
    head = "---\ntitle: Overdracht\nauthors: [Kees Mulder, Iemand Elders]\ndate: 2024-05-06\nlast_update: 2025-01-02\n---\n"
    save(tmp_path, werk__overdracht_md=head + SENTENCE)
    assert numbers(bring(tmp_path)) == (1, 0, 0, 0)
    item = Item.objects.get()
    assert (item.title, item.source, item.language, item.space) == (
        "Overdracht",
        "werk/overdracht.md",
        "nl",
        world.team.space,
    )
    assert [(credit.person, credit.name) for credit in item.credits.all()] == [
        (world.kees, "Kees Mulder"),
        (None, "Iemand Elders"),
    ]
    assert (item.created, item.updated) == (datetime(2024, 5, 6, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC))
    assert item.version.text == SENTENCE


def test_repeating_an_import_changes_only_what_changed(bring: Callable[..., Summary], tmp_path: Path) -> None:
    save(tmp_path, a_md="# Eerste\n\n" + SENTENCE, b_md="# Tweede\n\n" + SENTENCE)
    assert numbers(bring(tmp_path)) == (2, 0, 0, 0)
    assert numbers(bring(tmp_path)) == (0, 0, 2, 0)
    save(tmp_path, b_md="# Tweede\n\nAnders dan eerst was.\n", c_md="# Derde\n\n" + SENTENCE)
    assert numbers(bring(tmp_path)) == (1, 1, 1, 0)
    assert Item.objects.count() == 3
    second = Item.objects.get(source="b.md")
    assert (second.version.text, second.versions.count()) == ("Anders dan eerst was.\n", 2)


def test_links_between_files_become_links_between_items_whatever_comes_first(
    bring: Callable[..., Summary], tmp_path: Path
) -> None:
    save(
        tmp_path,
        a__een_md="# Een\n\nZie [twee](../b/twee.md#stap) en [weg](weg.md).\n",
        b__twee_md="# Twee\n\nTerug naar [een](../a/een.md).\n",
    )
    bring(tmp_path)
    one, two = Item.objects.get(source="a/een.md"), Item.objects.get(source="b/twee.md")
    assert one.version.text == f"Zie [twee](item:{two.id}#stap) en weg.\n"
    assert {(link.origin_id, link.target_id) for link in Link.objects.all()} == {(one.id, two.id), (two.id, one.id)}


def test_a_link_to_a_file_that_cannot_come_in_becomes_plain_words(
    bring: Callable[..., Summary], tmp_path: Path
) -> None:
    save(tmp_path, a_md="# Een\n\nZie [de scan](scan.md) hierbij.\n", scan_md=b"\x00\x01\x02" * 90)
    assert numbers(bring(tmp_path)) == (1, 0, 0, 1)
    assert Item.objects.get().version.text == "Zie de scan hierbij.\n"
    assert ImportedFile.objects.get(path="a.md").notes == [{"code": "link_without_target", "params": {"count": 1}}]
    save(tmp_path, scan_md="# Scan\n\nNu wel te lezen.\n")
    assert numbers(bring(tmp_path)) == (1, 1, 0, 0)
    assert f"item:{Item.objects.get(source='scan.md').id}" in Item.objects.get(source="a.md").version.text


def test_pictures_beside_a_document_are_kept_with_it(bring: Callable[..., Summary], tmp_path: Path) -> None:
    output = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(output, "PNG")
    save(
        tmp_path,
        docs__a_md="# Een\n\n![Kamer](../img/kamer.png) en ![weg](weg.png)\n",
        img__kamer_png=output.getvalue(),
        img__los_png=output.getvalue() + b"\x00",
    )
    summary = bring(tmp_path)
    picture = Picture.objects.get()
    assert Item.objects.get().version.text == f"![Kamer](picture:{picture.hash}) en\n".replace(" en\n", " en \n")
    assert [(path, reason.code) for path, reason in summary.skipped] == [("img/los.png", "picture_unused")]


def test_a_file_beside_a_document_that_is_too_large_is_told(
    bring: Callable[..., Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "PICTURE_BYTES", 1000)
    save(tmp_path, a_md=f"# Een\n\n{SENTENCE}\nZie [de cijfers](cijfers.xlsx).\n")
    (tmp_path / "cijfers.xlsx").write_bytes(b"x" * 2000)
    summary = bring(tmp_path)
    assert "Zie de cijfers." in Item.objects.get().version.text
    note = ImportedFile.objects.get(path="a.md").notes[0]
    told = "Bestanden waarnaar de tekst linkt zijn groter dan 25 megabyte en kwamen niet mee: 1."
    with translation.override("nl"):
        assert tell_note(note["code"], note["params"]) == told
    assert [(path, reason.code) for path, reason in summary.skipped] == [("cijfers.xlsx", "too_large")]


def picture(colour: str) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(output, "PNG")
    return output.getvalue()


def test_a_picture_that_changed_beside_an_unchanged_document_comes_in(
    bring: Callable[..., Summary], tmp_path: Path
) -> None:
    save(tmp_path, a_md="# Een\n\nZo: ![Kamer](kamer.png)\n", b_md="# Twee\n\n" + SENTENCE, kamer_png=picture("teal"))
    bring(tmp_path)
    assert numbers(bring(tmp_path)) == (0, 0, 2, 0)
    before = Item.objects.get(source="a.md").version.text
    save(tmp_path, kamer_png=picture("navy"))
    assert numbers(bring(tmp_path)) == (0, 1, 1, 0)
    item = Item.objects.get(source="a.md")
    assert (item.version.text != before, item.versions.count(), item.pictures.count()) == (True, 2, 2)
    (tmp_path / "kamer.png").unlink()
    assert numbers(bring(tmp_path)) == (0, 1, 1, 0)
    save(tmp_path, kamer_png=picture("teal"))
    assert numbers(bring(tmp_path)) == (0, 1, 1, 0)
    assert Item.objects.get(source="a.md").version.text == before


def test_a_text_that_changed_beside_a_document_that_includes_it_comes_in(
    bring: Callable[..., Summary], tmp_path: Path
) -> None:
    save(tmp_path, a_md='# Een\n\n--8<-- "deel.inc"\n\nVan $NAAM$.\n')
    (tmp_path / "deel.inc").write_text("Eerst dit.\n")
    (tmp_path / "variables.json").write_text('{"NAAM": "Fatima"}')
    bring(tmp_path)
    assert Item.objects.get().version.text == "Eerst dit.\n\nVan Fatima.\n"
    assert bring(tmp_path).unchanged == 1
    (tmp_path / "deel.inc").write_text("Nu dat.\n")
    assert bring(tmp_path).updated == 1
    (tmp_path / "variables.json").write_text('{"NAAM": "Kees"}')
    assert bring(tmp_path).updated == 1
    assert Item.objects.get().version.text == "Nu dat.\n\nVan Kees.\n"


def test_nothing_is_said_to_be_gone_when_not_all_was_looked_into(bring: Callable[..., Summary], tmp_path: Path) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    with zipfile.ZipFile(tmp_path / "meer.zip", "w") as archive:
        archive.writestr("b.md", "# Twee\n\n" + SENTENCE)
    bring(tmp_path)
    (tmp_path / "meer.zip").write_bytes(b"PK\x03\x04 geen zip")
    assert [(path, reason.code) for path, reason in bring(tmp_path).skipped] == [("meer.zip", "bad_zip")]
    assert bring(tmp_path / "a.md").skipped == []


def test_a_file_that_moved_is_the_same_item_at_its_new_place(bring: Callable[..., Summary], tmp_path: Path) -> None:
    save(tmp_path, a_md="# Een\n\nZie [twee](b.md).\n", b_md="# Twee\n\n" + SENTENCE)
    bring(tmp_path)
    two = Item.objects.get(source="b.md")
    (tmp_path / "oud").mkdir()
    (tmp_path / "b.md").rename(tmp_path / "oud" / "b.md")
    assert numbers(bring(tmp_path)) == (0, 0, 2, 0)
    two.refresh_from_db()
    assert (two.source, Item.objects.count(), Link.objects.count()) == ("oud/b.md", 2, 1)
    assert ImportedFile.objects.get(item=two).notes == [{"code": "moved", "params": {"path": "b.md"}}]


def test_of_two_equal_files_none_is_taken_for_the_other(bring: Callable[..., Summary], tmp_path: Path) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    bring(tmp_path)
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    save(tmp_path, c_md="# Een\n\n" + SENTENCE)
    assert numbers(bring(tmp_path)) == (2, 0, 0, 1)


def test_what_people_changed_here_is_never_overwritten(
    world: World, bring: Callable[..., Summary], tmp_path: Path
) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    bring(tmp_path)
    item = Item.objects.get()
    revise_item(world.kees, item, "Een", "Beter gezegd door Kees.\n")
    save(tmp_path, a_md="# Een\n\nNieuwe tekst uit de map.\n")
    summary = bring(tmp_path)
    assert [(path, reason.code) for path, reason in summary.skipped] == [("a.md", "changed_here")]
    item.refresh_from_db()
    assert item.version.text == "Beter gezegd door Kees.\n"
    draft = Item.objects.get(published=None)
    assert (draft.version.text, draft.author) == ("Nieuwe tekst uit de map.\n", world.fatima)
    assert Item.objects.visible_to(world.kees).filter(id=draft.id).count() == 0
    bring(tmp_path)
    assert Item.objects.count() == 2


def test_one_bad_file_gets_its_reason_and_the_rest_comes_in(bring: Callable[..., Summary], tmp_path: Path) -> None:
    save(tmp_path, goed_md="# Goed\n\n" + SENTENCE, leeg_txt="")
    (tmp_path / "oud.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    (tmp_path / "ouder.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "blad.xlsx").write_bytes(b"PK")
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nul.txt", b"\x00" * 20_000_000)
        archive.writestr("../weg.md", "x")
    summary = bring(tmp_path)
    assert summary.imported == 1
    assert {path: reason.code for path, reason in summary.skipped} == {
        "leeg.txt": "empty",
        "oud.docx": "old_office_format",
        "ouder.doc": "old_office_format",
        "blad.xlsx": "unsupported_kind",
        "bom.zip/nul.txt": "zip_bomb",
        "bom.zip/../weg.md": "path_outside",
    }


def test_a_zip_comes_in_like_a_folder_and_twice_is_once(bring: Callable[..., Summary], tmp_path: Path) -> None:
    place = tmp_path / "handboek.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("map/a.md", "# Een\n\n" + SENTENCE)
    assert numbers(bring(place)) == (1, 0, 0, 0)
    assert numbers(bring(place)) == (0, 0, 1, 0)
    assert Item.objects.get().source == "map/a.md"


def test_how_much_there_is_is_known_before_the_first_file_is_read(
    bring: Callable[..., Summary], tmp_path: Path
) -> None:
    for name in ("een", "twee"):
        save(tmp_path, **{f"{name}__a_md": f"# {name}\n\n{SENTENCE}", f"{name}__b_md": f"# Nog {name}\n\n{SENTENCE}"})
    told: list[tuple[int, int]] = []
    bring(tmp_path / "een", tmp_path / "twee", progress=lambda done, total, path: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_who_may_not_write_in_a_space_imports_nothing_there(world: World, tmp_path: Path) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    with pytest.raises(NotAllowed):
        import_paths(world.otto, world.closed, [tmp_path])
    assert Item.objects.count() == 0


def test_an_import_that_stops_halfway_goes_on_where_it_was(
    bring: Callable[..., Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        save(tmp_path, **{f"{number}_md": f"# Bestand {number}\n\nZie [volgende]({(number + 1) % 6}.md).\n"})
    original, seen = keep_item, []

    def dies(*args: Any, **more: Any) -> Item:
        seen.append(args)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return original(*args, **more)

    monkeypatch.setattr(importing_writing, "keep_item", dies)
    with pytest.raises(KeyboardInterrupt):
        bring(tmp_path)
    assert Item.objects.count() == 3
    monkeypatch.setattr(importing_writing, "keep_item", original)
    assert numbers(bring(tmp_path)) == (3, 0, 3, 0)
    assert (Item.objects.count(), Link.objects.count()) == (6, 6)


def test_nothing_is_parsed_while_others_wait_to_write(
    bring: Callable[..., Summary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, within = len(connection.savepoint_ids), []

    def parsed(*given: Any) -> Reading:
        within.append(len(connection.savepoint_ids) - outside)
        return read_markdown(*given)

    monkeypatch.setattr("zwerm.library.actions.keep.read_markdown", parsed)
    monkeypatch.setattr("zwerm.library.actions.revise.read_markdown", parsed)
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    assert bring(tmp_path).imported == 1
    save(tmp_path, a_md="# Een\n\nAnders dan eerst was.\n")
    assert bring(tmp_path).updated == 1
    assert within == [0, 0]


def test_a_killed_process_loses_nothing_and_leaves_nothing_half_done(migrated: Installation, tmp_path: Path) -> None:
    """kill -9 in the middle."""
    folder = tmp_path / "map"
    for number in range(150):
        save(folder, **{f"{number:03}_md": f"# Bestand {number}\n\n" + SENTENCE * 20})
    with fresh_installation(tmp_path / "home", migrated) as installation:
        with installation.started("import", str(folder), "--json") as program:
            deadline = time.monotonic() + 60
            while items_in(installation) < 10 and program.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            program.kill()
            program.wait()
        before = items_in(installation)
        assert 10 <= before < 150, "killed in the middle"
        told = json.loads(installation.zwerm("import", str(folder), "--json").stdout)
        assert told["imported"] + told["unchanged"] == 150
        assert told["unchanged"] == before
        assert items_in(installation) == 150


def items_in(installation: Installation) -> int:
    question = "SELECT count(*) FROM library_item"
    if "ZWERM_DATABASE_URL" in installation.environment:
        import psycopg

        with psycopg.connect(installation.environment["ZWERM_DATABASE_URL"]) as connection:
            return int(connection.execute(question).fetchone()[0])  # type: ignore[index]
    with closing(sqlite3.connect(f"file:{installation.home / 'zwerm.sqlite3'}?mode=ro", uri=True)) as connection:
        return int(connection.execute(question).fetchone()[0])


def test_the_command_prints_what_programs_rest_on(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE, leeg_md="")
    status = run_command(
        ["import", str(tmp_path), "--space", "valpreventie", "--as", "fatima@lindehof.example", "--json"]
    )
    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert set(told) == {"imported", "updated", "unchanged", "skipped", "set_aside", "put_back", "seconds"}
    assert (told["imported"], [one["path"] for one in told["skipped"]]) == (1, ["leeg.md"])
    assert told["skipped"][0]["reason"].startswith("empty: ")
    assert Item.objects.get().space == world.community


@pytest.mark.parametrize("name", ["Mijn eigen ruimte", "my own space"])
def test_their_own_space_is_called_as_pages_call_it(world: World, tmp_path: Path, name: str) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    assert run_command(["import", str(tmp_path), "--space", name, "--as", "otto@lindehof.example"]) == 0
    space = Item.objects.get().space
    assert space.kind == Space.Kind.PRIVATE
    assert [one.person for one in space.memberships.all()] == [world.otto]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nergens/weg"], "There is nothing at"),
        (["{map}", "--as", "niemand@lindehof.example"], "Nobody here has the address"),
        (["{map}", "--space", "bestaat-niet"], "sees no space called"),
        (["{map}", "--space", "or", "--as", "otto@lindehof.example"], "sees no space called"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    save(tmp_path, a_md="# Een\n\n" + SENTENCE)
    assert run_command(["import", *(word.format(map=tmp_path) for word in words)]) == 1
    assert says in capsys.readouterr().err
    assert Item.objects.count() == 0


def test_every_reason_and_note_has_a_sentence() -> None:
    gone = {"gone", "gone_changed", "gone_elsewhere", "gone_kept", "gone_most", "gone_set_aside"}
    loose = {"kept_as_new", "replaces", "links_became_words", "some_links_became_words"}
    lacking = {"not_in_export", "unusable_in_export"}
    others = {"changed_here", "export_unusable", "removed_here", "picture_unused", "not_writable"}
    assert REASONS | gone | lacking | others == set(TOLD_REASONS)
    returned = {"changed_in_export", "edited_outside", "past_left_out"}
    assert NOTES | loose | returned | {"file_too_large", "link_without_target", "moved"} == set(TOLD_NOTES)
    assert all("%(" not in tell_note(code, {}) for code in REASONS | NOTES)


def test_tags_of_a_document_become_the_skills_that_bear_those_names(world: World, tmp_path: Path) -> None:
    wound = add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}))
    group = add_skill(world.tom, Told("group", {"nl": "Zorg"}))
    merged = add_skill(world.tom, Told("skill", {"nl": "Overdragen"}))
    handing = add_skill(world.tom, Told("skill", {"nl": "Overdracht"}))
    merge_skills(world.tom, merged, handing)
    head = "---\ntitle: Aan het bed\ntags: [WONDZORG, wound  care, overdragen, zorg, iets anders]\n---\n"
    folder = save(tmp_path / "in", bed_md=head + SENTENCE, kaal_md="# Kaal\n\n" + SENTENCE)
    import_paths(world.fatima, world.team.space, [folder])
    told = ItemSkill.objects.order_by("pk").values_list("thing__title", "skill", "by")
    assert set(told) == {("Aan het bed", wound.pk, world.fatima.pk), ("Aan het bed", handing.pk, world.fatima.pk)}
    assert group.pk not in {skill for _title, skill, _by in told}
    # What somebody took off stays off when the file changes.
    ItemSkill.objects.all().delete()
    save(folder, bed_md=head + SENTENCE + "\nNieuw.\n")
    assert import_paths(world.fatima, world.team.space, [folder]).updated == 1
    assert not ItemSkill.objects.exists()
