import io
import os
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zwerm.library.imports import limits
from zwerm.library.imports.document import Refused
from zwerm.library.imports.tests.making import zipped
from zwerm.library.imports.walking import Found, LeftOut, walk, walk_bytes


@pytest.fixture(autouse=True)
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        STACK[0] = stack
        yield stack


STACK: list[ExitStack] = [ExitStack()]


def walked(place: Path) -> Iterator[Found | LeftOut]:
    return walk(place, STACK[0])


def paths(place: Path) -> list[str]:
    return [found.path for found in walked(place) if not isinstance(found, LeftOut)]


def left_out(place: Path) -> dict[str, str]:
    return {found.path: found.reason.code for found in walked(place) if isinstance(found, LeftOut)}


def save(folder: Path, name: str, body: bytes | str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body.encode() if isinstance(body, str) else body)
    return place


def test_a_folder_gives_its_files_relative_to_itself_and_passes_over_those_of_the_system(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.md", ".git/config", "a/.DS_Store", "Thumbs.db", "~$plan.docx", "__MACOSX/x.md"):
        save(tmp_path, name, "x")
    assert paths(tmp_path) == ["b.md", "a/c.md"]
    assert left_out(tmp_path) == {}


def test_a_zip_gives_its_members_and_those_of_zips_in_it(tmp_path: Path) -> None:
    inner = zipped({"diep.md": "x"})
    place = save(tmp_path, "uitvoer.zip", zipped({"map/a.md": "x", "map/meer.zip": inner, "__MACOSX/._a.md": "x"}))
    assert paths(place) == ["map/a.md", "map/meer.zip/diep.md"]
    assert paths(tmp_path) == ["uitvoer.zip/map/a.md", "uitvoer.zip/map/meer.zip/diep.md"]


def test_a_single_file_gives_itself_and_a_missing_one_its_reason(tmp_path: Path) -> None:
    assert paths(save(tmp_path, "a.md", "x")) == ["a.md"]
    assert left_out(tmp_path / "weg.md") == {"weg.md": "not_found"}


def test_links_are_never_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    save(folder, "a.md", "x")
    secret = save(tmp_path, "geheim.md", "geheim")
    (folder / "link.md").symlink_to(secret)
    (folder / "uit").symlink_to(tmp_path)
    assert paths(folder) == ["a.md"]
    assert left_out(folder) == {"link.md": "is_link", "uit": "is_link"}


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_read(tmp_path: Path) -> None:
    place = save(tmp_path / "in", "a.md", "x")
    found = next(one for one in walked(tmp_path / "in") if not isinstance(one, LeftOut))
    place.unlink()
    place.symlink_to(save(tmp_path, "geheim.md", "geheim"))
    with pytest.raises(Refused):
        found.read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_does_not_make_an_import_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    found = next(iter(walked(tmp_path)))
    assert not isinstance(found, LeftOut)
    with pytest.raises(Refused) as refusal:
        found.read()
    assert refusal.value.reason.code == "unreadable"


@pytest.mark.parametrize("name", ["../weg.md", "/etc/weg.md", "a/../../weg.md", "C:\\weg.md", "..\\weg.md"])
def test_members_that_lead_outside_are_left_out_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    place = save(tmp_path, "x.zip", zipped({name: "x", "goed.md": "x"}))
    assert paths(place) == ["goed.md"]
    assert left_out(place) == {f"{place.name}/{name}": "path_outside"}


def test_members_that_are_links_or_encrypted_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("slot.md", "x")
    data = bytearray(output.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rfind(mark) + offset] |= 1
    reasons = {}
    for found in walked(save(tmp_path, "x.zip", bytes(data))):
        assert not isinstance(found, LeftOut)
        with pytest.raises(Refused) as refusal:
            found.read()
        reasons[found.path] = refusal.value.reason.code
    assert reasons == {"link.md": "is_link", "slot.md": "encrypted"}


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    place = save(tmp_path, "bom.zip", zipped({"nul.txt": b"\x00" * 20_000_000, "goed.md": "x"}))
    outcomes = {}
    for found in walked(place):
        assert not isinstance(found, LeftOut)
        try:
            outcomes[found.path] = found.read().decode()
        except Refused as refusal:
            outcomes[found.path] = refusal.reason.code
    assert outcomes == {"goed.md": "x", "nul.txt": "zip_bomb"}


def test_what_a_zip_says_about_sizes_is_not_believed() -> None:
    data = bytearray(zipped({"a.txt": b"\x00" * 20_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.find(mark) + offset, 10)
    found = next(iter(walk_bytes("x.zip", bytes(data), STACK[0])))
    assert not isinstance(found, LeftOut)
    with pytest.raises(Refused):
        found.read()


def test_zips_in_zips_in_zips_end(tmp_path: Path) -> None:
    data = zipped({"a.md": "x"})
    for _ in range(6):
        data = zipped({"dieper.zip": data})
    assert paths(save(tmp_path, "x.zip", data)) == []
    assert set(left_out(tmp_path / "x.zip").values()) == {"zip_bomb"}


def test_a_zip_that_is_none_or_lists_too_much_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    assert left_out(save(tmp_path, "geen.zip", "tekst")) == {"geen.zip": "bad_zip"}
    data = bytearray(zipped({"a.md": "x"}))
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, limits.ARCHIVE_INDEX_BYTES + 1)
    assert left_out(save(tmp_path, "vol.zip", bytes(data))) == {"vol.zip": "too_many_files"}


def test_an_upload_is_walked_like_a_file() -> None:
    assert [found.path for found in walk_bytes("C:\\map\\a.md", b"x", STACK[0])] == ["a.md"]
    assert [found.path for found in walk_bytes("x.zip", zipped({"b/a.md": "x"}), STACK[0])] == ["b/a.md"]


def test_members_remember_when_they_changed() -> None:
    information = zipfile.ZipInfo("a.md", (2024, 5, 6, 7, 8, 10))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(information, "x")
    found = next(iter(walk_bytes("x.zip", output.getvalue(), STACK[0])))
    assert not isinstance(found, LeftOut)
    assert found.modified == datetime(2024, 5, 6, 7, 8, 10, tzinfo=UTC)


def test_the_order_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("z.md", "a.md", "m/b.md", "m/a.md"):
        save(tmp_path, name, "x")
    assert paths(tmp_path) == ["a.md", "z.md", "m/a.md", "m/b.md"]
