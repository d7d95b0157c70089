"""A backup holds each file that its rows name, while people and the daily tidying throw files away."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from tests.installation import Installation, fresh_installation, wait_for_line
from zwerm.operations.removing import HELD

# What people and the daily tidying do, over and over: a photo is replaced, and a picture goes that nothing uses.
CHANGING = """
import io, sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from django.conf import settings
from PIL import Image
from zwerm.courses.actions.media import keep_course_picture, sweep_media
from zwerm.courses.models import Media
from zwerm.library.actions import sweep_kept
from zwerm.library.actions.picture import keep_picture
from zwerm.library.models import Picture
from zwerm.people.actions.photo import show_photo
from zwerm.people.models import Person
ada = Person.objects.get(email="ada@example.org")
now = datetime.now(UTC)
for number in count():
    # Killed within one of these it would leave a row without its file, until the next tidying.
    if (Path(settings.HOME) / "enough").exists():
        break
    drawn = io.BytesIO()
    Image.new("RGB", (48, 48), (number % 256, number // 256, 0)).save(drawn, "PNG")
    show_photo(ada, "everyone", drawn.getvalue())
    for model, keep in ((Picture, keep_picture), (Media, keep_course_picture)):
        kept = keep(drawn.getvalue())
        model.objects.filter(pk=kept.pk).update(kept=now - timedelta(days=40))
    if number % 2:
        sweep_kept(now)
        sweep_media(now)
    if number == 3:
        print("is changing", file=sys.stderr, flush=True)
"""

NAMING = """
import json
from pathlib import Path
from zwerm.courses.models import Media
from zwerm.library.models import Attachment, Picture
from zwerm.operations.copies import rows
from zwerm.operations.copies.archive import Archive
from zwerm.operations.copies.state import state_at
from zwerm.people.models import Person

def named_in(copy):
    archive = Archive(Path(copy))
    tables = {table._meta.db_table: table for table in state_at("default", archive.about.steps).tables}
    for model in (Attachment, Media, Person, Picture):
        table = tables[model._meta.db_table]
        names = [column.attname for column in rows.columns(table)]
        for line in archive.lines(table):
            one = model(**dict(zip(names, json.loads(line), strict=True)))
            if model is not Person:
                yield one.path
            elif one.photo:
                yield one.photo_path

print(json.dumps([list(named_in(copy)) for copy in COPIES]))
"""


def test_every_file_that_the_rows_of_a_copy_name_is_in_it_while_files_come_and_go(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        assert installation.zwerm("person", "ada@example.org", "Ada Last", "--admin").returncode == 0
        copies = [tmp_path / f"copy{number}.zip" for number in range(3)]
        with installation.going(CHANGING) as changing:
            wait_for_line(changing, "is changing")
            for copy in copies:
                told(installation.zwerm("backup", str(copy), "--json"))
            assert changing.poll() is None, "nobody was kept from changing"
            (installation.home / "enough").touch()
            assert changing.wait(60) == 0
        last = tmp_path / "last.zip"
        told(installation.zwerm("backup", str(last), "--json"))
        copies.append(last)
        for copy, named in zip(copies, files_named_in(installation, copies), strict=True):
            assert any(name.startswith("photos/") for name in named)
            assert named - set(about(copy)["media"]) == set()
        held = installation.home / "media" / HELD
        assert files_under(held) == [], "what went meanwhile is gone afterwards"


def test_what_a_killed_backup_held_back_goes_and_is_in_no_later_copy(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        held = installation.home / "media" / HELD / "photos" / "somebody"
        for clearing in ("backup", "tidying"):
            held.mkdir(parents=True, exist_ok=True)
            (held / "erased").write_bytes(b"a face")
            if clearing == "backup":
                told(installation.zwerm("backup", str(tmp_path / "copy.zip"), "--json"))
                assert about(tmp_path / "copy.zip")["media"] == {}
            else:
                tidying = "from zwerm.operations.upkeep import clear_what_is_over\nclear_what_is_over()"
                assert installation.python(tidying).returncode == 0
            assert files_under(held) == []


def told(done: Any) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def about(copy: Path) -> dict[str, Any]:
    with zipfile.ZipFile(copy) as archive:
        return dict(json.loads(archive.read("about.json")))


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def files_named_in(installation: Installation, copies: list[Path]) -> list[set[str]]:
    done = installation.python(f"COPIES = {[str(copy) for copy in copies]}\n{NAMING}")
    return [set(names) for names in told(done)]
