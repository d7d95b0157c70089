"""What the library does to itself: rendering again, and sweeping what nothing uses."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from zwerm.library.actions import keep_item, keep_picture, revise_item, sweep_kept, sweep_uploads
from zwerm.library.models import ImportRun, Item, Picture, Version
from zwerm.library.tasks import mend_renderings
from zwerm.people.tests.world import World

LATER = timedelta(days=31)


def picture(colour: str) -> Picture:
    output = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(output, "PNG")
    return keep_picture(output.getvalue())


def kept(world: World, text: str) -> Item:
    return keep_item(world.fatima, world.team.space, "page", "Rooster", text)


def test_what_an_older_renderer_made_is_made_again_and_shows_its_pictures(world: World) -> None:
    shown = picture("teal")
    item = kept(world, f"Eerst.\n\n![Rooster](picture:{shown.hash})\n")
    revise_item(world.fatima, item, "Rooster", "Daarna.")
    right = dict(Version.objects.values_list("number", "html"))
    Version.objects.update(renderer=0, html="<p>oud</p>")
    mend_renderings()
    assert dict(Version.objects.values_list("number", "html")) == right
    assert f'src="{reverse("library:picture", args=[shown.hash])}"' in right[1]


def test_who_looks_before_it_is_made_again_sees_it_new(world: World) -> None:
    item = kept(world, "Zo *staat* het er.")
    revise_item(world.fatima, item, "Rooster", "Nu staat het er **zo**.")
    Version.objects.update(renderer=0, html="<p>oud</p>")
    client = world.client(world.kees)
    assert "<strong>zo</strong>" in client.get(item.get_absolute_url()).content.decode()
    assert "<em>staat</em>" in client.get(reverse("library:version", args=[item.id, 1])).content.decode()
    assert not Version.objects.filter(renderer=0).exists()


def test_pictures_that_nothing_shows_go_and_others_stay(world: World) -> None:
    used, once, unused = picture("teal"), picture("navy"), picture("red")
    item = kept(world, f"![a](picture:{used.hash}) ![b](picture:{once.hash})")
    revise_item(world.fatima, item, "Rooster", f"![a](picture:{used.hash})")
    now = datetime.now(UTC)
    assert sweep_kept(now) == 0
    assert sweep_kept(now + LATER) == 1
    assert set(Picture.objects.values_list("hash", flat=True)) == {used.hash, once.hash}
    assert [default_storage.exists(one.path) for one in (used, once, unused)] == [True, True, False]


def test_a_picture_that_was_added_again_lately_is_not_swept(world: World) -> None:
    again = picture("red")
    Picture.objects.update(kept=datetime.now(UTC) - LATER)
    picture("red")
    assert sweep_kept(datetime.now(UTC)) == 0
    assert default_storage.exists(again.path)


def test_a_swept_picture_can_come_back(world: World) -> None:
    picture("red")
    sweep_kept(datetime.now(UTC) + LATER)
    back = picture("red")
    with default_storage.open(back.path) as file:
        assert len(file.read()) == back.size


def test_uploads_that_were_never_begun_go(world: World, settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    run = ImportRun.objects.create(person=world.fatima, space=world.team.space, title="Map", upload="uploads/x")
    folders = [tmp_path / "uploads" / name for name in (str(uuid4()), str(run.id), "something-else")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "a.md").write_text("a")
        os.utime(folder, (0, 0))
    fresh = tmp_path / "uploads" / str(uuid4())
    fresh.mkdir()
    assert sweep_uploads(datetime.now(UTC)) == 1
    assert [place.is_dir() for place in (*folders, fresh)] == [False, True, True, True]
