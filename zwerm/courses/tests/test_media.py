"""Pictures and videos of an author, and who gets their bytes."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from zwerm.courses.actions import publish_course
from zwerm.courses.actions.media import sweep_media
from zwerm.courses.models import Course, Media
from zwerm.courses.tests.test_editing import block
from zwerm.courses.tests.test_structure import browser, course
from zwerm.people.tests.world import World

__all__ = ["browser", "course"]


def pixel() -> bytes:
    written = BytesIO()
    Image.new("RGB", (2, 2)).save(written, "PNG")
    return written.getvalue()


PIXEL = pixel()


def test_a_picture_is_shown_to_who_sees_its_block_and_to_nobody_else(
    world: World, browser: Client, course: Course
) -> None:
    first = course.bites.all()[0]
    path = f"/learn/bites/{first.pk}/blocks/new/picture/"
    assert browser.post(path, {"file": SimpleUploadedFile("a.png", b"no"), "alt": "x"}).status_code == 422
    assert browser.post(path, {"file": SimpleUploadedFile("a.png", PIXEL), "alt": ""}).status_code == 422
    browser.post(path, {"file": SimpleUploadedFile("a.png", PIXEL), "alt": "Een pomp", "caption": "De pomp"})
    page = browser.get(f"/learn/{course.pk}/1/").content.decode()
    found = re.search(r'<img src="([^"]+)" alt="Een pomp"', page)
    assert found is not None
    assert b"".join(browser.get(found[1])) == PIXEL
    assert world.client(world.kees).get(found[1]).status_code == 404
    publish_course(world.fatima, course)
    assert b"".join(world.client(world.kees).get(found[1])) == PIXEL
    course.space = world.closed
    course.save()
    assert world.client(world.otto).get(found[1]).status_code == 404


def test_a_video_says_how_long_it_is_and_is_read_from_any_place(browser: Client, course: Course) -> None:
    head = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
    film = head + b"\0\0\0\x6cmvhd" + bytes(12) + (1000).to_bytes(4, "big") + (90_000).to_bytes(4, "big") + bytes(90)
    first = course.bites.all()[0]
    before = first.minutes
    path = f"/learn/bites/{first.pk}/blocks/new/video/"
    given = {"title": "De pomp", "said": "Een pomp wordt **gevuld**."}
    assert browser.post(path, given | {"file": SimpleUploadedFile("a.mp4", PIXEL)}).status_code == 422
    browser.post(path, given | {"file": SimpleUploadedFile("a.mp4", film)})
    made = block(course, "video")
    assert made.content["minutes"] == 1.5
    first.refresh_from_db()
    assert first.minutes != before
    address = f"/learn/blocks/{made.pk}/media/{made.content['hash']}/"
    assert b"".join(browser.get(address)) == film
    part = browser.get(address, headers={"Range": "bytes=4-7"})
    assert (part.status_code, b"".join(part), part["Content-Range"]) == (206, b"ftyp", f"bytes 4-7/{len(film)}")
    assert b"".join(browser.get(address, headers={"Range": "bytes=-3"})) == film[-3:]
    assert browser.get(address, headers={"Range": f"bytes={len(film)}-"}).status_code == 416


def test_what_no_block_shows_is_swept_away_after_a_while_and_nothing_else(browser: Client, course: Course) -> None:
    first = course.bites.all()[0]
    path = f"/learn/bites/{first.pk}/blocks/new/picture/"
    browser.post(path, {"file": SimpleUploadedFile("a.png", PIXEL), "alt": "Een pomp"})
    kept = Media.objects.get()
    later = kept.kept + timedelta(days=31)
    assert sweep_media(later) == 0
    made = block(course, "picture")
    browser.post(f"/learn/blocks/{made.pk}/removal/")
    assert sweep_media(later) == 0
    course.removals.all().delete()
    assert sweep_media(kept.kept + timedelta(days=29)) == 0
    assert default_storage.exists(kept.path)
    assert sweep_media(later) == 1
    assert (Media.objects.exists(), default_storage.exists(kept.path)) == (False, False)
