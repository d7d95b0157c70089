from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image, PngImagePlugin

from zwerm.people.actions import ask_erasure
from zwerm.people.actions.privacy.copy import write_copy
from zwerm.people.actions.privacy.erase import carry_out_erasure
from zwerm.people.models import Person
from zwerm.people.rules.photo import MOST_BYTES, SIDE, NotAPhoto, square
from zwerm.people.tests.world import World


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **more: Any) -> bytes:
    """Red at the left, blue at the right, green in the middle."""
    image = Image.new("RGB", size, "lime")
    image.paste("red", (0, 0, size[0] // 6, size[1]))
    image.paste("blue", (size[0] - size[0] // 6, 0, size[0], size[1]))
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def many_pixels() -> bytes:
    written = io.BytesIO()
    Image.new("1", (7000, 6000)).save(written, "PNG")
    return written.getvalue()


def turned_and_told() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=b"taken at home")


def shows(client: Client, data: bytes, audience: str = "everyone") -> Any:
    return client.post("/account/photo/", {"photo": SimpleUploadedFile("me.jpg", data), "audience": audience})


def address_of(person: Person) -> str:
    person.refresh_from_db()
    return person.photo_address


def lying_there(person: Person) -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT, "photos", str(person.pk)).rglob("*") if path.is_file()}


def test_a_photo_becomes_a_small_upright_square_that_tells_nothing_else() -> None:
    for data in (turned_and_told(), picture("PNG", pnginfo=_noted()), picture("WEBP"), picture("GIF")):
        drawn = square(data)
        with Image.open(io.BytesIO(drawn)) as image:
            assert (image.format, image.size) == ("JPEG", (SIDE, SIDE))
            assert not image.getexif()
            assert image.getpixel((4, 4)) != image.getpixel((SIDE // 2, SIDE // 2)) or data != turned_and_told()
        assert not any(word in drawn for word in (b"camera", b"home", b"Exif"))


def _noted() -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "taken at home")
    return told


def test_the_middle_is_cut_out_and_what_is_clear_becomes_white() -> None:
    with Image.open(io.BytesIO(square(picture()))) as image:
        left, middle = image.getpixel((2, 256)), image.getpixel((256, 256))
    assert isinstance(left, tuple)
    assert isinstance(middle, tuple)
    assert (left[1] > 200, middle[1] > 200) == (True, True), "red and blue fell off"
    written = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(written, "PNG")
    with Image.open(io.BytesIO(square(written.getvalue()))) as image:
        assert (image.size, image.getpixel((30, 30))) == ((60, 60), (255, 255, 255))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unreadable"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable"), (b"GIF89a" + b"\0" * 40, "unreadable"),
        (picture()[:2000], "unreadable"), (picture("PNG", (30, 30)), "small"), (picture("BMP"), "unreadable"),
        (many_pixels(), "pixels"), (picture() + b"\0" * MOST_BYTES, "bytes"),
    ],
    ids=["nothing", "SVG", "an empty GIF", "cut off", "tiny", "another kind", "a bomb", "too many bytes"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotAPhoto) as refused:
        square(data)
    assert refused.value.reason == reason


def test_a_photo_stands_where_the_initials_stood_until_it_is_removed(world: World) -> None:
    client = world.client(world.kees, "en")
    assert shows(client, b"no photo").status_code == 422
    assert shows(client, picture()).status_code == 302
    address = address_of(world.kees)
    for page in ("/", f"/people/{world.kees.pk}/", "/people/"):
        assert f'src="{address}"' in client.get(page).text
    shown = client.get(address)
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "private, max-age=3600")
    assert (shown["Content-Disposition"], shown["X-Content-Type-Options"]) == ("inline", "nosniff")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert lying_there(world.kees) == {world.kees.photo}
    assert shows(client, picture(size=(400, 400))).status_code == 302
    assert client.get(address).status_code == 404
    assert client.post("/account/photo/", {"audience": "me"}).status_code == 302, "the same one, for others"
    assert client.get(address_of(world.kees)).status_code == 200
    client.post("/account/photo/removal/")
    assert address_of(world.kees) == ""
    assert "photo/" not in client.get(f"/people/{world.kees.pk}/").text.replace("/account/photo/", "")


def test_a_photo_is_seen_by_whom_it_is_meant_for(world: World) -> None:
    client = world.client(world.kees)
    seen: dict[str, list[bool]] = {}
    for audience in ("everyone", "teams", "me"):
        shows(client, picture(), audience)
        address = address_of(world.kees)
        readers = (world.kees, world.fatima, world.otto)
        seen[audience] = [
            world.client(reader).get(address).status_code == 200
            and address in world.client(reader).get(f"/people/{world.kees.pk}/").text
            for reader in readers
        ]
        assert world.client().get(address).status_code == 302
    assert seen == {"everyone": [True, True, True], "teams": [True, True, False], "me": [True, False, False]}


def test_a_photo_goes_along_in_a_copy_and_goes_when_someone_is_erased(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    shows(world.client(world.kees), picture())
    file, kees = io.BytesIO(), Person.objects.get(pk=world.kees.pk)
    list(write_copy(kees, file))
    with zipfile.ZipFile(file) as archive, Image.open(archive.open("files/photo.jpg")) as image:
        assert image.size == (SIDE, SIDE)
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_erasure(ask_erasure(kees, kees, own_texts=False))
    assert lying_there(kees) == set()


def test_a_list_of_people_asks_as_much_of_the_database_with_one_photo_as_with_three(world: World) -> None:
    counts: list[int] = []
    for person in (world.kees, world.sanne, world.fatima):
        shows(world.client(person), picture(), "teams")
        reader = world.client(world.sanne)
        reader.get("/people/")
        with CaptureQueriesContext(connection) as asked:
            assert reader.get("/people/").text.count("/photo/") >= len(counts) + 1
        counts.append(len(asked))
    assert counts[1] == counts[2]
