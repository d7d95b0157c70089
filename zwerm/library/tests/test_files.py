"""Files other than pictures in a text: kept, given out and taken along."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zwerm.library.actions import keep_item, keep_picture, sweep_kept
from zwerm.library.actions.importing import import_paths
from zwerm.library.held import HOLDINGS
from zwerm.library.models import Attachment, AttachmentUse, ImportedFile, ImportRun, Item, Picture
from zwerm.library.rules.files import about, download_address, words_for
from zwerm.library.rules.rich.documents import read_document
from zwerm.library.rules.rich.stress import Care
from zwerm.library.rules.rich.writing import write_block
from zwerm.library.tests.test_exporting import about as told_in
from zwerm.library.tests.test_exporting import empty, exported, opened, packed
from zwerm.library.tests.test_keeping import png
from zwerm.people.models import Membership
from zwerm.people.tests.world import World

HOSTILE = b"<script>alert(document.cookie)</script>"


def file(name: str, data: bytes = b"%PDF-1.7 rooster") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def markdown(client: Client, name: str, data: bytes = b"%PDF-1.7 rooster") -> str:
    return str(client.post("/knowledge/files/", {"file": file(name, data)}).json()["markdown"])


def address_in(client: Client, item: Item) -> str:
    found = re.search(r'href="(/knowledge/files/[^"]+)"', client.get(item.get_absolute_url()).content.decode())
    assert found is not None
    return found[1]


def test_a_file_in_a_text_is_a_link_that_tells_its_kind_and_size(world: World) -> None:
    client = world.client(world.fatima, language="nl")
    text = markdown(client, "Rooster [zomer] 2026.PDF", b"%PDF" + bytes(1_234_000))
    assert re.fullmatch(r"\[Rooster zomer 2026\.pdf\]\(attachment:[0-9a-f]{64}\.pdf\)", text)
    item = keep_item(world.fatima, world.team.space, "page", "Rooster", f"Zie {text}.", language="nl")
    words = re.search(r'<a href="([^"]+)" class="file"[^>]*>(.*?)</a>', item.version.html)
    assert words is not None
    assert words[2] == 'Rooster zomer 2026.pdf <small class="file-facts">PDF, 1,2 MB</small>'
    got = client.get(words[1])
    assert got["Content-Disposition"] == 'attachment; filename="Rooster zomer 2026.pdf"'
    assert (got["Content-Type"], len(b"".join(got))) == ("application/pdf", 1_234_004)


@pytest.mark.parametrize("name", ["rooster.html", "rooster.svg", "rooster"])
def test_nothing_in_a_file_can_run_here(world: World, name: str) -> None:
    client = world.client(world.fatima)
    item = keep_item(world.fatima, world.team.space, "page", "Rooster", markdown(client, name, HOSTILE))
    got = client.get(address_in(client, item))
    assert b"".join(got) == HOSTILE
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment; ")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got["Cache-Control"] == "private, no-store"


def test_who_does_not_see_an_item_with_it_does_not_get_the_file(world: World) -> None:
    client = world.client(world.fatima)
    text = markdown(client, "plan.docx")
    draft = keep_item(world.fatima, world.closed, "page", "Plan", text, publish=False)
    address = address_in(client, draft)
    assert client.get(address).status_code == 200
    assert world.client(world.kees).get(address).status_code == 404, "a draft is its author's"
    keep_item(world.fatima, world.closed, "page", "Plan", text)
    assert world.client(world.kees).get(address).status_code == 200
    assert world.client(world.otto).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert list(Attachment.objects.visible_to(world.otto)) == []


def test_while_someone_writes_who_sees_the_item_gets_what_was_added(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Plan", "Zie hier:")
    place = f"/knowledge/{item.id}/editing/files/"
    told = world.client(world.fatima).post(place, {"file": file("cijfers.xlsx")}).json()
    assert told["words"] == "cijfers.xlsx"
    hash = re.fullmatch(r"attachment:([0-9a-f]{64})\.xlsx", told["href"])
    assert hash is not None
    address = f"/knowledge/files/{hash[1]}/cijfers.xlsx"
    assert world.client(world.kees).get(address).status_code == 200
    assert world.client(world.otto).get(address).status_code == 404
    assert world.client(world.otto).post(place, {"file": file("a.pdf")}).status_code == 404


def test_what_cannot_be_kept_is_refused_with_the_reason(world: World, settings: Any) -> None:
    client = world.client(world.fatima)
    settings.UPLOAD_MB = 1
    for name, data, reason in (
        ("leeg.pdf", b"", "There is nothing in this file."),
        ("groot.zip", bytes(1024 * 1024 + 1), "This file is larger than 1 megabytes"),
        ("spel.EXE", b"MZ", "This file is a program."),
        ("kapot.png", b"nee", "This is not a picture"),
    ):
        refused = client.post("/knowledge/files/", {"file": file(name, data)})
        assert (refused.status_code, reason in refused.json()["reason"]) == (422, True), name
    assert Attachment.objects.count() == 0
    assert client.post("/knowledge/files/", {}).status_code == 422


def test_a_file_is_kept_once_and_goes_when_nothing_has_it(world: World) -> None:
    client = world.client(world.fatima)
    text = markdown(client, "a.pdf")
    assert markdown(client, "b.pdf").partition("](")[2] == text.partition("](")[2]
    kept = Attachment.objects.get()
    item = keep_item(world.fatima, world.team.space, "page", "A", text)
    later = datetime.now(UTC) + timedelta(days=31)
    assert sweep_kept(later) == 0
    AttachmentUse.objects.filter(item=item).delete()
    assert (sweep_kept(datetime.now(UTC)), sweep_kept(later)) == (0, 1)
    assert not default_storage.exists(kept.path)
    assert 'class="file-missing"' in keep_item(world.fatima, world.team.space, "page", "B", text).version.html


def test_a_file_goes_along_with_a_space_and_comes_back(world: World, tmp_path: Path) -> None:
    text = markdown(world.client(world.fatima), "rooster.pdf")
    kept = keep_item(world.fatima, world.team.space, "page", "Rooster", f"Zie {text}.\n")
    first = opened(exported(world.sanne, world.team.space))
    hash = Attachment.objects.get().hash
    assert first[f"files/{hash}.pdf"] == b"%PDF-1.7 rooster"
    assert first["rooster.md"].decode().endswith(f"\n\nZie [rooster.pdf](files/{hash}.pdf).\n")
    empty()
    sweep_kept(datetime.now(UTC) + timedelta(days=31))
    assert Attachment.objects.count() == 0
    summary = import_paths(world.priya, world.organisation, [packed(first, tmp_path / "seh.zip")])
    assert (summary.imported, summary.skipped) == (1, [])
    back = Item.objects.get(id=kept.id)
    assert back.version.text == f"Zie {text}.\n"
    assert world.client(world.kees).get(address_in(world.client(world.kees), back)).status_code == 200
    assert {item["sha256"] for item in told_in(opened(exported(world.priya, world.organisation)))["items"]} == {
        item["sha256"] for item in told_in(first)["items"]
    }


@pytest.mark.parametrize("damage", ["absent", "empty"])
def test_what_an_export_lacks_is_told_and_comes_in_when_it_is_there_again(
    world: World, tmp_path: Path, damage: str
) -> None:
    picture = keep_picture(png("red")).hash
    text = f"Zie {markdown(world.client(world.fatima), 'rooster.pdf')}.\n\n![rood](picture:{picture})\n"
    kept = keep_item(world.fatima, world.team.space, "page", "Rooster", text)
    keep_item(world.fatima, world.team.space, "page", "Nog een rooster", text)
    whole = opened(exported(world.sanne, world.team.space))
    places = sorted(name for name in whole if "/" in name and not name.startswith("versions/"))
    damaged = {name: data for name, data in whole.items() if name not in places}
    if damage == "empty":
        damaged |= {places[0]: b"", places[1]: b"xxxx"}
    empty()
    sweep_kept(datetime.now(UTC) + timedelta(days=31))
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")
    place = packed(damaged, tmp_path / "seh.zip")
    told = {"absent": "not_in_export", "empty": "unusable_in_export"}[damage]
    expected = [
        (place.rpartition(".")[0] if told == "not_in_export" and place.startswith("pictures/") else place, told)
        for place in places
    ]
    for attempt in ("first", "once more"):
        summary = import_paths(world.priya, world.organisation, [place])
        assert [(path, reason.code) for path, reason in summary.skipped] == expected, attempt
    for _path, reason in summary.skipped:
        titles = str(reason.params["titles"])
        assert ("“Rooster”" in titles, "“Nog een rooster”" in titles) == (True, True)
    run = ImportRun.objects.filter(person=world.priya).order_by("-started").first()
    assert run is not None
    address = reverse("library:import", args=[run.id])
    page = world.client(world.priya, language="nl").get(address).content.decode()
    assert page.count("“Rooster”") == 2
    assert world.client(world.otto).get(address).status_code == 404
    back = Item.objects.get(id=kept.id)
    assert 'class="file-missing"' in back.version.html
    summary = import_paths(world.priya, world.organisation, [packed(whole, place)])
    assert (summary.updated, summary.skipped) == (2, [])
    back = Item.objects.get(id=kept.id)
    assert (back.version.text, back.versions.count(), "file-missing" in back.version.html) == (text, 1, False)
    assert world.client(world.kees).get(address_in(world.client(world.kees), back)).status_code == 200
    assert list(Picture.objects.visible_to(world.kees).values_list("hash", flat=True)) == [picture]
    assert import_paths(world.priya, world.organisation, [place]).unchanged == 2


def test_a_file_that_was_changed_in_an_export_comes_in_and_is_told(world: World, tmp_path: Path) -> None:
    kept = keep_item(
        world.fatima, world.team.space, "page", "Rooster", markdown(world.client(world.fatima), "rooster.pdf")
    )
    files = opened(exported(world.sanne, world.team.space))
    files[f"files/{Attachment.objects.get().hash}.pdf"] = b"%PDF anders"
    empty()
    summary = import_paths(world.priya, world.organisation, [packed(files, tmp_path / "seh.zip")])
    assert (summary.imported, summary.skipped) == (1, [])
    (row,) = ImportedFile.objects.filter(item=kept.id)
    assert row.notes == [{"code": "changed_in_export", "params": {"count": 1}}]


def test_a_file_that_an_imported_page_links_to_comes_along(world: World, tmp_path: Path) -> None:
    (tmp_path / "bijlagen").mkdir()
    (tmp_path / "rooster.md").write_text(
        "# Rooster\n\nZie [de cijfers](bijlagen/cijfers%202026.xlsx) en [niets](weg.xlsx).\n"
    )
    (tmp_path / "bijlagen" / "cijfers 2026.xlsx").write_bytes(b"PK cijfers")
    summary = import_paths(world.priya, world.organisation, [tmp_path])
    assert (summary.imported, summary.skipped) == (1, [])
    assert re.search(r"Zie \[de cijfers\]\(attachment:[0-9a-f]{64}\.xlsx\) en niets\.", Item.objects.get().version.text)
    (tmp_path / "bijlagen" / "cijfers 2026.xlsx").write_bytes(b"PK andere cijfers")
    assert import_paths(world.priya, world.organisation, [tmp_path]).updated == 1


def test_a_file_of_mine_goes_along_in_my_data_and_one_of_others_does_not(world: World) -> None:
    text = markdown(world.client(world.fatima), "rooster.pdf")
    keep_item(world.fatima, world.closed, "page", "Rooster", text)
    keep_item(world.kees, world.closed, "page", "Van Kees", markdown(world.client(world.kees), "b.zip", b"PK"))
    files = next(holding.files for holding in HOLDINGS if holding.name == "texts")
    assert files is not None
    kept = Attachment.objects.get(size=len(b"%PDF-1.7 rooster"))
    assert list(files(world.fatima)) == [(f"files/{kept.hash}.pdf", kept.path)]
    assert list(files(world.otto)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Zie [rooster.pdf](attachment:{'a' * 64}.pdf) en meer.",
        f"- [x](attachment:{'0' * 64})\n- [y.zip](attachment:{'b' * 64}.zip) erbij",
    ],
)
def test_a_link_to_a_file_comes_out_of_the_editor_as_it_went_in(text: str) -> None:
    (block,) = read_document(text).blocks
    assert block.node.type != "source"
    assert write_block(block.node, Care.LIGHT) == text


def test_names_become_words_and_words_become_names() -> None:
    assert words_for("verslag_[1]*.PDF") == "verslag 1.pdf"
    assert words_for(".zip") == "file.zip"
    assert download_address("a" * 64, "pdf", "Het ../rooster.pdf").endswith("/Het%20..%20rooster.pdf")
    assert download_address("a" * 64, "", "..").endswith("/file")
    assert about("docx", 999, "nl") == "Word, 999 bytes"
    assert about("mp3", 12_345, "nl") == "geluid, 12 kB"
    assert about("", 2_345_678, "en") == "file, 2.3 MB"
