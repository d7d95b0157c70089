"""Taking a space along, and bringing it back: here, elsewhere, and after somebody else had it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from zwerm.library.actions import NotAllowed, export_space, keep_item, keep_picture, revise_item
from zwerm.library.actions.importing import Summary, import_paths
from zwerm.library.models import (
    Credit,
    ImportedFile,
    ImportRun,
    Item,
    Link,
    Passage,
    PictureUse,
    Version,
    file_key,
    source_key,
)
from zwerm.library.rules.markdown import Reading, read_markdown
from zwerm.library.tests.test_keeping import png
from zwerm.people.models import Membership, Person, Space
from zwerm.people.tests.world import World

DIFFERS = {"exported", "space"}


def exported(person: Person, space: Space) -> bytes:
    return b"".join(export_space(person, space))


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], place: Path) -> Path:
    with zipfile.ZipFile(place, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return place


def about(files: dict[str, bytes]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(files["zwerm.json"])
    return {name: value for name, value in told.items() if name not in DIFFERS}


def changed(files: dict[str, bytes], change: Callable[[dict[str, Any]], object]) -> dict[str, bytes]:
    told = json.loads(files["zwerm.json"])
    change(told)
    return {**files, "zwerm.json": json.dumps(told).encode()}


def empty() -> None:
    """As a new installation, with the same colleagues."""
    Item.objects.update(current=None)
    for model in (ImportedFile, ImportRun, Link, PictureUse, Passage, Credit, Version, Item):
        model.objects.all().delete()


@pytest.fixture
def kept(world: World) -> list[Item]:
    """Two items that link to each other, with a picture, history and names from outside."""
    picture = keep_picture(png("red")).hash
    howto = keep_item(
        world.fatima, world.team.space, "howto", "De pomp: “zo” doe je dat", f"Kijk.\n\n![rood](picture:{picture})\n",
        credits=(world.kees, "Jan van Buiten"),
    )  # fmt: skip
    lesson = keep_item(
        world.kees, world.team.space, "lesson", "De pomp viel uit",
        f"Zie [de pomp](item:{howto.id}#zo) en [dit](pomp.md).\n\n`[x](item:{howto.id})`\n", note="Eerste",
    )  # fmt: skip
    revise_item(
        world.fatima,
        howto,
        howto.title,
        f"Kijk eerst.\n\n![rood](picture:{picture})\n",
        note="Eerst kijken",
        authors=(world.fatima, world.kees),
    )
    revise_item(world.fatima, howto, "De pomp", f"Kijk eerst goed.\n\nLes: [uit](item:{lesson.id})\n")
    return [howto, lesson]


def test_a_space_comes_out_as_files_that_anything_can_read(world: World, kept: list[Item]) -> None:
    files = opened(exported(world.sanne, world.team.space))
    names = sorted(name for name in files if "/" not in name)
    assert names == ["de-pomp-viel-uit.md", "de-pomp.md", "zwerm.json"]
    lesson = files["de-pomp-viel-uit.md"].decode()
    assert 'title: "De pomp viel uit"\nkind: "lesson"\nauthors: ["Kees Mulder"]\n' in lesson
    assert f'id: "{kept[1].id}"\n---\n\nZie [de pomp](de-pomp.md#zo)' in lesson
    assert files["de-pomp.md"].decode().endswith("Kijk eerst goed.\n\nLes: [uit](de-pomp-viel-uit.md)\n")
    (picture,) = [name for name in files if name.startswith("pictures/")]
    assert files[picture] == png("red")
    assert f"versions/{kept[0].id}/1.md" in files


def test_what_was_taken_along_comes_back_elsewhere_as_it_was(world: World, kept: list[Item], tmp_path: Path) -> None:
    first = opened(exported(world.sanne, world.team.space))
    place = packed(first, tmp_path / "seh.zip")
    empty()
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")
    summary = import_paths(world.priya, world.organisation, [place])
    assert (summary.imported, summary.skipped) == (2, [])
    second = opened(exported(world.priya, world.organisation))
    before, after = about(first), about(second)
    for item in after["items"]:
        assert item.pop("source") == item["file"]
    assert after == before
    assert {name: data for name, data in second.items() if name != "zwerm.json"} == {
        name: data for name, data in first.items() if name != "zwerm.json"
    }
    howto = Item.objects.get(id=kept[0].id)
    assert [(link.origin_id, link.target_id) for link in howto.links.all()] == [(howto.id, kept[1].id)]
    assert [version.author for version in howto.versions.all()] == [world.fatima, world.fatima, world.fatima]
    assert set(howto.versions.get(number=2).authors.all()) == {world.fatima, world.kees}


def test_exports_of_two_spaces_under_one_file_name_leave_each_other_alone(
    world: World, kept: list[Item], tmp_path: Path
) -> None:
    keep_item(world.kees, world.closed, "page", "De pomp", "Over een heel andere pomp.", language="nl")
    Membership.objects.update_or_create(space=world.closed, person=world.kees, defaults={"role": "steward"})
    for name, by, space in (("one", world.sanne, world.team.space), ("two", world.kees, world.closed)):
        (tmp_path / name).mkdir()
        packed(opened(exported(by, space)), tmp_path / name / "export.zip")
    empty()
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")

    def uploaded(name: str) -> Summary:
        run = ImportRun.objects.create(person=world.priya, space=world.organisation, title=name, upload="export.zip")
        return import_paths(world.priya, world.organisation, [tmp_path / name / "export.zip"], run=run)

    for name, count in (("one", 2), ("two", 1)):
        summary = uploaded(name)
        assert (summary.imported, summary.updated, summary.set_aside, summary.skipped) == (count, 0, 0, [])
    texts = {item.id: item.version.text for item in Item.objects.select_related("current")}
    assert len(texts) == 3
    assert texts[kept[0].id].startswith("Kijk eerst goed.")
    for name, count in (("one", 2), ("two", 1)):
        summary = uploaded(name)
        assert (summary.unchanged, summary.set_aside, summary.skipped) == (count, 0, [])
    assert {item.id: item.version.text for item in Item.objects.select_related("current")} == texts
    assert not Item.objects.exclude(set_aside=None).exists()


@pytest.mark.parametrize("elsewhere", [True, False])
def test_an_export_that_was_known_by_its_file_name_alone_is_known_still(
    world: World, kept: list[Item], tmp_path: Path, elsewhere: bool
) -> None:
    """As those that came in before the space counted: with the ids that they had, or with new ones where these were taken."""
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "export.zip")
    if elsewhere:
        empty()
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")
    import_paths(world.priya, world.organisation, [place])
    for row in ImportedFile.objects.all():
        row.source, row.key = source_key(str(place)), file_key(str(place), row.path)
        row.save()
    before = set(Item.objects.values_list("id", flat=True))
    summary = import_paths(world.priya, world.organisation, [place])
    assert (summary.imported, summary.unchanged, summary.set_aside) == (0, 2, 0)
    assert set(Item.objects.values_list("id", flat=True)) == before


def test_nothing_that_comes_back_is_parsed_while_others_wait_to_write(
    world: World, kept: list[Item], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = opened(exported(world.sanne, world.team.space))
    place = packed(files, tmp_path / "seh.zip")
    empty()
    outside, within = len(connection.savepoint_ids), []

    def parsed(*given: Any) -> Reading:
        within.append(len(connection.savepoint_ids) - outside)
        return read_markdown(*given)

    for module in ("keep", "revise", "importing.returned"):
        monkeypatch.setattr(f"zwerm.library.actions.{module}.read_markdown", parsed)
    assert import_paths(world.priya, world.organisation, [place]).imported == 2
    assert within == [0, 0, 0, 0]
    files["de-pomp.md"] = files["de-pomp.md"].replace(b"goed", b"heel goed")
    place = packed(files, tmp_path / "seh.zip")
    assert import_paths(world.priya, world.organisation, [place]).updated == 1
    assert within == [0, 0, 0, 0, 0]


def test_bringing_it_in_again_changes_nothing(world: World, kept: list[Item], tmp_path: Path) -> None:
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "seh.zip")
    for space in (world.team.space, world.organisation):
        for _ in range(2):
            person = world.sanne if space == world.team.space else world.priya
            summary = import_paths(person, space, [place])
        assert (summary.unchanged, summary.imported, summary.updated, summary.skipped) == (2, 0, 0, [])
    assert Item.objects.filter(space=world.team.space).count() == 2
    assert Version.objects.filter(item__space=world.team.space).count() == 4
    copies = Item.objects.filter(space=world.organisation)
    assert copies.count() == 2
    assert not copies.filter(id__in=[item.id for item in kept]).exists(), "those ids are taken here"
    assert Link.objects.filter(origin__in=copies, target__in=copies).count() == 2


def test_what_was_changed_outside_comes_back_as_a_version(world: World, kept: list[Item], tmp_path: Path) -> None:
    files = opened(exported(world.sanne, world.team.space))
    files["de-pomp.md"] = files["de-pomp.md"].replace(b"goed", b"heel goed")
    summary = import_paths(world.sanne, world.team.space, [packed(files, tmp_path / "seh.zip")])
    assert (summary.updated, summary.unchanged) == (1, 1)
    newest = Item.objects.get(id=kept[0].id).version
    assert (newest.number, newest.author) == (4, world.sanne)
    assert newest.text == f"Kijk eerst heel goed.\n\nLes: [uit](item:{kept[1].id})\n"


def test_what_was_changed_on_both_sides_waits_as_a_draft(world: World, kept: list[Item], tmp_path: Path) -> None:
    files = opened(exported(world.sanne, world.team.space))
    place = packed(files, tmp_path / "seh.zip")
    import_paths(world.sanne, world.team.space, [place])
    revise_item(world.fatima, Item.objects.get(id=kept[0].id), "De pomp", "Heel anders.")
    files["de-pomp.md"] = files["de-pomp.md"].replace(b"goed", b"heel goed")
    import_paths(world.sanne, world.team.space, [packed(files, place)])
    assert Item.objects.get(id=kept[0].id).version.text == "Heel anders."
    assert Item.objects.get(published=None).author == world.sanne


def test_an_older_export_takes_nothing_back(world: World, kept: list[Item], tmp_path: Path) -> None:
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "seh.zip")
    revise_item(world.fatima, Item.objects.get(id=kept[0].id), "De pomp", "Nieuwer.")
    summary = import_paths(world.sanne, world.team.space, [place])
    assert summary.unchanged == 2
    assert Item.objects.get(id=kept[0].id).version.text == "Nieuwer."


def test_names_of_strangers_come_back_as_names(world: World, kept: list[Item], tmp_path: Path) -> None:
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "seh.zip")
    empty()
    Person.objects.filter(id=world.kees.id).update(is_active=False)
    import_paths(world.priya, world.organisation, [place])
    credits = Credit.objects.filter(item=kept[0].id)
    assert [(credit.name, credit.person) for credit in credits] == [
        ("Kees Mulder", None),
        ("Jan van Buiten", None),
        ("Fatima El Amrani", world.fatima),
    ]


def test_nobody_takes_along_what_they_do_not_see(world: World, kept: list[Item]) -> None:
    mine = keep_item(world.sanne, world.team.space, "page", "Mijn klad", "Nog niet af.", publish=False)
    other = keep_item(world.kees, world.team.space, "page", "Andermans klad", "Geheim.", publish=False)
    hidden = keep_picture(png("blue")).hash
    keep_item(world.fatima, world.closed, "page", "Besloten", f"![x](picture:{hidden})")
    peeping = keep_item(world.kees, world.team.space, "page", "Gluren", f"![x](picture:{hidden})", publish=False)
    files = opened(exported(world.sanne, world.team.space))
    everything = b"".join(files.values())
    assert str(mine.id).encode() in everything
    for secret in (str(other.id), "Andermans klad", "Geheim", hidden, str(peeping.id)):
        assert secret.encode() not in everything
    assert not any(hidden in name for name in files)


def test_what_was_written_while_it_was_a_draft_stays_behind(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "page", "Klad", "Eerst geheim.", publish=False)
    revise_item(world.kees, item, "Klad", "Nu niet meer.")
    world.client(world.kees).post(f"{item.get_absolute_url()}publication/")
    everything = b"".join(opened(exported(world.sanne, world.team.space)).values())
    assert b"Nu niet meer." in everything
    assert b"Eerst geheim." not in everything


def test_only_who_looks_after_a_space_takes_it_along(world: World, kept: list[Item]) -> None:
    address = "/knowledge/spaces/seh/export/"
    for person in (world.otto, world.kees, world.priya, world.tom):
        assert world.client(person).post(address).status_code == 404
        assert "Take along" not in world.client(person).get("/knowledge/spaces/seh/").content.decode()
        with pytest.raises(NotAllowed):
            export_space(person, world.team.space)
    for person in (world.otto, world.priya):
        assert world.client(person).post("/knowledge/spaces/or/export/").status_code == 404
    Membership.objects.create(space=world.team.space, person=world.priya)
    for person in (world.sanne, world.priya):
        assert "Take along" in world.client(person).get("/knowledge/spaces/seh/").content.decode()
        sent = world.client(person).post(address)
        assert sent["Content-Disposition"] == f'attachment; filename="seh-{timezone.localdate():%Y-%m-%d}.zip"'
        assert len(opened(b"".join(sent))) > 3
    assert world.client(world.sanne).get(address).status_code == 405


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(form=9),
        lambda told: told.pop("items"),
        lambda told: told["items"][0].update(file="../../etc/passwd.md"),
        lambda told: told["items"][0]["versions"][0].update(file="/etc/passwd"),
        lambda told: told["items"][0].update(title="x" * 301),
        lambda told: told["items"][0].update(created="gisteren"),
        lambda told: told["items"].append(told["items"][0]),
        lambda told: told["items"][0]["versions"].reverse(),
        lambda told: told["items"][0].update(id=7),
    ],
)
def test_a_zwerm_json_that_does_not_hold_is_told_and_the_rest_comes_in_as_documents(
    world: World, kept: list[Item], tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    files = changed(opened(exported(world.sanne, world.team.space)), change)
    empty()
    summary = import_paths(world.priya, world.organisation, [packed(files, tmp_path / "seh.zip")])
    assert told_of(summary) == [("zwerm.json", "export_unusable")]
    assert sorted(Item.objects.values_list("title", "kind")) == [("De pomp", "page"), ("De pomp viel uit", "page")]
    assert Link.objects.count() == 2


@pytest.mark.parametrize("text", [b"", b"[" * 100_000, b"\xff\xfe", b'{"format": "zwerm-space"}', b"null"])
def test_a_zwerm_json_that_is_none_stops_nothing(world: World, kept: list[Item], tmp_path: Path, text: bytes) -> None:
    files = {**opened(exported(world.sanne, world.team.space)), "zwerm.json": text}
    summary = import_paths(world.priya, world.organisation, [packed(files, tmp_path / "seh.zip")])
    assert told_of(summary) == [("zwerm.json", "export_unusable")]
    assert summary.imported == 2


def told_of(summary: Summary) -> list[tuple[str, str]]:
    return [(path, reason.code) for path, reason in summary.skipped if reason.code != "picture_unused"]


def test_versions_that_were_tampered_with_are_left_out_and_told(world: World, kept: list[Item], tmp_path: Path) -> None:
    files = opened(exported(world.sanne, world.team.space))
    files[f"versions/{kept[0].id}/1.md"] = b"Verzonnen."
    del files[f"versions/{kept[0].id}/2.md"]
    empty()
    import_paths(world.priya, world.organisation, [packed(files, tmp_path / "seh.zip")])
    howto = Item.objects.get(id=kept[0].id)
    assert [version.number for version in howto.versions.all()] == [3]
    (row,) = ImportedFile.objects.filter(item=howto)
    assert row.notes == [{"code": "past_left_out", "params": {"count": 2}}]


def rename(told: dict[str, Any], id: str) -> None:
    told["items"][0]["id"] = id


def test_an_export_takes_over_no_item_that_lives_elsewhere(world: World, kept: list[Item], tmp_path: Path) -> None:
    secret = keep_item(world.fatima, world.closed, "page", "Besloten", "Geheim.")
    draft = keep_item(world.kees, world.team.space, "page", "Klad", "Geheim.", publish=False)
    told = opened(exported(world.sanne, world.team.space))
    for victim in (secret, draft):
        files = changed(told, partial(rename, id=str(victim.id)))
        import_paths(world.sanne, world.team.space, [packed(files, tmp_path / f"{victim.id}.zip")])
        victim.refresh_from_db()
        assert (victim.version.text, victim.versions.count(), victim.space) == ("Geheim.", 1, victim.space)
